"""Drafts of stories, and entries of ``coverage``, as they go into the files of a site."""

from collections.abc import Collection, Sequence
from datetime import datetime

import msgspec

from generator.decode.names import slug_of, slugify
from generator.desk.content import KnownFile
from generator.desk.drafts import entry_of, write_draft
from generator.desk.ranking import Offer
from generator.desk.records import FileChange, Item
from generator.editing.insertion import add_entries
from generator.errors import EditError, UndatedError, WeekmarkError
from generator.inbox.dating import dated_by_page
from generator.inbox.desk_site import DeskSite
from generator.inbox.events import read_event
from generator.inbox.outlets import Outlets
from generator.model import SourceFile
from generator.rhythms import week_of
from generator.source.coverage import ORIGINAL
from generator.source.settings import parse_settings

_LONGEST_NAME = 80


class Writing:
    """Says what stories become in the files of a site."""

    def __init__(self, site: DeskSite, known: Sequence[KnownFile]) -> None:
        """Take a site and all its events."""
        self._site = site
        self._known = known
        self._outlets = Outlets(site)

    def draft(self, offer: Offer, published: str, *, pin: bool) -> FileChange:
        """Return the file that a story becomes: its first report, with the others as coverage.

        :param published: a day or a time, where the feed gives none.
        :raises UndatedError: nobody says when it appeared.
        :raises WeekmarkError: it has no address.
        """
        head = offer.head
        if not head.url:
            raise WeekmarkError(f'"{head.title}" has no address', "begin it with: weekmark new event TITLE")
        if not published and not head.published:
            head, reason = dated_by_page(self._site, head)
            if reason:
                raise UndatedError(
                    f'"{head.title}" has no date in its feed, and {reason}',
                    "say when it appeared: --published 2026-04-23",
                )
            story = msgspec.structs.replace(offer.story, items=(head, *offer.story.items[1:]))
            offer = msgspec.structs.replace(offer, story=story)
        moment = published or head.published
        source = self._source(head)
        taken = {ORIGINAL, _id_of(source)}
        coverage = self._entries(offer, {head.key}, taken)
        text = write_draft(offer, moment, source, coverage, pin=pin)
        return FileChange(self._path(head, moment), None, text.encode())

    def attached(self, file: SourceFile, offer: Offer) -> FileChange:
        """Return the change that puts the reports of a story into the coverage of an event.

        :raises ContentError: the file has errors.
        :raises EditError: it is written in a way that can't be added to.
        """
        data, _, event = read_event(self._site.root, file, parse_settings(self._site.config))
        taken = {ORIGINAL, *(entry.id for entry in event.coverage)}
        entries = self._entries(offer, set(), taken)
        if not entries:
            raise WeekmarkError(f'"{offer.head.title}" has no address to be attached by')
        try:
            return FileChange(file.path, data, add_entries(data, ("coverage",), entries))
        except EditError as error:
            raise EditError(f"{file.path}: {error.message}", error.remedy) from None

    def _entries(self, offer: Offer, known: set[str], taken: set[str]) -> list[object]:
        """Return entries of coverage for the reports of a story, one an address."""
        entries: list[object] = []
        for item in offer.story.items:
            if not item.url or item.key in known:
                continue
            known.add(item.key)
            source = self._source(item)
            name = _free(_id_of(source), taken)
            taken.add(name)
            entries.append(entry_of(item, source, "" if name == _id_of(source) else name))
        return entries

    def _source(self, item: Item) -> str | dict[str, str]:
        """Return who published an item, as authors write it."""
        if found := self._outlets.source(item):
            return found
        return {"name": item.publisher} if item.publisher else slug_of(item.feed)

    def _path(self, item: Item, moment: str) -> str:
        """Return a path by title and by the day in the site's time zone that no event has."""
        then = datetime.fromisoformat(moment)
        day = (then.astimezone(self._site.config.zone) if then.tzinfo else then).date()
        week = week_of(day)
        plain = slugify(item.title)[:_LONGEST_NAME].strip("-") or "event"
        names = {known.path.rpartition("/")[2] for known in self._known} | {
            f"{known.slug}.md" for known in self._known
        }
        wanted = slug_of(f"{day.isoformat()}-{plain}")
        found, number = wanted, 1
        while f"{found}.md" in names:
            number += 1
            found = f"{wanted}-{number}"
        return f"content/events/{week[:4]}/{week[5:]}/{found}.md"


def _id_of(source: str | dict[str, str]) -> str:
    return source if isinstance(source, str) else slug_of(source["name"])


def _free(name: str, taken: Collection[str]) -> str:
    """Return an id that is not taken: ``axios``, ``axios-2``."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found
