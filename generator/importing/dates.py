"""Dates in every shape in the wild; where day and month could be swapped, never a guess.

Python-dateutil reads what is no ISO 8601: it knows names of months and offsets, and can be asked for each
order of day and month, which is how a date that could be two is found.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from dateutil import parser

from generator.errors import WeekmarkError
from generator.importing.request import DateOrder

Moment = date | datetime

_ZONES = {
    **dict.fromkeys(("UT", "UTC", "GMT", "Z", "WET"), 0),
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "CET": 1,
    "CEST": 2,
    "BST": 1,
    "WEST": 1,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "JST": 9,
    "KST": 9,
}
_EPOCH = re.compile(r"\d{10}(?:\.\d+)?|\d{13}")
_YEAR_FIRST = re.compile(r"\d{4}\D")
_NAME_DAY = re.compile(r"(\d{4})[-_.](\d{1,2})[-_.](\d{1,2})(?!\d)[-_. ]?")
_LONGEST = 80


class Reading(NamedTuple):
    """What a text may mean."""

    moment: Moment | None
    """The day or time; none where it is no date. With day before month, where both orders are possible."""
    swapped: Moment | None = None
    """With month before day, where that is another day."""
    order: DateOrder = "auto"
    """The order that the text itself shows, where it has a day and a month in figures."""
    remark: str = ""
    """What had to be made up."""


def read_date(value: object) -> Reading:
    """Return what a value of front matter, a feed or a table means as a day or a time.

    Texts are ISO 8601, seconds or milliseconds since 1970, or whatever people write. A time without an offset
    stays without one.
    """
    if isinstance(value, datetime | date):
        return Reading(_whole_seconds(value))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return Reading(None)
    text = str(value).strip()
    if not text or len(text) > _LONGEST:
        return Reading(None)
    if _EPOCH.fullmatch(text):
        seconds = float(text) / (1000 if len(text) == 13 and "." not in text else 1)
        return Reading(datetime.fromtimestamp(int(seconds), UTC))
    try:
        found: Moment = date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)
    except ValueError:
        return _read_freely(text)
    return Reading(_whole_seconds(found)) if not text.isdigit() or len(text) == 8 else Reading(None)


def _read_freely(text: str) -> Reading:
    if not re.search(r"\d", text) or (re.fullmatch(r"[\d.]+", text) and text.count(".") < 2):
        return Reading(None)
    first = _parse(text, day_first=True)
    second = _parse(text, day_first=False)
    if _YEAR_FIRST.match(text):
        return Reading(second[0], remark=second[1])
    if first[0] is None or second[0] is None or first[0] == second[0]:
        moment, remark = first if first[0] is not None else second
        return Reading(moment, None, _shown_order(text), remark)
    return Reading(first[0], second[0], "auto", first[1])


def _shown_order(text: str) -> DateOrder:
    """Return the order that a date in figures shows, as one of them is above twelve."""
    match = re.match(r"\s*(\d{1,2})[-/. ](\d{1,2})[-/. ]\d", text)
    if not match:
        return "auto"
    if int(match[1]) > 12 >= int(match[2]):
        return "dmy"
    return "mdy" if int(match[2]) > 12 >= int(match[1]) else "auto"


def _parse(text: str, *, day_first: bool) -> tuple[Moment | None, str]:
    """Return what the library reads, and what it had to make up.

    The parts that a text lacks show by two defaults.
    """
    results = []
    for default in (datetime(2000, 1, 1, 0, 0), datetime(2001, 2, 2, 1, 1)):  # noqa: DTZ001 - filled in, not told
        try:
            results.append(
                parser.parse(text, dayfirst=day_first, yearfirst=False, default=default, tzinfos=_zone)
            )
        except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError):
            return None, ""
    found, other = results
    if found.year != other.year or found.month != other.month or not 1000 <= found.year <= 9999:
        return None, ""
    if found.day != other.day:
        return found.date(), f"only the month of {text} is known"
    if found.hour != other.hour:
        return found.date(), ""
    return _whole_seconds(found), ""


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is not None and abs(offset) < 86_400:
        return timezone(timedelta(seconds=offset))
    hours = _ZONES.get((name or "").upper())
    return None if hours is None else timezone(timedelta(hours=hours))


def _whole_seconds(moment: Moment) -> Moment:
    return moment.replace(microsecond=0) if isinstance(moment, datetime) else moment


def date_of_name(name: str) -> tuple[date | None, str]:
    """Return the day with which a file's name begins, and what follows it: ``2026-4-5-memo`` has both."""
    match = _NAME_DAY.match(name)
    if not match:
        return None, name
    try:
        return date(int(match[1]), int(match[2]), int(match[3])), name[match.end() :]
    except ValueError:
        return None, name


def settle(
    readings: Mapping[str, Reading], order: DateOrder, shown: Iterable[Reading] = ()
) -> tuple[DateOrder, str]:
    """Return in which order day and month stand, and how that is known.

    :param readings: those that could mean two days, by the file and text to name in messages.
    :param order: what the user says; ``auto`` lets the dates decide that can be read in one way only.
    :param shown: all readings of the import.
    :raises WeekmarkError: nothing tells.
    """
    if order != "auto" or not readings:
        return order, ""
    votes = Counter(reading.order for reading in shown if reading.order != "auto")
    if len(votes) == 1:
        ((decided, count),) = votes.items()
        words = "the day" if decided == "dmy" else "the month"
        return (
            decided,
            f"{words} stands first in {len(readings)} dates, as in {count} others that leave no doubt",
        )
    example = next(iter(readings))
    why = "its neighbours have both orders" if votes else "no neighbour tells"
    raise WeekmarkError(
        f"day and month could be swapped in {len(readings)} dates, and {why}: {example}",
        "say --dates dmy (day first) or --dates mdy (month first)",
    )


def written(moment: Moment) -> str:
    """Return a day or a time as front matter has it."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    text = moment.isoformat(" ", "seconds")
    return text.replace("+00:00", "Z")
