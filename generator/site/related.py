"""Related events: shared topics, shared words of the title, nearness in time.

Every event is compared with those of the weeks around it, through lists of who has which topic or word,
never pair by pair. What was found for a week is kept with the digest of all it was compared with, so that
an edit costs the weeks around it. All numbers are integers: the result is the same on every machine.
``docs/explanation/ranking.md`` tells it to users.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
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
HALF_LIFE = 14 * 24
"""The distance in hours at which what two events share counts half."""
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
    holders: dict[str, list[int]] = {}
    for place, names in enumerate(features):
        for name in names:
            holders.setdefault(name, []).append(place)
    weights = {
        name: round((TOPIC_WEIGHT if name[0] == "#" else WORD_WEIGHT) * log(1 + len(window) / len(places)))
        for name, places in holders.items()
    }
    hours = [event.instant // 3600 for event in window]
    result = {}
    for place in range(offset, offset + len(members)):
        shared = _shared(place, features[place], holders, weights)
        result[window[place].slug] = tuple([window[other].slug for other in _best(place, shared, hours)])
    return result


def _shared(
    place: int, names: Iterable[str], holders: Mapping[str, list[int]], weights: Mapping[str, int]
) -> dict[int, int]:
    """Return the weight of what an event shares with others, by their place."""
    shared: dict[int, int] = {}
    for name in names:
        places = holders[name]
        if len(places) > 2 * NEAREST + 1:
            middle = bisect_left(places, place)
            places = places[max(0, middle - NEAREST) : middle + NEAREST + 1]
        weight = weights[name]
        for other in places:
            shared[other] = shared.get(other, 0) + weight
    shared.pop(place, None)
    return shared


def _best(place: int, shared: Mapping[int, int], hours: Sequence[int]) -> list[int]:
    """Return the places of the best, ties in the order of the window: one number holds score and place."""
    hour = hours[place]
    size = len(hours)
    ranked = [
        weight * HALF_LIFE // (HALF_LIFE + abs(hours[other] - hour)) * size - other
        for other, weight in shared.items()
    ]
    ranked.sort(reverse=True)
    return [-number % size for number in ranked[:RELATED]]
