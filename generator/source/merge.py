"""One event becomes coverage of another: what its file gets, as text beside all that a person wrote there."""

from collections.abc import Collection, Mapping
from typing import Any

from generator.editing.insertion import add_entries
from generator.model import Coverage, Event, Outlet, Summary
from generator.source.addresses import address_key
from generator.source.coverage import ORIGINAL


def merge_event(
    data: bytes, kept: tuple[Summary, Event], moved: tuple[Summary, Event], moved_path: str
) -> bytes:
    """Return the file of an event that has another as coverage, what that covers too, and its old addresses.

    What is there already is not put in again.

    :param data: the file of the event that is kept.
    :param moved_path: the site path of the event that is moved.
    :raises EditError: the front matter is written in a way that can't be added to.
    """
    summary, event = kept
    known = {address_key(summary.url), *(address_key(entry.url) for entry in event.coverage)}
    taken = {ORIGINAL, *(entry.id for entry in event.coverage)}
    entries = []
    for entry in (_as_coverage(moved[0]), *moved[1].coverage):
        if address_key(entry.url) not in known:
            known.add(address_key(entry.url))
            entries.append(_as_entry(entry, taken))
    old = [path for path in (moved_path, *moved[0].aliases) if path not in summary.aliases]
    return add_entries(add_entries(data, ("coverage",), entries), ("aliases",), old)


def _as_coverage(event: Summary) -> Coverage:
    return Coverage(event.source, event.source, event.title, event.url, event.published, event.inline)


def _as_entry(entry: Coverage, taken: set[str]) -> dict[str, Any]:
    """Return an entry as authors write it; its id, where that is not its source's, goes first."""
    key = _free(entry.id, taken)
    taken.add(key)
    values: dict[str, Any] = {"id": key} if key != entry.source else {}
    values["source"] = _as_source(entry.inline) if entry.inline else entry.source
    values |= {"title": entry.title, "url": entry.url}
    return {**values, "published": entry.published} if entry.published else values


def _as_source(outlet: Outlet) -> Mapping[str, str]:
    values = {"name": outlet.name, "url": outlet.url, "country": outlet.country}
    return {key: value for key, value in values.items() if value}


def _free(key: str, taken: Collection[str]) -> str:
    """Return an id that is not taken: ``axios``, ``axios-2``."""
    numbered = key
    number = 1
    while numbered in taken:
        number += 1
        numbered = f"{key}-{number}"
    return numbered
