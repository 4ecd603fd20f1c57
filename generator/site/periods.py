"""The events of each period of a rhythm, gathered from those of the weeks."""

from collections.abc import Iterable
from datetime import date

import msgspec

from generator.memo import Memo
from generator.model import Summary, WeekEvents
from generator.rhythms import RHYTHMS, WEEKLY, RhythmName


class Slice(msgspec.Struct, frozen=True):
    """What a week gives to a period."""

    events: tuple[Summary, ...]
    """Newest first."""
    publishers: dict[str, int]
    """How many distinct publishers cover each event of the week, by slug."""


def period_of(rhythm: RhythmName, event: Summary) -> str:
    """Return the period of a rhythm that an event belongs to; its week is the one that it says itself."""
    if rhythm == WEEKLY:
        return event.recap_week or event.week
    return RHYTHMS[rhythm].period_of(date.fromisoformat(event.day))


def gather_periods(
    rhythm: RhythmName, weeks: Iterable[WeekEvents], memo: Memo
) -> dict[str, tuple[Slice, ...]]:
    """Return what the weeks give to each period that has events.

    :param weeks: newest first.
    """
    periods: dict[str, list[Slice]] = {}
    for week in weeks:
        slices = memo.value(("slices", rhythm, week.id), _cut, rhythm, week)
        for period, part in slices.items():
            periods.setdefault(period, []).append(part)
    return {period: tuple(parts) for period, parts in periods.items()}


def _cut(rhythm: RhythmName, week: WeekEvents) -> dict[str, Slice]:
    events: dict[str, list[Summary]] = {}
    for event in week.events:
        events.setdefault(period_of(rhythm, event), []).append(event)
    return {period: Slice(tuple(found), week.publishers) for period, found in events.items()}
