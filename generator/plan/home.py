"""The home page and the older pages behind it."""

from collections.abc import Iterator
from functools import partial

from generator.model import Phase
from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.outputs import Output
from generator.plan.pagination import count_pages, paginate, pagination
from generator.plan.social_cards import illustrate, recap_picture
from generator.plan.urls import numbered_path, output_path
from generator.views import Composition, HomePage, RecapCard

RENDERER = "home.html"


def plan_home(edition: Edition) -> Iterator[Output]:
    """Yield the pages of the newest events."""
    digests = list(edition.cards.digests.values())
    size = edition.config.page_size
    total = count_pages(len(digests), size)
    for number, part in paginate(digests, size):
        path = output_path(numbered_path(urls.HOME, number))
        recap = _recap(edition, number)
        has_card = recap is not None and edition.config.social_cards.mode != "off"
        key = edition.keys.key(RENDERER, path, total, recap, has_card, b"".join(part))
        compose = partial(compose_home, number=number, total=total)
        phase = Phase.INDEXES if number == 1 else Phase.LISTS
        yield Output(path, RENDERER, key, compose, phase, listed=True)


def compose_home(edition: Edition, number: int, total: int) -> Composition:
    """Return what a page of the newest events shows.

    :param number: of the page, from 1; ``total`` is how many there are.
    """
    config = edition.config
    events = edition.site.events[(number - 1) * config.page_size : number * config.page_size]
    description = config.description or config.tagline
    recap = _recap(edition, number)
    head = edition.head(numbered_path(urls.HOME, number), "", description=description)
    view = HomePage(
        head=illustrate(head, recap_picture(edition, recap)),
        cards=edition.cards.cards(event.slug for event in events),
        pagination=pagination(edition.urls, urls.HOME, number, total),
        recap=recap,
    )
    return Composition(view)


def _recap(edition: Edition, number: int) -> RecapCard | None:
    """Return the newest recap of a week, which the first page alone shows."""
    return next(iter(edition.weeks.values()), None) if number == 1 else None
