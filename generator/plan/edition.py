"""What all pages of one build are planned from."""

import re
import textwrap
from datetime import date, datetime
from functools import cached_property
from html import unescape

import msgspec

from generator.config import SiteConfig
from generator.memo import Memo
from generator.model import Site, Theme, Topic, Week
from generator.plan import urls
from generator.plan.cards import Cards
from generator.plan.frame import chrome
from generator.plan.keys import Keys
from generator.plan.lists import Share, gather, share
from generator.plan.urls import Urls
from generator.views import FeedLink, Head, Link, WeekCard

HEADLINES = 3
"""How many events a week's card names."""

_TAG = re.compile(r"<[^>]*>")


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

    def __init__(
        self,
        site: Site,
        config: SiteConfig,
        theme: Theme,
        options: PlanOptions,
        memo: Memo | None = None,
    ) -> None:
        self.site = site
        self.config = config
        self.options = options
        self.chrome = chrome(config, theme, has_fingerprints=not options.preview)
        self.urls = Urls(config.base_url)
        self.keys = Keys(theme, self.chrome)
        self.memo = memo or Memo()
        """What an earlier plan has worked out, and this one leaves to the next."""
        self.memo.begin()
        scheduled_after = options.now.timestamp() if options.preview else -1
        self.cards = Cards(site, config, self.urls, scheduled_after, self.memo)
        self.home = Link(config.title, self.urls.url(urls.HOME))

    @cached_property
    def weeks(self) -> dict[str, WeekCard]:
        """The card of each week by its id, newest first."""
        return {week.id: self._week_card(week) for week in self.site.weeks}

    @cached_property
    def shares(self) -> dict[str, dict[str, list[Share]]]:
        """Of each topic, source, audience and month with events what each chapter gives, newest first."""
        digests = self.cards.chapters
        return gather(
            self.memo.value(("shares", chapter.week), share, chapter, digests[chapter.week])
            for chapter in self.site.chapters
        )

    @property
    def used_topics(self) -> list[Topic]:
        """The topics that events have, in the order of the registry."""
        return [topic for key, topic in self.site.topics.items() if key in self.shares["topics"]]

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
        )

    def _week_card(self, week: Week) -> WeekCard:
        year, number = int(week.id[:4]), int(week.id[-2:])
        return WeekCard(
            id=week.id,
            title=week.note.title if week.note else "",
            url=self.urls.url(urls.week_path(week.id)),
            first_day=date.fromisocalendar(year, number, 1).isoformat(),
            last_day=date.fromisocalendar(year, number, 7).isoformat(),
            events=len(week.top) + len(week.rest),
            headlines=tuple(
                Link(event.title, self.urls.url(urls.event_path(event.slug)))
                for event in week.ranked[:HEADLINES]
            ),
        )


def plain(markup: str, width: int = 300) -> str:
    """Return safe markup as plain text on one line, cut at a word to at most ``width`` characters."""
    text = " ".join(unescape(_TAG.sub("", markup)).split())
    return text if len(text) <= width else textwrap.shorten(text, width, placeholder="…")
