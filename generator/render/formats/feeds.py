"""Feeds, each entry of which is written once: most events are in several, and most entries stay as they are.

An entry is kept under all that it is made of. An event that is kept is not even loaded again.
"""

from collections.abc import Callable
from functools import lru_cache

import msgspec

from generator.render.formats.atom import (
    write_atom,
    write_correction_entry,
    write_event_entry,
    write_recap_entry,
)
from generator.render.formats.json_feed import write_item, write_json_feed
from generator.render.templates.functions import Functions
from generator.views import FeedPage, FullEvent, RecapEntry, SiteFrame, StoredEvent

_KEPT = 1000
"""How many entries of each format are kept, and contents of entries."""

Load = Callable[[StoredEvent], FullEvent]
"""Fetches an event."""


class Feeds:
    """Writes the feeds of one site.

    :param render: renders a template in a language, the site's if that is empty.
    :param speak: returns the functions of templates, set to the language of the site.
    """

    def __init__(self, frame: SiteFrame, render: Callable[..., str], speak: Callable[[], Functions]) -> None:
        self._frame = frame
        self._render = render
        self._speak = speak
        self._content = lru_cache(_KEPT)(self._write_content)
        self._event_entry = lru_cache(_KEPT)(self._write_event_entry)
        self._recap_entry = lru_cache(_KEPT)(self._write_recap_entry)
        self._item = lru_cache(_KEPT)(self._write_item)

    def write(self, renderer: str, feed: FeedPage, events: tuple[StoredEvent, ...], load: Load) -> bytes:
        """Return the bytes of a feed.

        :param renderer: ``atom.xml``, ``feed.json``, ``recap-atom.xml`` or ``corrections-atom.xml``.
        :param events: its entries, in their order.
        :param load: fetches an event that is not kept.
        :raises ContentError: a template of the entries fails.
        """
        self._load = lru_cache(1)(load)
        if renderer == "recap-atom.xml":
            return self._write_recaps(feed)
        if renderer == "corrections-atom.xml":
            return self._write_corrections(feed, events)
        entries = zip(feed.entry_ids, events, strict=True)
        if renderer == "feed.json":
            return write_json_feed(feed, self._frame, [self._item(*entry) for entry in entries])
        return write_atom(feed, self._frame, [self._event_entry(*entry) for entry in entries])

    def _write_recaps(self, feed: FeedPage) -> bytes:
        feed = msgspec.structs.replace(feed, title=self._speak().translate(feed.title))
        return write_atom(feed, self._frame, [self._recap_entry(entry) for entry in feed.recaps])

    def _write_corrections(self, feed: FeedPage, events: tuple[StoredEvent, ...]) -> bytes:
        feed = msgspec.structs.replace(feed, title=self._speak().translate(feed.title))
        entries = [
            write_correction_entry(entry_id, self._load(events[item.event]), item.index, self._frame)
            for entry_id, item in zip(feed.entry_ids, feed.corrections, strict=True)
        ]
        return write_atom(feed, self._frame, entries)

    def _write_event_entry(self, entry_id: str, event: StoredEvent) -> str:
        return write_event_entry(entry_id, self._load(event), self._content(event), self._frame)

    def _write_item(self, entry_id: str, event: StoredEvent) -> msgspec.Raw:
        return write_item(entry_id, self._load(event), self._content(event), self._frame)

    def _write_content(self, event: StoredEvent) -> str:
        """Return the content of an entry as HTML with absolute URLs."""
        return self._render("feed-entry.html", event.card.lang, events=(self._load(event),))

    def _write_recap_entry(self, entry: RecapEntry) -> str:
        content = self._render("feed-recap.html", "", entry=entry)
        title = self._speak().recap_title(entry.recap)
        return write_recap_entry(entry, title, content, self._frame)
