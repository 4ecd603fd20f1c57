"""An event: front matter and body, rendered and checked as far as one file can tell."""

from contextlib import suppress
from typing import Any, NamedTuple

from generator.decode.findings import Refused
from generator.model import Correction, Coverage, Event, Image, Insight, Outlet, Summary, Tldr
from generator.rhythms import week_of
from generator.source.addresses import read_addresses
from generator.source.chronology import Chronology, read_chronology, read_corrections
from generator.source.coverage import coverage_outlets, read_coverage, read_source
from generator.source.front_matter import EventMatter
from generator.source.insight import Claims, check_reviewer, insight_texts, read_insight
from generator.source.markdown.relative import SCHEME, beside
from generator.source.markdown.render import Body
from generator.source.provenance import read_provenance
from generator.source.reading import Reading, mark_sponsored
from generator.source.tldr import read_tldr
from generator.words import count_words, title_words


class _Parts(NamedTuple):
    """What an event and its summary are both made of."""

    slug: str
    chronology: Chronology | None
    hook_html: str
    tldr: Tldr
    coverage: tuple[Coverage, ...]
    insight: Insight | None
    corrections: tuple[Correction, ...]
    outlet: Outlet
    uncited: int
    brief_words: int
    words: int
    body: Body


def read_event(
    reading: Reading[EventMatter], path: str, slug: str, body: Body, body_text: str
) -> tuple[Summary, Event] | None:
    """Return an event and its summary, or none, with problems told, where that can't be.

    :param path: of the file; its name may tell the day, and its folder the week.
    :param slug: that of the file's name; the front matter's own comes first.
    :param body: the rendered body.
    :param body_text: the body as written, to count its words.
    """
    parts = _read_parts(reading, path, slug, body, body_text)
    if parts.chronology is None or not reading.is_sound("title", "url", "source"):
        return None
    event = _event(reading, parts, parts.chronology)
    return _summary(reading, parts, event, parts.chronology), event


def _read_parts(reading: Reading[EventMatter], path: str, slug: str, body: Body, body_text: str) -> _Parts:
    """Look at all that can be wrong, whatever is wrong elsewhere."""
    matter = reading.matter
    coverage = read_coverage(reading)
    claims = Claims(reading, tuple(entry.id for entry in coverage))
    insight = read_insight(reading, matter.insight, claims) if matter.insight else None
    slug = matter.slug or slug
    _refer(reading, slug)
    return _Parts(
        slug=slug,
        chronology=read_chronology(reading, path),
        hook_html=reading.html(matter.hook, "hook"),
        tldr=read_tldr(reading, claims),
        coverage=coverage,
        insight=insight,
        corrections=read_corrections(reading),
        outlet=read_source(reading, matter.source, matter.url, "source"),
        uncited=claims.uncited,
        brief_words=count_words("\n".join(_brief_texts(matter))),
        words=count_words("\n".join((*_texts(matter), body_text))),
        body=body,
    )


def _event(reading: Reading[EventMatter], parts: _Parts, times: Chronology) -> Event:
    matter = reading.matter
    origin = matter.origin or reading.settings.origin
    check_reviewer(reading, origin, matter.reviewed_by, "reviewed_by")
    check_reviewer(reading, origin, matter.reviewed, "reviewed")
    return Event(
        title=matter.title,
        published=times.published.iso,
        url=matter.url,
        collected=times.collected,
        updated=times.updated,
        lang=matter.lang,
        hook_html=parts.hook_html,
        tldr=parts.tldr,
        origin=origin,
        model=matter.model,
        reviewed_by=matter.reviewed_by,
        audience=_distinct(matter.audience),
        insight=parts.insight,
        coverage=parts.coverage,
        corrections=parts.corrections,
        image=_image(reading),
        body_html=mark_sponsored(parts.body.html) if matter.sponsored else parts.body.html,
        headings=parts.body.headings,
        words=parts.words,
        extra=matter.extra,
        reviewed=matter.reviewed,
        sponsored=matter.sponsored,
        fields=_fields(reading),
        provenance=read_provenance(reading),
    )


def _summary(reading: Reading[EventMatter], parts: _Parts, event: Event, times: Chronology) -> Summary:
    matter = reading.matter
    published = times.published
    outlet, insight = parts.outlet, event.insight
    return Summary(
        slug=parts.slug,
        title=matter.title,
        published=event.published,
        instant=int(published.at.timestamp()),
        day=published.day.isoformat(),
        week=week_of(published.day),
        recap_week=times.recap_week,
        source=outlet.id,
        url=matter.url,
        inline=outlet if outlet.name else None,
        latency=times.latency,
        modified=times.modified,
        lang=matter.lang,
        hook_html=event.hook_html,
        topics=_distinct(matter.topics),
        audience=event.audience,
        importance=matter.importance,
        recap=matter.recap,
        origin=event.origin,
        insight_origin=insight.origin if insight else None,
        coverage=coverage_outlets(event.coverage),
        related=_distinct(matter.related),
        aliases=_distinct(matter.aliases),
        image=event.image.src if event.image else "",
        image_alt=event.image.alt if event.image else "",
        predictions=tuple((entry.due, entry.outcome) for entry in insight.implications) if insight else (),
        corrections=tuple((entry.date, entry.severity) for entry in event.corrections),
        uncited=parts.uncited,
        words=parts.words,
        brief_words=parts.brief_words,
        title_words=title_words(matter.title),
        draft=matter.draft,
        addresses=read_addresses(reading, parts.coverage),
        sponsored=matter.sponsored,
        anchors=tuple(heading.id for heading in event.headings),
        own_terms={key: _distinct(terms) for key, terms in _own_terms(reading).items()},
    )


def _own_terms(reading: Reading[EventMatter]) -> dict[str, tuple[str, ...]]:
    """Return what the event says in the site's own taxonomies, as far as it says anything."""
    terms = {key: getattr(reading.matter, key) for key in reading.settings.taxonomies}
    return {key: written for key, written in terms.items() if written}


def _fields(reading: Reading[EventMatter]) -> dict[str, Any]:
    """Return what the event says in the fields that the site declares, Markdown as HTML."""
    found: dict[str, Any] = {}
    for key, field in reading.settings.fields:
        value = getattr(reading.matter, key)
        if value is None or value == ():
            continue
        if field.type == "markdown" and field.list:
            found[key] = [reading.html(text, key, number) for number, text in enumerate(value)]
        elif field.type == "markdown":
            found[key] = reading.html(value, key)
        else:
            found[key] = list(value) if field.list else value
    return found


def _image(reading: Reading[EventMatter]) -> Image | None:
    image = reading.matter.image
    if image is None:
        return None
    src = image.src
    if src and not src.startswith("/"):
        with suppress(Refused):  # told where it is referred to
            src = f"{SCHEME}:{beside(reading.links.path, src)}"
    return Image(src, image.alt, image.credit)


def _refer(reading: Reading[EventMatter], slug: str) -> None:
    """Remember what the front matter names of other files."""
    matter = reading.matter
    for number, topic in enumerate(matter.topics):
        reading.refer("topic", topic, "topics", number)
    for key, terms in _own_terms(reading).items():
        for number, term in enumerate(terms):
            reading.refer("term", f"{key}/{term}", key, number)
    for number, related in enumerate(matter.related):
        reading.refer("event", related, "related", number)
        if related == slug:
            reading.report("related-to-itself", "names the event itself", "remove it", "related", number)
    if matter.image and matter.image.src:
        _refer_to_picture(reading, matter.image.src)


def _refer_to_picture(reading: Reading[EventMatter], src: str) -> None:
    """Remember the picture of the event: one of the static folder, or beside the file."""
    if src.startswith("/"):
        reading.refer("static", src, "image", "src")
        return
    try:
        reading.refer("file", beside(reading.links.path, src), "image", "src")
    except Refused as refused:
        reading.report(refused.name, refused.message, refused.remedy, "image", "src")


def _texts(matter: EventMatter) -> list[str]:
    """Return every text of the front matter that readers see."""
    texts = _brief_texts(matter) + [entry.text for entry in matter.corrections]
    return texts + (insight_texts(matter.insight) if matter.insight else [])


def _brief_texts(matter: EventMatter) -> list[str]:
    """Return what recaps show of an event."""
    tldr = matter.tldr
    return [matter.title or "", matter.hook, tldr.what_changed, tldr.why_it_matters, tldr.what_to_do_next]


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
