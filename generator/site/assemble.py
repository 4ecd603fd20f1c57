"""Hold all documents against each other and put them in order: weeks, topics, sources, related events."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, tzinfo
from operator import attrgetter

import msgspec

from generator.model import Document, Location, Outlet, ReferenceKind, RelatedMemo, Site, Summary, Topic
from generator.site.memo import WeekMemo
from generator.site.references import Known, check_references
from generator.site.related import find_related, merge_related
from generator.site.selection import Selection, select
from generator.site.taxonomy import Topics, count_publishers, gather_audiences, gather_outlets
from generator.site.weeks import check_notes, gather_weeks


class AssembleOptions(msgspec.Struct, frozen=True):
    """What is published, and how recaps are cut."""

    now: datetime
    """Aware; what is published later is scheduled."""
    drafts: bool = False
    """Publish drafts too."""
    future: bool = False
    """Publish scheduled events too."""
    recap_top: int = 10
    """How many events a recap shows in full."""
    zone: tzinfo = UTC
    """The site's time zone."""
    unjudged: frozenset[ReferenceKind] = frozenset()
    """Kinds of references not to report, because the registry they lead to could not be read."""


def assemble(  # noqa: PLR0913, PLR0917 - what a site is made of, and two memos
    documents: Iterable[Document],
    outlets: Mapping[str, Outlet],
    topics: Mapping[str, Topic],
    options: AssembleOptions,
    memo: RelatedMemo | None = None,
    weeks_seen: WeekMemo | None = None,
) -> Site:
    """Return the site that the documents make together, with all problems between them.

    :param documents: in the order of their paths; those with errors have no content.
    :param outlets: the registry of sources, by id; ``topics`` is that of topics.
    :param memo: ``related_memo`` of an earlier site.
    :param weeks_seen: takes what is known of weeks from one site to the next.
    """
    selection = select(documents, options.now, options.drafts, options.future)
    taxonomy = Topics(topics)
    events = _in_order(taxonomy.resolve(event) for event in selection.events.values())
    files = {event.slug: path for path, event in selection.events.items()}
    all_outlets = gather_outlets(selection.events, outlets, selection.problems)
    known = Known(taxonomy.registered, all_outlets.keys(), files.keys(), selection)
    found, links = check_references(selection.documents, known, options.unjudged)
    publishers = count_publishers(events, all_outlets)
    weeks = gather_weeks(events, selection.notes.values(), publishers, options.recap_top, weeks_seen)
    week_of = {event.slug: event.week for event in events}
    problems = selection.problems + found + check_notes(selection.documents, weeks, week_of)
    related_memo = find_related(events, memo or {}, weeks_seen)
    return Site(
        events=events,
        locations=_locations(selection),
        weeks=weeks,
        topics=taxonomy.by_id,
        outlets=all_outlets,
        related=merge_related(events, related_memo),
        pages=tuple(selection.pages.values()),
        problems=tuple(sorted(problems)),
        skipped_drafts=tuple(selection.drafts),
        skipped_scheduled=tuple(selection.scheduled),
        audiences=gather_audiences(events),
        publishers=publishers,
        event_files=files,
        page_files={page.slug: path for path, page in selection.pages.items()},
        links=links,
        related_memo=related_memo,
    )


def _in_order(events: Iterable[Summary]) -> tuple[Summary, ...]:
    """Return events newest first, ties by slug."""
    by_slug = sorted(events, key=attrgetter("slug"))
    by_slug.sort(key=attrgetter("instant"), reverse=True)
    return tuple(by_slug)


def _locations(selection: Selection) -> dict[str, Location]:
    """Return where each event is kept in full, by slug."""
    events = selection.events
    return {
        events[document.path].slug: document.location
        for document in selection.documents
        if document.location and document.path in events
    }
