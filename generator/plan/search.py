"""The search: its page, a shard of the index a month and one of its notes, and the manifest of the shards."""

from collections.abc import Iterator
from functools import partial

from generator.model import Phase
from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.lists import events_of
from generator.plan.notes import notes_by_month
from generator.plan.outputs import Output, finished
from generator.plan.urls import output_path
from generator.views import (
    Composition,
    Link,
    NoteShard,
    RecapCard,
    SearchManifest,
    SearchPage,
    SearchShard,
)

RENDERER = "search.html"
SHARD_RENDERER = "search-shard.json"
NOTE_SHARD_RENDERER = "search-notes.json"
MANIFEST_RENDERER = "search-manifest.json"

MOST_TOPICS = 12
MOST_RECAPS = 3


def plan_search(edition: Edition) -> Iterator[Output]:
    """Yield the search page, the shards and their manifest, unless the site has no search."""
    if not edition.config.search:
        return
    shards = []
    notes = notes_by_month(edition)
    months = edition.shares["archive"]
    for month in sorted(months.keys() | notes.keys(), reverse=True):
        if month in notes:
            output, link = _plan_notes(edition, NoteShard(month, tuple(notes[month])))
            shards.append(link)
            yield output
        shares = months.get(month)
        if shares is None:
            continue
        full = [edition.cards.full_digests[event.slug] for event in events_of(shares)]
        key = edition.keys.data_key(SHARD_RENDERER, month, full, tuple(edition.config.taxonomies))
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
    topics, recaps = _beginnings(edition)
    key = edition.keys.key(RENDERER, path, len(edition.site.events), bool(notes), topics, recaps)
    compose = partial(compose_search, has_links=bool(notes), topics=topics, recaps=recaps)
    yield Output(path, RENDERER, key, compose, Phase.LISTS, listed=False)


def _plan_notes(edition: Edition, shard: NoteShard) -> tuple[Output, Link]:
    """Return the shard of a month's notes, and where it is with how many entries it has."""
    key = edition.keys.data_key(NOTE_SHARD_RENDERER, shard)
    path = urls.note_shard_path(shard.month, key)
    output = Output(output_path(path), NOTE_SHARD_RENDERER, key, finished(shard), Phase.ASSETS, listed=False)
    count = sum(1 + len(section.items) for note in shard.notes for section in note.sections)
    return output, Link(shard.month, edition.urls.url(path), count)


def compose_shard(edition: Edition, month: str) -> Composition:
    """Return what the search knows of a month."""
    events = events_of(edition.shares["archive"][month])
    return Composition(
        SearchShard(month, tuple(edition.config.taxonomies)),
        tuple(edition.cards.stored(event.slug) for event in events),
    )


def compose_search(
    edition: Edition, *, has_links: bool, topics: tuple[Link, ...], recaps: tuple[RecapCard, ...]
) -> Composition:
    """Return what the search page shows.

    Search engines are asked not to list it, since their own results shall not lead to results.
    """
    view = SearchPage(
        head=edition.head(urls.SEARCH, "Search", noindex=True),
        manifest_url=edition.urls.url(urls.SEARCH_MANIFEST),
        archive_url=edition.urls.url(urls.ARCHIVE),
        events=len(edition.site.events),
        links=has_links,
        topics=topics,
        recaps=recaps,
    )
    return Composition(view)


def _beginnings(edition: Edition) -> tuple[tuple[Link, ...], tuple[RecapCard, ...]]:
    """Return where a reader may begin who has no word to look for: large topics, and the newest recaps."""
    counts = {
        key: sum(len(share.events) for share in found) for key, found in edition.shares["topics"].items()
    }
    return edition.largest_topics(counts, MOST_TOPICS), tuple(edition.weeks.values())[:MOST_RECAPS]
