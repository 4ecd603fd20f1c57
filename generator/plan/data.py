"""Events as data: one file a month, and the index of the files."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from generator.digest import digest
from generator.model import Phase
from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.lists import events_of
from generator.plan.outputs import Output, finished
from generator.plan.urls import output_path
from generator.views import Composition, DataIndex, DataShard, Link, TextFile

SHARD_RENDERER = "data-shard.json"
INDEX_RENDERER = "data-index.json"


def plan_data(edition: Edition) -> Iterator[Output]:
    """Yield the data of each month with events, and their index, unless the site has none."""
    if not edition.config.data:
        return
    shards = []
    markups = [key for key, field in edition.config.fields.items() if field.type == "markdown"]
    for month, shares in sorted(edition.shares["archive"].items(), reverse=True):
        full = [edition.cards.full_digests[event.slug] for event in events_of(shares)]
        key = edition.keys.data_key(SHARD_RENDERER, month, full, markups)
        path = urls.data_shard_path(month)
        shards.append(Link(month, edition.urls.url(path), len(full)))
        compose = partial(compose_shard, month=month)
        yield Output(output_path(path), SHARD_RENDERER, key, compose, Phase.LISTS, listed=False)
    key = edition.keys.data_key(INDEX_RENDERER, shards)
    index = finished(DataIndex(tuple(shards)))
    yield Output(output_path(urls.DATA_INDEX), INDEX_RENDERER, key, index, Phase.INDEXES, listed=False)
    schema = Path(__file__).with_name("data.schema.json").read_text("utf-8")
    view = finished(TextFile(schema))
    path = output_path(urls.DATA_SCHEMA)
    yield Output(path, "text", digest(schema.encode()), view, Phase.LISTS, listed=False)


def compose_shard(edition: Edition, month: str) -> Composition:
    """Return the events of a month."""
    events = events_of(edition.shares["archive"][month])
    return Composition(DataShard(month), tuple(edition.cards.stored(event.slug) for event in events))
