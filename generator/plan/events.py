"""The page of each event."""

from collections.abc import Iterator
from functools import partial

from generator.digest import digest
from generator.plan import urls
from generator.plan.edition import Edition, plain
from generator.plan.keys import encode
from generator.plan.social import choose, event_picture, illustrate
from generator.plan.urls import output_path
from generator.views import Composition, EventPage, Link, Output

RENDERER = "event.html"


def plan_events(edition: Edition) -> Iterator[Output]:
    """Yield the page of each event."""
    site, cards = edition.site, edition.cards
    recaps = {key: digest(encode(card)) for key, card in edition.weeks.items()}
    events = site.events
    files, related = site.event_files, site.related
    digests, full_digests = cards.digests, cards.full_digests
    titles = [(event.slug, event.title) for event in events]
    last = len(events) - 1
    for place, event in enumerate(events):
        slug = event.slug
        path = output_path(urls.event_path(slug))
        key = edition.keys.key(
            RENDERER,
            path,
            full_digests[slug],
            recaps.get(event.week),
            b"".join([digests[other] for other in related.get(slug, ())]),
            titles[place + 1] if place < last else None,
            titles[place - 1] if place else None,
            choose(edition, place),
        )
        yield Output(path, RENDERER, key, partial(compose_event, edition, place), files.get(slug, ""))


def compose_event(edition: Edition, place: int) -> Composition:
    """Return what the page of an event shows.

    :param place: of the event in the site, newest first.
    """
    site = edition.site
    event = site.events[place]
    recap = edition.weeks.get(event.week)
    related = edition.cards.cards(site.related.get(event.slug, ()))
    head = edition.head(
        urls.event_path(event.slug),
        event.title,
        description=plain(event.hook_html),
        lang=event.lang,
    )
    view = EventPage(
        head=illustrate(head, event_picture(edition, place)),
        recap=recap,
        related=related,
        previous=_link(edition, place + 1),
        next=_link(edition, place - 1),
    )
    return Composition(view, (edition.cards.stored(event.slug),))


def _link(edition: Edition, place: int) -> Link | None:
    events = edition.site.events
    if not 0 <= place < len(events):
        return None
    return Link(events[place].title, edition.urls.url(urls.event_path(events[place].slug)))
