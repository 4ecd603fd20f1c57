"""What flows through the house, in the order of the flow: frozen data, and nothing else.

``SourceFile`` (scan) → ``Document`` (parse and validate) → ``Site`` (assemble) → ``Output`` (plan) →
``Rendered`` (render) → ``Manifest`` (write).

A field that ends in ``_html`` is safe markup: rendered from Markdown or escaped. Its links to the site's
own places are still symbolic (``event:SLUG``, ``site:/about/``) until a page is rendered. Every other
text is plain and must be escaped where it is shown.
"""

from enum import IntEnum
from typing import Any, Literal

import msgspec

from generator.diagnostics import Problem
from generator.rhythms import WEEKLY, RhythmName

Origin = Literal["ai", "ai-reviewed", "human"]
"""Who wrote a text: a machine, a machine with a person checking it, or a person."""

TAXONOMIES = ("topics", "audience")
"""What every site has to list events by; a site may declare others."""

RecapMode = Literal["auto", "pin", "exclude"]
Outcome = Literal["open", "right", "wrong", "mixed"]
Severity = Literal["minor", "major"]
SourceKind = Literal["event", "page", "note", "beside", "sources", "topics", "registry", "static", "config"]
ReferenceKind = Literal["topic", "term", "source", "event", "path", "static", "document", "file", "anchor"]


class SourceFile(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A file that the scan found."""

    path: str
    """Relative to the site's folder, with forward slashes, NFC."""
    kind: SourceKind
    """What the file is, by where it lies."""
    size: int
    """In bytes."""
    stamp: tuple[int, int, int]
    """Modification and change time in nanoseconds, and inode: equal stamps mean an unchanged file."""


# ── Events: everything a page about one event needs ────────────────────────────────────────────────


class Quote(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, array_like=True):
    """Words of a source, as they stand there."""

    cite: str
    """The id of a coverage entry, or ``source`` for the original."""
    text: str
    """Plain, and never set in another typography."""


class Tldr(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, array_like=True):
    """The 30-second summary of an event."""

    what_changed_html: str = ""
    why_it_matters_html: str = ""
    what_to_do_next_html: str = ""
    what_changed_quotes: tuple[Quote, ...] = ()
    """What it rests on."""
    why_it_matters_quotes: tuple[Quote, ...] = ()
    """What it rests on."""


class Takeaway(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, array_like=True):
    """A key takeaway and what it rests on."""

    html: str
    cites: tuple[str, ...] = ()
    """Ids of coverage entries, or ``source`` for the original; those of its quotes too."""
    quotes: tuple[Quote, ...] = ()


class Implication(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, array_like=True):
    """A prediction, its grounds and how it turned out."""

    prediction_html: str
    rationale_html: str = ""
    cites: tuple[str, ...] = ()
    due: str = ""
    """When it can be judged: YYYY, YYYY-MM or YYYY-MM-DD; empty when never said."""
    outcome: Outcome = "open"
    quotes: tuple[Quote, ...] = ()
    """What the rationale rests on."""


class TimelineEntry(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, array_like=True):
    """A dated fact."""

    date: str
    """YYYY, YYYY-MM or YYYY-MM-DD."""
    html: str
    cites: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


class Provenance(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, array_like=True):
    """How a machine's text came about, and what exactly was reviewed."""

    at: str = ""
    """ISO 8601 datetime in the site's time zone with its offset."""
    prompt: str = ""
    """The digest of the prompt."""
    sources: dict[str, str] = {}
    """The SHA-256 of each text that it was made from, by what cites call it."""
    reviewed_text: dict[str, str] = {}
    """The SHA-256 of each text as it was reviewed, by its path."""


class Insight(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, array_like=True):
    """The deep insight, with who or what wrote it."""

    origin: Origin
    model: str = ""
    reviewed_by: str = ""
    takeaways: tuple[Takeaway, ...] = ()
    implications: tuple[Implication, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    """Oldest first."""
    reviewed: str = ""
    """YYYY-MM-DD of the review."""


class Outlet(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, array_like=True):
    """A source of news: an entry of ``sources.yaml``, or one given inline."""

    id: str
    name: str
    url: str = ""
    country: str = ""
    """ISO 3166-1 alpha-2, upper case."""
    publisher: str = ""
    """The owner, which groups outlets; empty when the outlet stands for itself."""
    domains: tuple[str, ...] = ()
    """Hosts that are its own beside that of ``url``, in lower case; none where it is described to readers."""
    feeds: tuple[str, ...] = ()
    """Where it can be subscribed to; none where it is described to readers."""
    wire: bool = False
    """Whether copies of its reports by others confirm nothing."""

    @property
    def for_readers(self) -> "Outlet":
        """What pages show of it: a feed or a host more changes none of them."""
        return Outlet(self.id, self.name, self.url, self.country, self.publisher)


class Coverage(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, array_like=True):
    """Another outlet's report on the same event."""

    id: str
    source: str
    """What the event says of the source: an id, a name or the address of the report."""
    title: str
    url: str
    published: str = ""
    """ISO 8601 date or datetime with offset."""
    inline: Outlet | None = None


class Correction(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, array_like=True):
    """What was wrong, and since when it is put right."""

    date: str
    """YYYY-MM-DD."""
    html: str
    severity: Severity = "minor"


class Image(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, array_like=True):
    """A picture of the site's own."""

    src: str
    """The path below the site's root, with a leading slash: ``/images/memo.svg``.

    Of one beside the event's file ``beside:`` and its path from the site's folder, until that is known.
    """
    alt: str
    credit: str = ""
    width: int = 0
    """In CSS pixels; 0 where it is not known."""
    height: int = 0
    copies: tuple[tuple[int, str], ...] = ()
    """Smaller copies: the width and the path below the site's root of each, the smallest first."""


class Heading(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A heading of a body, for a table of contents."""

    level: int
    id: str
    text: str


class Event(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """Everything an event's own page shows, decoded and rendered from one file alone."""

    title: str
    published: str
    """ISO 8601: a date, or a datetime in the site's time zone with its offset."""
    url: str
    collected: str = ""
    """ISO 8601 datetime in the site's time zone with its offset."""
    updated: str = ""
    lang: str = ""
    """BCP 47; empty for the site's language."""
    hook_html: str = ""
    tldr: Tldr = Tldr()
    origin: Origin = "human"
    model: str = ""
    reviewed_by: str = ""
    audience: tuple[str, ...] = ()
    insight: Insight | None = None
    coverage: tuple[Coverage, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """Newest first."""
    image: Image | None = None
    body_html: str = ""
    headings: tuple[Heading, ...] = ()
    words: int = 0
    """Words of every text of the event, for its reading time (a CJK character counts as half a word)."""
    extra: dict[str, Any] = {}
    """The author's own ``x-…`` keys, as they were written."""
    reviewed: str = ""
    """YYYY-MM-DD of the review of hook, summary and body."""
    sponsored: bool = False
    """Whether somebody paid for it."""
    fields: dict[str, Any] = {}
    """What it says in the fields that the site declares; of a field of the type ``markdown`` safe markup."""
    provenance: Provenance | None = None


class Address(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What tells an address apart, and where it stands."""

    key: int
    """The first 56 bits of the digest of its canonical form, see :mod:`generator.addresses`."""
    line: int
    """In its file, from 1."""


class Summary(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, array_like=True, tag=True):
    """What lists, rankings and checks need of an event, small enough to keep all of them in memory."""

    slug: str
    title: str
    published: str
    """ISO 8601: a date, or a datetime in the site's time zone with its offset."""
    instant: int
    """``published`` as seconds since 1970 UTC (midnight in the site's zone for a date), to sort by."""
    day: str
    """YYYY-MM-DD of ``published`` in the site's time zone."""
    week: str
    """The ISO week of ``day``: ``2026-w17``."""
    source: str
    """The id of the source; until the site is assembled an id, a name or the address of the report."""
    url: str
    inline: Outlet | None = None
    """The source, where the event itself describes it."""
    latency: int | None = None
    """Seconds from publication to collection; none where ``collected`` or the time of day is unknown."""
    modified: str = ""
    """ISO 8601 datetime of the last change of substance: ``updated`` or the newest correction, if any."""
    lang: str = ""
    hook_html: str = ""
    topics: tuple[str, ...] = ()
    """As written; aliases are resolved when the site is assembled."""
    audience: tuple[str, ...] = ()
    """As topics."""
    importance: int = 3
    recap: RecapMode = "auto"
    origin: Origin = "human"
    insight_origin: Origin | None = None
    coverage: tuple[Outlet, ...] = ()
    """The outlets of the coverage; only ``id`` is set for those of ``sources.yaml``."""
    related: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Old paths below the site's root that lead here, with a leading slash."""
    image: str = ""
    predictions: tuple[tuple[str, Outcome], ...] = ()
    """Due date and outcome of each implication, in the event's order."""
    corrections: tuple[tuple[str, Severity], ...] = ()
    """Date and severity of each correction, in the event's order."""
    uncited: int = 0
    """How many claims cite nothing."""
    words: int = 0
    brief_words: int = 0
    """Those of title, hook and TL;DR alone, which recaps show."""
    title_words: tuple[str, ...] = ()
    """Distinct folded words of the title that tell it apart, for finding related events."""
    draft: bool = False
    image_alt: str = ""
    addresses: tuple[Address, ...] = ()
    """The event's own, then those of its coverage, each once."""
    sponsored: bool = False
    """Whether somebody paid for it."""
    recap_week: str = ""
    """The ISO week in whose recap it is, where that is not ``week``."""
    anchors: tuple[str, ...] = ()
    """The ids of the headings of its body."""
    own_terms: dict[str, tuple[str, ...]] = {}
    """Its terms in each of the site's own taxonomies that it has any in; as topics."""

    @property
    def terms(self) -> dict[str, tuple[str, ...]]:
        """Its terms in each taxonomy that it has any in."""
        found = {}
        if self.topics:
            found["topics"] = self.topics
        if self.audience:
            found["audience"] = self.audience
        found.update(self.own_terms)
        return found


class Page(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True, tag=True):
    """One of the site's own pages, such as its imprint."""

    slug: str
    """Its path below the site's root, such as ``about`` or ``legal/imprint``."""
    title: str
    description: str = ""
    lang: str = ""
    aliases: tuple[str, ...] = ()
    updated: str = ""
    draft: bool = False
    body_html: str = ""
    headings: tuple[Heading, ...] = ()


class LightItem(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, array_like=True):
    """An item of a list in a note that begins with a link: an entry of a link digest."""

    title: str
    """The text of the link."""
    url: str
    """http or https."""
    key: int
    """Equal for two addresses that lead to one page."""
    text: str = ""
    """What the item says beside the link, plain."""


class Section(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """A standing section of a note: a heading of level 2, and all up to the next."""

    id: str
    """Its anchor, without the number sign."""
    title: str
    title_html: str
    html: str = ""
    sponsored: bool = False
    """Whether its links are paid for; they carry ``rel="sponsored"``."""
    items: tuple[LightItem, ...] = ()


class Note(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True, tag=True):
    """The editor's note of a period."""

    period: str
    """``2026-w17``, from the file's name."""
    rhythm: RhythmName = WEEKLY
    """From the file's folder."""
    title: str = ""
    pin: tuple[str, ...] = ()
    """Slugs of events to put first, in this order."""
    exclude: tuple[str, ...] = ()
    """Slugs of events to leave out of the recap."""
    draft: bool = False
    intro_html: str = ""
    aliases: tuple[str, ...] = ()
    """Old paths below the site's root that lead to its recap, with a leading slash."""
    sections: tuple[Section, ...] = ()
    """What comes from the first heading of level 2 on; the introduction is what comes before it."""

    places: tuple[tuple[int, int, int], ...] = ()
    """Line, column and length of the address of each of ``items`` in the file: pages don't depend on them."""

    @property
    def items(self) -> tuple[LightItem, ...]:
        """The light items of all sections."""
        return tuple(item for section in self.sections for item in section.items)


class Topic(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, array_like=True):
    """A term of a taxonomy: a topic, an audience, or one of a taxonomy of the site's own."""

    id: str
    name: str
    description: str = ""
    aliases: tuple[str, ...] = ()
    url: str = ""
    """Its home page."""
    picture: str = ""
    """The path of a picture below the site's root, with a leading slash."""


# ── Documents: what the parser makes of one file ───────────────────────────────────────────────────


class Reference(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A mention of something that lives in another file, checked when all files are known."""

    kind: ReferenceKind
    target: str
    """A topic id, source id, event slug, path below the site's root, or file below ``static``.

    Of a document and of a file beside one the path from the site's folder.
    """
    line: int
    column: int
    length: int = 1


class Location(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Where the cache keeps an event in full: enough to load it and to know it is the same."""

    offset: int
    length: int
    digest: bytes
    """BLAKE2b-128 of the bytes there."""


class Document(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """What one file says, as far as that file alone can tell."""

    path: str
    digest: bytes
    """BLAKE2b-128 of the file's bytes."""
    content: Summary | Page | Note | None
    """None when the file has errors."""
    event: Event | None = None
    """The event in full; dropped once the cache holds it, see ``location``."""
    location: Location | None = None
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()
    lost_slug: str = ""
    """The slug of a file without content, where it can be told."""


# ── The site: what all documents say together ──────────────────────────────────────────────────────

RelatedMemo = dict[str, tuple[bytes, dict[str, tuple[str, ...]]]]
"""For each week: the digest of all that its events were compared with, and what was found for each slug."""


class Recap(msgspec.Struct, frozen=True):
    """A period with its events ranked."""

    rhythm: RhythmName
    id: str
    """The period: ``2026-w17``, ``2026-04``."""
    top: tuple[Summary, ...]
    """The events of the recap shown in full, best first."""
    rest: tuple[Summary, ...]
    """The next events of the recap, best first: all the others, unless the settings cut the list."""
    excluded: tuple[str, ...]
    """The slugs of events of the period that its recap leaves out."""
    note: Note | None
    numbers: "RecapNumbers"
    parts: dict[str, dict[str, int]]
    """How many events each topic had on each day or in each month of the period, in order.

    An event counts for its first topic; the id of none is empty.
    """

    @property
    def ranked(self) -> tuple[Summary, ...]:
        """The events that it names, best first."""
        return self.top + self.rest


class RecapNumbers(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What happened in a period, in figures."""

    events: int
    sources: int
    topics: int
    median_latency: int | None = None
    """In seconds, over the events that have one."""
    links: int = 0
    """How many light items its note has."""


class WeekEvents(msgspec.Struct, frozen=True):
    """The events of an ISO week, those that its recap leaves out too, and what the site makes of them.

    As long as nothing in it changes, it is the same object from build to build of one process.
    """

    id: str
    """``2026-w17``."""
    events: tuple[Summary, ...]
    """Newest first; ties by slug."""
    files: dict[str, str]
    """The file of each event, by slug."""
    locations: dict[str, Location]
    """Where each event is kept in full, by slug."""
    publishers: dict[str, int]
    """How many distinct publishers cover each event, the original included, by slug."""
    related: dict[str, tuple[str, ...]]
    """For each slug the slugs of related events, the author's own first."""
    terms: dict[str, tuple[str, ...]]
    """The id of every term of the events, by taxonomy."""
    sources: tuple[str, ...]
    """The id of every source that reports, in coverage too."""
    recap_weeks: tuple[str, ...] = ()
    """The other weeks in whose recaps some of the events are."""
    attachments: dict[str, tuple[Reference, ...]] = {}
    """The pictures, files and documents that texts of an event lead to by where they lie, by slug."""
    key: bytes = b""
    """The digest of all that this follows from, as long as one program reads files by the same settings."""


class Site(msgspec.Struct, frozen=True):
    """All that is published, put in order, with every reference resolved."""

    events: tuple[Summary, ...]
    """Newest first; ties by slug. Topics and all other terms are ids of ``taxonomies``, never aliases."""
    weeks: tuple[WeekEvents, ...]
    """The same events by week, newest first."""
    recaps: dict[RhythmName, tuple[Recap, ...]]
    """The recaps of each rhythm that the site has, newest first."""
    taxonomies: dict[str, dict[str, Topic]]
    """The terms of each taxonomy by id: those of the registry, and those that events name without it."""
    outlets: dict[str, Outlet]
    """Every source by id: those of the registry and those given inline."""
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]
    """What was found when the files were held against each other."""
    skipped_drafts: tuple[str, ...]
    """Paths of the drafts left out."""
    skipped_scheduled: tuple[str, ...]
    """Paths of the events left out because their time has not come."""
    next_due: int | None = None
    """When the first of the events left out comes due, in seconds since 1970 UTC."""
    event_files: dict[str, str] = {}
    """The file of each event, by slug."""
    page_files: dict[str, str] = {}
    """The file of each of the site's own pages, by slug."""
    broken: frozenset[str] = frozenset()
    """What the slugs of files with errors are, or probably are."""
    note_files: dict[str, str] = {}
    """The file of each note, by its period."""
    attachments: dict[str, tuple[Reference, ...]] = {}
    """The pictures, files and documents that own pages and notes lead to by where they lie, by file."""
    links: tuple[tuple[str, Reference], ...] = ()
    """References to paths and static files, each with its file: checked once all outputs are known."""
    related_memo: RelatedMemo = {}
    """What finding related events has learned, to hand to the next build."""

    @property
    def topics(self) -> dict[str, Topic]:
        """The topics by id."""
        return self.taxonomies["topics"]


# ── The theme ──────────────────────────────────────────────────────────────────────────────────────


class Asset(msgspec.Struct, frozen=True):
    """A file of a theme that is copied under a fingerprinted name."""

    path: str
    """Where it is on this machine."""
    digest: str
    """BLAKE2b-128 of its bytes, in hexadecimal."""
    size: int


class Theme(msgspec.Struct, frozen=True):
    """The files of a theme, the site's own overrides laid over it."""

    templates: dict[str, str]
    """The path on this machine of each template, by its name: ``event.html``, ``parts/card.html``."""
    assets: dict[str, Asset]
    """Each asset by its name: ``style.css``."""
    catalogues: dict[str, tuple[str, ...]]
    """The gettext catalogues (``.po``) of each language, the theme's first, the site's own last."""
    digest: bytes
    """BLAKE2b-128 over all templates and catalogues: when it changes, every page is rendered again."""
    pictures: bytes = b""
    """BLAKE2b-128 over what social cards depend on: SVG templates, fonts and catalogues."""


# ── Outputs, and what became of them ───────────────────────────────────────────────────────────────


class Phase(IntEnum):
    """When a file is sent, such that no reader meets a page whose parts are not there yet."""

    ASSETS = 0
    """What pages need."""
    PAGES = 1
    LISTS = 2
    """Pages that lead to others: new ones go with the pages, since nobody finds them before an index does."""
    INDEXES = 3
    """What leads to all of them, for people and for machines."""


class ManifestEntry(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A file of the output folder."""

    digest: str
    """BLAKE2b-128 of its bytes, in hexadecimal."""
    size: int
    """In bytes."""


class Manifest(msgspec.Struct, frozen=True):
    """Every file that a build has put into the output folder, by path with forward slashes."""

    files: dict[str, ManifestEntry]
    phases: dict[str, Phase] = {}
    """In which phase of publishing a file is sent, of all that are not sent with the pages."""


class Changes(msgspec.Struct, frozen=True):
    """What a build or a publication did: paths by what happened to them."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0


class BuildReport(msgspec.Struct, frozen=True):
    """What a build did, for the summary line, the preview and ``--json``."""

    pages: int
    """How many files the output has."""
    events: int
    rendered: int
    """How many outputs were rendered."""
    changes: Changes
    problems: tuple[Problem, ...]
    """All of them, cached ones replayed, in the order of path and line."""
    skipped_drafts: tuple[str, ...] = ()
    skipped_scheduled: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    """The files that were left out since they have errors."""
    notices: tuple[str, ...] = ()
    """What else the user should know, such as a cache that was made anew."""
    seconds: float = 0.0
