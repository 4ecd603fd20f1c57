"""What the place of an event's file says of it: its name, its day, its week."""

import re
from datetime import date

from generator.decode.names import document_name
from generator.decode.times import check_year

_DAY = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")
_WEEK = re.compile(r"(?:^|/)(?P<year>[0-9]{4})[/-][wW](?P<week>[0-9]{1,2})/")


def event_name(path: str) -> str:
    """Return the name of an event's file without its ending, or of its folder where that is ``index.md``."""
    return document_name(path)


def named_day(path: str) -> date | None:
    """Return the day with which the name of an event's file begins: ``2026-04-25-memo.md``.

    :raises ValueError: there is no such day, or it is of a year that is out of range.
    """
    found = _DAY.match(event_name(path))
    if not found:
        return None
    day = date.fromisoformat(found["day"])
    check_year(day.year)
    return day


def folder_week(path: str) -> str:
    """Return the ISO week that the folder of an event names, as ``2026-w17``; empty where it names none."""
    found = _WEEK.search(path)
    return f"{found['year']}-w{int(found['week']):02}" if found else ""
