"""The page of each event."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.digest import digest
from generator.model import Phase, Summary, WeekEvents
from generator.plan import urls
from generator.plan.cards import WeekDigests
from generator.plan.edition import Edition, shortened
from generator.plan.keys import encode
from generator.plan.outputs import Output
from generator.plan.social_cards import Choice, choose, event_picture, illustrate, recent_cards
from generator.plan.urls import output_path
from generator.views import Composition, EventPage, Link

RENDERER = "event.html"

Title = tuple[str, str]
"""The slug and the title of an event."""


def plan_events(edition: Edition) -> Iterator[Output]:
    """Yield the page of each event, a week at a time."""
    weeks = edition.site.weeks
    recaps = {key: digest(encode(card)) for key, card in edition.weeks.items()}
    start = 0
    for place, week in enumerate(weeks):
        digests = edition.cards.weeks[week.id]
        yield from edition.memo.value(
            ("events", edition.keys.shared, week.id),
            partial(_plan_week_events, edition, start),
            week,
            digests,
            {key: recaps.get(key) for key in (week.id, *week.recap_weeks)},
            _title(weeks[place - 1].events[-1]) if place else None,
            _title(weeks[place + 1].events[0]) if place + 1 < len(weeks) else None,
            edition.cards.joined(digests.relatives),
            recent_cards(edition, start, len(week.events)),
        )
        start += len(week.events)


def _plan_week_events(  # noqa: PLR0913, PLR0917 - all that the pages of a week depend on
    edition: Edition,
    start: int,
    week: WeekEvents,
    digests: WeekDigests,
    recaps: Mapping[str, bytes | None],
    newer: Title | None,
    older: Title | None,
    _relatives: bytes,
    _recent_cards: int,
) -> list[Output]:
    """Return the pages of a week's events.

    :param start: the place in the site of the week's newest event.
    :param newer: the event after that, and ``older`` the one before the week's oldest.
    """
    titles = [newer, *map(_title, week.events), older]
    outputs = []
    for place, event in enumerate(week.events):
        path = output_path(urls.event_path(event.slug))
        choice = choose(edition, start + place)
        key = edition.keys.key(
            RENDERER,
            path,
            digests.full[event.slug],
            recaps[event.recap_week or week.id],
            edition.cards.joined(week.related[event.slug]),
            titles[place + 2],
            titles[place],
            choice,
        )
        compose = partial(
            compose_event, slug=event.slug, older=titles[place + 2], newer=titles[place], choice=choice
        )
        source = week.files[event.slug]
        outputs.append(Output(path, RENDERER, key, compose, Phase.PAGES, listed=True, source=source))
    return outputs


def _title(event: Summary) -> Title:
    return event.slug, event.title


def compose_event(
    edition: Edition, slug: str, older: Title | None, newer: Title | None, choice: Choice
) -> Composition:
    """Return what the page of an event shows.

    :param older: the event before it in time, and ``newer`` the one after it.
    :param choice: what illustrates it.
    """
    event = edition.cards.events[slug]
    head = edition.head(
        urls.event_path(slug),
        event.title,
        description=shortened(event.hook_html),
        lang=event.lang,
    )
    view = EventPage(
        head=illustrate(head, event_picture(edition, event, choice)),
        recap=edition.weeks.get(event.recap_week or event.week),
        related=edition.cards.related(slug),
        previous=_link(edition, older),
        next=_link(edition, newer),
    )
    return Composition(view, (edition.cards.stored(slug),))


def _link(edition: Edition, title: Title | None) -> Link | None:
    return Link(title[1], edition.urls.url(urls.event_path(title[0]))) if title else None
