"""Events as data: JSON for programs, one file a month.

Texts that end in ``_html`` are safe HTML with absolute URLs; all others are plain. What is empty is left out.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from generator.render.links import SymbolicLinks
from generator.views import DataIndex, DataShard, DatedNote, FullEvent, SiteFrame

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
    items = [item for note in shard.notes for item in _items(note, links)]
    return msgspec.json.encode(document | ({"links": items} if items else {}))


def write_data_index(index: DataIndex, frame: SiteFrame) -> bytes:
    """Return the list of months, newest first."""
    links = SymbolicLinks(frame)
    months = [
        {"month": month.month, "url": links.absolute(month.url), "events": month.events, "links": month.links}
        for month in index.months
    ]
    return msgspec.json.encode({"version": VERSION, "title": frame.title, "months": months})


def _event(full: FullEvent, frame: SiteFrame, links: SymbolicLinks) -> dict[str, Any]:
    """Return an event with all it says; in the site's own fields what is false or 0 says something too."""
    page = _Page(links, links.absolute(full.card.url))
    found = page.data(_record(full, links))
    fields: dict[str, Any] = {}
    for key, value in full.event.fields.items():
        if frame.fields[key].type == "markdown":
            fields[f"{key}_html"] = page.value(value, "html")
        else:
            fields[key] = value
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
        "source": card.source,
        "topics": [topic.name for topic in card.topics],
        "audience": [audience.name for audience in card.audience],
        "terms": {key: [term.name for term in terms] for key, terms in card.terms},
        "importance": card.importance,
        "sponsored": card.sponsored,
        "origin": event.origin,
        "model": event.model,
        "reviewed_by": event.reviewed_by,
        "hook_html": card.hook_html,
        "tldr": event.tldr,
        "insight": event.insight,
        "coverage": [
            {"title": entry.title, "url": entry.url, "published": entry.published, "source": outlet}
            for entry, outlet in coverage
        ],
        "corrections": event.corrections,
        "provenance": event.provenance,
        "body_html": event.body_html,
    }


def _items(note: DatedNote, links: SymbolicLinks) -> Iterator[dict[str, Any]]:
    """Yield the light items of a note, each with the section of the recap that it stands in."""
    for section in note.sections:
        shared = {
            "section": section.title,
            "page": f"{links.absolute(note.url)}#{section.id}",
            "day": note.day,
        }
        paid = {"sponsored": True} if section.sponsored else {}
        for item in section.items:
            text = {"text": item.text} if item.text else {}
            yield {"title": item.title, "url": item.url} | text | shared | paid


class _Page:
    """What an event's records become: without what is empty, their markup with absolute URLs."""

    def __init__(self, links: SymbolicLinks, address: str) -> None:
        self._links = links
        self._address = address

    def data(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return a record by the names of its fields."""
        shown = {}
        for name, value in record.items():
            if value and (said := self.value(value, name)):
                shown[name] = said
        return shown

    def value(self, value: Any, name: str) -> Any:  # noqa: ANN401 - data of any shape
        """Return what a field of this name holds; by its name one sees whether it is markup."""
        kind = type(value)
        if kind is str:
            return self._links.resolve_absolute(value, self._address) if name.endswith("html") else value
        if kind is tuple or kind is list:
            return [self.value(item, name) for item in value]
        if kind is dict:
            return self.data(value)
        return self.data(_fields(value)) if isinstance(value, msgspec.Struct) else value


def _fields(value: msgspec.Struct) -> dict[str, Any]:
    """Return the fields of a record by their names, which its own encoding leaves out."""
    return {name: getattr(value, name) for name in value.__struct_fields__}
