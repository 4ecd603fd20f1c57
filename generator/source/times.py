"""Times as authors write them, put into the site's time zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from generator.decode.findings import Refused


class Time:
    """A day or a time, in the site's time zone."""

    __slots__ = ("at", "day", "has_clock")

    def __init__(self, at: datetime, *, has_clock: bool) -> None:
        self.at = at
        """Aware; midnight where only the day is known."""
        self.has_clock = has_clock
        self.day = at.date()

    @property
    def iso(self) -> str:
        """ISO 8601: a date, or a datetime with offset."""
        return stamp(self.at) if self.has_clock else self.day.isoformat()

    def is_before(self, other: "Time") -> bool:
        """Say whether this is earlier; by day where one of both is only a day."""
        return self.at < other.at if self.has_clock and other.has_clock else self.day < other.day


def localize(moment: date | datetime, zone: ZoneInfo) -> Time:
    """Return the moment in the site's zone; one without an offset is meant to be of that zone.

    Of a time that clocks show twice in autumn, the first is meant.

    :param moment: of a year that :func:`~generator.decode.times.check_year` allows.
    :raises Refused: clocks never show that time, because they skip it in spring.
    """
    if not isinstance(moment, datetime):
        return Time(datetime(moment.year, moment.month, moment.day, tzinfo=zone), has_clock=False)
    if moment.microsecond:
        moment = moment.replace(microsecond=0)
    if moment.tzinfo is not None:
        return Time(moment.astimezone(zone), has_clock=True)
    local = moment.replace(tzinfo=zone)
    real = local.astimezone(UTC).astimezone(zone)
    if real.replace(tzinfo=None) != moment:
        remedy = f"write {real:%H:%M}, or the time with its offset"
        raise Refused("malformed-date", f"clocks in {zone.key} skip {moment:%H:%M} on this day", remedy)
    return Time(local, has_clock=True)


def stamp(at: datetime) -> str:
    """Return an aware time in RFC 3339; in UTC where its offset has seconds, as it had before 1900 or so."""
    text = at.isoformat()
    return text if len(text) == 25 else at.astimezone(UTC).isoformat()


def first_moment(day: str, zone: ZoneInfo) -> datetime:
    """Return the midnight with which a day (YYYY-MM-DD) begins."""
    return datetime.fromisoformat(day).replace(tzinfo=zone)
