"""When a feed may be asked again: what its server and itself wish, and patience after failures. Pure."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from generator.desk.records import Wishes

MINUTE, HOUR, DAY = 60, 3600, 86400
LONGEST_WISH = DAY
"""A feed that wishes to be left alone for longer is asked once a day."""
LONGEST_ORDER = 7 * DAY
"""The longest that ``Retry-After`` is heeded."""

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?([0-9]{1,10})")


def next_time(wishes: Wishes, headers: Mapping[str, str], now: int) -> int:
    """Return when a feed that answered may be asked again: the latest that it or its server wishes.

    :param headers: of the response, names in lower case.
    """
    wait = max(_cache_time(headers, now), wishes.ttl, MINUTE)
    return _past_quiet_hours(now + min(wait, LONGEST_WISH), wishes)


def patience(failures: int) -> int:
    """Return for how many seconds to leave a feed alone that failed so often in a row."""
    return min(5 * MINUTE << min(failures - 1, 10), LONGEST_WISH)


def retry_after(headers: Mapping[str, str], now: int) -> int | None:
    """Return when a server allows the next request (RFC 9110, section 10.2.3), none where it does not say."""
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    then = now + int(text[:10]) if text.isdecimal() else http_date(text)
    return None if then is None else min(max(then, now), now + LONGEST_ORDER)


def http_date(text: str) -> int | None:
    """Return a date of HTTP, none where it is no date."""
    try:
        moment = parsedate_to_datetime(text)
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError, TypeError):
        return None


def _cache_time(headers: Mapping[str, str], now: int) -> int:
    """Return for how many seconds the server calls its answer fresh (RFC 9111, section 4.2)."""
    control = headers.get("cache-control", "").lower()
    if "no-cache" in control or "no-store" in control:
        return 0
    if match := _MAX_AGE.search(control):
        age = headers.get("age", "")
        return int(match[1]) - (int(age[:10]) if age.isdecimal() else 0)
    expires = http_date(headers.get("expires", ""))
    if expires is None:
        return 0
    return expires - (http_date(headers.get("date", "")) or now)


def _past_quiet_hours(then: int, wishes: Wishes) -> int:
    """Return the first hour from ``then`` on at which the feed may be asked; its wish, where it never may."""
    moment = datetime.fromtimestamp(then, UTC)
    for _ in range(7 * 24):
        if moment.hour not in wishes.skip_hours and moment.weekday() not in wishes.skip_days:
            return int(moment.timestamp())
        moment = moment.replace(minute=0, second=0) + timedelta(hours=1)
    return then
