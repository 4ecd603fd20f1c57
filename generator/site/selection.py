"""Which documents are published now, and which wait."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from generator.decode.names import document_name
from generator.model import Document, Note, Page, Summary


@dataclass(frozen=True, slots=True)
class Selection:
    """The documents of a site, sorted by what becomes of them; each list in the order of their paths."""

    weeks: defaultdict[str, list[Document]] = field(default_factory=lambda: defaultdict(list))
    """The published events of each ISO week."""
    pages: dict[str, Page] = field(default_factory=dict)
    """The site's own pages, by path."""
    notes: dict[str, Note] = field(default_factory=dict)
    """The notes of weeks, by path."""
    others: list[Document] = field(default_factory=list)
    """The documents of both."""
    failed: list[Document] = field(default_factory=list)
    """Those with errors, which have no content."""
    drafts: list[str] = field(default_factory=list)
    """Paths."""
    scheduled: list[str] = field(default_factory=list)
    """Paths."""
    due: list[int] = field(default_factory=list)
    """When each scheduled event comes due, in seconds since 1970 UTC."""
    unpublished: dict[str, str] = field(default_factory=dict)
    """The slug of each event left out, and why: ``a draft``, ``scheduled for 2026-05-01``."""
    broken: set[str] = field(default_factory=set)
    """What the slugs of files with errors probably are, so that links to them aren't reported too."""

    @property
    def published(self) -> frozenset[str]:
        """The paths of all published documents, in NFC."""
        held = [document for documents in self.weeks.values() for document in documents]
        return frozenset([unicodedata.normalize("NFC", document.path) for document in held + self.others])


def select(documents: Iterable[Document], now: datetime, drafts: bool, future: bool) -> Selection:
    """Sort documents into those published and those left out.

    :param now: aware; events published later are scheduled.
    :param drafts: publish drafts too.
    :param future: publish scheduled events too.
    """
    selection = Selection()
    end = float("inf") if future else now.timestamp()
    for document in documents:
        content = document.content
        if isinstance(content, Summary):
            if content.draft and not drafts:
                _leave_out(selection, document.path, content, "a draft")
            elif content.instant > end:
                selection.due.append(content.instant)
                _leave_out(selection, document.path, content, f"scheduled for {content.published}")
            else:
                selection.weeks[content.week].append(document)
        elif content is None:
            selection.failed.append(document)
            selection.broken.add(document.lost_slug or document_name(document.path))
        elif content.draft and not drafts:
            _leave_out(selection, document.path, content, "a draft")
        else:
            selection.others.append(document)
            if isinstance(content, Page):
                selection.pages[document.path] = content
            else:
                selection.notes[document.path] = content
    return selection


def _leave_out(selection: Selection, path: str, content: Summary | Page | Note, reason: str) -> None:
    (selection.drafts if content.draft else selection.scheduled).append(path)
    if isinstance(content, Summary):
        selection.unpublished[content.slug] = reason
