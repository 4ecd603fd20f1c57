"""How alike titles are: tf-idf over their folded words, in any script. Pure.

A word weighs √ln(1 + n/d) where ``d`` of ``n`` titles have it: the root keeps the words that many reports of
one large story share, which ln alone would make light. A title is a vector of length 1, and the similarity of
two is their product, from 0 to 1.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log, sqrt

from generator.words import telling_words

Vector = dict[str, float]

FLOOR = 0.08
"""A similarity below counts as none."""
_MOST_WORDS = 24


def vectors(texts: Iterable[str]) -> list[Vector]:
    """Return the vector of each text; empty for one without telling words."""
    words = [telling_words(text)[:_MOST_WORDS] for text in texts]
    frequencies = Counter(word for found in words for word in found)
    weights = {word: sqrt(log(1 + len(words) / times)) for word, times in frequencies.items()}
    return [_unit({word: weights[word] for word in found}) for found in words]


def similar_pairs(found: Sequence[Vector], times: Sequence[int], window: int) -> list[dict[int, float]]:
    """Return for each vector those before it that are similar, at most ``window`` seconds apart.

    An inverted index keeps the cost in the number of pairs that share a word, not of all pairs.

    :param times: of the vectors, ascending.
    """
    frequencies = Counter(word for vector in found for word in vector)
    common = _common(len(found))
    index: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    pairs = []
    for number, vector in enumerate(found):
        sums: defaultdict[int, float] = defaultdict(float)
        for word, weight in vector.items():
            if frequencies[word] <= common:
                known = index[word]
                for other, theirs in known:
                    sums[other] += weight * theirs
                known.append((number, weight))
        for word, weight in vector.items():
            if frequencies[word] > common:
                for other in sums:
                    sums[other] += weight * found[other].get(word, 0.0)
        first = bisect_left(times, times[number] - window)
        pairs.append({other: value for other, value in sums.items() if value >= FLOOR and other >= first})
    return pairs


def total(found: Iterable[Vector]) -> Vector:
    """Return the sum of vectors."""
    sums: defaultdict[str, float] = defaultdict(float)
    for vector in found:
        for word, weight in vector.items():
            sums[word] += weight
    return dict(sums)


def product(one: Vector, other: Vector) -> float:
    """Return how much two vectors have in common."""
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def _common(count: int) -> int:
    """Return above how many titles a word makes no pair of two of them by itself; it still counts in a pair.

    The more titles, the fewer: so the pairs stay in proportion to the titles.
    """
    return min(max(2_000_000 // max(count, 1), 100), 400)


def _unit(vector: Vector) -> Vector:
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()} if length else {}
