"""Related events: shared topics, shared words of the title, nearness in time.

Every event is compared with those of the weeks around it, through lists of who has which topic or word,
never pair by pair. What was found for a week is kept with the digest of all it was compared with, so that
an edit costs the weeks around it. All numbers are integers: the result is the same on every machine.
``docs/explanation/ranking.md`` tells it to users.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import log

import msgspec

from generator.digest import digest
from generator.model import RelatedMemo, Summary

RELATED = 5
"""How many related events an event has."""
TOPIC_WEIGHT = 2000
"""What a topic counts for, times its rarity."""
WORD_WEIGHT = 1000
"""What a word of the title counts for, times its rarity."""
HALF_LIFE = 14
"""The distance in days at which what two events share counts half."""
NEAREST = 12
"""Of those that share a topic or word, how many before and how many after an event are looked at."""

_MIN_RADIUS = 2
_MAX_RADIUS = 26
_MIN_EVENTS = 100
_ALGORITHM = b"1"
"""To be raised with any change here that changes a result: it makes older memos worthless."""

_encode = msgspec.msgpack.Encoder().encode


def find_related(events: Iterable[Summary], memo: RelatedMemo) -> RelatedMemo:
    """Return for each week what its events are related to, best first.

    :param events: newest first, ties by slug.
    :param memo: the result of an earlier call, for these or other events.
    """
    by_week: dict[str, list[Summary]] = {}
    for event in events:
        by_week.setdefault(event.week, []).append(event)
    weeks = list(by_week.items())
    sizes = [len(members) for _, members in weeks]
    digests = [_digest_features(members) for _, members in weeks]
    result: RelatedMemo = {}
    for place, (week, members) in enumerate(weeks):
        first, last = _window(place, sizes)
        key = digest(_ALGORITHM + digests[place] + b"".join(digests[first:last]))
        known = memo.get(week)
        if known is None or known[0] != key:
            window = [event for _, others in weeks[first:last] for event in others]
            known = (key, _relate(members, window, sum(sizes[first:place])))
        result[week] = known
    return result


def merge_related(events: Iterable[Summary], memo: RelatedMemo) -> dict[str, tuple[str, ...]]:
    """Return the related slugs of each event: those of the author that are published, then those found."""
    found: dict[str, tuple[str, ...]] = {}
    for _, related in memo.values():
        found.update(related)
    merged = {}
    for event in events:
        if event.related:
            own = [slug for slug in event.related if slug in found and slug != event.slug]
            slugs = tuple(dict.fromkeys((*own, *found[event.slug])))
            merged[event.slug] = slugs[: max(RELATED, len(own))]
    return found | merged


def _digest_features(events: Iterable[Summary]) -> bytes:
    features = [(event.slug, event.instant, event.topics, event.title_words) for event in events]
    return digest(_encode(features))


def _window(place: int, sizes: Sequence[int]) -> tuple[int, int]:
    """Return the range of weeks that a week is compared with: more of them where weeks are small."""
    radius = _MIN_RADIUS
    while radius < _MAX_RADIUS and sum(sizes[max(0, place - radius) : place + radius + 1]) < _MIN_EVENTS:
        radius += 1
    return max(0, place - radius), min(len(sizes), place + radius + 1)


def _features(event: Summary) -> list[str]:
    """Return topics and words of an event as distinct texts; a word never holds a number sign."""
    return [*["#" + topic for topic in event.topics], *event.title_words]


def _relate(members: Sequence[Summary], window: Sequence[Summary], offset: int) -> dict[str, tuple[str, ...]]:
    """Return the related slugs of the members, which are ``window[offset:]`` and following."""
    features = [_features(event) for event in window]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, names in enumerate(features):
        for name in names:
            holders[name].append(place)
    weights = {name: _weight(name, len(places), len(window)) for name, places in holders.items()}
    nearness = _Nearness([event.instant // 86400 for event in window])
    scores = [0] * len(window)
    result = {}
    for place in range(offset, offset + len(members)):
        shared = [(_around(place, holders[name]), weights[name]) for name in features[place]]
        best = _best(place, shared, nearness.of(place), scores)
        result[window[place].slug] = tuple([window[other].slug for other in best])
    return result


def _weight(name: str, holders: int, events: int) -> int:
    """Return what sharing a topic or word counts for: the more, the fewer of the events have it."""
    return round((TOPIC_WEIGHT if name[0] == "#" else WORD_WEIGHT) * log(1 + events / holders))


def _around(place: int, places: list[int]) -> list[int]:
    """Return those of the places that are nearest to one of them."""
    if len(places) <= 2 * NEAREST + 1:
        return places
    middle = bisect_left(places, place)
    return places[max(0, middle - NEAREST) : middle + NEAREST + 1]


class _Nearness:
    """How near in time each event of a window is to another, in thousandths."""

    def __init__(self, days: Sequence[int]) -> None:
        self._days = days
        self._known: dict[int, list[int]] = {}

    def of(self, place: int) -> list[int]:
        """Return the nearness of all events to the one at ``place``."""
        day = self._days[place]
        found = self._known.get(day)
        if found is None:
            found = [1000 * HALF_LIFE // (HALF_LIFE + abs(other - day)) for other in self._days]
            self._known[day] = found
        return found


def _best(
    place: int, shared: Sequence[tuple[list[int], int]], nearness: Sequence[int], scores: list[int]
) -> list[int]:
    """Return the places of the best, ties in the order of the window: one number holds score and place.

    :param shared: where others have a topic or word of the event, and what each counts for.
    :param scores: zeros to count in, given back as such.
    """
    found: set[int] = set()
    for places, weight in shared:
        found.update(places)
        for other in places:
            scores[other] += weight
    found.discard(place)
    size = len(scores)
    ranked = [scores[other] * nearness[other] * size - other for other in found]
    ranked.sort(reverse=True)
    for places, _ in shared:
        for other in places:
            scores[other] = 0
    return [-number % size for number in ranked[:RELATED]]
