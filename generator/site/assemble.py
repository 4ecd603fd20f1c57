"""Hold all documents against each other and put them in order: weeks, topics, sources, related events."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import TypeVar

import msgspec

from generator.config import RecapSettings
from generator.diagnostics import Problem
from generator.memo import Memo
from generator.model import Document, Outlet, ReferenceKind, RelatedMemo, Site, Summary, Topic, WeekEvents
from generator.rhythms import WEEKLY, RhythmName
from generator.site.recaps import check_notes, gather_recaps
from generator.site.references import Known, check_references, find_unused
from generator.site.related import find_related
from generator.site.repeated_links import find_repeated_links
from generator.site.same_address import find_same_addresses
from generator.site.selection import Selection, select
from generator.site.slugs import find_duplicates
from generator.site.taxonomy import Sources, Taxonomy
from generator.site.week_files import WeekFiles, gather_files
from generator.site.weeks import attachments_of, gather_weeks, order_events

Value = TypeVar("Value")


class AssembleOptions(msgspec.Struct, frozen=True):
    """What is published, and how recaps are cut."""

    now: datetime
    """Aware; what is published later is scheduled."""
    drafts: bool = False
    """Publish drafts too."""
    future: bool = False
    """Publish scheduled events too."""
    recaps: Mapping[RhythmName, RecapSettings] = MappingProxyType({WEEKLY: RecapSettings()})
    """The rhythms of recaps, and how those of each are cut."""
    zone: tzinfo = UTC
    """The site's time zone."""
    unjudged: frozenset[ReferenceKind] = frozenset()
    """Kinds of references not to report, because the registry they lead to could not be read."""
    beside: frozenset[str] = frozenset()
    """The files that lie beside documents."""
    slug_of: Callable[[str], str] = lambda _: ""
    """Returns the slug of the event that a path below the site's root is of, empty for other paths."""
    leave_out: bool = False
    """Warn of links to files that have errors, which are left out."""


def assemble(  # noqa: PLR0913, PLR0917 - what a site is made of, and two memos
    documents: Sequence[Document],
    outlets: Mapping[str, Outlet],
    registries: Mapping[str, Mapping[str, Topic]],
    options: AssembleOptions,
    related: RelatedMemo | None = None,
    memo: Memo | None = None,
) -> Site:
    """Return the site that the documents make together, with all problems between them.

    :param documents: in the order of their paths; those with errors have no content.
    :param outlets: the registry of sources, by id; ``registries`` are those of the taxonomies.
    :param related: ``related_memo`` of an earlier site.
    :param memo: takes what is known of weeks from one site to the next.
    """
    memo = memo or Memo()
    memo.begin()
    selection = select(documents, options.now, options.drafts, options.future)
    files = gather_files(selection.weeks, memo)
    problems = _find_clashes(selection, files, memo)
    unique = _without(selection, files, {problem.path for problem in problems})
    taxonomies = {key: Taxonomy(key, registry, unique) for key, registry in registries.items()}
    sources = Sources(outlets, unique)
    problems += sources.problems
    ids = {key: taxonomy.ids for key, taxonomy in taxonomies.items()}
    events = order_events(unique, ids, sources.ids, memo)
    found = find_related(events, related or {}, memo)
    weeks = gather_weeks(unique, events, sources.by_id, ids, sources.ids, found, memo)
    recaps = gather_recaps(weeks, selection.notes.values(), options.recaps, memo)
    event_files = _merge(week.files for week in weeks)
    former = partial(_former_slugs, weeks, options.slug_of)
    known = Known(taxonomies, sources, event_files.keys(), selection, former, options.leave_out)
    dead_links, links = check_references(files, known, options.unjudged)
    problems += dead_links + check_notes(selection.others, options.recaps, weeks)
    problems += find_same_addresses(unique, memo) + find_unused(documents, options.beside)
    problems += find_repeated_links(selection.others, unique, memo)
    return Site(
        events=tuple(chain.from_iterable(week.events for week in weeks)),
        weeks=weeks,
        recaps=recaps,
        taxonomies={key: taxonomy.by_id for key, taxonomy in taxonomies.items()},
        outlets=sources.by_id,
        pages=tuple(selection.pages.values()),
        problems=tuple(sorted(problems)),
        skipped_drafts=tuple(selection.drafts),
        skipped_scheduled=tuple(selection.scheduled),
        next_due=min(selection.due, default=None),
        event_files=event_files,
        page_files={page.slug: path for path, page in selection.pages.items()},
        note_files={note.period: path for path, note in selection.notes.items()},
        attachments={
            document.path: attached for document in selection.others if (attached := attachments_of(document))
        },
        links=links,
        broken=frozenset(selection.broken),
        related_memo=found,
    )


def _former_slugs(weeks: Iterable[WeekEvents], slug_of: Callable[[str], str]) -> dict[str, str]:
    """Return the slug of each event by the slugs that it or others had at addresses that lead to it."""
    events = chain.from_iterable(week.events for week in weeks)
    return {slug_of(alias): event.slug for event in events for alias in event.aliases if slug_of(alias)}


def _find_clashes(selection: Selection, weeks: Sequence[WeekFiles], memo: Memo) -> list[Problem]:
    """Return an error for each event and each page whose slug another one has already.

    :param memo: takes how many distinct slugs there are from one site to the next.
    """
    events: list[tuple[str, str]] = []
    if memo.value("slugs", _count, [files.folded for files in weeks]) < sum(map(_size, weeks)):
        events = sorted(
            (document.path, event.slug)
            for files in weeks
            for document, event in zip(files.documents, files.events, strict=True)
        )
    pages = [(path, page.slug) for path, page in selection.pages.items()]
    return find_duplicates(events) + find_duplicates(pages)


def _count(slugs: Sequence[frozenset[str]]) -> int:
    return len(frozenset().union(*slugs))


def _size(files: WeekFiles) -> int:
    return len(files.events)


def _without(selection: Selection, weeks: list[WeekFiles], paths: set[str]) -> list[WeekFiles]:
    """Return the files of the weeks without some, which are taken out of the pages of the selection too."""
    if not paths:
        return weeks
    for path in paths:
        selection.pages.pop(path, None)
    kept: dict[str, list[Document]] = {}
    for document in chain.from_iterable(files.documents for files in weeks):
        if document.path not in paths and isinstance(document.content, Summary):
            kept.setdefault(document.content.week, []).append(document)
    return gather_files(kept, Memo())


def _merge(parts: Iterable[dict[str, Value]]) -> dict[str, Value]:
    merged: dict[str, Value] = {}
    for part in parts:
        merged.update(part)
    return merged
