"""Recaps: the events of each day, ISO week, month, quarter or year, ranked, and the notes on them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import log2
from statistics import median_low

from generator.config import RecapSettings
from generator.diagnostics import Problem
from generator.memo import Memo
from generator.model import Document, Note, Recap, RecapNumbers, Summary, WeekEvents
from generator.rhythms import RHYTHMS, RhythmName
from generator.site.periods import Slice, gather_periods, period_of

IMPORTANCE_WEIGHT = 3
"""How many doublings of the number of publishers weigh as much as one step of importance."""


def score(importance: int, publishers: int) -> float:
    """Return what an event is worth in its recap; see ``docs/explanation/ranking.md``.

    :param importance: 1 to 5.
    :param publishers: distinct publishers that cover it, the original included.
    """
    return IMPORTANCE_WEIGHT * importance + log2(publishers)


def rank(events: Iterable[Summary], note: Note | None, publishers: Mapping[str, int]) -> list[Summary]:
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
    weeks: Sequence[WeekEvents],
    notes: Iterable[Note],
    settings: Mapping[RhythmName, RecapSettings],
    memo: Memo,
) -> dict[RhythmName, tuple[Recap, ...]]:
    """Return the recaps of each rhythm, newest first: of all periods with events or a note.

    :param weeks: newest first.
    :param settings: of each rhythm that the site has.
    """
    note_of = {(note.rhythm, note.period): note for note in notes}
    recaps: dict[RhythmName, tuple[Recap, ...]] = {}
    for rhythm, cut in settings.items():
        periods = gather_periods(rhythm, weeks, memo)
        noted = {period for kind, period in note_of if kind == rhythm}
        made = [
            memo.value(
                ("recap", rhythm, period),
                _recap,
                (rhythm, period),
                periods.get(period, ()),
                note_of.get((rhythm, period)),
                (cut.top, cut.rest),
            )
            for period in sorted(periods.keys() | noted, reverse=True)
        ]
        recaps[rhythm] = tuple([recap for recap in made if recap.numbers.events or recap.note])
    return recaps


def _recap(
    name: tuple[RhythmName, str], slices: Sequence[Slice], note: Note | None, lengths: tuple[int, int]
) -> Recap:
    """Return the recap of a period; ``lengths`` are how many events it shows in full and lists."""
    rhythm, period = name
    top, rest = lengths
    events = list(chain.from_iterable(part.events for part in slices))
    publishers = {event.slug: part.publishers[event.slug] for part in slices for event in part.events}
    excluded = {event.slug for event in events if _is_excluded(event, note)}
    ranked = rank([event for event in events if event.slug not in excluded], note, publishers)
    return Recap(
        rhythm=rhythm,
        id=period,
        top=tuple(ranked[:top]),
        rest=tuple(ranked[top : top + rest]),
        excluded=tuple(event.slug for event in events if event.slug in excluded),
        note=note,
        numbers=_count(ranked, note),
        parts=_count_parts(RHYTHMS[rhythm].parts(period), ranked),
    )


def _is_excluded(event: Summary, note: Note | None) -> bool:
    if note and (event.slug in note.exclude or event.slug in note.pin):
        return event.slug in note.exclude
    return event.recap == "exclude"


def _count(events: Sequence[Summary], note: Note | None) -> RecapNumbers:
    latencies = [event.latency for event in events if event.latency is not None]
    return RecapNumbers(
        events=len(events),
        sources=len({event.source for event in events}),
        topics=len({topic for event in events for topic in event.topics}),
        median_latency=median_low(latencies) if latencies else None,
        links=len(note.items) if note else 0,
    )


def _count_parts(parts: Sequence[str], events: Iterable[Summary]) -> dict[str, dict[str, int]]:
    """Return how many events each first topic has in each part; days outside of them are passed over."""
    counts: dict[str, dict[str, int]] = {part: {} for part in parts}
    length = len(parts[0]) if parts else 0
    for event in events:
        topics = counts.get(event.day[:length])
        if topics is not None:
            topic = event.topics[0] if event.topics else ""
            topics[topic] = topics.get(topic, 0) + 1
    return counts


def check_notes(
    documents: Iterable[Document], settings: Mapping[RhythmName, RecapSettings], weeks: Iterable[WeekEvents]
) -> list[Problem]:
    """Return a warning for each part of an editor's note that changes nothing.

    :param documents: those that hold notes.
    :param settings: of each rhythm that the site has.
    """
    notes = [(document, document.content) for document in documents]
    found = [(document, note) for document, note in notes if isinstance(note, Note)]
    named = {slug for _, note in found for slug in note.pin + note.exclude}
    events = {
        event.slug: event
        for week in weeks
        if not named.isdisjoint(week.files)
        for event in week.events
        if event.slug in named
    }
    problems = []
    for document, note in found:
        if note.rhythm not in settings:
            message = f"the site has no {note.rhythm} recaps, so this note is shown nowhere"
            remedy = f'write "recaps: {{{note.rhythm}: {{}}}}" in site.yaml'
            problems.append(Problem(document.path, 0, 0, "note-shown-nowhere", message, remedy))
        problems += _misplaced(document, note, events)
    return problems


def _misplaced(document: Document, note: Note, events: Mapping[str, Summary]) -> list[Problem]:
    """Return a warning for each event that the note pins or excludes, but that is of another period."""
    periods = {
        slug: period_of(note.rhythm, events[slug]) for slug in note.pin + note.exclude if slug in events
    }
    named = {slug for slug, period in periods.items() if period != note.period}
    places = {
        reference.target: reference
        for reference in reversed(document.references)
        if reference.kind == "event" and reference.target in named
    }
    problems = []
    for slug in sorted(named):
        message = f'the event "{slug}" is of {periods[slug]}, so it can\'t be ranked here'
        found = places.get(slug)
        place = (found.line, found.column) if found else (0, 0)
        problems.append(
            Problem(
                document.path, *place, "event-of-another-period", message, "", found.length if found else 1
            )
        )
    return problems
