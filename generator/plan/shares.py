"""What each chapter gives to the lists: the events of each topic, source, audience and month in it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.model import Chapter, Summary
from generator.plan.cards import ChapterDigests

KINDS = ("topics", "sources", "audience", "archive")


class Share(NamedTuple):
    """The events of one chapter that are of one list, newest first."""

    events: tuple[Summary, ...]
    digests: tuple[bytes, ...]
    """The digest of the card of each."""
    full_digests: tuple[bytes, ...]
    """What changes whenever anything that is known of the event does, for each."""
    months: tuple[str, ...]
    """The month of each: ``2026-04``."""


Shares = dict[str, dict[str, Share]]
"""By kind of list and by the id of the list; a month of the archive is ``2026-04``."""


def share(chapter: Chapter, digests: ChapterDigests) -> Shares:
    """Return the events of a chapter by list."""
    lists: dict[str, dict[str, list[Summary]]] = {kind: {} for kind in KINDS}
    for event in chapter.events:
        for kind, key in _lists(event, chapter):
            lists[kind].setdefault(key, []).append(event)
    return {
        kind: {
            key: Share(
                tuple(events),
                tuple([digests.cards[event.slug] for event in events]),
                tuple([digests.full[event.slug] for event in events]),
                tuple([event.day[:7] for event in events]),
            )
            for key, events in named.items()
        }
        for kind, named in lists.items()
    }


def _lists(event: Summary, chapter: Chapter) -> Iterator[tuple[str, str]]:
    for topic in event.topics:
        yield "topics", topic
    yield "sources", event.source
    for audience in dict.fromkeys([chapter.audiences[text] for text in event.audience]):
        yield "audience", audience
    yield "archive", event.day[:7]


def gather(shares: Iterable[Shares]) -> dict[str, dict[str, list[Share]]]:
    """Return the shares of each list, newest first."""
    gathered: dict[str, dict[str, list[Share]]] = {kind: {} for kind in KINDS}
    for chapter in shares:
        for kind, named in chapter.items():
            lists = gathered[kind]
            for key, found in named.items():
                lists.setdefault(key, []).append(found)
    return gathered
