"""Light items whose address readers have met already: in an event, in the same note, or in one before it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.diagnostics import Problem
from generator.memo import Memo
from generator.model import Document, LightItem, Note
from generator.site.week_files import WeekFiles

ISSUES = 20
"""How many earlier notes of its rhythm an item is held against."""


Place = tuple[int, int, int]
"""Line, column and length."""


class _Issue(NamedTuple):
    """A note with light items."""

    path: str
    items: tuple[tuple[LightItem, Place], ...]


def find_repeated_links(
    documents: Iterable[Document], weeks: Sequence[WeekFiles], memo: Memo
) -> list[Problem]:
    """Return a warning for each light item that leads where an event or an earlier item does.

    :param documents: those that hold notes.
    :param weeks: the events.
    :param memo: takes the events of these addresses from one site to the next.
    """
    rhythms: dict[str, list[tuple[str, _Issue]]] = defaultdict(list)
    for document in documents:
        note = document.content
        if isinstance(note, Note) and note.items:
            items = tuple(zip(note.items, note.places, strict=True))
            rhythms[note.rhythm].append((note.period, _Issue(document.path, items)))
    issues = [[issue for _, issue in sorted(named)] for named in rhythms.values()]
    keys = frozenset(item.key for row in issues for issue in row for item, _ in issue.items)
    files = _find_events(keys, weeks, memo) if keys else {}
    return [problem for row in issues for problem in _check(row, files)]


def _find_events(keys: frozenset[int], weeks: Sequence[WeekFiles], memo: Memo) -> dict[int, str]:
    """Return the file of the first event that each of the addresses is of."""
    found: dict[int, str] = {}
    for week in weeks:
        found.update(memo.value(("linked events", week.week), _find_in_week, keys, week))
    return found


def _find_in_week(keys: frozenset[int], week: WeekFiles) -> dict[int, str]:
    if keys.isdisjoint(week.own):
        return {}
    held = zip(week.events, week.documents, strict=True)
    return {
        event.addresses[0].key: document.path
        for event, document in held
        if event.addresses and event.addresses[0].key in keys
    }


def _check(issues: Sequence[_Issue], events: dict[int, str]) -> list[Problem]:
    """Return the warnings of the issues of a rhythm, the oldest first."""
    problems = []
    latest: dict[int, tuple[int, str]] = {}
    for number, issue in enumerate(issues):
        for item, at in issue.items:
            before, place = latest.get(item.key, (-ISSUES - 1, ""))
            known = events.get(item.key) or (place if number - before <= ISSUES else "")
            if known:
                problems.append(_problem(issue.path, at, known))
            latest[item.key] = (number, f"{issue.path}:{at[0]}")
    return problems


def _problem(path: str, place: Place, known: str) -> Problem:
    message = f"readers have met this address in {known}"
    line, column, length = place
    return Problem(
        path, line, column, "repeated-link", message, "remove the item, or say what is new", length
    )
