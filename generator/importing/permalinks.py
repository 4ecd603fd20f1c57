"""Patterns of addresses, as Hugo and Jekyll have them: ``/:year/:month/:slug/``."""

import re
from collections.abc import Mapping
from datetime import date

from generator.importing.dates import Moment

_TOKEN = re.compile(r":([a-z_]+)|\{([a-z_]+)\}")
_EMPTY = re.compile(r"(?<!:)//+")


def expand(pattern: str, moment: Moment | None, parts: Mapping[str, str]) -> str:
    """Return the address that a pattern means for one document.

    :param moment: when it was published; without it, what stands for its day is empty.
    :param parts: what the tokens that are no part of the day stand for.
    """
    known = {**_parts_of_day(moment), **parts}

    def value(match: re.Match[str]) -> str:
        name = match[1] or match[2]
        while name not in known and name[:-1]:  # ":year" in ":year_archive" is a token as well
            name = name[:-1]
        tail = (match[1] or match[2])[len(name) :]
        return known[name] + tail if name in known else match[0]

    return _EMPTY.sub("/", _TOKEN.sub(value, pattern))


def _parts_of_day(moment: Moment | None) -> dict[str, str]:
    if moment is None:
        return dict.fromkeys(
            ("year", "month", "day", "i_month", "i_day", "short_year", "yearday", "y_day"), ""
        )
    day = date(moment.year, moment.month, moment.day)
    month, weekday = f"{day:%B}", f"{day:%A}"
    has_clock = hasattr(moment, "hour")
    clock = f"{moment:%H %M %S}".split() if has_clock else ["00", "00", "00"]
    year, week, _ = day.isocalendar()
    return {
        "year": f"{day.year:04}",
        "short_year": f"{day.year % 100:02}",
        "month": f"{day.month:02}",
        "monthname": month,
        "i_month": str(day.month),
        "short_month": month[:3],
        "long_month": month,
        "day": f"{day.day:02}",
        "i_day": str(day.day),
        "yearday": str(day.timetuple().tm_yday),
        "y_day": f"{day.timetuple().tm_yday:03}",
        "weekday": str((day.weekday() + 1) % 7),
        "weekdayname": weekday,
        "w_year": f"{year:04}",
        "week": f"{week:02}",
        "w_day": str(day.isoweekday()),
        "short_day": weekday[:3],
        "long_day": weekday,
        "hour": clock[0],
        "minute": clock[1],
        "second": clock[2],
    }
