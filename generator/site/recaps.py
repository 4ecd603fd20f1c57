"""Weekly recaps: the events of each ISO week, ranked."""

from collections.abc import Iterable, Mapping, Sequence
from math import log2
from statistics import median_low

from generator.diagnostics import Problem
from generator.memo import Memo
from generator.model import Document, Recap, Summary, WeekEvents, WeekNote

IMPORTANCE_WEIGHT = 3
"""How many doublings of the number of publishers weigh as much as one step of importance."""


_Moved = tuple[Summary, int]
"""An event that is in the recap of another week than its own, and how many publishers cover it."""


def score(importance: int, publishers: int) -> float:
    """Return what an event is worth in its recap; see ``docs/explanation/ranking.md``.

    :param importance: 1 to 5.
    :param publishers: distinct publishers that cover it, the original included.
    """
    return IMPORTANCE_WEIGHT * importance + log2(publishers)


def rank(events: Iterable[Summary], note: WeekNote | None, publishers: Mapping[str, int]) -> list[Summary]:
    """Return the events of a recap, best first.

    First what the editor's note pins, in its order, then events with ``recap: pin``, then the others; each
    by score, ties by time, newest first, then by slug.
    """
    pins = {slug: place for place, slug in enumerate(note.pin)} if note else {}
    last = len(pins) + 1

    def order(event: Summary) -> tuple[int, float, int, str]:
        place = pins.get(event.slug, last - 1 if event.recap == "pin" else last)
        return place, -score(event.importance, publishers.get(event.slug, 1)), -event.instant, event.slug

    return sorted(events, key=order)


def gather_recaps(
    weeks: Iterable[WeekEvents], notes: Iterable[WeekNote], top: int, memo: Memo
) -> tuple[Recap, ...]:
    """Return the weeks that have a recap, newest first.

    :param weeks: newest first.
    :param top: how many events a recap shows in full.
    """
    note_of = {note.week: note for note in notes}
    own = {week.id: week for week in weeks}
    moved: dict[str, list[_Moved]] = {}
    for week in own.values():
        for event in week.events if week.recap_weeks else ():
            if event.recap_week:
                moved.setdefault(event.recap_week, []).append((event, week.publishers[event.slug]))
    recaps = [
        memo.value(("recap", key), _recap, key, own.get(key), moved.get(key, []), note_of.get(key), top)
        for key in sorted({*own, *moved}, reverse=True)
    ]
    return tuple([recap for recap in recaps if recap.top])


def _recap(
    key: str, week: WeekEvents | None, moved: Sequence[_Moved], note: WeekNote | None, top: int
) -> Recap:
    """Return the recap of a week.

    :param week: its events, those of other recaps too.
    :param moved: the events of other weeks that belong to it.
    """
    events = [event for event in week.events if not event.recap_week] if week else []
    publishers = dict(week.publishers) if week else {}
    if moved:
        publishers.update((event.slug, count) for event, count in moved)
        events = sorted(
            [*events, *[event for event, _ in moved]], key=lambda event: (-event.instant, event.slug)
        )
    excluded = {event.slug for event in events if _is_excluded(event, note)}
    ranked = rank([event for event in events if event.slug not in excluded], note, publishers)
    latencies = [event.latency for event in ranked if event.latency is not None]
    return Recap(
        id=key,
        top=tuple(ranked[:top]),
        rest=tuple(ranked[top:]),
        excluded=tuple(event for event in events if event.slug in excluded),
        note=note,
        median_latency=median_low(latencies) if latencies else None,
    )


def _is_excluded(event: Summary, note: WeekNote | None) -> bool:
    if note and (event.slug in note.exclude or event.slug in note.pin):
        return event.slug in note.exclude
    return event.recap == "exclude"


def check_notes(
    documents: Iterable[Document], recaps: Iterable[Recap], weeks: Iterable[WeekEvents]
) -> list[Problem]:
    """Return a warning for each part of an editor's note that changes nothing.

    :param documents: those that hold notes.
    """
    written = {recap.id for recap in recaps}
    notes = [(document, document.content) for document in documents]
    found = [(document, note) for document, note in notes if isinstance(note, WeekNote)]
    named = {slug for _, note in found for slug in note.pin + note.exclude}
    week_of = {
        event.slug: event.recap_week or week.id
        for week in weeks
        if not named.isdisjoint(week.files)
        for event in week.events
    }
    problems = []
    for document, note in found:
        if note.week not in written:
            message = f"no event is in the recap of {note.week}, so this note is shown nowhere"
            problems.append(Problem(document.path, 0, 0, "note-without-events", message))
        problems += _misplaced(document, note, week_of)
    return problems


def _misplaced(document: Document, note: WeekNote, week_of: Mapping[str, str]) -> list[Problem]:
    """Return a warning for each event that the note pins or excludes, but that is of another week."""
    named = {slug for slug in note.pin + note.exclude if week_of.get(slug, note.week) != note.week}
    places = {
        reference.target: reference
        for reference in reversed(document.references)
        if reference.kind == "event" and reference.target in named
    }
    problems = []
    for slug in sorted(named):
        message = f'the event "{slug}" is of {week_of[slug]}, so it can\'t be ranked here'
        found = places.get(slug)
        place = (found.line, found.column) if found else (0, 0)
        problems.append(
            Problem(document.path, *place, "event-of-another-week", message, "", found.length if found else 1)
        )
    return problems
