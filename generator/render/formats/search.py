"""The search index: one shard a month, and the manifest that lists them.

A shard is JSON, by column, as equal things side by side compress best::

    {"version": 2, "month": "2026-04",
     "places": {"topic": [[name, url], …], "source": [[name, url, country], …], "audience": [[name, url], …]},
     "events": {"slug": [[kept, rest], …], "title": […], "hook": […], "tldr": […], "takeaways": […],
                "topic": [[position, …], …], "source": [position, …], "audience": [[position, …], …],
                "day": ["2026-04-23", …], "week": ["2026-w17", …], "lang": ["", …],
                "origin": ["ai", …], "corrected": [false, …]}}

Texts are plain; ``tldr`` is what changed, why it matters and what to do next. Of the takeaways there are
only the words that title, hook and tldr don't have: these suffice to find the event. Topics, source and
audience are positions among the places; a taxonomy of the site's own has places and a column too, by its
key. A slug is the first ``kept`` characters of the title in lower case, each run of characters other than
``a-z0-9`` a hyphen, and then ``rest``.

The notes of a month have a shard of the same form, where an entry is a section or a light item: ``url`` is
where it leads, ``rel`` what its link says of that, ``recap`` its section among the places; the lists of
topics, source and audience are empty. The manifest is JSON too::

    {"version": 2, "event_url": "/events/{slug}/", "shards": [[month, url, events], …]}
"""

import re
from collections.abc import Iterator
from string import punctuation

import msgspec

from generator.model import Section
from generator.plain_text import plain
from generator.views import DatedNote, FullEvent, Link, NoteShard, SearchManifest, SearchShard, SiteFrame

VERSION = 2
"""Of the format; the script of the theme reads it."""

_NOTE_COLUMNS = ("title", "hook", "takeaways", "recap", "day", "week", "url", "rel")
_AROUND_WORDS = punctuation + "‘’‚“”„«»‹›¡¿…–—。、，；：！？「」『』（）،؛؟"  # noqa: RUF001 - meant as they are


class Table:
    """Gives each place its position, in the order of first mention."""

    def __init__(self) -> None:
        self._positions: dict[tuple[str, ...], int] = {}

    def position(self, *place: str) -> int:
        """Return the position of a place, which is its name, its URL and what else there is to say of it."""
        return self._positions.setdefault(place, len(self._positions))

    def positions(self, links: tuple[Link, ...]) -> list[int]:
        """Return the positions of several places."""
        return [self.position(link.name, link.url) for link in links]

    def rows(self) -> list[tuple[str, ...]]:
        """Return each place, by position."""
        return list(self._positions)


def write_search_shard(shard: SearchShard, events: tuple[FullEvent, ...]) -> bytes:
    """Return the shard of one month."""
    topics, sources, audiences = Table(), Table(), Table()
    own = {taxonomy: Table() for taxonomy in shard.taxonomies}
    cards = [full.card for full in events]
    texts = [_texts(full) for full in events]
    columns = {
        "slug": [shorten_slug(card.slug, card.title) for card in cards],
        "title": [card.title for card in cards],
        "hook": [hook for hook, _, _ in texts],
        "tldr": [tldr for _, tldr, _ in texts],
        "takeaways": [takeaways for _, _, takeaways in texts],
        "topic": [topics.positions(card.topics) for card in cards],
        "source": [
            sources.position(card.source.name, card.source_url, card.source.country) for card in cards
        ],
        "audience": [audiences.positions(card.audience) for card in cards],
        **{
            key: [table.positions(dict(card.terms).get(key, ())) for card in cards]
            for key, table in own.items()
        },
        "day": [card.day for card in cards],
        "week": [card.week for card in cards],
        "lang": [card.lang for card in cards],
        "origin": [card.origin for card in cards],
        "corrected": [bool(card.corrected) for card in cards],
    }
    places = {"topic": topics.rows(), "source": sources.rows(), "audience": audiences.rows()}
    places |= {key: table.rows() for key, table in own.items()}
    document = {"version": VERSION, "month": shard.month, "places": places, "events": columns}
    return msgspec.json.encode(document)


def write_note_shard(shard: NoteShard) -> bytes:
    """Return the shard of the notes of one month: an entry for each section and for each light item."""
    places = Table()
    rows = [row for note in shard.notes for section in note.sections for row in _rows(note, section, places)]
    empty: dict[str, object] = {
        "slug": (0, ""),
        "tldr": "",
        "topic": (),
        "source": (),
        "audience": (),
        "lang": "",
    }
    columns = {name: [value] * len(rows) for name, value in empty.items()}
    columns |= {name: [row[name] for row in rows] for name in _NOTE_COLUMNS}
    document = {
        "version": VERSION,
        "month": shard.month,
        "places": {"topic": (), "source": (), "audience": (), "recap": places.rows()},
        "events": columns,
    }
    return msgspec.json.encode(document)


def _rows(note: DatedNote, section: Section, places: Table) -> Iterator[dict[str, object]]:
    """Yield a section as an entry, then its light items."""
    url = f"{note.url}#{section.id}"
    name = f"{note.title}: {section.title}" if note.title else section.title
    shared = {"recap": places.position(name, url), "day": note.day, "week": note.week}
    listed = " ".join(f"{item.title} {item.text}" for item in section.items)
    words = new_words(plain(section.html), f"{section.title} {listed}")
    yield {"title": section.title, "hook": "", "takeaways": words, "url": url, "rel": "", **shared}
    rel = "sponsored noopener" if section.sponsored else "noopener"
    for item in section.items:
        yield {"title": item.title, "hook": item.text, "takeaways": "", "url": item.url, "rel": rel, **shared}


def write_search_manifest(manifest: SearchManifest, frame: SiteFrame) -> bytes:
    """Return the list of shards, in the order of the view."""
    document = {
        "version": VERSION,
        "event_url": frame.event_url or f"{frame.base_path}events/{{slug}}/",
        "shards": [(shard.name, shard.url, shard.count) for shard in manifest.shards],
    }
    return msgspec.json.encode(document)


def shorten_slug(slug: str, title: str) -> tuple[int, str]:
    """Return how much of a slug can be had from the title, in characters, and what follows that."""
    kept = 0
    for character, expected in zip(slug, re.sub("[^a-z0-9]+", "-", title.lower()), strict=False):
        if character != expected:
            break
        kept += 1
    return kept, slug[kept:]


def new_words(text: str, known: str) -> str:
    """Return the words of a text, each once, that another text does not have; case makes no difference."""
    seen = {"", *(word.strip(_AROUND_WORDS) for word in known.casefold().split())}
    words = []
    for word in (word.strip(_AROUND_WORDS) for word in text.split()):
        folded = word.casefold()
        if folded not in seen:
            seen.add(folded)
            words.append(word)
    return " ".join(words)


def _texts(full: FullEvent) -> tuple[str, str, str]:
    card, event = full.card, full.event
    hook = plain(card.hook_html)
    answers = event.tldr
    tldr = plain(f"{answers.what_changed_html} {answers.why_it_matters_html} {answers.what_to_do_next_html}")
    takeaways = event.insight.takeaways if event.insight else ()
    said = plain(" ".join(takeaway.html for takeaway in takeaways))
    return hook, tldr, new_words(said, f"{card.title} {hook} {tldr}")
