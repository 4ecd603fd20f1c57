"""The home page and the older pages behind it.

The first begins with what the recap of the newest full week ranks first, and goes on with the newest events;
the older ones have the newest alone, so that each event is on one of the pages, in the order of time.
"""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from generator.model import Phase, Recap, Summary
from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.outputs import Output
from generator.plan.pagination import count_pages, paginate, pagination
from generator.plan.social_cards import illustrate, recap_picture
from generator.plan.urls import numbered_path, output_path
from generator.rhythms import WEEKLY
from generator.views import Composition, HomePage, Link, RecapCard

RENDERER = "home.html"
FULL_WEEK = 3
"""How many events a week needs to have one of them lead."""
SECONDS = 2
"""How many events stand beside the one that leads."""
MOST_TOPICS = 8


def plan_home(edition: Edition) -> Iterator[Output]:
    """Yield the pages of the newest events."""
    digests = list(edition.cards.digests.values())
    size = edition.config.page_size
    total = count_pages(len(digests), size)
    for number, part in paginate(digests, size):
        path = output_path(numbered_path(urls.HOME, number))
        recap = _recap(edition, number)
        has_card = recap is not None and edition.config.social_cards.mode != "off"
        leads = [event.slug for event in _leads(edition, number)]
        shown = ([edition.cards.full_digests[slug] for slug in leads[:1]], edition.cards.joined(leads))
        topics = _topics(edition, number)
        key = edition.keys.key(RENDERER, path, total, recap, has_card, b"".join(part), shown, topics)
        compose = partial(compose_home, number=number, total=total)
        phase = Phase.INDEXES if number == 1 else Phase.LISTS
        yield Output(path, RENDERER, key, compose, phase, listed=True)


def compose_home(edition: Edition, number: int, total: int) -> Composition:
    """Return what a page of the newest events shows.

    :param number: of the page, from 1; ``total`` is how many there are.
    """
    config = edition.config
    leads = [event.slug for event in _leads(edition, number)]
    events = edition.site.events[(number - 1) * config.page_size : number * config.page_size]
    description = config.description or config.tagline
    recap = _recap(edition, number)
    head = edition.head(numbered_path(urls.HOME, number), "", description=description)
    view = HomePage(
        head=illustrate(head, recap_picture(edition, recap)),
        cards=edition.cards.cards(event.slug for event in events if event.slug not in leads),
        pagination=pagination(edition.urls, urls.HOME, number, total),
        recap=recap,
        seconds=edition.cards.cards(leads[1:]),
        topics=_topics(edition, number),
    )
    return Composition(view, tuple(edition.cards.stored(slug) for slug in leads[:1]))


def _recap(edition: Edition, number: int) -> RecapCard | None:
    """Return the newest recap of a week, which the first page alone shows."""
    return next(iter(edition.weeks.values()), None) if number == 1 else None


def _leads(edition: Edition, number: int) -> list[Summary]:
    """Return the events that stand first on the first page: by rank, or the newest."""
    if number > 1:
        return []
    full = _full_week(edition) if edition.config.front == "ranked" else None
    return list(full.ranked if full else edition.site.events)[: 1 + SECONDS]


def _full_week(edition: Edition) -> Recap | None:
    """Return the recap of the newest week that has enough events."""
    return next((recap for recap in edition.site.recaps[WEEKLY] if len(recap.ranked) >= FULL_WEEK), None)


def _topics(edition: Edition, number: int) -> tuple[Link, ...]:
    """Return the topics of the newest full week, with how many of its events have them."""
    full = _full_week(edition) if number == 1 else None
    counts = Counter(topic for event in full.ranked for topic in event.topics) if full else Counter[str]()
    return edition.largest_topics(counts, MOST_TOPICS)
