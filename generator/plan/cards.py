"""Cards: each event as lists show it, and the digest of its card.

The digests of all cards are made at once, from the facts that a card is made of; a card itself only when
some page that shows it is composed.
"""

from collections.abc import Iterable
from itertools import takewhile

from generator.config import SiteConfig
from generator.digest import digest
from generator.model import Location, Outlet, Site, Summary
from generator.plan import urls
from generator.plan.keys import encode
from generator.plan.memo import PlanMemo
from generator.plan.urls import Urls
from generator.views import Card, Link, StoredEvent

WORDS_A_MINUTE = 230
"""How fast people read English without pictures (Brysbaert 2019: 238 words a minute)."""

NOWHERE = Location(0, 0, b"")


class Cards:
    """The cards of all events of a site, by slug, and what they are made of."""

    def __init__(
        self,
        site: Site,
        config: SiteConfig,
        places: Urls,
        scheduled_after: float,
        memo: PlanMemo | None = None,
    ) -> None:
        """Make the digests of all cards.

        :param scheduled_after: in a preview the time of the build, in seconds since 1970 UTC: drafts and
            events after it are marked. Negative elsewhere.
        """
        self._site = site
        self._places = places
        self._freshness = config.freshness
        self._scheduled_after = scheduled_after
        self._topics = {key: self._link("topics", key, topic.name) for key, topic in site.topics.items()}
        self._audience_names = _audience_names(site)
        self._audiences = {
            text: self._link("audience", key, self._audience_names[key])
            for text, key in site.audiences.items()
        }
        self._outlet_digests = {key: digest(encode(outlet)) for key, outlet in site.outlets.items()}
        self._topic_digests = {key: digest(encode(link)) for key, link in self._topics.items()}
        self._audience_digests = {text: digest(encode(link)) for text, link in self._audiences.items()}
        self._pinned = frozenset(slug for week in site.weeks if week.note for slug in week.note.pin)
        self._events = {event.slug: event for event in site.events}
        self._cards: dict[str, Card] = {}
        self.digests: dict[str, bytes] = {}
        """BLAKE2b-128 of all that a card shows, by slug."""
        self.full_digests: dict[str, bytes] = {}
        """What changes whenever :meth:`stored` shows anything else, by slug."""
        self._make_digests(memo)
        self.digests_by_place = list(self.digests.values())
        """The same, in the order of the site's events."""

    def audience_name(self, key: str) -> str:
        """Return the name of an audience by its id."""
        return self._audience_names[key]

    def card(self, slug: str) -> Card:
        """Return the card of an event."""
        card = self._cards.get(slug)
        if card is None:
            card = self._cards[slug] = self._card(self._events[slug])
        return card

    def cards(self, slugs: Iterable[str]) -> tuple[Card, ...]:
        """Return the cards of several events."""
        return tuple([self.card(slug) for slug in slugs])

    def joined(self, slugs: Iterable[str]) -> bytes:
        """Return what changes whenever the cards of these events, or their order, do."""
        return b"".join([self.digests[slug] for slug in slugs])

    def stored(self, slug: str) -> StoredEvent:
        """Return an event to be shown in full."""
        outlets = tuple([self._outlet(outlet.id) for outlet in self._events[slug].coverage])
        return StoredEvent(self.card(slug), self._site.locations.get(slug, NOWHERE), outlets)

    def _make_digests(self, memo: PlanMemo | None) -> None:
        """Digest every event that the memo does not know under the same circumstances."""
        context = self._context()
        known = memo.cards if memo and memo.card_context == context else {}
        made = {}
        for event in self._site.events:
            slug = event.slug
            card = known.get(slug)
            if card is None or card[0] is not event:
                shown = self._digest(event)
                card = (event, shown, self._full_digest(event, shown))
            made[slug] = card
            self.digests[slug] = card[1]
            self.full_digests[slug] = card[2]
        if memo is not None:
            memo.card_context, memo.cards = context, made

    def _context(self) -> bytes:
        """Return the digest of all that cards depend on beside their own events.

        A document that is parsed again has another event, so that its place in the cache follows from it.
        """
        marked = takewhile(lambda event: event.instant > self._scheduled_after, self._site.events)
        scheduled = [event.slug for event in marked] if self._scheduled_after >= 0 else None
        facts = (self._outlet_digests, self._topic_digests, self._audience_digests)
        return digest(encode((facts, sorted(self._pinned), self._freshness, scheduled)))

    def _full_digest(self, event: Summary, card: bytes) -> bytes:
        location = self._site.locations.get(event.slug, NOWHERE)
        outlets = [self._outlet_digests.get(outlet.id, b"") for outlet in event.coverage]
        return b"".join([card, location.digest, *outlets])

    def _digest(self, event: Summary) -> bytes:
        """Return the digest of a card's facts; URLs follow from ids and settings, which keys hold."""
        facts = (
            event.slug,
            event.title,
            event.published,
            event.day,
            event.week,
            self._outlet_digests.get(event.source, event.source),
            event.url,
            event.lang,
            event.hook_html,
            [self._topic_digests[key] for key in event.topics],
            [self._audience_digests[text] for text in event.audience],
            event.latency,
            event.origin,
            event.insight_origin,
            event.importance,
            event.modified,
            self._judgements(event),
        )
        return digest(encode(facts))

    def _judgements(self, event: Summary) -> tuple[bool, int, bool, str, int, str]:
        """Return whether it is fresh, its publishers, whether pinned, correction, minutes and status."""
        latency = event.latency
        return (
            latency is not None and latency <= self._freshness,
            self._site.publishers.get(event.slug, 1),
            event.recap == "pin" or event.slug in self._pinned,
            _gravest(event) if event.corrections else "",
            max(1, round(event.words / WORDS_A_MINUTE)),
            self._status(event) if self._scheduled_after >= 0 else "",
        )

    def _card(self, event: Summary) -> Card:
        fresh, publishers, pinned, corrected, minutes, status = self._judgements(event)
        return Card(
            slug=event.slug,
            title=event.title,
            url=self._places.url(urls.event_path(event.slug)),
            day=event.day,
            published=event.published,
            source=self._outlet(event.source),
            source_url=self._places.url(urls.term_path("sources", event.source)),
            original_url=event.url,
            week=event.week,
            lang=event.lang,
            hook_html=event.hook_html,
            topics=tuple([self._topics[key] for key in event.topics]),
            audience=tuple([self._audiences[text] for text in event.audience]),
            latency=event.latency,
            fresh=fresh,
            origin=event.origin,
            insight_origin=event.insight_origin,
            importance=event.importance,
            publishers=publishers,
            pinned=pinned,
            corrected=corrected,
            modified=event.modified,
            minutes=minutes,
            status=status,
        )

    def _outlet(self, key: str) -> Outlet:
        return self._site.outlets.get(key) or Outlet(key, key)

    def _status(self, event: Summary) -> str:
        if event.draft:
            return "draft"
        return "scheduled" if event.instant > self._scheduled_after else ""

    def _link(self, kind: str, key: str, name: str) -> Link:
        return Link(name, self._places.url(urls.term_path(kind, key)))


def _audience_names(site: Site) -> dict[str, str]:
    """Return the name of each audience by its id: of texts with one id the first."""
    names: dict[str, str] = {}
    for text, key in site.audiences.items():
        names.setdefault(key, text)
    return names


def _gravest(event: Summary) -> str:
    return "major" if any(severity == "major" for _, severity in event.corrections) else "minor"
