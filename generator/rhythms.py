"""Rhythms: how days fall into the periods that recaps are of.

A *period* is named so that each name tells its rhythm, and names of one rhythm sort by time: a day
``2026-04-25``, an ISO 8601 week ``2026-w17``, a month ``2026-04``, a quarter ``2026-q2``, a year ``2026``.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

RhythmName = Literal["daily", "weekly", "monthly", "quarterly", "yearly"]
Unit = Literal["", "day", "month"]

WEEKLY: RhythmName = "weekly"
"""The rhythm that every site has."""
FIRST_YEAR, LAST_YEAR = 1000, 9998
"""Between these, no zone and no day more or less leads out of the calendar (``datetime.MAXYEAR`` is 9999)."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One way to cut time into periods."""

    name: RhythmName
    """``monthly``: the folder of its notes, and the first step of its pages' addresses."""
    noun: str
    """``month``."""
    example: str
    """A period, for messages."""
    period_of: Callable[[date], str]
    """Returns the period that a day is in."""
    first_day: Callable[[str], date]
    """Returns the day with which a period begins."""
    last_day: Callable[[str], date]
    unit: Unit
    """What its chart counts by: ``day``, ``month``, or nothing where a period has no parts."""

    def parts(self, period: str) -> tuple[str, ...]:
        """Return the days (YYYY-MM-DD) or months (YYYY-MM) of a period, in order."""
        first, last = self.first_day(period), self.last_day(period)
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        length = _LENGTHS[self.unit]
        return tuple(dict.fromkeys(day.isoformat()[:length] for day in days)) if length else ()


@lru_cache(maxsize=1024)
def week_of(day: date) -> str:
    """Return the ISO 8601 week of a day: ``2026-w17``."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-w{week:02}"


def month_of(day: date) -> str:
    """Return the month of a day: ``2026-04``."""
    return f"{day.year:04}-{day.month:02}"


def quarter_of(day: date) -> str:
    """Return the quarter of a day: ``2026-q2``."""
    return f"{day.year:04}-q{(day.month + 2) // 3}"


def year_of(day: date) -> str:
    """Return the year of a day: ``2026``."""
    return f"{day.year:04}"


def _monday(week: str) -> date:
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def _first_of_month(month: str) -> date:
    return date(int(month[:4]), int(month[5:]), 1)


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


_LENGTHS: dict[Unit, int] = {"": 0, "day": 10, "month": 7}

RHYTHMS: dict[RhythmName, Rhythm] = {
    rhythm.name: rhythm
    for rhythm in (
        Rhythm("daily", "day", "2026-04-25", date.isoformat, date.fromisoformat, date.fromisoformat, ""),
        Rhythm(
            "weekly", "week", "2026-w17", week_of, _monday, lambda week: _monday(week) + timedelta(6), "day"
        ),
        Rhythm(
            "monthly",
            "month",
            "2026-04",
            month_of,
            _first_of_month,
            lambda month: _end_of_month(int(month[:4]), int(month[5:])),
            "day",
        ),
        Rhythm(
            "quarterly",
            "quarter",
            "2026-q2",
            quarter_of,
            lambda quarter: date(int(quarter[:4]), int(quarter[6:]) * 3 - 2, 1),
            lambda quarter: _end_of_month(int(quarter[:4]), int(quarter[6:]) * 3),
            "month",
        ),
        Rhythm(
            "yearly",
            "year",
            "2026",
            year_of,
            lambda year: date(int(year), 1, 1),
            lambda year: date(int(year), 12, 31),
            "month",
        ),
    )
}
"""Every rhythm by name, from the shortest to the longest."""

_SHAPES: dict[RhythmName, re.Pattern[str]] = {
    "daily": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "weekly": re.compile(r"[0-9]{4}-w[0-9]{2}"),
    "monthly": re.compile(r"[0-9]{4}-[0-9]{2}"),
    "quarterly": re.compile(r"[0-9]{4}-q[0-9]"),
    "yearly": re.compile(r"[0-9]{4}"),
}


def rhythm_of(period: str) -> Rhythm | None:
    """Return the rhythm of which there is such a period: ``2026-w53`` is one, ``2025-w53`` is not."""
    for name, shape in _SHAPES.items():
        if shape.fullmatch(period):
            rhythm = RHYTHMS[name]
            try:
                first = rhythm.first_day(period)
            except ValueError:
                return None
            is_one = first.year >= FIRST_YEAR and int(period[:4]) <= LAST_YEAR
            return rhythm if is_one and rhythm.period_of(first) == period else None
    return None
