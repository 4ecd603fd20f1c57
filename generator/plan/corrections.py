"""The pages of all corrections, which nobody has to look for."""

from collections.abc import Iterator, Sequence
from functools import partial
from operator import itemgetter

from generator.model import Phase, Severity, WeekEvents
from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.feeds import unique_id
from generator.plan.frame import ATOM
from generator.plan.outputs import Output
from generator.plan.pagination import count_pages, paginate, pagination
from generator.plan.urls import numbered_path, output_path
from generator.views import Composition, CorrectionItem, CorrectionsPage, FeedLink, FeedPage

RENDERER = "corrections.html"
FEED_RENDERER = "corrections-atom.xml"


def plan_corrections(edition: Edition) -> Iterator[Output]:
    """Yield the pages of all corrections, newest first."""
    found = _found(edition)
    total = count_pages(len(found), edition.config.page_size)
    for number, part in paginate([(slug, index) for slug, index, _ in found], edition.config.page_size):
        path = output_path(numbered_path(urls.CORRECTIONS, number))
        full = [edition.cards.full_digests[slug] for slug, _ in part]
        key = edition.keys.key(RENDERER, path, total, part, full)
        compose = partial(compose_corrections, corrections=part, place=(number, total))
        yield Output(path, RENDERER, key, compose, Phase.LISTS, listed=True)


def plan_corrections_feed(edition: Edition) -> Iterator[Output]:
    """Yield the feed of the newest corrections."""
    newest = _found(edition)[: edition.config.feeds.limit]
    path = output_path(urls.CORRECTIONS_FEED)
    full = [edition.cards.full_digests[slug] for slug, _, _ in newest]
    key = edition.keys.key(FEED_RENDERER, path, edition.config.feed_id, newest, full)
    compose = partial(compose_corrections_feed, newest=newest)
    yield Output(path, FEED_RENDERER, key, compose, Phase.INDEXES, listed=False)


def compose_corrections_feed(edition: Edition, newest: Sequence[tuple[str, int, str]]) -> Composition:
    """Return what the feed of corrections shows.

    :param newest: the slug of the event, the index of the correction in it, and its date.
    """
    config = edition.config
    slugs = list(dict.fromkeys(slug for slug, _, _ in newest))
    days = {slug: edition.cards.events[slug].corrections for slug in slugs}
    view = FeedPage(
        title="Corrections",
        subtitle=config.title,
        id=unique_id(config.feed_id, urls.CORRECTIONS_FEED),
        url=edition.urls.absolute(urls.CORRECTIONS_FEED),
        html_url=edition.urls.absolute(urls.CORRECTIONS),
        updated=f"{newest[0][2]}T00:00:00Z" if newest else "1970-01-01T00:00:00Z",
        entry_ids=tuple(
            unique_id(config.feed_id, f"{urls.event_path(slug)}#{date}-{_ordinal(days[slug], index)}")
            for slug, index, date in newest
        ),
        corrections=tuple(CorrectionItem(slugs.index(slug), index) for slug, index, _ in newest),
    )
    return Composition(view, tuple(edition.cards.stored(slug) for slug in slugs))


def _ordinal(corrections: Sequence[tuple[str, Severity]], index: int) -> int:
    """Return how many corrections of the same day came before one; the newest are first."""
    return sum(date == corrections[index][0] for date, _ in corrections[index + 1 :])


def _found(edition: Edition) -> list[tuple[str, int, str]]:
    """Return all corrections, newest first: the slug of the event, the index in it, and the date."""
    found = [
        correction
        for week in edition.site.weeks
        for correction in edition.memo.value(("corrections", week.id), _corrections_of, week)
    ]
    found.sort(key=itemgetter(2), reverse=True)
    return found


def _corrections_of(week: WeekEvents) -> list[tuple[str, int, str]]:
    """Return the slug of an event, the index of the correction in it, and its date."""
    return [
        (event.slug, index, date)
        for event in week.events
        for index, (date, _) in enumerate(event.corrections)
    ]


def compose_corrections(
    edition: Edition, corrections: Sequence[tuple[str, int]], place: tuple[int, int]
) -> Composition:
    """Return what a page of corrections shows.

    :param corrections: the slug of the event and the index of the correction in it.
    :param place: the number of the page and how many there are.
    """
    slugs = list(dict.fromkeys(slug for slug, _ in corrections))
    feed = FeedLink("Corrections", edition.urls.url(urls.CORRECTIONS_FEED), ATOM)
    view = CorrectionsPage(
        head=edition.head(numbered_path(urls.CORRECTIONS, place[0]), "Corrections", feeds=(feed,)),
        items=tuple(CorrectionItem(slugs.index(slug), index) for slug, index in corrections),
        pagination=pagination(edition.urls, urls.CORRECTIONS, *place),
    )
    return Composition(view, tuple(edition.cards.stored(slug) for slug in slugs))
