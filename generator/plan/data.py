"""Events as data: one file a month, and the index of the files."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from generator.digest import digest
from generator.model import Phase, Summary
from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.lists import events_of
from generator.plan.notes import notes_by_month
from generator.plan.outputs import Output, finished
from generator.plan.urls import output_path
from generator.views import Composition, DataIndex, DataMonth, DataShard, DatedNote, TextFile

SHARD_RENDERER = "data-shard.json"
INDEX_RENDERER = "data-index.json"


def plan_data(edition: Edition) -> Iterator[Output]:
    """Yield the data of each month with events, and their index, unless the site has none."""
    if not edition.config.data:
        return
    months = []
    markups = [key for key, field in edition.config.fields.items() if field.type == "markdown"]
    notes = notes_by_month(edition)
    for month in sorted(edition.shares["archive"].keys() | notes.keys(), reverse=True):
        told = tuple(notes.get(month, ()))
        full = [edition.cards.full_digests[event.slug] for event in _events(edition, month)]
        key = edition.keys.data_key(SHARD_RENDERER, month, full, markups, told)
        path = urls.data_shard_path(month)
        links = sum(len(section.items) for note in told for section in note.sections)
        months.append(DataMonth(month, edition.urls.url(path), len(full), links))
        compose = partial(compose_shard, month=month, notes=told)
        yield Output(output_path(path), SHARD_RENDERER, key, compose, Phase.LISTS, listed=False)
    key = edition.keys.data_key(INDEX_RENDERER, months)
    index = finished(DataIndex(tuple(months)))
    yield Output(output_path(urls.DATA_INDEX), INDEX_RENDERER, key, index, Phase.INDEXES, listed=False)
    schema = Path(__file__).with_name("data.schema.json").read_text("utf-8")
    view = finished(TextFile(schema))
    path = output_path(urls.DATA_SCHEMA)
    yield Output(path, "text", digest(schema.encode()), view, Phase.LISTS, listed=False)


def compose_shard(edition: Edition, month: str, notes: tuple[DatedNote, ...]) -> Composition:
    """Return the events and the light items of a month."""
    events = _events(edition, month)
    return Composition(DataShard(month, notes), tuple(edition.cards.stored(event.slug) for event in events))


def _events(edition: Edition, month: str) -> list[Summary]:
    return list(events_of(edition.shares["archive"].get(month, ())))
