"""Cards: each event as lists show it, with the digest of its card, made once a build."""

from collections.abc import Iterable

from generator.config import SiteConfig
from generator.digest import digest
from generator.model import Location, Outlet, Site, Summary
from generator.plan import urls
from generator.plan.keys import encode
from generator.plan.urls import Urls
from generator.views import Card, Link, StoredEvent

WORDS_A_MINUTE = 230
"""How fast people read English without pictures (Brysbaert 2019: 238 words a minute)."""

NOWHERE = Location(0, 0, b"")


class Cards:
    """The cards of all events of a site, by slug, and what they are made of."""

    def __init__(self, site: Site, config: SiteConfig, places: Urls, scheduled_after: float) -> None:
        """Make all cards.

        :param scheduled_after: in a preview the time of the build, in seconds since 1970 UTC: drafts and
            events after it are marked. Negative elsewhere.
        """
        self._site = site
        self._places = places
        self._freshness = config.freshness
        self._scheduled_after = scheduled_after
        self._topics = {
            topic.id: self._link("topics", topic.id, topic.name) for topic in site.topics.values()
        }
        self._audience_names = _audience_names(site)
        self._audiences = {
            text: self._link("audience", key, self._audience_names[key])
            for text, key in site.audiences.items()
        }
        self._outlet_digests = {key: digest(encode(outlet)) for key, outlet in site.outlets.items()}
        self._source_urls = {key: places.url(urls.term_path("sources", key)) for key in site.outlets}
        self._pinned = frozenset(slug for week in site.weeks if week.note for slug in week.note.pin)
        self.by_slug: dict[str, Card] = {}
        self.digests: dict[str, bytes] = {}
        """BLAKE2b-128 of each card, by slug."""
        self.full_digests: dict[str, bytes] = {}
        """BLAKE2b-128 of all that :meth:`stored` gives, by slug."""
        self._coverage = {event.slug: event.coverage for event in site.events}
        for event in site.events:
            slug = event.slug
            card = self.by_slug[slug] = self._card(event)
            shown = self.digests[slug] = digest(encode(card))
            self.full_digests[slug] = self._full_digest(event, shown)
        self.digests_by_place = list(self.digests.values())
        """The same as ``digests``, in the order of the site's events."""

    def audience_name(self, key: str) -> str:
        """Return the name of an audience by its id."""
        return self._audience_names[key]

    def stored(self, slug: str) -> StoredEvent:
        """Return an event to be shown in full."""
        outlets = tuple([self._outlet(outlet.id) for outlet in self._coverage[slug]])
        return StoredEvent(self.by_slug[slug], self._site.locations.get(slug, NOWHERE), outlets)

    def _full_digest(self, event: Summary, card: bytes) -> bytes:
        location = self._site.locations.get(event.slug, NOWHERE)
        outlets = [self._outlet_digests.get(outlet.id, b"") for outlet in event.coverage]
        return digest(b"".join([card, location.digest, *outlets]))

    def _card(self, event: Summary) -> Card:
        slug = event.slug
        latency = event.latency
        return Card(
            slug=slug,
            title=event.title,
            url=self._places.url(urls.event_path(slug)),
            day=event.day,
            published=event.published,
            source=self._outlet(event.source),
            source_url=self._source_urls.get(event.source, ""),
            original_url=event.url,
            week=event.week,
            lang=event.lang,
            hook_html=event.hook_html,
            topics=tuple([self._topics[key] for key in event.topics]),
            audience=tuple([self._audiences[text] for text in event.audience]),
            latency=latency,
            fresh=latency is not None and latency <= self._freshness,
            origin=event.origin,
            insight_origin=event.insight_origin,
            importance=event.importance,
            publishers=self._site.publishers.get(slug, 1),
            pinned=event.recap == "pin" or slug in self._pinned,
            corrected=_gravest(event) if event.corrections else "",
            modified=event.modified,
            minutes=max(1, round(event.words / WORDS_A_MINUTE)),
            status=self._status(event) if self._scheduled_after >= 0 else "",
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


def joined(digests: dict[str, bytes], slugs: Iterable[str]) -> bytes:
    """Return the digests of events one after the other, for the key of a page that lists them."""
    return b"".join([digests[slug] for slug in slugs])
