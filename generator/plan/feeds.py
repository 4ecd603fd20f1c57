"""Feeds: of the newest events, of each topic, and of the recaps.

The id of a feed is made of its kind, that of an entry of the event's slug, both under ``feed_id``: neither
title nor base URL is part of it. An event whose slug has changed keeps its id through its alias.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from functools import partial
from itertools import islice
from uuid import UUID, uuid5

from generator.model import Phase, Recap, Summary
from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.outputs import Output
from generator.plan.urls import output_path
from generator.views import Composition, FeedPage

NAMESPACE = UUID("247a55c0-ed5f-5cf1-a98a-dd887c3e514e")
"""The namespace of all ids this program gives (RFC 9562, version 5)."""

ATOM_RENDERER = "atom.xml"
JSON_RENDERER = "feed.json"
RECAP_RENDERER = "recap-atom.xml"


def plan_feeds(edition: Edition) -> Iterator[Output]:
    """Yield the feeds of the newest events, of each topic and of the recaps."""
    config = edition.config
    newest = edition.site.events[: config.feeds.limit]
    title, subtitle = config.title, config.tagline or config.description
    yield _plan_feed(edition, ATOM_RENDERER, urls.FEED, urls.HOME, (title, subtitle), newest)
    yield _plan_feed(edition, JSON_RENDERER, urls.JSON_FEED, urls.HOME, (title, subtitle), newest)
    for key, shares in edition.shares["topics"].items():
        topic = edition.site.topics[key]
        texts = (f"{config.title}: {topic.name}", topic.description)
        events = tuple(islice((event for share in shares for event in share.events), config.feeds.limit))
        page = urls.term_path("topics", key)
        yield _plan_feed(edition, ATOM_RENDERER, urls.topic_feed_path(key), page, texts, events)
    yield _plan_recaps(edition)


def _plan_feed(  # noqa: PLR0913, PLR0917 - a feed is all of this
    edition: Edition,
    renderer: str,
    path: str,
    page: str,
    texts: tuple[str, str],
    events: Sequence[Summary],
) -> Output:
    """Plan a feed at a site path that belongs to a page; ``texts`` are its title and subtitle."""
    full = [edition.cards.full_digests[event.slug] for event in events]
    names = [(event.slug, event.aliases) for event in events]
    key = edition.keys.key(renderer, output_path(path), edition.config.feed_id, texts, names, full)
    compose = partial(compose_feed, path=path, page=page, texts=texts, events=events)
    return Output(output_path(path), renderer, key, compose, Phase.INDEXES, listed=False)


def compose_feed(
    edition: Edition, path: str, page: str, texts: tuple[str, str], events: Sequence[Summary]
) -> Composition:
    """Return what a feed of events shows."""
    view = FeedPage(
        title=texts[0],
        subtitle=texts[1],
        id=unique_id(edition.config.feed_id, path),
        url=edition.urls.absolute(path),
        html_url=edition.urls.absolute(page),
        updated=_newest_change(edition, events),
        entry_ids=tuple(entry_id(edition.config.feed_id, event) for event in events),
    )
    return Composition(view, tuple(edition.cards.stored(event.slug) for event in events))


def _plan_recaps(edition: Edition) -> Output:
    weeks = _finished_weeks(edition)
    parts = [
        (
            edition.recaps[week.id],
            week.note.intro_html if week.note else "",
            [edition.cards.digests[event.slug] for event in week.top],
            _week_changed(edition, week),
        )
        for week in weeks
    ]
    path = output_path(urls.RECAP_FEED)
    key = edition.keys.key(RECAP_RENDERER, path, edition.config.feed_id, parts)
    return Output(
        path, RECAP_RENDERER, key, partial(compose_recaps, weeks=weeks), Phase.INDEXES, listed=False
    )


def compose_recaps(edition: Edition, weeks: Sequence[Recap]) -> Composition:
    """Return what the feed of recaps shows."""
    config = edition.config
    changes = [_week_changed(edition, week) for week in weeks]
    view = FeedPage(
        title=config.recap.name,
        subtitle=config.title,
        id=unique_id(config.feed_id, urls.RECAP_FEED),
        url=edition.urls.absolute(urls.RECAP_FEED),
        html_url=edition.urls.absolute(urls.WEEKS),
        updated=_rfc3339(max(changes, default=0), config.zone),
        entry_ids=tuple(unique_id(config.feed_id, urls.week_path(week.id)) for week in weeks),
        weeks=tuple(edition.recaps[week.id] for week in weeks),
        week_updates=tuple(_rfc3339(changed, config.zone) for changed in changes),
        week_intros=tuple(week.note.intro_html if week.note else "" for week in weeks),
        week_cards=tuple(edition.cards.cards(event.slug for event in week.top) for week in weeks),
    )
    return Composition(view)


def _finished_weeks(edition: Edition) -> list[Recap]:
    """Return the weeks that are over or have an editor's note: subscribers see an entry once."""
    today = edition.options.today.isoformat()
    over = [week for week in edition.site.recaps if week.note or edition.recaps[week.id].last_day < today]
    return over[: edition.config.feeds.limit]


def unique_id(feed_id: str, path: str) -> str:
    """Return the lasting id of what is at the site path, whatever the site's address is."""
    return uuid5(NAMESPACE, feed_id + path).urn


def entry_id(feed_id: str, event: Summary) -> str:
    """Return the lasting id of an event: that of its first slug, which its aliases tell."""
    old_slugs = (urls.event_slug(alias) for alias in event.aliases)
    slug = next((old for old in old_slugs if old), event.slug)
    return unique_id(feed_id, urls.event_path(slug).rstrip("/"))


def _changed(event: Summary, zone: tzinfo) -> int:
    """Return when an event was last changed in substance, or published, in seconds since 1970 UTC."""
    if not event.modified:
        return event.instant
    moment = datetime.fromisoformat(event.modified)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return int(aware.timestamp())


def _newest_change(edition: Edition, events: Iterable[Summary]) -> str:
    """Return the last change of any of the events as RFC 3339; of none, the start of 1970."""
    zone = edition.config.zone
    return _rfc3339(max([_changed(event, zone) for event in events], default=0), zone)


def _week_changed(edition: Edition, week: Recap) -> int:
    """Return when an event of a recap was last changed, in seconds since 1970 UTC."""
    zone = edition.config.zone
    return edition.memo.value(("newest", week.id), _newest, week, zone)


def _newest(week: Recap, zone: tzinfo) -> int:
    return max(_changed(event, zone) for event in week.ranked)


def _rfc3339(instant: int, zone: tzinfo) -> str:
    return datetime.fromtimestamp(instant, zone).isoformat()
