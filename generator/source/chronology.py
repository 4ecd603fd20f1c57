"""The times of an event, held against each other."""

from datetime import datetime

import msgspec

from generator.model import Correction
from generator.rhythms import week_of
from generator.source.front_matter import EventMatter
from generator.source.places import folder_week, named_day
from generator.source.reading import Reading
from generator.source.times import Time, first_moment, stamp


class Chronology(msgspec.Struct, frozen=True):
    """When an event appeared, was collected and was last changed."""

    published: Time
    collected: str = ""
    updated: str = ""
    modified: str = ""
    """The last change of substance: ``updated`` or the newest correction."""
    latency: int | None = None
    """Seconds from publication to collection."""
    recap_week: str = ""
    """The ISO week of the event's recap, where that is not the one of ``published``."""


def read_chronology(reading: Reading[EventMatter], path: str) -> Chronology | None:
    """Return the times of an event, or none where it has no sound time of publication, which is told.

    :param path: of the file: its name may begin with the day, and its folder may tell the week.
    """
    matter = reading.matter
    published = _read_published(reading, path)
    collected = reading.time(matter.collected, "collected")
    updated = reading.time(matter.updated, "updated")
    if published is None:
        return None
    for name, time in (("collected", collected), ("updated", updated)):
        if time and time.is_before(published):
            reading.report("before-published", "is before published", f"published is {published.iso}", name)
    _check_corrections(reading, published)
    week = week_of(published.day)
    _check_folder(reading, path, matter.week or week)
    both = collected and published.has_clock
    return Chronology(
        published=published,
        collected=collected.iso if collected else "",
        updated=updated.iso if updated else "",
        modified=_modified(reading, published, updated),
        latency=int((collected.at - published.at).total_seconds()) if collected and both else None,
        recap_week=matter.week if matter.week != week else "",
    )


def _read_published(reading: Reading[EventMatter], path: str) -> Time | None:
    """Return when the original appeared, by the front matter or else by the name of the file."""
    if reading.matter.published or not reading.is_sound("published"):
        return reading.time(reading.matter.published, "published")
    try:
        day = named_day(path)
    except ValueError:
        message = "there is no such day as the one with which the file's name begins"
        reading.report("malformed-date", message, "rename the file", "published")
        return None
    if day is None:
        remedy = 'write "published: 2026-04-25", or begin the file\'s name with the day: 2026-04-25-memo.md'
        reading.report("missing-key", "is missing", remedy, "published")
    return reading.time(day, "published")


def _check_folder(reading: Reading[EventMatter], path: str, week: str) -> None:
    """Warn of a folder that names another week than the one of the event."""
    told = folder_week(path)
    if told and told != week:
        message = f"is of {week}, and the folder says {told}"
        remedy = f'move the file to the folder of {week}, or write "week: {told}"'
        reading.report(
            "folder-of-another-week", message, remedy, "week" if reading.matter.week else "published"
        )


def read_corrections(reading: Reading[EventMatter]) -> tuple[Correction, ...]:
    """Return the corrections, newest first."""
    corrections = [
        Correction(entry.date, reading.html(entry.text, "corrections", number, "text"), entry.severity)
        for number, entry in enumerate(reading.matter.corrections)
    ]
    return tuple(sorted(corrections, key=lambda entry: entry.date, reverse=True))


def _check_corrections(reading: Reading[EventMatter], published: Time) -> None:
    day = published.day.isoformat()
    for number, entry in enumerate(reading.matter.corrections):
        if entry.date < day and reading.is_sound("corrections"):
            reading.report(
                "before-published",
                "is before published",
                f"published is {published.iso}",
                "corrections",
                number,
                "date",
            )


def _modified(reading: Reading[EventMatter], published: Time, updated: Time | None) -> str:
    """Return when the event was last changed in substance, if ever; never before it was published."""
    zone = reading.settings.zone
    changes: list[datetime] = [
        first_moment(entry.date, zone) for entry in reading.matter.corrections if entry.date
    ]
    if updated:
        changes.append(updated.at)
    return stamp(max(published.at, *changes)) if changes else ""
