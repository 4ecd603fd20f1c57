"""The search: its page, one shard of the index a month, and the manifest of the shards."""

from collections.abc import Iterator
from functools import partial

from generator.model import Phase
from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.lists import events_of
from generator.plan.outputs import Output, finished
from generator.plan.urls import output_path
from generator.views import Composition, Link, SearchManifest, SearchPage, SearchShard

RENDERER = "search.html"
SHARD_RENDERER = "search-shard.json"
MANIFEST_RENDERER = "search-manifest.json"


def plan_search(edition: Edition) -> Iterator[Output]:
    """Yield the search page, the shards and their manifest, unless the site has no search."""
    if not edition.config.search:
        return
    shards = []
    for month, shares in sorted(edition.shares["archive"].items(), reverse=True):
        full = [edition.cards.full_digests[event.slug] for event in events_of(shares)]
        key = edition.keys.data_key(SHARD_RENDERER, month, full)
        path = urls.search_shard_path(month, key)
        shards.append(Link(month, edition.urls.url(path), len(full)))
        yield Output(
            output_path(path),
            SHARD_RENDERER,
            key,
            partial(compose_shard, month=month),
            Phase.ASSETS,
            listed=False,
        )
    key = edition.keys.data_key(MANIFEST_RENDERER, shards)
    manifest = SearchManifest(tuple(shards))
    yield Output(
        output_path(urls.SEARCH_MANIFEST),
        MANIFEST_RENDERER,
        key,
        finished(manifest),
        Phase.INDEXES,
        listed=False,
    )
    path = output_path(urls.SEARCH)
    key = edition.keys.key(RENDERER, path, len(edition.site.events))
    yield Output(path, RENDERER, key, compose_search, Phase.LISTS, listed=False)


def compose_shard(edition: Edition, month: str) -> Composition:
    """Return what the search knows of a month."""
    events = events_of(edition.shares["archive"][month])
    return Composition(SearchShard(month), tuple(edition.cards.stored(event.slug) for event in events))


def compose_search(edition: Edition) -> Composition:
    """Return what the search page shows.

    Search engines are asked not to list it, since their own results shall not lead to results.
    """
    view = SearchPage(
        head=edition.head(urls.SEARCH, "Search", noindex=True),
        manifest_url=edition.urls.url(urls.SEARCH_MANIFEST),
        archive_url=edition.urls.url(urls.ARCHIVE),
        events=len(edition.site.events),
    )
    return Composition(view)
