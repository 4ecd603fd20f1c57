"""Which existing events a story may belong to, as coverage. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log, sqrt

import msgspec

from generator.desk.similarity import Vector
from generator.words import telling_words

LIKELIEST = 3
"""How many events are offered for a story."""
LEAST = 0.08
"""A similarity below is none."""
_TITLE = 2.0
"""How much more a word of the title weighs than one of hook and TL;DR."""


class KnownEvent(msgspec.Struct, frozen=True):
    """An event that there is."""

    slug: str
    title: str
    text: str = ""
    """Its hook and TL;DR, as plain text."""


class Match(msgspec.Struct, frozen=True):
    """An event that a story may belong to."""

    slug: str
    similarity: float
    """From 0 to 1."""


class EventIndex:
    """Finds events by the words of titles; made once for all stories of an inbox."""

    def __init__(self, events: Sequence[KnownEvent]) -> None:
        self._slugs = [event.slug for event in events]
        words = [_weights(event) for event in events]
        frequencies = Counter(word for found in words for word in found)
        self._weights = {word: sqrt(log(1 + len(events) / times)) for word, times in frequencies.items()}
        self._index: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, found in enumerate(words):
            vector = {word: weight * self._weights[word] for word, weight in found.items()}
            length = _length(vector)
            for word, weight in vector.items():
                self._index[word].append((number, weight / length))

    def likeliest(self, titles: Iterable[str]) -> tuple[Match, ...]:
        """Return the events likest to the titles of a story, likest first."""
        counts = Counter(word for title in titles for word in telling_words(title))
        vector = {word: times * self._weights.get(word, 0.0) for word, times in counts.items()}
        unknown = sum(times * times for word, times in counts.items() if word not in self._weights)
        length = sqrt(_length(vector) ** 2 + unknown * log(1 + len(self._slugs)))
        sums: defaultdict[int, float] = defaultdict(float)
        for word, weight in vector.items():
            for number, other in self._index.get(word, ()):
                sums[number] += weight / length * other
        ranked = sorted(sums.items(), key=lambda found: (-round(found[1], 9), self._slugs[found[0]]))
        return tuple(
            Match(self._slugs[number], round(similarity, 3))
            for number, similarity in ranked[:LIKELIEST]
            if similarity >= LEAST
        )


def _weights(event: KnownEvent) -> Vector:
    """Return the words of an event; those of its title count for more."""
    found = dict.fromkeys(telling_words(event.text), 1.0)
    return found | dict.fromkeys(telling_words(event.title), _TITLE)


def _length(vector: Vector) -> float:
    return sqrt(sum(weight * weight for weight in vector.values())) or 1.0
