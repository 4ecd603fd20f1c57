"""When an entry appeared: what its feed tells and no more; times are never invented. Pure."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from generator.desk.plain import plain_text
from generator.desk.records import Published

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_IN_WORDS = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?[0-9]{1,2}\s+[A-Za-z]{3,9}\s+[0-9]{4}")
_ZONE = re.compile(r"(?:[Zz]|UTC?|GMT|[ECMP][SD]T|[+-][0-9]{2}:?[0-9]{2})\s*(?:\([^)]*\))?$")
_LATEST = 2**37  # in seconds since 1970; what no clock shows either
_MOST_WORDS = 100
_EARLIEST = 1990
"""What is older than the web is a mistake of the feed."""


def read_date(text: str, seen: int, guess: int = 0) -> Published:
    """Read a date as feeds write it: by RFC 3339, by RFC 822, or worse.

    :param text: the feed's own words.
    :param seen: when the entry was first seen, in seconds since 1970 UTC.
    :param guess: what another reader made of it, in seconds since 1970 UTC, where none of the two fits; or 0.
    """
    text = plain_text(text, _MOST_WORDS, is_markup=False)
    if day := _day(text):
        return Published(day, "day") if _has_come(day, seen) else _future(seen, text)
    moment = _moment(text)
    has_zone = moment.tzinfo is not None if moment else _ZONE.search(text) is not None
    if moment is None and text and 0 < guess < _LATEST:
        moment = datetime.fromtimestamp(guess, UTC)
    if moment is None or moment.year < _EARLIEST:
        return Published(told=text)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if aware.timestamp() > seen:
        return _future(seen, text)
    written = aware.replace(microsecond=0).isoformat()
    return Published(written, "told") if has_zone else Published(written, "zoneless", text)


def instant(moment: str) -> int | None:
    """Return a moment of :class:`Published` in seconds; the end of a day in UTC, none where it is missing."""
    if not moment:
        return None
    if len(moment) == 10:
        return int(datetime.fromisoformat(f"{moment}T23:59:59+00:00").timestamp())
    return int(datetime.fromisoformat(moment).timestamp())


def _future(seen: int, text: str) -> Published:
    """Return when it was seen, for an entry that claims to appear later."""
    return Published(datetime.fromtimestamp(seen, UTC).isoformat(), "future", text)


def _has_come(day: str, seen: int) -> bool:
    """Say whether a day has begun anywhere on earth."""
    return day <= datetime.fromtimestamp(seen + 14 * 3600, UTC).date().isoformat()


def _day(text: str) -> str:
    """Return a date without a time of day, or nothing."""
    try:
        if _DAY.fullmatch(text):
            found = date.fromisoformat(text)
        elif _DAY_IN_WORDS.fullmatch(text):
            found = parsedate_to_datetime(f"{text} 00:00:00 +0000").date()
        else:
            return ""
    except (ValueError, TypeError, IndexError):
        return ""
    return found.isoformat() if found.year >= _EARLIEST else ""


def _moment(text: str) -> datetime | None:
    if text.endswith(" -0000"):  # RFC 5322: UTC, and nobody says of which place
        text = f"{text[:-5]}+0000"
    for read in (_rfc3339, parsedate_to_datetime):
        try:
            moment = read(text)
            moment.timestamp()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return moment
    return None


def _rfc3339(text: str) -> datetime:
    """Read ISO 8601, which feeds write with a space before the offset too."""
    return datetime.fromisoformat(re.sub(r"\s+(?=[+-][0-9]{2}:?[0-9]{2}$|[Zz]$)", "", text))
