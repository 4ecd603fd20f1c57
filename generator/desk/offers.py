"""Which items are offered: each once, and nothing that is done with. Pure."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

import msgspec

from generator.addresses import canonical_address
from generator.desk.plain import folded
from generator.desk.records import Item
from generator.desk.settings import Mute
from generator.desk.times import instant

WINDOW = 72 * 3600
"""For how many seconds a title stands for one story, where an item has no address; and news may be late."""


class Decided(msgspec.Struct, frozen=True):
    """All that has been decided of what is not to be offered."""

    reviewed: int = 0
    """Everything older is done with; in seconds since 1970 UTC."""
    seen: frozenset[str] = frozenset()
    """Keys of items that had been seen by then."""
    used: frozenset[str] = frozenset()
    """Canonical addresses of all events and of all coverage, and those that are never to be offered."""
    dropped: Mapping[str, int] = {}
    """Keys of items that were dropped, and when."""
    mute: Mute = Mute()


def offered(items: Iterable[Item], decided: Decided) -> tuple[Item, ...]:
    """Return the items that wait for a curator, in their order."""
    words = _pattern(decided.mute.words)
    return tuple(
        item for item in items if is_open(item, decided) and not _is_muted(item, decided.mute, words)
    )


def addresses(urls: Iterable[str]) -> frozenset[str]:
    """Return the canonical addresses by which ``used`` is compared."""
    return frozenset(map(canonical_address, urls))


def appeared(item: Item) -> int:
    """Return when an item counts as new: by its own date, else when it was seen.

    What had no date and was there before its feed was read for the first time is older than anything.
    """
    if item.was_there:
        return instant(item.published) or 0
    return instant(item.published) or item.first_seen


def is_open(item: Item, decided: Decided) -> bool:
    """Say whether nothing but what is muted speaks against offering an item."""
    if not item.is_offered or not is_new(item, decided) or item.key in decided.used:
        return False
    at = decided.dropped.get(item.key)
    return at is None or (not item.url and item.first_seen > at + WINDOW)


def is_new(item: Item, decided: Decided) -> bool:
    """Say whether an item is newer than the review, or came too late for it (its feed had failed)."""
    if appeared(item) > decided.reviewed:
        return True
    is_late = item.first_seen > decided.reviewed and not item.was_there and item.key not in decided.seen
    return is_late and appeared(item) > decided.reviewed - WINDOW


def _is_muted(item: Item, mute: Mute, words: re.Pattern[str] | None) -> bool:
    if words is not None and words.search(f" {item.folded} "):
        return True
    host = (urlsplit(item.key).hostname or "") if mute.domains and item.url else ""
    return any(host == domain or host.endswith(f".{domain}") for domain in mute.domains)


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds any of the words in a folded title; others than ASCII anywhere."""
    texts = [folded(word) for word in words]
    parts = [f" {re.escape(text)} " if text.isascii() else re.escape(text) for text in texts if text]
    return re.compile("|".join(parts)) if parts else None
