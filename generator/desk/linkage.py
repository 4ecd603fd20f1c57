"""Groups by average link: two groups join while the mean similarity between their members is high. Pure.

Single link would chain one story to the next by a report that touches both. The nearest-neighbour chain finds
the same groups as joining the closest two again and again (average link is reducible), without a queue.
"""

from collections.abc import Mapping, Sequence

FORBIDDEN = -1e9
"""A similarity that keeps two members out of one group, whatever the others say."""


def average_link(pairs: Sequence[Mapping[int, float]], lines: Sequence[float]) -> list[list[int]]:
    """Return the group of each member at each line, by the number of the group's first member.

    :param pairs: for each member the similarity of those before it; none is 0.
    :param lines: mean similarities down to which groups join.
    """
    joins = sorted(_joins(pairs, min(lines)), reverse=True)
    return [
        _groups(len(pairs), [(one, other) for mean, one, other in joins if mean >= line]) for line in lines
    ]


def _joins(pairs: Sequence[Mapping[int, float]], least: float) -> list[tuple[float, int, int]]:
    """Return every joining of two groups, each told by one of its members, and their mean similarity."""
    near = _neighbours(pairs)
    sizes = [1] * len(pairs)
    joins = []
    for start in range(len(pairs)):
        chain = [start] if near[start] else []
        while chain:
            tip = chain[-1]
            before = chain[-2] if len(chain) > 1 else -1
            nearest, mean = _nearest(near[tip], sizes, before)
            if mean < least * sizes[tip]:
                _leave(near, tip)
                chain.pop()
            elif nearest == before:
                joins.append((mean / sizes[tip], tip, before))
                del chain[-2:]
                joined = _join(near, sizes, tip, before)
                chain = chain or [joined]
            else:
                chain.append(nearest)
    return joins


def _neighbours(pairs: Sequence[Mapping[int, float]]) -> list[dict[int, float]]:
    """Return for each group the sums of similarities between its members and those of others."""
    near: list[dict[int, float]] = [dict(found) for found in pairs]
    for member, found in enumerate(pairs):
        for other, similarity in found.items():
            near[other][member] = similarity
    return near


def _nearest(near: Mapping[int, float], sizes: Sequence[int], before: int) -> tuple[int, float]:
    """Return the nearest group and its mean, times the size of the asking one; ``before`` wins a tie."""
    nearest, best = before, near[before] / sizes[before] if before in near else FORBIDDEN
    for other, total in near.items():
        mean = total / sizes[other]
        if mean > best:
            nearest, best = other, mean
    return nearest, best


def _leave(near: list[dict[int, float]], group: int) -> None:
    """Take a group out that will never join another: no joining of others brings it nearer to any."""
    for other in near[group]:
        del near[other][group]
    near[group] = {}


def _join(near: list[dict[int, float]], sizes: list[int], one: int, other: int) -> int:
    """Add the group with fewer neighbours to the one with more, and return that; sums simply add up."""
    if len(near[one]) < len(near[other]):
        one, other = other, one
    mine = near[one]
    for neighbour, total in near[other].items():
        if neighbour == one:
            continue
        theirs = near[neighbour]
        del theirs[other]
        mine[neighbour] = theirs[one] = mine.get(neighbour, 0.0) + total
    mine.pop(other, None)
    near[other] = {}
    sizes[one] += sizes[other]
    return one


def _groups(count: int, joins: Sequence[tuple[int, int]]) -> list[int]:
    """Return the first member of the group of each member, after joinings told by any of their members."""
    first = list(range(count))

    def root(member: int) -> int:
        while first[member] != member:
            first[member] = first[first[member]]
            member = first[member]
        return member

    for one, other in joins:
        low, high = sorted((root(one), root(other)))
        first[high] = low
    return [root(member) for member in range(count)]
