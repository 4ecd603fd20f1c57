"""Related events: shared topics, shared words of the title, nearness in time.

Every event is compared with those of the weeks around it, through lists of who has which topic or word,
never pair by pair. What was found for a week is kept with the digest of all it was compared with, so that
an edit costs the weeks around it. All numbers are integers: the result is the same on every machine; and
small ones, which Python multiplies and sorts twice as fast as those above 30 bits.
``docs/explanation/ranking.md`` tells it to users.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from math import log

import msgspec

from generator.digest import digest
from generator.memo import Memo
from generator.model import RelatedMemo, Summary

RELATED = 5
"""How many related events an event has."""
TOPIC_WEIGHT = 32
"""What a topic counts for, times its rarity."""
WORD_WEIGHT = 16
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


def find_related(
    weeks: Mapping[str, Sequence[Summary]], known: RelatedMemo, memo: Memo | None = None
) -> RelatedMemo:
    """Return for each week what its events are related to, best first.

    :param weeks: the events of each week, newest first, ties by slug; the newest week first.
    :param known: the result of an earlier call, for these or other events.
    :param memo: takes what is known of weeks from one call to the next.
    """
    memo = memo or Memo()
    members = list(weeks.items())
    sizes = [len(events) for events in weeks.values()]
    digests = [memo.value(("features", week), _digest_features, events) for week, events in members]
    features: dict[str, list[list[str]]] = {}
    result: RelatedMemo = {}
    for place, (week, events) in enumerate(members):
        first, last = _window(place, sizes)
        key = digest(_ALGORITHM + digests[place] + b"".join(digests[first:last]))
        earlier = known.get(week)
        if earlier is None or earlier[0] != key:
            start = sum(sizes[first:place])
            window = _Window(members[first:last], features)
            earlier = (key, window.relate(start, start + len(events)))
        result[week] = earlier
    return result


def merge_related(
    events: Iterable[Summary], found: Mapping[str, tuple[str, ...]], published: AbstractSet[str]
) -> dict[str, tuple[str, ...]]:
    """Return the related slugs of each event: those of the author that are published, then those found."""
    merged = dict(found)
    for event in events:
        own = [slug for slug in event.related if slug in published and slug != event.slug]
        if own:
            slugs = tuple(dict.fromkeys((*own, *found[event.slug])))
            merged[event.slug] = slugs[: max(RELATED, len(own))]
    return merged


def _digest_features(events: Sequence[Summary]) -> bytes:
    return digest(_encode([(event.slug, event.instant, event.topics, event.title_words) for event in events]))


def _window(place: int, sizes: Sequence[int]) -> tuple[int, int]:
    """Return the range of weeks that a week is compared with: more of them where weeks are small."""
    radius = _MIN_RADIUS
    while radius < _MAX_RADIUS and sum(sizes[max(0, place - radius) : place + radius + 1]) < _MIN_EVENTS:
        radius += 1
    return max(0, place - radius), min(len(sizes), place + radius + 1)


def _features(event: Summary) -> list[str]:
    """Return topics and words of an event as distinct texts; a word never holds a number sign."""
    return [*["#" + topic for topic in event.topics], *event.title_words]


class _Window:
    """Some weeks whose events are compared with each other; an event is known by its place in them."""

    def __init__(
        self, weeks: Sequence[tuple[str, Sequence[Summary]]], known: dict[str, list[list[str]]]
    ) -> None:
        """Take the weeks, and the features of those seen before, to which those of others are added."""
        for week, events in weeks:
            if week not in known:
                known[week] = [_features(event) for event in events]
        events = list(chain.from_iterable(members for _, members in weeks))
        self._slugs = [event.slug for event in events]
        self._days = [event.instant // 86400 for event in events]
        self._features = list(chain.from_iterable(known[week] for week, _ in weeks))
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for place, names in enumerate(self._features):
            for name in names:
                self._holders[name].append(place)
        self._weights = {name: self._weight(name, len(places)) for name, places in self._holders.items()}
        self._nearness: dict[int, list[int]] = {}
        self._scores = [0] * len(events)

    def relate(self, start: int, end: int) -> dict[str, tuple[str, ...]]:
        """Return the related slugs of the events at some places, best first."""
        slugs = self._slugs
        return {
            slugs[place]: tuple([slugs[other] for other in self._best(place)]) for place in range(start, end)
        }

    def _weight(self, name: str, holders: int) -> int:
        """Return what sharing a topic or word counts for: the more, the fewer of the events have it."""
        weight = TOPIC_WEIGHT if name[0] == "#" else WORD_WEIGHT
        return round(weight * log(1 + len(self._slugs) / holders))

    def _best(self, place: int) -> list[int]:
        """Return the places of the best; one number holds the score, and the place to settle ties."""
        scores = self._scores
        found: set[int] = set()
        for name in self._features[place]:
            places = _around(place, self._holders[name])
            weight = self._weights[name]
            found.update(places)
            for other in places:
                scores[other] += weight
        nearness = self._nearness_to(self._days[place])
        found.discard(place)
        ranked = [scores[other] * nearness[other] - other for other in found]
        ranked.sort(reverse=True)
        scores[place] = 0
        for other in found:
            scores[other] = 0
        return [-number % len(scores) for number in ranked[:RELATED]]

    def _nearness_to(self, day: int) -> list[int]:
        """Return how near each event is to a day, as multiples of the number of events."""
        found = self._nearness.get(day)
        if found is None:
            size = len(self._days)
            found = [128 * HALF_LIFE // (HALF_LIFE + abs(other - day)) * size for other in self._days]
            self._nearness[day] = found
        return found


def _around(place: int, places: list[int]) -> list[int]:
    """Return those of the places that are nearest to one of them."""
    if len(places) <= 2 * NEAREST + 1:
        return places
    middle = bisect_left(places, place)
    return places[max(0, middle - NEAREST) : middle + NEAREST + 1]
