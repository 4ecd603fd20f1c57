"""What authors may write between two lines of ``---``, as types; see ``docs/reference/front-matter.md``."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

import msgspec

from generator.decode.scalars import (
    Country,
    Day,
    EventSlug,
    Instant,
    Language,
    Line,
    Moment,
    Name,
    OwnPath,
    PartialDate,
    Picture,
    Prose,
    Slug,
    Url,
    Week,
)
from generator.model import Origin, Outcome, RecapMode, Severity

Importance = Annotated[int, msgspec.Meta(ge=1, le=5)]


class InlineSource(msgspec.Struct, frozen=True):
    """A source that ``sources.yaml`` does not have; its id is made from its name."""

    name: Line
    """What readers see."""
    url: Url = ""
    """Its home page."""
    country: Country = ""
    """Two letters of ISO 3166, such as HK."""


class QuoteMatter(msgspec.Struct, frozen=True):
    """Words of a source, as they stand there."""

    as_text: ClassVar[str] = "{cite: source, text: TEXT}"

    cite: Name
    """Whose they are: the id of a coverage entry, or source for the original; it counts as a cite."""
    text: Line
    """At most 25 words, plain."""


class TldrQuotesMatter(msgspec.Struct, frozen=True):
    """What the answers of the summary rest on."""

    what_changed: tuple[QuoteMatter, ...] = ()
    """The sources' own words."""
    why_it_matters: tuple[QuoteMatter, ...] = ()
    """The sources' own words."""


class TldrMatter(msgspec.Struct, frozen=True):
    """The 30-second summary."""

    as_text: ClassVar[str] = "{what_changed: TEXT}"

    what_changed: Prose = ""
    """What is new. Inline Markdown."""
    why_it_matters: Prose = ""
    """Why a reader should care. Inline Markdown."""
    what_to_do_next: Prose = ""
    """What a reader can do about it. Inline Markdown."""
    quotes: TldrQuotesMatter = TldrQuotesMatter()
    """The words that it rests on; advice needs none."""


class TakeawayMatter(msgspec.Struct, frozen=True):
    """A key takeaway."""

    text: Prose
    """The takeaway. Inline Markdown."""
    cites: tuple[Name, ...] = ()
    """What it rests on: ids of coverage entries, or source for the original."""
    quotes: tuple[QuoteMatter, ...] = ()
    """The sources' own words that it rests on."""


class ImplicationMatter(msgspec.Struct, frozen=True):
    """A prediction."""

    as_text: ClassVar[str] = "{prediction: TEXT}"

    prediction: Prose
    """What may come. Inline Markdown."""
    rationale: Prose = ""
    """Why. Inline Markdown."""
    cites: tuple[Name, ...] = ()
    """What it rests on: ids of coverage entries, or source for the original."""
    quotes: tuple[QuoteMatter, ...] = ()
    """The sources' own words that it rests on."""
    due: PartialDate = ""
    """When it can be judged: YYYY, YYYY-MM or YYYY-MM-DD."""
    outcome: Outcome = "open"
    """How it turned out."""


class TimelineMatter(msgspec.Struct, frozen=True):
    """A dated fact."""

    as_text: ClassVar[str] = "{date: 2026-04, text: TEXT}"

    date: PartialDate
    """YYYY, YYYY-MM or YYYY-MM-DD."""
    text: Prose
    """What happened. Inline Markdown."""
    cites: tuple[Name, ...] = ()
    """What it rests on: ids of coverage entries, or source for the original."""
    quotes: tuple[QuoteMatter, ...] = ()
    """The sources' own words that it rests on."""


class InsightMatter(msgspec.Struct, frozen=True):
    """The deep insight."""

    as_text: ClassVar[str] = "{origin: human, takeaways: [TEXT]}"

    origin: Origin
    """Who or what wrote it; shown to readers and told to machines."""
    model: Line = ""
    """The model that wrote it."""
    reviewed_by: Line = ""
    """The person who checked it, where there is one: nobody checked a text whose origin is `ai`."""
    reviewed: Day = ""
    """The day on which that was."""
    takeaways: tuple[Prose | TakeawayMatter, ...] = ()
    """Key takeaways."""
    implications: tuple[ImplicationMatter, ...] = ()
    """Predictions."""
    timeline: tuple[TimelineMatter, ...] = ()
    """Dated facts; shown oldest first."""


class ProvenanceMatter(msgspec.Struct, frozen=True):
    """How a machine's text came about, and what exactly was reviewed."""

    at: Instant | None = None
    """When it was made."""
    prompt: Line = ""
    """The digest of the prompt that it was made by."""
    sources: dict[Slug, Line] = {}
    """The SHA-256 of each text that it was made from, by what cites call it."""
    reviewed_text: dict[Slug, Line] = {}
    """The SHA-256 of each text as it was reviewed, by its path, such as insight.takeaways.0.text."""


class CoverageMatter(msgspec.Struct, frozen=True):
    """Another outlet's report on the same event."""

    as_text: ClassVar[str] = "{title: its title, url: TEXT}"

    title: Line
    """The title of the report."""
    url: Url
    """Where it is."""
    source: Name | InlineSource | None = None
    """An id or name of sources.yaml, or a description with at least a name; by default the outlet that has
    the host of `url`."""
    id: Slug = ""
    """What cites call it; by default the id of its source."""
    published: Moment | None = None
    """When it appeared."""


class CorrectionMatter(msgspec.Struct, frozen=True):
    """A correction that readers see."""

    as_text: ClassVar[str] = "{date: 2026-04-23, text: TEXT}"

    date: Day
    """When it was made."""
    text: Prose
    """What was wrong. Inline Markdown."""
    severity: Severity = "minor"
    """How grave the mistake was."""


class ImageMatter(msgspec.Struct, frozen=True):
    """A picture."""

    as_text: ClassVar[str] = "{src: TEXT, alt: what it shows}"
    other_keys: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("url", "path", "file"), 'write "src"'),
        **dict.fromkeys(("caption", "title", "description"), 'write "alt"'),
    }

    src: Picture
    """Its path: beside the event's file (map.png), or below content/static (/images/map.png)."""
    alt: Line
    """What it shows, for those who can't see it."""
    credit: Line = ""
    """Who made it."""


class EventMatter(msgspec.Struct, frozen=True):
    """An event."""

    title: Line
    """Plain text."""
    url: Url
    """The original article."""
    published: Moment | None = None
    """When the original appeared; by default the day with which the file's name begins. Without an offset,
    the site's time zone is meant."""
    source: Name | InlineSource | None = None
    """Who published the original: an id or name of sources.yaml, or a description with at least a name; by
    default the outlet that has the host of `url`."""
    week: Week = ""
    """The recap it belongs to, where that is not the week of `published`: 2026-w18."""
    collected: Instant | None = None
    """When it was found; gives the latency."""
    updated: Moment | None = None
    """The last change of substance."""
    slug: Slug = ""
    """The last step of its address; by default the name of the file."""
    aliases: tuple[OwnPath, ...] = ()
    """Old paths of this site that lead here."""
    lang: Language = ""
    """The language of the text, by BCP 47; by default that of the site."""
    draft: bool = False
    """Whether it is left out of builds without --drafts."""
    hook: Prose = ""
    """One sentence that makes one read on. Inline Markdown."""
    tldr: TldrMatter = TldrMatter()
    """The 30-second summary."""
    origin: Origin | None = None
    """Who wrote hook, summary and body; by default the origin of site.yaml."""
    model: Line = ""
    """The model that wrote them."""
    reviewed_by: Line = ""
    """The person who checked them, where there is one: nobody checked a text whose origin is `ai`."""
    reviewed: Day = ""
    """The day on which that was."""
    audience: tuple[Name, ...] = ()
    """Who should care."""
    topics: tuple[Name, ...] = ()
    """Ids, names or aliases of topics.yaml."""
    importance: Importance = 3
    """From 1 to 5; feeds the ranking of the recap."""
    recap: RecapMode = "auto"
    """Put it first in the recap (pin), or leave it out (exclude)."""
    insight: InsightMatter | None = None
    """The deep insight."""
    coverage: tuple[CoverageMatter, ...] = ()
    """Other outlets' reports on the same event."""
    related: tuple[EventSlug, ...] = ()
    """Slugs of related events, put before the computed ones."""
    corrections: tuple[CorrectionMatter, ...] = ()
    """What was wrong and has been put right."""
    image: ImageMatter | None = None
    """A picture of the site's own."""
    provenance: ProvenanceMatter | None = None
    """How a machine's text came about."""
    sponsored: bool = False
    """Whether somebody paid for it: readers are told, and its links carry `rel="sponsored"`."""
    extra: dict[str, Any] = {}


class PageMatter(msgspec.Struct, frozen=True):
    """One of the site's own pages."""

    title: Line
    """Plain text."""
    description: Line = ""
    """One sentence for search engines."""
    slug: OwnPath = ""
    """Its path below the site's root; by default that of the file below content/pages."""
    lang: Language = ""
    """The language of the text, by BCP 47; by default that of the site."""
    aliases: tuple[OwnPath, ...] = ()
    """Old paths of this site that lead here."""
    updated: Moment | None = None
    """The last change of substance."""
    draft: bool = False
    """Whether it is left out of builds without --drafts."""
    extra: dict[str, Any] = {}


class NoteMatter(msgspec.Struct, frozen=True):
    """The editor's note of a week."""

    title: Line = ""
    """In place of the recap's usual title."""
    pin: tuple[EventSlug, ...] = ()
    """Slugs of events to put first, in this order."""
    exclude: tuple[EventSlug, ...] = ()
    """Slugs of events to leave out of the recap."""
    aliases: tuple[OwnPath, ...] = ()
    """Old paths of this site that lead to its recap."""
    draft: bool = False
    """Whether it is left out of builds without --drafts."""
    extra: dict[str, Any] = {}
