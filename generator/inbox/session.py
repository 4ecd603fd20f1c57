"""The inbox of a site: what waits, best first, and each step of a curator, which can be taken back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property

import msgspec

from generator.decode.findings import Refused, did_you_mean
from generator.decode.names import topic_id
from generator.decode.times import moment
from generator.desk.collect import health
from generator.desk.content import KnownFile, known_files
from generator.desk.database import KEPT, Database
from generator.desk.matching import EventIndex, KnownEvent
from generator.desk.offers import Decided, addresses, appeared, is_new, is_open, offered
from generator.desk.ranking import Offer, Ranking, ranked
from generator.desk.records import FeedHealth, Item, Step, Story
from generator.desk.stories import stories_of, without
from generator.errors import WeekmarkError
from generator.inbox.desk_site import DeskSite
from generator.inbox.outlets import Outlets
from generator.inbox.settings_edits import apart_changed, list_changed, reviewed_changed, together_changed
from generator.inbox.steps import take_back, take_step
from generator.inbox.writing import Writing
from generator.site.names import Names
from generator.source.scan import scan

_MATCHED_DAYS = 60
"""Events of so many days before the oldest item may be what a story belongs to."""


class Inbox:
    """What waits for the curators of a site; made by :func:`opened`, for a few steps."""

    def __init__(self, site: DeskSite, database: Database) -> None:
        """Read content and items."""
        self.site = site
        self._database = database
        self._now = site.manner.clock()
        files = scan(site.root).files
        self._known = known_files(site.root, files, site.folder)
        self._files = {file.path: file for file in files}
        self._offers: tuple[Offer, ...] | None = None

    def offers(self) -> tuple[Offer, ...]:
        """Return the stories that wait, best first."""
        if self._offers is None:
            self._offers = self._rank(self._stories())
        return self._offers

    def find(self, handle: str) -> Offer:
        """Return the story that has a report with this handle; that report comes first in it.

        :raises WeekmarkError: none of those that wait has.
        """
        for offer in self.offers():
            for number, item in enumerate(offer.story.items):
                if item.handle == handle:
                    items = (item, *offer.story.items[:number], *offer.story.items[number + 1 :])
                    return msgspec.structs.replace(offer, story=Story(items, offer.story.perhaps))
        remedy = did_you_mean(handle, [offer.handle for offer in self.offers()])
        raise WeekmarkError(f'nothing with the handle "{handle}" waits in the inbox', remedy)

    def take(self, handle: str, published: str = "", *, pin: bool = False) -> Step:
        """Return the step that makes a draft of a story.

        :param published: when it appeared, where its feed says nothing.
        :param pin: put it first in the recap.
        :raises WeekmarkError: nobody says when it appeared, or not so that it can be read.
        """
        try:
            given = moment(published).isoformat() if published else ""
        except Refused as refused:
            raise WeekmarkError(refused.message, refused.remedy) from None
        offer = self.find(handle)
        change = self._writing.draft(offer, given, pin=pin)
        return Step(f'took "{offer.head.title}" as {change.path}', (change,))

    def attach(self, handle: str, slug: str) -> Step:
        """Return the step that puts all reports of a story into the coverage of an event."""
        offer = self.find(handle)
        known = self._event(slug)
        change = self._writing.attached(self._files[known.path], offer)
        return Step(f'attached "{offer.head.title}" to {known.path}', (change,))

    def drop(self, handles: Sequence[str]) -> Step:
        """Return the step that drops stories with all their reports."""
        offers = [self.find(handle) for handle in handles]
        keys = dict.fromkeys(item.key for offer in offers for item in offer.story.items)
        titles = ", ".join(f'"{offer.head.title}"' for offer in offers)
        return Step(f"dropped {titles}", dropped=tuple(keys))

    def merge(self, handles: Sequence[str]) -> Step:
        """Return the step that makes stories one, in ``together`` of ``desk.yaml``."""
        found = map(self.find, handles)
        offers = list({frozenset(item.key for item in one.story.items): one for one in found}.values())
        if len(offers) < 2:
            raise WeekmarkError("two stories make one; name both")
        change = together_changed(self.site, [offer.story.items for offer in offers])
        return Step(f"merged {' and '.join(offer.handle for offer in offers)}", (change,))

    def split(self, handle: str) -> Step:
        """Return the step that takes a report out of its story, by lists in ``desk.yaml``."""
        offer = self.find(handle)
        change = apart_changed(self.site, offer.story.items)
        return Step(f'split "{offer.head.title}" off', (change,))

    def never(self, handle: str) -> Step:
        """Return the step that puts the reports of a story into ``never`` of ``desk.yaml``."""
        offer = self.find(handle)
        urls = [item.url for item in offer.story.items if item.url]
        if not urls:
            raise WeekmarkError(f'"{offer.head.title}" has no address; drop it instead')
        change = list_changed(self.site, ("never",), urls)
        return Step(f'never again: "{offer.head.title}"', (change,))

    def mute(self, words: Sequence[str], domains: Sequence[str]) -> Step:
        """Return the step that mutes words and hosts in ``desk.yaml``."""
        changes = [
            list_changed(self.site, ("mute", name), entries)
            for name, entries in (("words", words), ("domains", domains))
            if entries
        ]
        if len(changes) != 1:
            raise WeekmarkError("mute either words or domains, one kind at a time")
        return Step(f"muted {', '.join([*words, *domains])}", tuple(changes))

    def done(self, until: datetime | None = None, shown: int = 0) -> Step:
        """Return the step that sets ``reviewed``: what appeared by then is done with.

        :param until: aware; by default when a feed was read last, and no later: what nobody has collected yet
            is not done with.
        :param shown: when the curator saw what waits, in seconds since 1970 UTC; what came later stays.
        """
        states = self._database.states().values()
        read = max((state.last_read for state in states), default=self._now)
        so_far = self.site.settings.reviewed_until(self.site.config.zone)
        end = int(until.timestamp()) if until else max(min(read, shown or self._now, self._now), so_far)
        text = datetime.fromtimestamp(end, UTC).isoformat().replace("+00:00", "Z")
        change = reviewed_changed(self.site, text)
        return Step(
            f"done with everything until {text}", (change,), self._left(end, by_age=until is not None)
        )

    def _left(self, end: int, *, by_age: bool) -> tuple[str, ...]:
        """Return the keys of what is meant to be done with, and is not by its time alone.

        :param by_age: mean what appeared by then, rather than what was seen.
        """
        waiting = [item for offer in self.offers() for item in offer.story.items]
        meant = [item for item in waiting if (appeared(item) if by_age else item.first_seen) <= end]
        decided = self._decided(end)
        return tuple(dict.fromkeys(item.key for item in meant if is_new(item, decided)))

    def do(self, step: Step) -> Step:
        """Take a step, and remember it.

        :raises EditError: a file was changed meanwhile; nothing was written.
        """
        until = self.site.settings.reviewed_until(self.site.config.zone)
        self._database.forget_dropped(min(until, self._now - KEPT))
        return take_step(self.site.root, self._database, step, self._now)

    def undo(self) -> Step:
        """Take the last step back.

        :raises WeekmarkError: there is none, or a file of it was touched since.
        """
        return take_back(self.site.root, self._database)

    def title_of(self, slug: str) -> str:
        """Return the title of an event, or its slug where it has none."""
        return next((known.title for known in self._known if known.slug == slug), "") or slug

    def feeds_to_look_after(self) -> tuple[FeedHealth, ...]:
        """Return the feeds that fail, or have moved for good."""
        found = health(self.site.subscriptions, self._database, self.site.manner)
        return tuple(one for one in found if one.is_failing or one.moved_to)

    @property
    def _writing(self) -> Writing:
        return Writing(self.site, self._known)

    def _stories(self) -> tuple[Story, ...]:
        """Group what may be offered, then leave out what is decided already: so a step changes no group."""
        settings = self.site.settings
        decided = self._decided(settings.reviewed_until(self.site.config.zone))
        undecided = msgspec.structs.replace(decided, used=frozenset(), dropped={})
        items = offered(self._items, undecided)
        closed = frozenset(item.key for item in items if not is_open(item, decided))
        return without(stories_of(items, settings, self._database), closed)

    def _decided(self, reviewed: int) -> Decided:
        """Return all that is decided, with such a time of review."""
        used = {url for known in self._known for url in known.urls}
        return Decided(
            reviewed=reviewed,
            seen=frozenset(item.key for item in self._items if item.first_seen <= reviewed),
            used=frozenset(used) | addresses(self.site.settings.never),
            dropped=self._database.dropped(),
            mute=self.site.settings.mute,
        )

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        """All that is kept of the feeds that are subscribed."""
        subscribed = {feed.url for feed in self.site.subscriptions}
        return tuple(item for item in self._database.items() if item.feed in subscribed)

    def _rank(self, stories: Sequence[Story]) -> tuple[Offer, ...]:
        names = Names(self.site.topics, topic_id)
        ranking = Ranking(Outlets(self.site).publisher, self.site.topics, self._known, names.find)
        events = self._index(stories)
        return ranked(
            ranking.weigh(story, self._now, events.likeliest([item.title for item in story.items[:5]]))
            for story in stories
        )

    def _index(self, stories: Sequence[Story]) -> EventIndex:
        oldest = min((appeared(item) for story in stories for item in story.items), default=self._now)
        first = datetime.fromtimestamp(oldest, UTC) - timedelta(days=_MATCHED_DAYS)
        day = first.date().isoformat()
        return EventIndex(
            [
                KnownEvent(known.slug, known.title, known.text)
                for known in self._known
                if not known.day or known.day >= day
            ]
        )

    def _event(self, slug: str) -> KnownFile:
        for known in self._known:
            if known.slug == slug:
                return known
        raise WeekmarkError(
            f'there is no event "{slug}"', did_you_mean(slug, [one.slug for one in self._known])
        )


@contextmanager
def opened(site: DeskSite) -> Iterator[Inbox]:
    """Open the inbox of a site.

    :raises WeekmarkError: the database can't be used.
    """
    with Database.open(site.folder) as database:
        yield Inbox(site, database)
