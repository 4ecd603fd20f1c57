"""The events of each week as their files tell them, before anything else of the site is known."""

from collections.abc import Iterable, Mapping
from itertools import chain

import msgspec

from generator.decode.names import fold
from generator.digest import digest
from generator.memo import Memo
from generator.model import Document, Outlet, ReferenceKind, Summary

encode = msgspec.msgpack.Encoder().encode


class WeekFiles(msgspec.Struct, frozen=True):
    """The published events of one ISO week, and what they mention."""

    week: str
    """``2026-w17``."""
    documents: list[Document]
    """In the order of their paths."""
    events: list[Summary]
    """What each of them holds."""
    folded: frozenset[str]
    """What tells their slugs apart."""
    terms: dict[str, dict[str, str]]
    """By taxonomy each term as it is written, with the first file that names it."""
    sources: tuple[str, ...]
    """What is said of every source that reports: its id, its name or the address of a report."""
    inline: tuple[tuple[str, Outlet], ...]
    """The sources that events describe themselves, each with its file."""
    related: frozenset[str]
    """The slugs that authors name as related."""
    references: dict[ReferenceKind, frozenset[str]]
    """All that is mentioned, by kind."""
    own: tuple[int, ...] = ()
    """The key of each event's own address."""
    covered: frozenset[int] = frozenset()
    """The keys of all addresses of coverage."""
    key: bytes = b""
    """The digest of paths and bytes of the files."""


def gather_files(weeks: Mapping[str, list[Document]], memo: Memo) -> list[WeekFiles]:
    """Return the files of each week, the newest week first.

    :param weeks: the published events of each week, in the order of their paths.
    """
    return [
        memo.value(("files", week), _week_files, week, weeks[week]) for week in sorted(weeks, reverse=True)
    ]


def _week_files(week: str, documents: list[Document]) -> WeekFiles:
    held = [(document.path, document.content) for document in documents]
    found = [(path, event) for path, event in held if isinstance(event, Summary)]
    events = [event for _, event in found]
    return WeekFiles(
        week=week,
        documents=documents,
        events=events,
        folded=frozenset([fold(event.slug) for event in events]),
        terms=_terms(found),
        sources=tuple(dict.fromkeys(chain.from_iterable(map(_sources, events)))),
        inline=tuple((path, outlet) for path, event in found for outlet in _inline(event)),
        related=frozenset(chain.from_iterable(event.related for event in events)),
        references=_references(documents),
        own=tuple([address.key for event in events for address in event.addresses[:1]]),
        key=digest(encode([(document.path, document.digest) for document in documents])),
        covered=frozenset([address.key for event in events for address in event.addresses[1:]]),
    )


def _terms(found: list[tuple[str, Summary]]) -> dict[str, dict[str, str]]:
    terms: dict[str, dict[str, str]] = {}
    for path, event in found:
        for taxonomy, written in event.terms.items():
            named = terms.setdefault(taxonomy, {})
            for term in written:
                named.setdefault(term, path)
    return terms


def _sources(event: Summary) -> list[str]:
    return [event.source, *[outlet.id for outlet in event.coverage]]


def _inline(event: Summary) -> list[Outlet]:
    described = [outlet for outlet in event.coverage if outlet.name]
    return [event.inline, *described] if event.inline else described


def _references(documents: Iterable[Document]) -> dict[ReferenceKind, frozenset[str]]:
    targets: dict[ReferenceKind, set[str]] = {}
    for document in documents:
        for reference in document.references:
            targets.setdefault(reference.kind, set()).add(reference.target)
    return {kind: frozenset(names) for kind, names in targets.items()}
