"""What templates see: one small frozen view for each kind of page, and never the whole site.

A template is given ``site`` (:class:`SiteFrame`), ``page`` (one of the views below) and ``events`` (the
events shown in full, :class:`FullEvent`, in the page's order). The key of a page is the digest of just
these, so a page is rendered again when, and only when, something it shows has changed.

All ``url`` fields that lead into the site are paths from the host's root (``/team/digest/events/x/``);
``canonical`` and fields of feeds are absolute. Fields that end in ``_html`` are safe markup, to be shown
through the ``html`` filter; every other text is escaped by the template.
"""

from typing import Any, Protocol

import msgspec

from generator.model import Event, Location, Origin, Outcome, Outlet, RecapNumbers, Section
from generator.rhythms import RhythmName, Unit


class _View(
    msgspec.Struct, frozen=True, omit_defaults=True, gc=False, array_like=True, tag=True, tag_field="view"
):
    """The common settings of all views: compact and told apart when they travel to another process."""


class Link(_View, frozen=True):
    """A named place."""

    name: str
    url: str
    count: int = 0
    """How many events are behind it, where that is worth telling."""


class FeedLink(_View, frozen=True):
    """A feed a reader may subscribe to."""

    title: str
    url: str
    type: str
    """The media type: ``application/atom+xml`` or ``application/feed+json``."""


class Publisher(_View, frozen=True):
    """Who publishes the site."""

    name: str
    url: str = ""
    logo: str = ""


class Field(_View, frozen=True):
    """A field that the site declares for its events."""

    name: str
    type: str
    """``text``, ``markdown``, ``url``, ``day``, ``number``, ``flag`` or ``choice``."""
    list: bool = False
    """Whether its value is a list of these."""


class SiteFrame(_View, frozen=True):
    """What every page of the site shares; it holds settings only, so content never changes it."""

    title: str
    base_url: str
    """Absolute, with a trailing slash."""
    base_path: str
    """The path of ``base_url``: ``/`` or ``/team/digest/``."""
    language: str
    timezone: str
    recap_name: str
    tagline: str = ""
    description: str = ""
    author: str = ""
    publisher: Publisher | None = None
    direction: str = "ltr"
    event_url: str = ""
    """The URL of an event, with ``{slug}`` for its percent-encoded slug: ``/team/digest/events/{slug}/``."""
    search_url: str = ""
    """The search page, which takes ``?q=``; empty where the site has none."""
    nav: tuple[Link, ...] = ()
    footer: tuple[Link, ...] = ()
    look_url: str = ""
    """Of the style sheet that the settings make; empty where they make none."""
    contact: str = ""
    """Where readers report an error, with ``{url}`` and ``{title}`` in it; empty where they can't."""
    logo: str = ""
    """The site path of a picture in place of the title; empty where there is none."""
    feeds: tuple[FeedLink, ...] = ()
    """The feeds of the whole site, for autodiscovery on every page."""
    assets: dict[str, str] = {}
    """The URL of each asset of the theme, fingerprinted, by its name: ``style.css``."""
    generator: str = ""
    """Name and version of this program."""
    extra: dict[str, Any] = {}
    """The ``x-…`` keys of ``site.yaml``."""
    policies: tuple[str, ...] = ()
    """What a page may load and run (CSP Level 3), as far as a ``meta`` element can say it."""
    typography: bool = False
    """Whether ``typeset`` changes anything."""
    fields: dict[str, Field] = {}
    """The fields of events that the site declares, by key, in the order in which a page shows them."""
    taxonomies: dict[str, str] = {}
    """What the site's own taxonomies are called, by key."""


class Head(_View, frozen=True):
    """What a page says about itself to browsers and machines."""

    title: str
    """Without the site's title; empty where the theme makes it."""
    url: str
    canonical: str
    """Absolute."""
    description: str = ""
    """Plain text."""
    lang: str = ""
    """BCP 47; empty for the site's language."""
    image: str = ""
    """Absolute URL of a picture for social media, if any."""
    image_alt: str = ""
    image_width: int = 0
    image_height: int = 0
    feeds: tuple[FeedLink, ...] = ()
    """Feeds that fit this page alone."""
    breadcrumbs: tuple[Link, ...] = ()
    """The pages above this one, from the home page down."""
    noindex: bool = False
    pages: tuple[Link, ...] = ()
    """The site's own pages, for the foot of each page; none where the settings choose its links."""


class PageView(Protocol):
    """The view of any page: what it says of itself is all that structured data needs."""

    @property
    def head(self) -> Head:
        """What the page says about itself."""


class Card(_View, frozen=True):
    """An event as lists show it."""

    slug: str
    title: str
    url: str
    day: str
    """YYYY-MM-DD in the site's time zone."""
    published: str
    """ISO 8601: a date, or a datetime with offset."""
    source: Outlet
    source_url: str
    """The page of the source on this site."""
    original_url: str
    """The original article."""
    week: str
    lang: str = ""
    hook_html: str = ""
    topics: tuple[Link, ...] = ()
    audience: tuple[Link, ...] = ()
    terms: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    """Its terms in each of the site's own taxonomies that it has any in, by the taxonomy's key."""
    latency: int | None = None
    """Seconds from publication to collection."""
    fresh: bool = False
    origin: Origin = "human"
    insight_origin: Origin | None = None
    importance: int = 3
    publishers: int = 0
    """Distinct publishers that cover the event, the original included."""
    pinned: bool = False
    corrected: str = ""
    """Severity of the gravest correction, if any."""
    modified: str = ""
    """ISO 8601 datetime of the last change of substance, if any."""
    minutes: int = 1
    """Reading time."""
    sponsored: bool = False
    """Whether somebody paid for it."""
    status: str = ""
    """``draft`` or ``scheduled`` in a preview; empty on a published page."""


class CitedReport(_View, frozen=True):
    """A report as cites lead to it."""

    number: int
    """Its place in the coverage, from 1 for the original."""
    name: str
    """Of its source."""
    url: str


class FullEvent(_View, frozen=True):
    """An event with all it says, as its own page, a recap's top and feeds show it."""

    card: Card
    event: Event
    outlets: tuple[Outlet, ...] = ()
    """The source of each entry of ``event.coverage``, in the same order."""

    @property
    def reports(self) -> dict[str, CitedReport]:
        """The reports by what cites call them."""
        told = zip(self.event.coverage, self.outlets, strict=True)
        return {"source": CitedReport(1, self.card.source.name, self.card.original_url)} | {
            report.id: CitedReport(number, outlet.name, report.url)
            for number, (report, outlet) in enumerate(told, 2)
        }


class Attachment(_View, frozen=True):
    """Where something is published that a text leads to by where it lies."""

    target: str
    """How the text names it: by the path from the site's folder; a picture of ``static`` by its site path."""
    path: str
    """The site path, with a leading slash: ``/events/memo/map.png``."""
    width: int = 0
    """Of a picture, in CSS pixels; 0 where it is not known."""
    height: int = 0
    copies: tuple[tuple[int, str], ...] = ()
    """Smaller copies of a picture: the width and the site path of each, the smallest first."""


class StoredEvent(_View, frozen=True):
    """A :class:`FullEvent` as planned: the event itself is fetched when its page is rendered."""

    card: Card
    location: Location
    outlets: tuple[Outlet, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    """What its texts lead to by where it lies."""


class RecapCard(_View, frozen=True):
    """A recap as lists and links show it."""

    rhythm: RhythmName
    """``daily``, ``weekly``, ``monthly``, ``quarterly`` or ``yearly``."""
    id: str
    """The period: ``2026-04-25``, ``2026-w17``, ``2026-04``, ``2026-q2``, ``2026``."""
    title: str
    """The editor's; empty where the theme is to make one of the period, in the language of the page."""
    url: str
    first_day: str
    """YYYY-MM-DD."""
    last_day: str
    """YYYY-MM-DD."""
    events: int
    headlines: tuple[Link, ...] = ()
    """Its first events; where it has none, its first sections."""
    links: int = 0
    """How many light items its sections have."""
    minutes: int = 1
    """How long it takes to read."""


class Pagination(_View, frozen=True):
    """Where a page stands in its list."""

    number: int
    """From 1."""
    total: int
    previous: str = ""
    next: str = ""
    """URLs; empty at the ends."""
    first: str = ""
    last: str = ""


class Group(_View, frozen=True):
    """Events under a common heading."""

    heading: Link
    cards: tuple[Card, ...]


class PartCount(_View, frozen=True):
    """How many events a day or month had, by topic."""

    part: str
    """YYYY-MM-DD or YYYY-MM."""
    topics: tuple[Link, ...]
    """Each topic with its count; an event counts for its first topic."""
    events: int
    url: str = ""
    """The page of that day or month, if there is one."""


class EventPage(_View, frozen=True):
    """``event.html``: one event; ``events[0]`` is it in full."""

    head: Head
    recap: RecapCard | None
    """The week's recap; none where the event is left out of it and nothing else is in it."""
    related: tuple[Card, ...] = ()
    previous: Link | None = None
    """The event before this one in time."""
    next: Link | None = None


class HomePage(_View, frozen=True):
    """``home.html``: the newest events; on the first page ``events`` is the one that leads, in full."""

    head: Head
    cards: tuple[Card, ...]
    """Newest first, without those that stand before them."""
    pagination: Pagination
    recap: RecapCard | None = None
    """The newest recap, on the first page."""
    seconds: tuple[Card, ...] = ()
    """What stands beside the leading event."""
    topics: tuple[Link, ...] = ()
    """The topics of the week whose event leads, those with most events first."""


class RecapPage(_View, frozen=True):
    """``recap.html``: a recap; ``events`` are its top in full."""

    head: Head
    recap: RecapCard
    numbers: RecapNumbers
    index: Link
    """All recaps of this rhythm, by the name that the settings give it."""
    intro_html: str = ""
    rest: tuple[Group, ...] = ()
    """The other events by their first topic."""
    more: int = 0
    """How many events are in neither list."""
    sections: tuple[Section, ...] = ()
    """The standing sections of its note."""
    unit: Unit = ""
    """What its parts are: ``day``, ``month``, or empty where it has none."""
    parts: tuple[PartCount, ...] = ()
    """Its days or months, in order."""
    previous: RecapCard | None = None
    next: RecapCard | None = None
    earlier: Link | None = None
    """The one before the previous; its name is its id."""
    later: Link | None = None
    latest: bool = False
    """True for the copy at ``/weekly/latest/``."""


class RecapsPage(_View, frozen=True):
    """``recaps.html``: every recap of a rhythm, newest first."""

    head: Head
    rhythm: RhythmName
    recaps: tuple[RecapCard, ...]
    latest_url: str
    pagination: Pagination
    others: tuple[Link, ...] = ()
    """The indexes of the other rhythms that the site has."""


class Term(_View, frozen=True):
    """A source, or a term of a taxonomy: a topic, an audience, or one of the site's own."""

    kind: str
    """``topics``, ``sources``, ``audience``, or a taxonomy of the site's own."""
    id: str
    name: str
    url: str
    events: int
    description: str = ""
    outlet: Outlet | None = None
    """The source itself, for sources."""
    median_latency: int | None = None
    """In seconds, for sources."""
    newest: str = ""
    """Day of the newest event, YYYY-MM-DD."""
    website: str = ""
    """The home page of what it names, as its registry tells it."""
    picture: str = ""
    """The path of a picture below the site's root."""


class TermsPage(_View, frozen=True):
    """``terms.html``: all sources, or all terms of a taxonomy."""

    head: Head
    kind: str
    terms: tuple[Term, ...]
    pagination: Pagination


class TermPage(_View, frozen=True):
    """``term.html``: the events of one source or term, newest first."""

    head: Head
    term: Term
    cards: tuple[Card, ...]
    pagination: Pagination
    months: tuple[Link, ...] = ()
    """Events a month, oldest first, for the term's timeline; on the first page.

    A month without any has no URL.
    """


class ArchivePage(_View, frozen=True):
    """``archive.html``: every month with its count, newest first."""

    head: Head
    months: tuple[Link, ...]


class MonthDay(_View, frozen=True):
    """A day of the archive."""

    day: str
    cards: tuple[Card, ...]


class MonthPage(_View, frozen=True):
    """``month.html``: the events of one month by day, newest first."""

    head: Head
    month: str
    """YYYY-MM."""
    days: tuple[MonthDay, ...]
    previous: Link | None = None
    next: Link | None = None


class PredictionItem(_View, frozen=True):
    """A prediction: ``events[event].event.insight.implications[index]``."""

    event: int
    index: int
    due: str
    outcome: Outcome
    overdue: bool = False
    """Due before the day of the build, and still open."""


class FeedGroup(_View, frozen=True):
    """Feeds of one kind."""

    name: str
    """A message of the theme's catalogues, or the name of a taxonomy."""
    feeds: tuple[FeedLink, ...]


class MailForm(_View, frozen=True):
    """A form of a mail service; without a field a page that a link leads to."""

    action: str
    field: str
    hidden: tuple[tuple[str, str], ...] = ()


class SubscribePage(_View, frozen=True):
    """``subscribe.html``: every way to follow the site."""

    head: Head
    groups: tuple[FeedGroup, ...]
    sources_url: str
    """Of the list of sources as OPML."""
    form: MailForm | None = None
    mail_url: str = ""
    """Of the newest mail edition."""


class PredictionsPage(_View, frozen=True):
    """``predictions.html``: dated or settled predictions; open ones first by due date, then settled ones."""

    head: Head
    items: tuple[PredictionItem, ...]
    pagination: Pagination
    tally: tuple[Link, ...] = ()
    """How many are open, right, wrong and mixed (named by outcome)."""
    undated: int = 0
    """How many open predictions name no date and stay on the pages of their events."""


class CorrectionItem(_View, frozen=True):
    """A correction: ``events[event].event.corrections[index]``."""

    event: int
    index: int


class CorrectionsPage(_View, frozen=True):
    """``corrections.html``: all corrections, newest first."""

    head: Head
    items: tuple[CorrectionItem, ...]
    pagination: Pagination


class OwnPage(_View, frozen=True):
    """``page.html``: one of the site's own pages."""

    head: Head
    body_html: str
    updated: str = ""


class SearchPage(_View, frozen=True):
    """``search.html``: the search; its script reads the manifest of the shards."""

    head: Head
    manifest_url: str
    archive_url: str
    events: int
    links: bool = False
    """Whether it finds sections and light items of notes too."""
    topics: tuple[Link, ...] = ()
    """Those with most events, to begin with."""
    recaps: tuple[RecapCard, ...] = ()
    """The newest of weeks."""


class NotFoundPage(_View, frozen=True):
    """``404.html``."""

    head: Head


class RedirectPage(_View, frozen=True):
    """``redirect.html``: an old address that leads to a new one."""

    head: Head
    target: str
    """The URL from the host's root."""


class RecapEntry(_View, frozen=True):
    """A recap as an entry of a feed."""

    id: str
    """A lasting id."""
    recap: RecapCard
    updated: str
    """RFC 3339."""
    intro_html: str = ""
    """The editor's introduction, if there is one."""
    cards: tuple[Card, ...] = ()
    """The top events, best first."""
    sections: tuple[Section, ...] = ()


class FeedPage(_View, frozen=True):
    """An Atom or JSON feed; ``events`` are its entries in full, unless ``recaps`` are."""

    title: str
    id: str
    """A tag URI (RFC 4151) or the like that outlives title and base URL."""
    url: str
    """Absolute."""
    html_url: str
    """Absolute: the page it belongs to."""
    updated: str
    """RFC 3339: the newest of its entries' changes."""
    entry_ids: tuple[str, ...] = ()
    """A lasting id for each entry, in order."""
    subtitle: str = ""
    recaps: tuple[RecapEntry, ...] = ()
    """The entries of a feed of recaps."""
    corrections: tuple[CorrectionItem, ...] = ()
    """The entries of a feed of corrections, which are of ``events``."""


class SitemapEntry(_View, frozen=True):
    """A page in a sitemap."""

    url: str
    """Absolute."""
    modified: str = ""
    """W3C date or datetime, empty when unknown."""


class Sitemap(_View, frozen=True):
    """``sitemap.xml``, or one part of it."""

    entries: tuple[SitemapEntry, ...]


class SitemapIndex(_View, frozen=True):
    """``sitemap.xml`` of a site with more than 50,000 pages."""

    entries: tuple[SitemapEntry, ...]


class NewsSitemap(_View, frozen=True):
    """``news-sitemap.xml``: the events of the last two days."""

    cards: tuple[Card, ...]


class TextFile(_View, frozen=True):
    """A file whose text is known when it is planned: ``robots.txt``, ``llms.txt``."""

    text: str


class SearchShard(_View, frozen=True):
    """One month of the search index; ``events`` are its events in full."""

    month: str
    taxonomies: tuple[str, ...] = ()
    """The site's own."""


class DatedNote(_View, frozen=True):
    """The sections of a recap's note, with the light items in them, as the search and the data have them."""

    url: str
    """Of the recap."""
    title: str
    """The editor's title of the recap, if there is one."""
    day: str
    """YYYY-MM-DD with which the period begins."""
    week: str
    """``2026-w17``; empty where the period is no week."""
    sections: tuple[Section, ...]


class NoteShard(_View, frozen=True):
    """The notes of the periods that begin in a month, as a shard of the search index, newest first."""

    month: str
    notes: tuple[DatedNote, ...]


class SearchManifest(_View, frozen=True):
    """Which shards there are, newest first."""

    shards: tuple[Link, ...]


class DataShard(_View, frozen=True):
    """One month as data: its events in full, and the light items of the notes of periods that begin in it."""

    month: str
    notes: tuple[DatedNote, ...] = ()


class DataMonth(_View, frozen=True):
    """A month that there is as data."""

    month: str
    url: str
    events: int
    links: int
    """How many light items it has."""


class DataIndex(_View, frozen=True):
    """Which months there are as data, newest first."""

    months: tuple[DataMonth, ...]


class SourceList(_View, frozen=True):
    """``sources.opml``: the site's sources."""

    title: str
    outlets: tuple[Outlet, ...]


class SocialCard(_View, frozen=True):
    """``card.svg``: the picture that other sites show for an event, or for a recap, which has a ``recap``."""

    title: str
    lang: str = ""
    source: str = ""
    """The name of the event's source."""
    country: str = ""
    """ISO 3166-1 alpha-2, upper case."""
    day: str = ""
    """YYYY-MM-DD."""
    topics: tuple[str, ...] = ()
    """The names of its first topics."""
    recap: RecapCard | None = None


class MailEdition(_View, frozen=True):
    """``mail.html`` and ``mail.txt``: a recap to be sent; ``events`` are its top in full.

    Its head is that of the recap's page.
    """

    head: Head
    recap: RecapCard
    numbers: RecapNumbers
    intro_html: str = ""
    rest: tuple[Group, ...] = ()
    """The other events by their first topic."""
    more: int = 0
    """How many events are in neither list."""
    sections: tuple[Section, ...] = ()
    """The standing sections of its note."""
    unsubscribe: str = ""
    """An https or mailto URL."""


class CopiedFile(_View, frozen=True):
    """A file that goes out as it is: of ``content/static`` or an asset of the theme."""

    source: str
    """Its path on this machine."""


class ResizedPicture(_View, frozen=True):
    """A smaller copy of a picture."""

    source: str
    """The path of the picture on this machine."""
    width: int
    """In pixels."""
    name: str
    """What the cache calls it: a digest of all that it is made of, in hexadecimal."""


View = (
    EventPage
    | SubscribePage
    | HomePage
    | RecapPage
    | RecapsPage
    | TermsPage
    | TermPage
    | ArchivePage
    | MonthPage
    | PredictionsPage
    | CorrectionsPage
    | OwnPage
    | SearchPage
    | NotFoundPage
    | RedirectPage
    | FeedPage
    | Sitemap
    | SitemapIndex
    | NewsSitemap
    | TextFile
    | SearchShard
    | NoteShard
    | SearchManifest
    | DataShard
    | DataIndex
    | SourceList
    | SocialCard
    | MailEdition
    | CopiedFile
    | ResizedPicture
)


class Composition(msgspec.Struct, frozen=True, gc=False):
    """What a file shows: its view, and the events it shows in full."""

    view: View
    events: tuple[StoredEvent, ...] = ()
