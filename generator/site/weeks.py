"""The events of each week, with all that the other files of the site make of them."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from generator.digest import digest
from generator.memo import Memo
from generator.model import Document, Outlet, Reference, ReferenceKind, RelatedMemo, Summary, WeekEvents
from generator.site.related import merge_related
from generator.site.taxonomy import count_publishers, owners, resolve_sources, resolve_terms
from generator.site.week_files import WeekFiles, encode

Events = tuple[Summary, ...]

_ATTACHED: AbstractSet[ReferenceKind] = frozenset({"static", "document", "file"})


def order_events(
    weeks: Iterable[WeekFiles],
    term_ids: Mapping[str, Mapping[str, str]],
    source_ids: Mapping[str, str],
    memo: Memo,
) -> dict[str, Events]:
    """Return the events of each week, newest first, ties by slug, with ids for their terms and sources.

    :param term_ids: of every term, by taxonomy and by what it is called; ``source_ids`` of every source.
    """
    return {
        files.week: memo.value(
            ("events", files.week),
            _order,
            files,
            _ids(files, term_ids),
            [source_ids[source] for source in files.sources],
        )
        for files in weeks
    }


def _ids(files: WeekFiles, term_ids: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return the ids of the terms of a week, by taxonomy and by what they are called."""
    return {key: {name: term_ids[key][name] for name in names} for key, names in files.terms.items()}


def _order(files: WeekFiles, ids: Mapping[str, Mapping[str, str]], source_ids: Sequence[str]) -> Events:
    resolved = [resolve_terms(event, ids) for event in files.events]
    pairs = zip(files.sources, source_ids, strict=True)
    if otherwise := {written: source for written, source in pairs if written != source}:
        resolved = [resolve_sources(event, otherwise) for event in resolved]
    return tuple(sorted(resolved, key=lambda event: (-event.instant, event.slug)))


def gather_weeks(  # noqa: PLR0913, PLR0917 - all that is known of weeks so far, and a memo
    weeks: Sequence[WeekFiles],
    events: Mapping[str, Events],
    outlets: Mapping[str, Outlet],
    term_ids: Mapping[str, Mapping[str, str]],
    source_ids: Mapping[str, str],
    related: RelatedMemo,
    memo: Memo,
) -> tuple[WeekEvents, ...]:
    """Return the week of each week.

    :param events: of each week, newest first.
    :param term_ids: of every term, as events are ordered by; ``source_ids`` of every source.
    :param related: what was found for the events of each week.
    """
    owner = owners(outlets)
    named = frozenset().union(*[files.related for files in weeks])
    published = {slug for _, found in related.values() for slug in named & found.keys()}
    return tuple(
        memo.value(
            ("week", files.week),
            _chapter,
            files,
            events[files.week],
            {key: owner.get(key) for key in [source_ids[source] for source in files.sources]},
            related[files.week],
            files.related & published,
            _ids(files, term_ids),
            [source_ids[source] for source in files.sources],
        )
        for files in weeks
    )


def _chapter(
    files: WeekFiles,
    events: Events,
    owner: Mapping[str, str | None],
    related: tuple[bytes, Mapping[str, tuple[str, ...]]],
    published: AbstractSet[str],
    *ids: object,
) -> WeekEvents:
    """Return a week; ``ids`` of its terms and sources are what the files did not tell of the events."""
    held = list(zip(files.events, files.documents, strict=True))
    terms = [event.terms for event in events]
    return WeekEvents(
        id=files.week,
        events=events,
        files={event.slug: document.path for event, document in held},
        locations={event.slug: document.location for event, document in held if document.location},
        publishers={event.slug: count_publishers(event, owner) for event in events},
        related=merge_related(events, related[1], published),
        terms={key: tuple(_distinct(named.get(key, ()) for named in terms)) for key in files.terms},
        sources=tuple(owner),
        recap_weeks=tuple(_distinct((event.recap_week,) for event in events if event.recap_week)),
        attachments={event.slug: found for event, document in held if (found := attachments_of(document))},
        key=digest(encode((files.week, files.key, ids, list(owner.items()), related[0], sorted(published)))),
    )


def attachments_of(document: Document) -> tuple[Reference, ...]:
    """Return what a document leads to by where it lies."""
    return tuple([reference for reference in document.references if reference.kind in _ATTACHED])


def _distinct(lists: Iterable[tuple[str, ...]]) -> dict[str, None]:
    """Return the texts of some lists, each once, in their order."""
    return dict.fromkeys(chain.from_iterable(lists))
