"""The page of every way to follow a site: its feeds, its sources, and mail."""

from collections.abc import Iterator

from generator.model import Phase
from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.frame import ATOM
from generator.plan.lists import with_feeds
from generator.plan.outputs import Output, finished
from generator.plan.urls import output_path
from generator.rhythms import WEEKLY
from generator.views import FeedGroup, FeedLink, MailForm, SubscribePage

RENDERER = "subscribe.html"
EVERYTHING = "Everything"
"""The group of the feeds of the whole site, a message of the theme's catalogues."""


def plan_subscribe(edition: Edition) -> Iterator[Output]:
    """Yield the page, unless the site has one of its own there."""
    if any(urls.own_page_path(page.slug) == urls.SUBSCRIBE for page in edition.site.pages):
        return
    subscribe = edition.config.subscribe
    view = SubscribePage(
        head=edition.head(urls.SUBSCRIBE, "Subscribe"),
        groups=tuple(_groups(edition)),
        sources_url=edition.urls.url(urls.SOURCE_LIST),
        form=MailForm(*subscribe.form) if subscribe else None,
        mail_url=_mail_url(edition),
    )
    path = output_path(urls.SUBSCRIBE)
    key = edition.keys.key(RENDERER, path, view)
    yield Output(path, RENDERER, key, finished(view), Phase.LISTS, listed=True)


def _mail_url(edition: Edition) -> str:
    """Return where the mail edition of the newest week is; empty where there is none."""
    week = next(iter(edition.weeks), "") if edition.config.mail.enabled else ""
    return edition.urls.url(urls.mail_path(WEEKLY, week)) if week else ""


def _groups(edition: Edition) -> Iterator[FeedGroup]:
    corrections = FeedLink("Corrections", edition.urls.url(urls.CORRECTIONS_FEED), ATOM)
    yield FeedGroup(EVERYTHING, (*edition.frame.feeds, corrections))
    names = {"topics": "Topics"} | {key: taxonomy.name for key, taxonomy in edition.config.taxonomies.items()}
    for kind in with_feeds(edition.site.taxonomies):
        feeds = tuple(
            FeedLink(term.name, edition.urls.url(urls.term_feed_path(kind, term.id)), ATOM)
            for term in edition.used(kind)
        )
        if feeds:
            yield FeedGroup(names[kind], feeds)
