"""Which documents are published now, and which wait."""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from generator.diagnostics import Problem
from generator.model import Document, Page, Summary, WeekNote
from generator.site.slugs import drop_duplicates


@dataclass(frozen=True, slots=True)
class Selection:
    """The documents of a site, sorted by what becomes of them."""

    documents: list[Document] = field(default_factory=list)
    """Those published."""
    events: dict[str, Summary] = field(default_factory=dict)
    """Published events by path."""
    pages: dict[str, Page] = field(default_factory=dict)
    notes: dict[str, WeekNote] = field(default_factory=dict)
    drafts: list[str] = field(default_factory=list)
    """Paths."""
    scheduled: list[str] = field(default_factory=list)
    """Paths."""
    unpublished: dict[str, str] = field(default_factory=dict)
    """The slug of each event left out, and why: ``a draft``, ``scheduled for 2026-05-01``."""
    problems: list[Problem] = field(default_factory=list)
    """An error for each clash of slugs among what is published."""
    broken: set[str] = field(default_factory=set)
    """What the slugs of files with errors probably are, so that links to them aren't reported too."""


def select(documents: Iterable[Document], now: datetime, drafts: bool, future: bool) -> Selection:
    """Sort documents into those published and those left out.

    :param now: aware; events published later are scheduled.
    :param drafts: publish drafts too.
    :param future: publish scheduled events too.
    """
    selection = Selection()
    end = float("inf") if future else now.timestamp()
    events: dict[str, Summary] = {}
    pages: dict[str, Page] = {}
    for document in documents:
        content = document.content
        if content is None:
            selection.broken.add(posixpath.splitext(posixpath.basename(document.path))[0])
            continue
        if content.draft and not drafts:
            _leave_out(selection, document.path, content, "a draft")
            continue
        if isinstance(content, Summary):
            if content.instant > end:
                _leave_out(selection, document.path, content, f"scheduled for {content.published}")
                continue
            events[document.path] = content
        elif isinstance(content, Page):
            pages[document.path] = content
        else:
            selection.notes[document.path] = content
        selection.documents.append(document)
    selection.events.update(drop_duplicates(events, selection.problems))
    selection.pages.update(drop_duplicates(pages, selection.problems))
    return selection


def _leave_out(selection: Selection, path: str, content: Summary | Page | WeekNote, reason: str) -> None:
    (selection.drafts if content.draft else selection.scheduled).append(path)
    if isinstance(content, Summary):
        selection.unpublished[content.slug] = reason
