"""Notes with standing sections, by the months in which their periods begin."""

from generator.plan.edition import Edition
from generator.rhythms import WEEKLY
from generator.views import DatedNote


def notes_by_month(edition: Edition) -> dict[str, list[DatedNote]]:
    """Return the notes with sections, newest first, by the month in which their periods begin."""
    found = sorted(
        (
            DatedNote(
                url=edition.recaps[rhythm][recap.id].url,
                title=recap.note.title,
                day=edition.recaps[rhythm][recap.id].first_day,
                week=recap.id if rhythm == WEEKLY else "",
                sections=recap.note.sections,
            )
            for rhythm, recaps in edition.site.recaps.items()
            for recap in recaps
            if recap.note and recap.note.sections
        ),
        key=lambda note: (note.day, note.url),
        reverse=True,
    )
    notes: dict[str, list[DatedNote]] = {}
    for note in found:
        notes.setdefault(note.day[:7], []).append(note)
    return notes
