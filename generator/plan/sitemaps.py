"""Sitemaps: of all pages, and of the latest news (sitemaps.org 0.9, Google News 0.9)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import takewhile

from generator.model import Phase, WeekEvents
from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.outputs import Output
from generator.plan.urls import output_path
from generator.views import Composition, NewsSitemap, Sitemap, SitemapEntry, SitemapIndex

RENDERER = "sitemap.xml"
INDEX_RENDERER = "sitemap-index.xml"
NEWS_RENDERER = "news-sitemap.xml"

LIMIT = 50_000
"""How many pages a sitemap may list."""
NEWS_WINDOW = timedelta(days=2)
"""How long an event stays in the news sitemap."""
NEWS_LIMIT = 1000
"""How many pages a news sitemap may list."""

Listing = Sequence[tuple[str, str]]
"""Output paths and when each was last changed."""


def plan_sitemaps(edition: Edition, outputs: Iterable[Output]) -> Iterator[Output]:
    """Yield the sitemap of the site, in parts and with an index where it is long, and that of the news.

    :param outputs: the pages beside those of events.
    """
    listing = [*_list_events(edition), *_list_pages(edition, outputs)]
    if len(listing) <= LIMIT:
        yield _plan_part(edition, urls.SITEMAP, listing)
    else:
        parts = [listing[start : start + LIMIT] for start in range(0, len(listing), LIMIT)]
        for number, part in enumerate(parts, 1):
            yield _plan_part(edition, urls.sitemap_part_path(number), part)
        path = output_path(urls.SITEMAP)
        key = edition.keys.key(INDEX_RENDERER, path, len(parts))
        yield Output(
            path, INDEX_RENDERER, key, partial(compose_index, parts=len(parts)), Phase.INDEXES, listed=False
        )
    yield _plan_news(edition)


def _list_events(edition: Edition) -> Iterator[tuple[str, str]]:
    for week in edition.site.weeks:
        yield from edition.memo.value(("listing", week.id), _list_week, week)


def _list_week(week: WeekEvents) -> Listing:
    return [
        (output_path(urls.event_path(event.slug)), event.modified or event.published) for event in week.events
    ]


def _list_pages(edition: Edition, outputs: Iterable[Output]) -> Listing:
    """Return the pages that are to be listed, with their last change where it is known."""
    modified = {output_path(urls.own_page_path(page.slug)): page.updated for page in edition.site.pages}
    return [(output.path, modified.get(output.path, "")) for output in outputs if output.listed]


def _plan_part(edition: Edition, path: str, listing: Listing) -> Output:
    file = output_path(path)
    key = edition.keys.key(RENDERER, file, listing)
    return Output(file, RENDERER, key, partial(compose_sitemap, listing=listing), Phase.INDEXES, listed=False)


def compose_sitemap(edition: Edition, listing: Listing) -> Composition:
    """Return what a sitemap lists."""
    entries = (
        SitemapEntry(edition.urls.absolute(urls.site_path(path)), modified) for path, modified in listing
    )
    return Composition(Sitemap(tuple(entries)))


def compose_index(edition: Edition, parts: int) -> Composition:
    """Return what the index of the parts lists."""
    paths = [urls.sitemap_part_path(number) for number in range(1, parts + 1)]
    return Composition(SitemapIndex(tuple(SitemapEntry(edition.urls.absolute(path)) for path in paths)))


def _plan_news(edition: Edition) -> Output:
    now = edition.options.now.timestamp()
    oldest = now - NEWS_WINDOW.total_seconds()
    recent = takewhile(lambda event: event.instant > oldest, edition.site.events)
    slugs = [event.slug for event in recent if event.instant <= now][:NEWS_LIMIT]
    path = output_path(urls.NEWS_SITEMAP)
    key = edition.keys.key(NEWS_RENDERER, path, [edition.cards.digests[slug] for slug in slugs])
    return Output(path, NEWS_RENDERER, key, partial(compose_news, slugs=slugs), Phase.INDEXES, listed=False)


def compose_news(edition: Edition, slugs: Sequence[str]) -> Composition:
    """Return what the news sitemap lists."""
    return Composition(NewsSitemap(edition.cards.cards(slugs)))
