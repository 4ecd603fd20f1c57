"""What all pages of one build are planned from."""

import textwrap
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property

import msgspec

from generator.cache.weeks import WeekRecords
from generator.config import SiteConfig
from generator.memo import Memo
from generator.model import Recap, Site, Theme, Topic
from generator.plain_text import plain
from generator.plan import urls
from generator.plan.attachments import Attachments
from generator.plan.cards import WORDS_A_MINUTE, Cards
from generator.plan.frame import site_frame
from generator.plan.keys import Keys
from generator.plan.lists import Share, gather, share
from generator.plan.urls import Urls
from generator.rhythms import RHYTHMS, WEEKLY, RhythmName
from generator.views import FeedLink, Head, Link, RecapCard
from generator.words import count_words

MOST_PAGES = 20
"""How many own pages the foot of a page links to."""

HEADLINES = 3
"""How many events the card of a recap names."""


class PlanOptions(msgspec.Struct, frozen=True):
    """The time of a build, and whether it is a preview."""

    today: date
    """In the site's time zone."""
    now: datetime
    """Aware."""
    preview: bool = False
    """Mark drafts and scheduled events on their cards."""


class Edition:
    """A site with its settings, and what many of its pages share: URLs, keys, cards of events and weeks."""

    def __init__(  # noqa: PLR0913, PLR0917 - a site, its settings, and what is known of it
        self,
        site: Site,
        config: SiteConfig,
        theme: Theme,
        options: PlanOptions,
        memo: Memo | None = None,
        attachments: Attachments | None = None,
        records: WeekRecords | None = None,
    ) -> None:
        self.attachments = attachments or Attachments(site, {}, {})
        self.site = self.attachments.attach_site()
        self.config = config
        self.theme = theme
        self.options = options
        self.frame = site_frame(config, theme, has_fingerprints=not options.preview)
        self.urls = Urls(config.base_url)
        self.pages = _own_pages(self.site, config, self.urls)
        """The links to own pages in the foot of each page."""
        self.keys = Keys(theme, self.frame, self.pages)
        self.memo = memo or Memo()
        """What an earlier plan has worked out, and this one leaves to the next."""
        self.memo.begin()
        scheduled_after = options.now.timestamp() if options.preview else -1
        self.cards = Cards(
            self.site,
            config,
            self.urls,
            options.now,
            scheduled_after,
            self.memo,
            self.attachments.events,
            records,
        )
        self.home = Link(config.title, self.urls.url(urls.HOME))

    @cached_property
    def recaps(self) -> dict[RhythmName, dict[str, RecapCard]]:
        """The card of each recap by its period, newest first, of each rhythm that the site has."""
        return {
            rhythm: {recap.id: self._recap_card(recap) for recap in recaps}
            for rhythm, recaps in self.site.recaps.items()
        }

    @property
    def weeks(self) -> dict[str, RecapCard]:
        """The card of each week's recap by its week, newest first: what events and the home page lead to."""
        return self.recaps[WEEKLY]

    @cached_property
    def shares(self) -> dict[str, dict[str, list[Share]]]:
        """Of each term, source and month with events what each week gives, newest first."""
        digests = self.cards.weeks
        return gather(
            (self.memo.value(("shares", week.id), share, week, digests[week.id]) for week in self.site.weeks),
            self.site.taxonomies,
        )

    def largest_topics(self, counts: Mapping[str, int], most: int) -> tuple[Link, ...]:
        """Return links to the topics that have most, with how many that is.

        :param counts: of events, by the id of a topic.
        """
        largest = sorted(counts, key=lambda key: (-counts[key], key))[:most]
        return tuple(
            Link(self.site.topics[key].name, self.urls.url(urls.term_path("topics", key)), counts[key])
            for key in largest
        )

    def used(self, taxonomy: str) -> list[Topic]:
        """Return the terms of a taxonomy that events have, in the order of the registry."""
        return [term for key, term in self.site.taxonomies[taxonomy].items() if key in self.shares[taxonomy]]

    def head(  # noqa: PLR0913 - a page may say all of this of itself
        self,
        path: str,
        title: str,
        *above: Link,
        description: str = "",
        lang: str = "",
        feeds: tuple[FeedLink, ...] = (),
        noindex: bool = False,
        canonical: str = "",
    ) -> Head:
        """Return the head of the page at a site path.

        :param above: the pages between the home page and this one.
        :param canonical: the site path of the page that this one copies.
        """
        return Head(
            title=title,
            url=self.urls.url(path),
            canonical=self.urls.absolute(canonical or path),
            description=description,
            lang=lang,
            feeds=feeds,
            breadcrumbs=() if path == urls.HOME else (self.home, *above),
            noindex=noindex,
            pages=self.pages,
        )

    def _recap_card(self, recap: Recap) -> RecapCard:
        rhythm = RHYTHMS[recap.rhythm]
        url = self.urls.url(urls.recap_path(recap.rhythm, recap.id))
        events = [
            Link(event.title, self.urls.url(urls.event_path(event.slug)))
            for event in recap.ranked[:HEADLINES]
        ]
        sections = recap.note.sections[:HEADLINES] if recap.note and not events else ()
        return RecapCard(
            rhythm=recap.rhythm,
            id=recap.id,
            title=recap.note.title if recap.note else "",
            url=url,
            first_day=rhythm.first_day(recap.id).isoformat(),
            last_day=rhythm.last_day(recap.id).isoformat(),
            events=recap.numbers.events,
            headlines=tuple(events or [Link(part.title, f"{url}#{part.id}") for part in sections]),
            links=recap.numbers.links,
            minutes=_minutes(recap),
        )


def _own_pages(site: Site, config: SiteConfig, places: Urls) -> tuple[Link, ...]:
    """Return links to the site's own pages, unless the settings choose what is in the foot of a page."""
    if config.footer is not None:
        return ()
    pages = sorted(site.pages, key=lambda page: page.slug)[:MOST_PAGES]
    return tuple(Link(page.title, places.url(urls.own_page_path(page.slug))) for page in pages)


def _minutes(recap: Recap) -> int:
    """Return how long a recap takes to read: its note and what it says of its first events."""
    note = recap.note
    texts = (note.intro_html, *(section.html for section in note.sections)) if note else ()
    words = sum(count_words(plain(text)) for text in texts)
    words += sum(event.brief_words for event in recap.top)
    return max(1, round(words / WORDS_A_MINUTE))


def shortened(markup: str, width: int = 300) -> str:
    """Return safe markup as plain text on one line, cut at a word to at most ``width`` characters."""
    text = plain(markup)
    return text if len(text) <= width else textwrap.shorten(text, width, placeholder="…")
