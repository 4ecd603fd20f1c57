"""The search index: one shard a month, and the manifest that lists them.

A shard is JSON::

    {"version": 1, "month": "2026-04",
     "topics": [[name, url], …], "sources": [[name, url], …], "audiences": [[name, url], …],
     "events": [[slug, title, hook, tldr, takeaways, [topic, …], source, [audience, …], day, week], …]}

Texts are plain; ``tldr`` is what changed, why it matters and what to do next; topics, source and audiences
are positions in the tables above them. The manifest is JSON too::

    {"version": 1, "event_url": "/events/{slug}/", "shards": [[month, url, events], …]}
"""

from typing import Any

import msgspec

from generator.render.text import plain
from generator.views import Chrome, FullEvent, Link, SearchManifest, SearchShard

VERSION = 1
"""Of the format; the script of the theme reads it."""


class Table:
    """Gives each place its position, in the order of first mention."""

    def __init__(self) -> None:
        self._positions: dict[tuple[str, str], int] = {}

    def position(self, name: str, url: str) -> int:
        """Return the position of a place."""
        return self._positions.setdefault((name, url), len(self._positions))

    def positions(self, links: tuple[Link, ...]) -> list[int]:
        """Return the positions of several places."""
        return [self.position(link.name, link.url) for link in links]

    def rows(self) -> list[tuple[str, str]]:
        """Return name and URL of each place, by position."""
        return list(self._positions)


def write_search_shard(shard: SearchShard, events: tuple[FullEvent, ...]) -> bytes:
    """Return the shard of one month."""
    topics, sources, audiences = Table(), Table(), Table()
    rows = [_row(full, topics, sources, audiences) for full in events]
    document = {
        "version": VERSION,
        "month": shard.month,
        "topics": topics.rows(),
        "sources": sources.rows(),
        "audiences": audiences.rows(),
        "events": rows,
    }
    return msgspec.json.encode(document)


def write_search_manifest(manifest: SearchManifest, chrome: Chrome) -> bytes:
    """Return the list of shards, in the order of the view."""
    document = {
        "version": VERSION,
        "event_url": chrome.event_url or f"{chrome.base_path}events/{{slug}}/",
        "shards": [(shard.name, shard.url, shard.count) for shard in manifest.shards],
    }
    return msgspec.json.encode(document)


def _row(full: FullEvent, topics: Table, sources: Table, audiences: Table) -> list[Any]:
    card, event = full.card, full.event
    tldr = event.tldr
    summary = (tldr.what_changed_html, tldr.why_it_matters_html, tldr.what_to_do_next_html)
    takeaways = event.insight.takeaways if event.insight else ()
    return [
        card.slug,
        card.title,
        plain(card.hook_html),
        plain(" ".join(summary)),
        plain(" ".join(takeaway.html for takeaway in takeaways)),
        topics.positions(card.topics),
        sources.position(card.source.name, card.source_url),
        audiences.positions(card.audience),
        card.day,
        card.week,
    ]
