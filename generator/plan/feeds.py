"""Feeds: of the newest events, of each topic or other term, and of the recaps.

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
from generator.plan.lists import with_feeds
from generator.plan.outputs import Output
from generator.plan.recaps import content_of
from generator.plan.urls import output_path
from generator.rhythms import RHYTHMS, RhythmName
from generator.views import Composition, FeedPage, RecapEntry

NAMESPACE = UUID("247a55c0-ed5f-5cf1-a98a-dd887c3e514e")
"""The namespace of all ids this program gives (RFC 9562, version 5)."""

ATOM_RENDERER = "atom.xml"
JSON_RENDERER = "feed.json"
RECAP_RENDERER = "recap-atom.xml"


def plan_feeds(edition: Edition) -> Iterator[Output]:
    """Yield the feeds of the newest events, of the terms and of the recaps."""
    config = edition.config
    newest = edition.site.events[: config.feeds.limit]
    title, subtitle = config.title, config.tagline or config.description
    yield _plan_feed(edition, ATOM_RENDERER, urls.FEED, urls.HOME, (title, subtitle), newest)
    yield _plan_feed(edition, JSON_RENDERER, urls.JSON_FEED, urls.HOME, (title, subtitle), newest)
    for kind in with_feeds(edition.site.taxonomies):
        for key, shares in edition.shares[kind].items():
            term = edition.site.taxonomies[kind][key]
            texts = (f"{config.title}: {term.name}", term.description)
            events = tuple(islice((event for share in shares for event in share.events), config.feeds.limit))
            page = urls.term_path(kind, key)
            yield _plan_feed(edition, ATOM_RENDERER, urls.term_feed_path(kind, key), page, texts, events)
    for rhythm in edition.recaps:
        yield _plan_recaps(edition, rhythm)


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


def _plan_recaps(edition: Edition, rhythm: RhythmName) -> Output:
    recaps = _finished(edition, rhythm)
    parts = [
        (
            edition.recaps[rhythm][recap.id],
            content_of(recap),
            [edition.cards.digests[event.slug] for event in recap.top],
            _recap_changed(edition, recap),
        )
        for recap in recaps
    ]
    path = output_path(urls.recap_feed_path(rhythm))
    key = edition.keys.key(
        RECAP_RENDERER, path, edition.config.feed_id, edition.config.rhythms[rhythm].name, parts
    )
    compose = partial(compose_recaps, rhythm=rhythm, recaps=recaps)
    return Output(path, RECAP_RENDERER, key, compose, Phase.INDEXES, listed=False)


def compose_recaps(edition: Edition, rhythm: RhythmName, recaps: Sequence[Recap]) -> Composition:
    """Return what the feed of a rhythm's recaps shows."""
    config = edition.config
    path = urls.recap_feed_path(rhythm)
    entries = tuple(_recap_entry(edition, recap) for recap in recaps)
    view = FeedPage(
        title=config.rhythms[rhythm].name,
        subtitle=config.title,
        id=unique_id(config.feed_id, path),
        url=edition.urls.absolute(path),
        html_url=edition.urls.absolute(urls.recaps_path(rhythm)),
        updated=_rfc3339(max([_recap_changed(edition, recap) for recap in recaps], default=0), config.zone),
        recaps=entries,
    )
    return Composition(view)


def _recap_entry(edition: Edition, recap: Recap) -> RecapEntry:
    config = edition.config
    intro, sections = content_of(recap)
    return RecapEntry(
        id=unique_id(config.feed_id, urls.recap_path(recap.rhythm, recap.id)),
        recap=edition.recaps[recap.rhythm][recap.id],
        updated=_rfc3339(_recap_changed(edition, recap), config.zone),
        intro_html=intro,
        cards=edition.cards.cards(event.slug for event in recap.top),
        sections=sections,
    )


def _finished(edition: Edition, rhythm: RhythmName) -> list[Recap]:
    """Return the recaps whose time is over or that have an editor's note: subscribers see an entry once."""
    today = edition.options.today.isoformat()
    cards = edition.recaps[rhythm]
    over = [recap for recap in edition.site.recaps[rhythm] if recap.note or cards[recap.id].last_day < today]
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


def _recap_changed(edition: Edition, recap: Recap) -> int:
    """Return when an event that a recap names was last changed, in seconds since 1970 UTC.

    A recap without events is as old as its period.
    """
    zone = edition.config.zone
    return edition.memo.value(("newest", recap.rhythm, recap.id), _newest, recap, zone)


def _newest(recap: Recap, zone: tzinfo) -> int:
    if recap.ranked:
        return max(_changed(event, zone) for event in recap.ranked)
    first = RHYTHMS[recap.rhythm].first_day(recap.id)
    return int(datetime(first.year, first.month, first.day, tzinfo=zone).timestamp())


def _rfc3339(instant: int, zone: tzinfo) -> str:
    return datetime.fromtimestamp(instant, zone).isoformat()
