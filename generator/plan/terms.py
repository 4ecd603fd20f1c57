"""The pages of topics, sources and audiences, and their indexes."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial

from generator.model import Outlet, Summary
from generator.plan import urls
from generator.plan.chrome import ATOM
from generator.plan.edition import Edition
from generator.plan.pagination import count_pages, paginate, pagination
from generator.plan.urls import numbered_path, output_path
from generator.views import Composition, FeedLink, Link, Output, Term, TermPage, TermsPage

RENDERER = "term.html"
INDEX_RENDERER = "terms.html"

TITLES = {"topics": "Topics", "sources": "Sources", "audience": "Audiences"}
"""The heading of each index; a message of the theme's catalogues."""

FILES = {"topics": "content/topics.yaml", "sources": "content/sources.yaml"}
"""Where the ids of a kind come from, to name in messages about clashing paths."""

Months = tuple[tuple[str, int], ...]
"""How many events each month had, oldest first."""


def plan_terms(edition: Edition) -> Iterator[Output]:
    """Yield the pages of every topic, source and audience, and the index of each kind."""
    months = _first_places([event.day[:7] for event in edition.site.events])
    for kind, places_of in (
        ("topics", edition.topic_places),
        ("sources", _by_source(edition.site.events)),
        ("audience", _by_audience(edition)),
    ):
        terms = [_term(edition, kind, key, places) for key, places in places_of.items()]
        for term, places in zip(terms, places_of.values(), strict=True):
            yield from _plan_term(edition, term, places, _count_months(months, places))
        ordered = tuple(sorted(terms, key=lambda term: (term.name.casefold(), term.id)))
        path = output_path(urls.terms_path(kind))
        key = edition.keys.key(INDEX_RENDERER, path, ordered)
        yield Output(path, INDEX_RENDERER, key, partial(compose_terms, edition, kind, ordered))


def _by_source(events: Sequence[Summary]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, event in enumerate(events):
        places.setdefault(event.source, []).append(place)
    return places


def _by_audience(edition: Edition) -> dict[str, list[int]]:
    ids = edition.site.audiences
    places: dict[str, list[int]] = {}
    for place, event in enumerate(edition.site.events):
        for text in event.audience:
            found = places.setdefault(ids[text], [])
            if not found or found[-1] != place:
                found.append(place)
    return places


def _first_places(months: Sequence[str]) -> dict[str, int]:
    """Return the first place of each month in the months of all events, newest first."""
    places: dict[str, int] = {}
    for place, month in enumerate(months):
        places.setdefault(month, place)
    return places


def _count_months(first_places: Mapping[str, int], places: Sequence[int]) -> Months:
    """Return how many of the places each month has, from the first with some to the last."""
    starts = [bisect_left(places, first) for first in first_places.values()]
    ends = [*starts[1:], len(places)]
    counts = zip(first_places, starts, ends, strict=True)
    found = {month: end - start for month, start, end in counts if end > start}
    return tuple((month, found.get(month, 0)) for month in _months_between(min(found), max(found)))


@cache
def _months_between(first: str, last: str) -> tuple[str, ...]:
    """Return the months (YYYY-MM) from the first to the last."""
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return tuple(f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1))


def _term(edition: Edition, kind: str, key: str, places: Sequence[int]) -> Term:
    site = edition.site
    topic = site.topics.get(key) if kind == "topics" else None
    outlet = site.outlets.get(key) or Outlet(key, key) if kind == "sources" else None
    name = topic.name if topic else outlet.name if outlet else edition.cards.audience_name(key)
    return Term(
        kind=kind,
        id=key,
        name=name,
        url=edition.urls.url(urls.term_path(kind, key)),
        events=len(places),
        description=topic.description if topic else "",
        outlet=outlet,
        median_latency=_median([site.events[place].latency for place in places]) if outlet else None,
        newest=site.events[places[0]].day,
    )


def _median(latencies: Iterable[int | None]) -> int | None:
    """Return the middle of the latencies that are known, of an even count the lower."""
    known = sorted([latency for latency in latencies if latency is not None])
    return known[(len(known) - 1) // 2] if known else None


def _plan_term(edition: Edition, term: Term, places: Sequence[int], months: Months) -> Iterator[Output]:
    digests = edition.cards.digests_by_place
    total = count_pages(len(places), edition.config.page_size)
    first = urls.term_path(term.kind, term.id)
    for number, part in paginate(places, edition.config.page_size):
        path = output_path(numbered_path(first, number))
        counts = months if number == 1 else ()
        listed = b"".join([digests[place] for place in part])
        key = edition.keys.key(RENDERER, path, term, counts, listed)
        compose = partial(compose_term, edition, term, part, (number, total), counts)
        yield Output(path, RENDERER, key, compose, FILES.get(term.kind, ""))


def compose_term(
    edition: Edition, term: Term, places: Sequence[int], number: tuple[int, int], months: Months
) -> Composition:
    """Return what a page of a topic, source or audience shows.

    :param places: of the events in the site.
    :param number: the number of the page and how many there are.
    """
    first = urls.term_path(term.kind, term.id)
    feeds: tuple[FeedLink, ...] = ()
    if term.kind == "topics":
        title = f"{edition.config.title}: {term.name}"
        feeds = (FeedLink(title, edition.urls.url(urls.topic_feed_path(term.id)), ATOM),)
    head = edition.head(
        numbered_path(first, number[0]),
        term.name,
        Link(TITLES[term.kind], edition.urls.url(urls.terms_path(term.kind))),
        description=term.description,
        feeds=feeds,
    )
    events = edition.site.events
    view = TermPage(
        head=head,
        term=term,
        cards=edition.cards.cards(events[place].slug for place in places),
        pagination=pagination(edition.urls, first, *number),
        months=tuple(
            Link(month, edition.urls.url(urls.month_path(month)) if count else "", count)
            for month, count in months
        ),
    )
    return Composition(view)


def compose_terms(edition: Edition, kind: str, terms: tuple[Term, ...]) -> Composition:
    """Return what the index of a kind shows."""
    head = edition.head(urls.terms_path(kind), TITLES[kind])
    return Composition(TermsPage(head, kind, terms))
