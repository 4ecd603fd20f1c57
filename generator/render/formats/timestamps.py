"""Times of views as the formats want them."""

from datetime import datetime
from zoneinfo import ZoneInfo


def rfc3339(text: str, timezone: str) -> str:
    """Return an ISO 8601 date or datetime as an RFC 3339 timestamp.

    :param timezone: the IANA name of the zone in which a date begins, or a time without offset is meant.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(timezone))
    return moment.isoformat(timespec="seconds")
