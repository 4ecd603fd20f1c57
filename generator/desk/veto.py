"""What keeps two like titles apart: the same place, but another company, person or club in each. Pure.

"Fire at BASF in Berlin" and "Fire at Siemens in Berlin" share most of their words and are two stories. Such a
pair counts as having nothing in common.

Places are the territories of the CLDR and the cities of the time zone database. Names are words that
titles always write with a capital letter, learned from those that do not capitalize every word.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple
from zoneinfo import available_timezones

from generator.desk.plain import folded

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3
_MOST_CAPITALS = 0.6


class _Marks(NamedTuple):
    """What a title says of where and who."""

    places: frozenset[str]
    names: frozenset[str]


def without_vetoed(titles: Sequence[str], pairs: Sequence[dict[int, float]]) -> list[dict[int, float]]:
    """Return similar pairs without those that are kept apart; see ``similar_pairs``."""
    words = [_WORD.findall(title) for title in titles]
    names = _names(words)
    marks = [_marks(folded(title), names) for title in titles]
    return [
        {other: value for other, value in found.items() if not _is_vetoed(marks[number], marks[other])}
        if marks[number].places and marks[number].names
        else found
        for number, found in enumerate(pairs)
    ]


def _is_vetoed(one: _Marks, other: _Marks) -> bool:
    return bool(one.places & other.places and one.names - other.names and other.names - one.names)


def _names(titles: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the folded words that are names in these titles."""
    written_small = {word for words in titles for word in words if word.islower()}
    found = set()
    for words in titles:
        if sum(word[0].isupper() for word in words) <= _MOST_CAPITALS * len(words):
            found |= {folded(word) for word in words[1:] if word[0].isupper() and len(word) >= _SHORTEST}
    return frozenset(found - written_small - _places())


def _marks(title: str, names: frozenset[str]) -> _Marks:
    words = title.split()
    places = {word for word in words if word in _places()}
    for word in words:
        places |= {place for place in _long_places().get(word, ()) if f" {place} " in f" {title} "}
    inside = {word for place in places for word in place.split()}
    return _Marks(frozenset(places), names.intersection(words) - inside)


@cache
def _all_places() -> frozenset[str]:
    from babel import Locale  # noqa: PLC0415 - only grouping needs it

    cities = {zone.rpartition("/")[2].replace("_", " ") for zone in available_timezones() if "/" in zone}
    territories = {name for code, name in Locale("en").territories.items() if len(code) == 2}
    found = {folded(name) for name in cities | territories}
    return frozenset(place for place in found if len(place) > _SHORTEST and not any(map(str.isdigit, place)))


@cache
def _places() -> frozenset[str]:
    return frozenset(place for place in _all_places() if " " not in place)


@cache
def _long_places() -> dict[str, list[str]]:
    """Return the places of several words by the first of them."""
    found: dict[str, list[str]] = {}
    for place in sorted(_all_places()):
        first, _, rest = place.partition(" ")
        if rest:
            found.setdefault(first, []).append(place)
    return found
