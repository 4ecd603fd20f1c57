"""Cards: each event as lists show it, and the digest of its card.

The digests of all cards are made at once, from the facts that a card is made of; a card itself only when
some page that shows it is composed. The digests of a week are kept for as long as its facts stay.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain, takewhile
from typing import Any

from generator.cache.weeks import WeekRecord, WeekRecords
from generator.config import SiteConfig
from generator.digest import digest
from generator.memo import Memo
from generator.model import Location, Outlet, Site, Summary, WeekEvents
from generator.plan import urls
from generator.plan.attachments import attach_markup, attach_picture
from generator.plan.keys import encode
from generator.plan.urls import Urls
from generator.views import Attachment, Card, Link, StoredEvent

WORDS_A_MINUTE = 230
"""How fast people read English without pictures (Brysbaert 2019: 238 words a minute)."""

FRESH_WINDOW = timedelta(hours=48)
"""How long after its publication an event can be called fresh."""

NOWHERE = Location(0, 0, b"")


@dataclass(frozen=True, slots=True)
class WeekDigests:
    """The digests of a week's events, by slug, newest first."""

    cards: dict[str, bytes]
    """BLAKE2b-128 of all that a card shows."""
    full: dict[str, bytes]
    """What changes whenever :meth:`Cards.stored` shows anything else."""
    relatives: tuple[str, ...]
    """The slugs of the events of other weeks that are related to one of them."""
    made: dict[str, Card] = field(default_factory=dict, compare=False)
    """Cards that have been made already."""


class Cards:
    """The cards of all events of a site, by slug, and what they are made of."""

    def __init__(  # noqa: PLR0913, PLR0917 - what cards are made of, and what is known of them
        self,
        site: Site,
        config: SiteConfig,
        places: Urls,
        now: datetime,
        scheduled_after: float,
        memo: Memo | None = None,
        attachments: Mapping[str, tuple[Attachment, ...]] | None = None,
        records: WeekRecords | None = None,
    ) -> None:
        """Make the digests of all cards.

        :param now: the time of the build, aware.
        :param attachments: of each event that has any, by slug.
        :param scheduled_after: in a preview the time of the build, in seconds since 1970 UTC: drafts and
            events after it are marked. Negative elsewhere.
        :param records: what was digested by an earlier build, and filled in for the next.
        """
        self._site = site
        self._records = records
        self._attachments = attachments or {}
        self._places = places
        self._freshness = config.freshness
        self._fresh_after = (now - FRESH_WINDOW).timestamp()
        self._scheduled_after = scheduled_after
        self._terms = {
            kind: {key: Link(term.name, places.url(urls.term_path(kind, key))) for key, term in terms.items()}
            for kind, terms in site.taxonomies.items()
        }
        self._outlets = {key: outlet.for_readers for key, outlet in site.outlets.items()}
        self._outlet_digests = {key: digest(encode(outlet)) for key, outlet in self._outlets.items()}
        self._term_digests = {
            kind: {key: digest(encode(link)) for key, link in links.items()}
            for kind, links in self._terms.items()
        }
        notes = [recap.note for recap in chain(*site.recaps.values()) if recap.note]
        self._pinned = frozenset(slug for note in notes for slug in note.pin)
        self._weeks = {week.id: week for week in site.weeks}
        self.events = {event.slug: event for event in site.events}
        """The events by slug."""
        memo = memo or Memo()
        self.weeks = {
            week.id: memo.value(("digests", week.id), self._find_digests, week, self._circumstances(week))
            for week in site.weeks
        }
        """What is digested of each week, by week, newest first."""
        self.digests: dict[str, bytes] = {}
        """BLAKE2b-128 of all that a card shows, by slug, newest first."""
        self.full_digests: dict[str, bytes] = {}
        """What changes whenever :meth:`stored` shows anything else, by slug."""
        for week_digests in self.weeks.values():
            self.digests.update(week_digests.cards)
            self.full_digests.update(week_digests.full)

    def card(self, slug: str) -> Card:
        """Return the card of an event."""
        event = self.events[slug]
        made = self.weeks[event.week].made
        if slug not in made:
            made[slug] = self._card(event)
        return made[slug]

    def cards(self, slugs: Iterable[str]) -> tuple[Card, ...]:
        """Return the cards of several events."""
        return tuple([self.card(slug) for slug in slugs])

    def joined(self, slugs: Iterable[str]) -> bytes:
        """Return what changes whenever the cards of these events, or their order, do."""
        return b"".join(map(self.digests.__getitem__, slugs))

    def stored(self, slug: str) -> StoredEvent:
        """Return an event to be shown in full."""
        event = self.events[slug]
        outlets = tuple([self._outlet(outlet.id) for outlet in event.coverage])
        location = self._weeks[event.week].locations.get(slug, NOWHERE)
        return StoredEvent(self.card(slug), location, outlets, self._attachments.get(slug, ()))

    def picture(self, event: Summary) -> Attachment:
        """Return where the event's own picture is published; its path is empty where it has none."""
        return attach_picture(event.image, self._attachments.get(event.slug, ()))

    def related(self, slug: str) -> tuple[Card, ...]:
        """Return the cards of the events that are related to one."""
        return self.cards(self._weeks[self.events[slug].week].related[slug])

    def _circumstances(self, week: WeekEvents) -> tuple[object, ...]:
        """Return all that the digests of a week depend on beside its own facts."""
        marked = takewhile(lambda event: event.instant > self._scheduled_after, week.events)
        return (
            [self._outlet_digests.get(key) for key in week.sources],
            [[self._term_digests[kind][key] for key in terms] for kind, terms in week.terms.items()],
            sorted(self._pinned & week.files.keys()),
            [event.slug for event in takewhile(lambda event: event.instant > self._fresh_after, week.events)],
            self._freshness,
            self._places.base_path,
            [event.slug for event in marked] if self._scheduled_after >= 0 else None,
            [self._attachments[slug] for slug in week.attachments],
        )

    def _find_digests(self, week: WeekEvents, circumstances: tuple[object, ...]) -> WeekDigests:
        """Return what is digested of a week, from its record if there is one."""
        if self._records is None:
            return self._digest_week(week)
        key = digest(encode((week.key, circumstances)))
        known = self._records.find(week.id, key)
        if known is not None and len(known.cards) == len(known.full) == len(week.events):
            slugs = [event.slug for event in week.events]
            cards, full = (dict(zip(slugs, found, strict=True)) for found in (known.cards, known.full))
            return WeekDigests(cards, full, tuple(known.relatives))
        made = self._digest_week(week)
        self._records.keep(
            week.id, WeekRecord(key, [*made.cards.values()], [*made.full.values()], [*made.relatives])
        )
        return made

    def _digest_week(self, week: WeekEvents) -> WeekDigests:
        cards = {event.slug: self._digest(event) for event in week.events}
        full = {event.slug: self._full_digest(event, cards[event.slug]) for event in week.events}
        related = dict.fromkeys(chain.from_iterable(week.related.values()))
        return WeekDigests(cards, full, tuple([slug for slug in related if slug not in cards]))

    def _full_digest(self, event: Summary, card: bytes) -> bytes:
        location = self._weeks[event.week].locations.get(event.slug, NOWHERE)
        outlets = [self._outlet_digests.get(outlet.id, b"") for outlet in event.coverage]
        attached = self._attachments.get(event.slug)
        return b"".join([card, location.digest, *outlets, digest(encode(attached)) if attached else b""])

    def _digest(self, event: Summary) -> bytes:
        """Return the digest of a card; URLs follow from ids and settings, which keys hold."""
        parts = (
            *self._facts(event).values(),
            self._outlet_digests.get(event.source, event.source),
            [(kind, [self._term_digests[kind][key] for key in terms]) for kind, terms in event.terms.items()],
        )
        return digest(encode(parts))

    def _card(self, event: Summary) -> Card:
        terms = {kind: tuple([self._terms[kind][key] for key in keys]) for kind, keys in event.terms.items()}
        return Card(
            **self._facts(event),
            url=self._places.url(urls.event_path(event.slug)),
            source=self._outlet(event.source),
            source_url=self._places.url(urls.term_path("sources", event.source)),
            topics=terms.pop("topics", ()),
            audience=terms.pop("audience", ()),
            terms=tuple(terms.items()),
        )

    def _facts(self, event: Summary) -> dict[str, Any]:
        """Return the fields of a card beside its links: what it says, and what is judged of the event."""
        latency = event.latency
        return {
            "slug": event.slug,
            "title": event.title,
            "day": event.day,
            "published": event.published,
            "original_url": event.url,
            "week": event.recap_week or event.week,
            "lang": event.lang,
            "hook_html": self._hook(event),
            "latency": latency,
            "fresh": (
                latency is not None and latency <= self._freshness and event.instant > self._fresh_after
            ),
            "origin": event.origin,
            "insight_origin": event.insight_origin,
            "importance": event.importance,
            "publishers": self._weeks[event.week].publishers[event.slug],
            "pinned": event.recap == "pin" or event.slug in self._pinned,
            "corrected": _gravest(event) if event.corrections else "",
            "modified": event.modified,
            "minutes": max(1, round(event.words / WORDS_A_MINUTE)),
            "status": self._status(event) if self._scheduled_after >= 0 else "",
            "sponsored": event.sponsored,
        }

    def _hook(self, event: Summary) -> str:
        return attach_markup(event.hook_html, self._attachments.get(event.slug, ()))

    def _outlet(self, key: str) -> Outlet:
        return self._outlets.get(key) or Outlet(key, key)

    def _status(self, event: Summary) -> str:
        if event.draft:
            return "draft"
        return "scheduled" if event.instant > self._scheduled_after else ""


def _gravest(event: Summary) -> str:
    return "major" if any(severity == "major" for _, severity in event.corrections) else "minor"
