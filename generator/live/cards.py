"""Stories as the desk's page shows them. Pure."""

from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec

from generator.desk.offers import appeared
from generator.desk.ranking import Offer
from generator.desk.records import Item
from generator.words import telling_words

_MOST_PERHAPS = 5
_LONGEST_SUMMARY = 400


class Report(msgspec.Struct, frozen=True):
    """A report as it is shown."""

    handle: str
    title: str
    url: str
    host: str
    age: str
    lang: str
    basis: str = ""
    """Why it is taken for one of the story."""


class Card(msgspec.Struct, frozen=True):
    """A story as it is shown."""

    handle: str
    head: Report
    summary: str
    score: str
    parts: str
    """What the score is made of."""
    others: tuple[Report, ...]
    perhaps: tuple[Report, ...]
    events: tuple[tuple[str, str], ...]
    """Slug and title of events that it may belong to."""
    topics: tuple[str, ...]
    hosts: tuple[str, ...]
    is_undated: bool


def card(offer: Offer, title_of: Callable[[str], str], now: int) -> Card:
    """Return a story as it is shown.

    :param title_of: gives the title of an event by its slug.
    :param now: in seconds since 1970 UTC.
    """
    head, *rest = offer.story.items
    return Card(
        handle=offer.handle,
        head=_report(head, now),
        summary=head.summary[:_LONGEST_SUMMARY],
        score=f"{offer.score:.2f}",
        parts=f"{offer.publishers} × {offer.importance:g} × {offer.recency:.2f}",  # noqa: RUF001 - as it is read
        others=tuple(_report(item, now, _basis(item, head)) for item in rest),
        perhaps=tuple(_report(item, now, _basis(item, head)) for item in offer.story.perhaps[:_MOST_PERHAPS]),
        events=tuple((match.slug, title_of(match.slug)) for match in offer.matches),
        topics=offer.topics,
        hosts=tuple(sorted({_host(item) for item in offer.story.items if item.url})),
        is_undated=not head.published,
    )


def _report(item: Item, now: int, basis: str = "") -> Report:
    host = _host(item) if item.url else item.publisher
    return Report(item.handle, item.title, item.url, host, _age(item, now), item.lang, basis)


def _basis(item: Item, head: Item) -> str:
    """Return what a report has in common with the first of its story."""
    if item.key == head.key:
        return "the same address"
    theirs = set(telling_words(head.title))
    shared = [word for word in dict.fromkeys(telling_words(item.title)) if word in theirs]
    return f"both: {', '.join(shared)}" if shared else "by its likeness to others, or by a merge"


def _host(item: Item) -> str:
    return (urlsplit(item.url).hostname or "").removeprefix("www.")


def _age(item: Item, now: int) -> str:
    if not item.published:
        return "no date"
    minutes = max(0, now - appeared(item)) // 60
    if minutes < 120:
        return f"{minutes} min ago"
    return f"{minutes // 60} h ago" if minutes < 48 * 60 else f"{minutes // 1440} days ago"
