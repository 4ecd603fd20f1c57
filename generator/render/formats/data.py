"""Events as data: JSON for programs, one file a month.

Texts that end in ``_html`` are safe HTML with absolute URLs; all others are plain. What is empty is left out.
"""

from typing import Any

import msgspec

from generator.render.links import SymbolicLinks
from generator.views import DataIndex, DataShard, FullEvent, SiteFrame

VERSION = 1
"""Of the format: a later one adds keys and takes none away."""


def write_data_shard(shard: DataShard, events: tuple[FullEvent, ...], frame: SiteFrame) -> bytes:
    """Return the events of one month, newest first."""
    links = SymbolicLinks(frame)
    document = {
        "version": VERSION,
        "month": shard.month,
        "events": [_event(full, frame, links) for full in events],
    }
    return msgspec.json.encode(document)


def write_data_index(index: DataIndex, frame: SiteFrame) -> bytes:
    """Return the list of months, newest first."""
    links = SymbolicLinks(frame)
    months = [
        {"month": shard.name, "url": links.absolute(shard.url), "events": shard.count}
        for shard in index.shards
    ]
    return msgspec.json.encode({"version": VERSION, "title": frame.title, "months": months})


def _event(full: FullEvent, frame: SiteFrame, links: SymbolicLinks) -> dict[str, Any]:
    """Return an event with all it says; in the site's own fields what is false or 0 says something too."""
    page = links.absolute(full.card.url)
    fields: dict[str, Any] = {}
    for key, value in full.event.fields.items():
        if frame.fields[key].type == "markdown":
            fields[f"{key}_html"] = _absolute(value, links, page, "html")
        else:
            fields[key] = value
    found: dict[str, Any] = _absolute(_record(full, links), links, page)
    return found | ({"fields": fields} if fields else {})


def _record(full: FullEvent, links: SymbolicLinks) -> dict[str, Any]:
    card, event = full.card, full.event
    coverage = zip(event.coverage, full.outlets, strict=True)
    return {
        "slug": card.slug,
        "title": card.title,
        "page": links.absolute(card.url),
        "url": card.original_url,
        "published": card.published,
        "collected": event.collected,
        "updated": event.updated,
        "week": card.week,
        "lang": card.lang or "",
        "source": _named(card.source),
        "topics": [topic.name for topic in card.topics],
        "audience": [audience.name for audience in card.audience],
        "terms": {key: [term.name for term in terms] for key, terms in card.terms},
        "importance": card.importance,
        "sponsored": card.sponsored,
        "origin": event.origin,
        "model": event.model,
        "reviewed_by": event.reviewed_by,
        "hook_html": card.hook_html,
        "tldr": _named(event.tldr),
        "insight": _named(event.insight),
        "coverage": [
            {"title": entry.title, "url": entry.url, "published": entry.published, "source": _named(outlet)}
            for entry, outlet in coverage
        ],
        "corrections": [_named(entry) for entry in event.corrections],
        "body_html": event.body_html,
    }


def _named(value: msgspec.Struct | None) -> Any:  # noqa: ANN401 - data of any shape
    """Return a record by the names of its fields, which its own encoding leaves out."""
    if value is None:
        return None
    return {name: _deep(getattr(value, name)) for name in value.__struct_fields__}


def _deep(value: Any) -> Any:  # noqa: ANN401 - data of any shape
    if isinstance(value, msgspec.Struct):
        return _named(value)
    return [_deep(item) for item in value] if isinstance(value, tuple) else value


def _absolute(value: Any, links: SymbolicLinks, page: str, key: str = "") -> Any:  # noqa: ANN401 - see above
    """Return data without what is empty, its markup with absolute URLs."""
    if isinstance(value, dict):
        inner = {name: _absolute(item, links, page, name) for name, item in value.items()}
        return {name: item for name, item in inner.items() if item not in (None, "", [], {}, False)}
    if isinstance(value, list):
        return [_absolute(item, links, page, key) for item in value]
    if isinstance(value, str) and (key == "html" or key.endswith("_html")):
        return links.resolve_absolute(value, page)
    return value
