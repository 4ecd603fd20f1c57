"""What each week gives to the lists: the events of each topic, source, audience and month in it."""

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from generator.model import Summary, WeekEvents
from generator.plan.cards import WeekDigests

KINDS = ("topics", "sources", "audience", "archive")


class Share(NamedTuple):
    """The events of one week that are of one list, newest first."""

    events: list[Summary]
    digests: list[bytes]
    """The digest of the card of each."""


Shares = dict[str, dict[str, Share]]
"""By kind of list and by the id of the list; a month of the archive is ``2026-04``."""


def share(week: WeekEvents, digests: WeekDigests) -> Shares:
    """Return the events of a week by list."""
    shares: Shares = {kind: {} for kind in KINDS}
    topics, sources, audiences, months = (shares[kind] for kind in KINDS)
    for event in week.events:
        digest = digests.cards[event.slug]
        lists = [_list(topics, topic) for topic in event.topics]
        lists += [_list(sources, event.source), _list(months, event.day[:7])]
        lists += [_list(audiences, key) for key in {week.audiences[text]: None for text in event.audience}]
        for found in lists:
            found.events.append(event)
            found.digests.append(digest)
    return shares


def _list(named: dict[str, Share], key: str) -> Share:
    found = named.get(key)
    if found is None:
        found = named[key] = Share([], [])
    return found


def events_of(shares: Iterable[Share]) -> list[Summary]:
    """Return the events of a list, whose shares these are, newest first."""
    return list(chain.from_iterable(share.events for share in shares))


def gather(shares: Iterable[Shares]) -> dict[str, dict[str, list[Share]]]:
    """Return the shares of each list, newest first."""
    gathered: dict[str, dict[str, list[Share]]] = {kind: {} for kind in KINDS}
    for week in shares:
        for kind, named in week.items():
            lists = gathered[kind]
            for key, found in named.items():
                lists.setdefault(key, []).append(found)
    return gathered
