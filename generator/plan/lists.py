"""What each week gives to the lists: the events of each topic, source, audience and month in it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from generator.model import Summary, WeekEvents
from generator.plan.cards import WeekDigests


class Share(NamedTuple):
    """The events of one week that are of one list, newest first."""

    events: list[Summary]
    digests: list[bytes]
    """The digest of the card of each."""
    months: dict[str, int]
    """How many of them each month (YYYY-MM) has."""


Shares = dict[str, dict[str, Share]]
"""By kind of list and by the id of the list; a month of the archive is ``2026-04``."""


def share(week: WeekEvents, digests: WeekDigests) -> Shares:
    """Return the events of a week by list."""
    shares: Shares = {kind: {} for kind in ("sources", "archive", *week.terms)}
    for event in week.events:
        digest = digests.cards[event.slug]
        lists = [(shares["sources"], event.source), (shares["archive"], event.day[:7])]
        lists += [(shares[kind], term) for kind, terms in event.terms.items() for term in terms]
        for named, key in lists:
            if key not in named:
                named[key] = Share([], [], {})
            events, listed, _ = named[key]
            events.append(event)
            listed.append(digest)
    for named in shares.values():
        for found in named.values():
            found.months.update(_count_months(found.events, shares["archive"]))
    return shares


def _count_months(events: Sequence[Summary], months: Collection[str]) -> Mapping[str, int]:
    """Return how many of some events each month has; most weeks lie in one, so none is looked at."""
    if len(months) == 1:
        return dict.fromkeys(months, len(events))
    return Counter([event.day[:7] for event in events])


def with_feeds(taxonomies: Iterable[str]) -> tuple[str, ...]:
    """Return the taxonomies whose terms have feeds: who should care about an event is no subject."""
    return tuple([taxonomy for taxonomy in taxonomies if taxonomy != "audience"])


def events_of(shares: Iterable[Share]) -> list[Summary]:
    """Return the events of a list, whose shares these are, newest first."""
    return list(chain.from_iterable(share.events for share in shares))


def gather(shares: Iterable[Shares], taxonomies: Iterable[str]) -> dict[str, dict[str, list[Share]]]:
    """Return the shares of each list, newest first; there are lists of all these taxonomies."""
    gathered: dict[str, dict[str, list[Share]]] = {kind: {} for kind in ("sources", "archive", *taxonomies)}
    for week in shares:
        for kind, named in week.items():
            lists = gathered[kind]
            for key, found in named.items():
                lists.setdefault(key, []).append(found)
    return gathered
