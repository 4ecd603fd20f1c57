"""Days and times as authors write them; one that is none is told by what is wrong with it.

Where a text can mean but one time, the remedy is that time as it has to be written.
"""

import re
from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.decode.findings import Refused, shown
from generator.rhythms import FIRST_YEAR, LAST_YEAR, RHYTHMS, WEEKLY, rhythm_of

YEAR = r"(?!9999)[1-9][0-9]{3}"
DAY = rf"{YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
OFFSET = r" ?(?:[Zz]|[+-](?:[01][0-9]|2[0-3])(?::?[0-5][0-9])?)"
PARTIAL_DATE = rf"{YEAR}(?:-(?:0[1-9]|1[0-2]))?|{DAY}"
MOMENT = rf"{DAY}(?:[Tt ]{CLOCK}(?:{OFFSET})?)?"
"""What is accepted, as regular expressions."""

_MOMENT = re.compile(MOMENT)
_DAY_REMEDY = "write it as 2026-04-23"
_DATE_REMEDY = "write it as 2026, 2026-04 or 2026-04-23"
_MOMENT_REMEDY = "write it as 2026-04-23, 2026-04-23 14:30 or 2026-04-23T14:30:00+02:00"

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = r"(?P<name>[A-Za-z]{3,9})\.?"
_WEEKDAY = r"(?:[A-Za-z]{3,9}\.?,? )?"
_ORDINAL = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?"
_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})(?![0-9])",
        r"(?P<year>[12][0-9]{3})(?P<month>[01][0-9])(?P<day>[0-3][0-9])(?![0-9])",
        r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})(?![0-9])",
        r"(?P<one>[0-9]{1,2})(?P<sign>[-/])(?P<other>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4})(?![0-9])",
        rf"{_WEEKDAY}{_ORDINAL} (?:of )?{_NAMED},? (?P<year>[0-9]{{4}})(?![0-9])",
        rf"{_WEEKDAY}{_NAMED} {_ORDINAL},? (?P<year>[0-9]{{4}})(?![0-9])",
    )
)
"""Ways to write a day, each of which can be understood."""
_MONTH = re.compile(rf"{_NAMED} (?P<year>[0-9]{{4}})|(?P<short>[0-9]{{4}})[-/](?P<month>[0-9]{{1,2}})")
_TIME = re.compile(
    r"(?:[Tt]|,? (?:at )?|,) ?(?P<hour>[0-9]{1,2})(?:[:.h](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})"
    r"(?:\.[0-9]+)?)?)? ?(?P<half>[AaPp]\.?[Mm]\.?)?(?: ?h| Uhr)? ?"
    r"(?P<zone>[Zz]|[+-][0-9]{1,2}:?[0-9]{0,2}|\(?(?P<named>[A-Z]{2,5}|[A-Z][a-z]+/[A-Za-z_]+)\)?)?"
)
_OFFSETS = {
    **dict.fromkeys(("UT", "UTC", "GMT", "WET"), "Z"),
    "CET": "+01:00",
    "WEST": "+01:00",
    "CEST": "+02:00",
    "EET": "+02:00",
    "EEST": "+03:00",
    "MSK": "+03:00",
    "JST": "+09:00",
    "KST": "+09:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "CDT": "-05:00",
    "MST": "-07:00",
    "MDT": "-06:00",
    "PST": "-08:00",
    "PDT": "-07:00",
}
"""The offsets of abbreviations that mean one zone alone; ``BST``, ``CST`` and ``IST`` mean several."""


def check_year(year: int) -> None:
    """Refuse a year in which arithmetic with days and zones may leave the calendar.

    :raises Refused: the year is not from 1000 to 9998.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(
            "malformed-date",
            f"the year {year} is out of range",
            f"write one from {FIRST_YEAR} to {LAST_YEAR}",
        )


def day(text: str) -> str:
    """Return a day: YYYY-MM-DD."""
    if len(text) != 10 or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        told = _understood(text)
        remedy = f"write {told.day}" if told else _DAY_REMEDY
        raise Refused("malformed-date", f"{shown(text)} is not a day", remedy)
    return partial_date(text)


def partial_date(text: str) -> str:
    """Return a year, a month or a day: YYYY, YYYY-MM or YYYY-MM-DD."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        raise Refused("malformed-date", f"{shown(text)} is not a date", _date_remedy(text))
    try:
        date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:
        raise Refused("malformed-date", f"there is no {shown(text)} in the calendar") from None
    check_year(int(text[:4]))
    return text


def moment(text: str) -> date | datetime:
    """Return a day or a time; a time without an offset is naive."""
    if _MOMENT.fullmatch(text):
        try:
            if len(text) == 10:
                return date.fromisoformat(text)
            return datetime.fromisoformat(_compact(text))
        except ValueError:
            pass
    raise _refusal(text)


def instant(text: str) -> datetime:
    """Return a time; naive without an offset."""
    found = moment(text)
    if not isinstance(found, datetime):
        raise Refused("malformed-date", "the time of day is missing", f'write it as "{text} 14:30"')
    return found


def week(text: str) -> str:
    """Return an ISO 8601 week: ``2026-w17``."""
    found = re.fullmatch("([0-9]{4})-?[Ww]([0-9]{1,2})", text)
    name = f"{found[1]}-w{int(found[2]):02}" if found else ""
    is_week = rhythm_of(name) is RHYTHMS[WEEKLY]
    if text.lower() == name and is_week:
        return name
    remedy = f"write {name}" if is_week else "write it as 2026-w18"
    raise Refused("malformed-date", f"{shown(text)} is not a week", remedy)


def _compact(text: str) -> str:
    """Return the time in the form that ``datetime.fromisoformat`` reads: no space before its offset."""
    head, tail = text[:11], text[11:]
    return head + tail.replace(" ", "").upper()


class _Understood(NamedTuple):
    """What a text means though it is not written as it should be."""

    day: str
    rest: str
    """What follows the day."""


def _refusal(text: str) -> Refused:
    """Say what is wrong with a text that is neither a day nor a time."""
    if text in {"true", "false"}:
        message, remedy = "is when the original appeared", 'to leave the event out write "draft: true"'
        return Refused("malformed-date", message, remedy)
    told = _understood(text)
    if told is None:
        return _not_a_day(text)
    if " or " in told.day:
        return Refused("malformed-date", f"{shown(text)} may be two days", f"write {told.day}{told.rest}")
    try:
        check_year(date.fromisoformat(told.day).year)
    except Refused as refused:
        return refused
    except ValueError:
        return Refused("malformed-date", f"there is no {shown(told.day)} in the calendar", _MOMENT_REMEDY)
    return _refused_clock(text, told)


def _not_a_day(text: str) -> Refused:
    """Say what is wrong with a text that does not begin with a day."""
    message, remedy = f"{shown(text)} is not a date or a time", _MOMENT_REMEDY
    if _MONTH.fullmatch(text):
        message, remedy = f"the day of {shown(text)} is missing", _DAY_REMEDY
    elif re.fullmatch("[12][0-9]{9}(?:[0-9]{3})?", text):
        remedy = f"write {datetime.fromtimestamp(int(text[:10]), UTC):%Y-%m-%d %H:%M:%SZ}"
    return Refused("malformed-date", message, remedy)


def _refused_clock(text: str, told: _Understood) -> Refused:
    """Say what is wrong with a day or with the time that follows it, and how both are written."""
    if not told.rest:
        return Refused("malformed-date", f"{shown(text)} is not a date or a time", f"write {told.day}")
    if not (found := _TIME.fullmatch(told.rest)):
        return Refused("malformed-date", f"{shown(told.rest.strip(' ,'))} is no time of day", _MOMENT_REMEDY)
    hour, minute, second = int(found["hour"]), int(found["minute"] or 0), found["second"]
    half = (found["half"] or "").lower()[:1]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    clock = f"{hour:02}:{minute:02}" + (f":{second}" if second else "")
    if hour > 23 or minute > 59 or int(second or 0) > 59:
        return Refused(
            "malformed-date",
            f"there is no {shown(clock)} on a clock",
            "hours go to 23, minutes and seconds to 59",
        )
    if found["named"]:
        zone = _offset_of(found["named"], f"{told.day} {clock}")
        remedy = (
            f"write {told.day} {clock} {zone}" if zone else "write an offset, such as +01:00, in its place"
        )
        remedy += "; without one, the site's timezone is meant"
        return Refused("malformed-date", f"{shown(found['named'])} is not an offset", remedy)
    remedy = f"write {told.day} {clock}" + (f" {_offset(found['zone'])}" if found["zone"] else "")
    if len(found["hour"]) == 1 and not half and text.startswith(told.day):
        return Refused("malformed-date", f"the hour of {shown(text)} has one digit, not two", remedy)
    return Refused("malformed-date", f"{shown(text)} is not written as times are here", remedy)


def _offset_of(zone: str, local: str) -> str:
    """Return the offset that a zone had at a local time; empty where the zone is not known."""
    if "/" not in zone:
        return _OFFSETS.get(zone, "")
    try:
        return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).isoformat()[-6:]
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""


def _offset(text: str) -> str:
    """Return an offset with two digits for its hours: ``+2`` is ``+02:00``."""
    if text in {"Z", "z"}:
        return "Z"
    hours, minutes = (text[1:].split(":") if ":" in text else (text[1:3], text[3:]))[:2]
    return f"{text[0]}{int(hours):02}:{minutes or '00'}"


def _understood(text: str) -> _Understood | None:
    """Return the day with which a text begins, whatever its order and words, and what follows."""
    for pattern in _DAYS:
        if not (found := pattern.match(text)):
            continue
        parts = found.groupdict()
        rest = text[found.end() :]
        if "one" in parts:
            days = _orders(int(parts["year"]), int(parts["one"]), int(parts["other"]))
            return _Understood(" or ".join(days), rest)
        month = parts.get("month") or _number(parts["name"])
        if month:
            return _Understood(f"{parts['year']}-{int(month):02}-{int(parts['day']):02}", rest)
    return None


def _orders(year: int, one: int, other: int) -> list[str]:
    """Return the days that two numbers and a year can mean, day before month first."""
    days = [f"{year}-{month:02}-{day:02}" for day, month in ((one, other), (other, one)) if month <= 12]
    return list(dict.fromkeys(days)) or [f"{year}-{one:02}-{other:02}"]


def _number(name: str) -> int:
    """Return the number of a month by its English name; 0 for another word."""
    short = name.casefold()[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _date_remedy(text: str) -> str:
    if told := _understood(text):
        return f"write {told.day}"
    if not (found := _MONTH.fullmatch(text)):
        return _DATE_REMEDY
    month = int(found["month"] or 0) if found["short"] else _number(found["name"])
    return f"write {found['short'] or found['year']}-{month:02}" if 0 < month <= 12 else _DATE_REMEDY
