"""The times of an event, held against each other."""

from datetime import datetime

import msgspec

from generator.model import Correction
from generator.source.front_matter import EventMatter
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


def read_chronology(reading: Reading[EventMatter]) -> Chronology | None:
    """Return the times of an event, or none where it has no sound time of publication, which is told."""
    matter = reading.matter
    published = reading.time(matter.published, "published")
    collected = reading.time(matter.collected, "collected")
    updated = reading.time(matter.updated, "updated")
    if published is None:
        return None
    for name, time in (("collected", collected), ("updated", updated)):
        if time and time.is_before(published):
            reading.report("before-published", "is before published", f"published is {published.iso}", name)
    _check_corrections(reading, published)
    both = collected and published.has_clock
    return Chronology(
        published=published,
        collected=collected.iso if collected else "",
        updated=updated.iso if updated else "",
        modified=_modified(reading, published, updated),
        latency=int((collected.at - published.at).total_seconds()) if collected and both else None,
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
