"""Items to stories, worked out anew each time: offered, and never done without a curator. Pure.

No method groups headlines without mistakes, so there are two lines: what lies above the first is shown as one
story, what lies between them as belonging to it perhaps.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.addresses import canonical_address
from generator.desk.linkage import FORBIDDEN, average_link
from generator.desk.offers import WINDOW, appeared
from generator.desk.records import Item, Story
from generator.desk.similarity import Vector, product, similar_pairs, total, vectors
from generator.desk.veto import without_vetoed

SAME = 0.12
"""The mean similarity at which titles are shown as one story."""
PERHAPS = 0.06
"""The mean similarity at which a title is shown as belonging to a story perhaps."""


def group(
    items: Iterable[Item], apart: Sequence[Sequence[str]] = (), together: Sequence[Sequence[str]] = ()
) -> tuple[Story, ...]:
    """Group items into stories; every item is in exactly one, in which items with one address come together.

    :param apart: lists of addresses of which no two are one story (``apart`` of ``desk.yaml``).
    :param together: lists of addresses that are one story each, whatever else is said.
    :returns: the stories, that with the newest item first.
    """
    units = _units(items, apart, together)
    found = vectors(unit[0].title for unit in units)
    same, perhaps = _lines(units, found, apart)
    wider = _members(perhaps)
    stories = []
    for name, inside in _members(same).items():
        centre = total(found[number] for number in inside)
        near = [number for number in wider[perhaps[name]] if same[number] != name]
        stories.append(Story(_ordered(inside, units, found, centre), _ordered(near, units, found, centre)))
    return tuple(sorted(stories, key=_newest, reverse=True))


def group_titles(titles: Sequence[str], times: Sequence[int]) -> tuple[list[int], list[int]]:
    """Group titles by words alone, as :func:`group` does.

    :param times: of the titles in seconds, ascending.
    :returns: the group of each title at the line *same*, and at the line *perhaps*.
    """
    return _link(_pairs(titles, vectors(titles), times))


def _units(
    items: Iterable[Item], apart: Sequence[Sequence[str]], together: Sequence[Sequence[str]]
) -> list[list[Item]]:
    """Return items in the order in which they appeared, those together that are one story whatever else is.

    Equal addresses are, those that a curator has put together, and equal titles within the window, unless a
    curator has put them apart.
    """
    names = _names(together)
    separate = {canonical_address(url) for urls in apart for url in urls}
    units: list[list[Item]] = []
    by_key: dict[str, list[Item]] = {}
    by_title: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda item: (appeared(item), item.feed, item.id)):
        name = names.get(item.key, item.key)
        unit = by_key.get(name)
        twin = by_title.get(item.folded) if item.folded else None
        if unit is None and twin is not None and item.key not in separate and twin[0].key not in separate:
            unit = twin if appeared(item) - appeared(twin[-1]) <= WINDOW else None
        if unit is None:
            unit = []
            units.append(unit)
        unit.append(item)
        by_key[name] = by_title[item.folded] = unit
    return units


def _names(together: Sequence[Sequence[str]]) -> dict[str, str]:
    """Return one name for all addresses that are one story; lists that share an address are one list."""
    names: dict[str, str] = {}
    for urls in together:
        keys = [canonical_address(url) for url in urls]
        joined = {names[key] for key in keys if key in names}
        names |= {key: keys[0] for key, name in names.items() if name in joined}
        names |= dict.fromkeys(keys, keys[0])
    return names


def _lines(
    units: Sequence[Sequence[Item]], found: Sequence[Vector], apart: Sequence[Sequence[str]]
) -> tuple[list[int], list[int]]:
    """Return the group of each unit at both lines.

    :param found: the vector of each unit's title.
    """
    pairs = _pairs([unit[0].title for unit in units], found, [appeared(unit[0]) for unit in units])
    places = {item.key: number for number, unit in enumerate(units) for item in unit}
    for one, other in _forbidden(apart, places):
        pairs[other][one] = FORBIDDEN
    return _link(pairs)


def _pairs(titles: Sequence[str], found: Sequence[Vector], times: Sequence[int]) -> list[dict[int, float]]:
    """Return how alike titles are, without pairs that are kept apart; see :func:`similar_pairs`."""
    return without_vetoed(titles, similar_pairs(found, times, WINDOW))


def _members(names: Sequence[int]) -> dict[int, list[int]]:
    """Return the numbers of those in each group."""
    members: defaultdict[int, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        members[name].append(number)
    return members


def _link(pairs: Sequence[Mapping[int, float]]) -> tuple[list[int], list[int]]:
    same, perhaps = average_link(pairs, (SAME, PERHAPS))
    return same, perhaps


def _forbidden(apart: Sequence[Sequence[str]], places: Mapping[str, int]) -> Iterable[tuple[int, int]]:
    """Yield the numbers of units that are put apart, two by two."""
    for urls in apart:
        numbers = sorted({places[key] for key in map(canonical_address, urls) if key in places})
        for index, one in enumerate(numbers):
            for other in numbers[index + 1 :]:
                yield one, other


def _ordered(
    numbers: Iterable[int], units: Sequence[Sequence[Item]], found: Sequence[Vector], centre: Vector
) -> tuple[Item, ...]:
    """Return the items of units, likest to the centre first; ties in the order in which they appeared."""
    ranked = sorted(numbers, key=lambda number: (-round(product(found[number], centre), 9), number))
    return tuple(item for number in ranked for item in units[number])


def _newest(story: Story) -> tuple[int, str, str]:
    newest = max(story.items, key=lambda item: (appeared(item), item.key))
    return appeared(newest), newest.key, newest.feed
