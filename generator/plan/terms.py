"""The pages of sources and of the terms of all taxonomies, and their indexes."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import chain
from statistics import median_low

import msgspec

from generator.model import Outlet, Phase, Summary
from generator.plan import urls
from generator.plan.collation import collation
from generator.plan.edition import Edition
from generator.plan.frame import ATOM
from generator.plan.lists import Share, events_of, with_feeds
from generator.plan.outputs import Output
from generator.plan.pagination import count_pages, paginate, pagination
from generator.plan.urls import numbered_path, output_path
from generator.views import Composition, FeedLink, Link, Term, TermPage, TermsPage

RENDERER = "term.html"
INDEX_RENDERER = "terms.html"

TITLES = {"topics": "Topics", "sources": "Sources", "audience": "Audiences"}
"""The heading of the indexes that every site has; messages of the theme's catalogues."""

INDEX_SIZE = 300
"""How many terms a page of an index shows; audiences in words of their own can be thousands."""

MOST_MONTHS = 600
"""How many months a chart shows; one wrong year shall not make a page of megabytes."""

Months = tuple[tuple[str, int], ...]
"""How many events each month had, oldest first."""


def plan_terms(edition: Edition) -> Iterator[Output]:
    """Yield the pages of every source and term, and the index of each kind."""
    order = collation(edition.config.language)
    for kind in TITLES | edition.frame.taxonomies:
        terms = []
        for key, shares in edition.shares[kind].items():
            term, outputs = edition.memo.value(
                ("term", edition.keys.shared, kind, key),
                partial(_plan_term, edition),
                _name(edition, kind, key),
                shares,
                edition.config.page_size,
            )
            terms.append(term)
            yield from outputs
        ordered = tuple(sorted(terms, key=lambda term: (order(term.name), term.id)))
        yield from _plan_index(edition, kind, ordered)


def _plan_index(edition: Edition, kind: str, ordered: tuple[Term, ...]) -> Iterator[Output]:
    """Yield the pages of the index of a kind, whose terms are in the order of their names."""
    total = count_pages(len(ordered), INDEX_SIZE)
    for number, part in paginate(ordered, INDEX_SIZE):
        path = output_path(numbered_path(urls.terms_path(kind), number))
        key = edition.keys.key(INDEX_RENDERER, path, part, total)
        compose = partial(compose_terms, kind=kind, terms=tuple(part), number=(number, total))
        yield Output(path, INDEX_RENDERER, key, compose, Phase.LISTS, listed=True)


def _title(edition: Edition, kind: str) -> str:
    return (TITLES | edition.frame.taxonomies)[kind]


def _name(edition: Edition, kind: str, key: str) -> Term:
    """Return a source or a term as its name and the registries tell it, without its events."""
    site = edition.site
    url = edition.urls.url(urls.term_path(kind, key))
    if kind == "sources":
        outlet = (site.outlets.get(key) or Outlet(key, key)).for_readers
        return Term(kind, key, outlet.name, url, events=0, outlet=outlet, website=outlet.url)
    term = site.taxonomies[kind][key]
    return Term(
        kind=kind,
        id=key,
        name=term.name,
        url=url,
        events=0,
        description=term.description,
        website=term.url,
        picture=term.picture,
    )


def _plan_term(
    edition: Edition, named: Term, shares: Sequence[Share], size: int
) -> tuple[Term, list[Output]]:
    """Return a source or term with its events, and its pages.

    :param size: how many events a page shows.
    """
    events = events_of(shares)
    digests = list(chain.from_iterable(share.digests for share in shares))
    term = msgspec.structs.replace(
        named,
        events=len(events),
        median_latency=_median([event.latency for event in events]) if named.outlet else None,
        newest=events[0].day,
    )
    months = _months_of(events, shares)
    total = count_pages(len(events), size)
    first = urls.term_path(term.kind, term.id)
    outputs = []
    for number, part in paginate(digests, size):
        path = output_path(numbered_path(first, number))
        counts = months if number == 1 else ()
        key = edition.keys.key(RENDERER, path, term, counts, b"".join(part))
        shown = events[(number - 1) * size : number * size]
        compose = partial(compose_term, term=term, events=shown, number=(number, total), months=counts)
        source = "" if term.kind == "audience" else f"content/{term.kind}.yaml"
        outputs.append(Output(path, RENDERER, key, compose, Phase.LISTS, listed=True, source=source))
    return term, outputs


def _months_of(events: Sequence[Summary], shares: Iterable[Share]) -> Months:
    """Return how many of some events, newest first, each month has, up to the last with some.

    The chart of them begins with the first, or with what a reader can still see.
    """
    counts: dict[str, int] = {}
    for share in shares:
        for month, count in share.months.items():
            counts[month] = counts.get(month, 0) + count
    months = _months_between(events[-1].day[:7], events[0].day[:7])
    return tuple((month, counts.get(month, 0)) for month in months)


@cache
def _months_between(first: str, last: str) -> tuple[str, ...]:
    """Return the months (YYYY-MM) from the first to the last, of very many the last ones."""
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    start = max(start, end - MOST_MONTHS + 1)
    return tuple(f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1))


def _median(latencies: Iterable[int | None]) -> int | None:
    """Return the middle of the latencies that are known, of an even count the lower."""
    known = [latency for latency in latencies if latency is not None]
    return median_low(known) if known else None


def compose_term(
    edition: Edition, term: Term, events: Sequence[Summary], number: tuple[int, int], months: Months
) -> Composition:
    """Return what a page of a source or term shows.

    :param events: those on the page.
    :param number: the number of the page and how many there are.
    """
    first = urls.term_path(term.kind, term.id)
    feeds: tuple[FeedLink, ...] = ()
    if term.kind in with_feeds(edition.site.taxonomies):
        title = f"{edition.config.title}: {term.name}"
        feeds = (FeedLink(title, edition.urls.url(urls.term_feed_path(term.kind, term.id)), ATOM),)
    head = edition.head(
        numbered_path(first, number[0]),
        term.name,
        Link(_title(edition, term.kind), edition.urls.url(urls.terms_path(term.kind))),
        description=term.description,
        feeds=feeds,
    )
    view = TermPage(
        head=head,
        term=term,
        cards=edition.cards.cards(event.slug for event in events),
        pagination=pagination(edition.urls, first, *number),
        months=tuple(
            Link(month, edition.urls.url(urls.month_path(month)) if count else "", count)
            for month, count in months
        ),
    )
    return Composition(view)


def compose_terms(
    edition: Edition, kind: str, terms: tuple[Term, ...], number: tuple[int, int]
) -> Composition:
    """Return what a page of the index of a kind shows.

    :param number: the number of the page and how many there are.
    """
    first = urls.terms_path(kind)
    head = edition.head(numbered_path(first, number[0]), _title(edition, kind))
    return Composition(TermsPage(head, kind, terms, pagination(edition.urls, first, *number)))
