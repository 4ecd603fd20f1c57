"""The weekly recaps, their index and the copy of the newest at a lasting address."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial

from generator.model import Phase, Recap
from generator.plan import urls
from generator.plan.edition import Edition, plain
from generator.plan.outputs import Output
from generator.plan.social_cards import illustrate, week_picture
from generator.plan.urls import output_path
from generator.views import (
    Card,
    Composition,
    DayCount,
    Group,
    Link,
    WeekCard,
    WeekNumbers,
    WeekPage,
    WeeksPage,
)

RENDERER = "week.html"
INDEX_RENDERER = "weeks.html"

Neighbours = tuple[WeekCard | None, WeekCard | None]
"""The week before and the week after."""


def plan_weeks(edition: Edition) -> Iterator[Output]:
    """Yield the page of each week, ``/weekly/latest/`` and the index."""
    for place, week in enumerate(edition.site.recaps):
        yield _plan_week(edition, place, urls.week_path(week.id))
    if edition.site.recaps:
        yield _plan_week(edition, 0, urls.LATEST_WEEK)
    path = output_path(urls.WEEKS)
    key = edition.keys.key(INDEX_RENDERER, path, list(edition.recaps.values()))
    yield Output(path, INDEX_RENDERER, key, compose_weeks, Phase.INDEXES, listed=True)


def _plan_week(edition: Edition, place: int, path: str) -> Output:
    week = edition.site.recaps[place]
    return edition.memo.value(
        ("week", edition.keys.shared, path),
        partial(_week_page, edition, path),
        week,
        [edition.cards.full_digests[event.slug] for event in week.top],
        [edition.cards.digests[event.slug] for event in week.rest],
        edition.recaps[week.id],
        _neighbours(edition, place),
        edition.config.social_cards.mode == "off",
    )


def _week_page(  # noqa: PLR0913, PLR0917 - all that the page of a week depends on
    edition: Edition,
    path: str,
    week: Recap,
    top: Sequence[bytes],
    rest: Sequence[bytes],
    card: WeekCard,
    neighbours: Neighbours,
    has_no_picture: bool,
) -> Output:
    file = output_path(path)
    key = edition.keys.key(
        RENDERER,
        file,
        card,
        week.note.intro_html if week.note else "",
        top,
        rest,
        neighbours,
        has_no_picture,
    )
    is_copy = path == urls.LATEST_WEEK
    phase = Phase.INDEXES if is_copy else Phase.PAGES
    return Output(
        file, RENDERER, key, partial(compose_week, key=week.id, path=path), phase, listed=not is_copy
    )


def _neighbours(edition: Edition, place: int) -> Neighbours:
    """Return the week before and the week after."""
    weeks = edition.site.recaps
    before = edition.recaps[weeks[place + 1].id] if place + 1 < len(weeks) else None
    after = edition.recaps[weeks[place - 1].id] if place else None
    return before, after


def compose_week(edition: Edition, key: str, path: str) -> Composition:
    """Return what a recap shows.

    :param key: the id of the week: ``2026-w17``.
    :param path: the site path of the page: the week's own, or ``/weekly/latest/``.
    """
    place = list(edition.recaps).index(key)
    week = edition.site.recaps[place]
    card = edition.recaps[week.id]
    intro = week.note.intro_html if week.note else ""
    headlines = " · ".join(link.name for link in card.headlines)
    cards = edition.cards.cards(event.slug for event in week.ranked)
    before, after = _neighbours(edition, place)
    head = edition.head(
        path,
        card.title,
        Link(edition.config.recap.name, edition.urls.url(urls.WEEKS)),
        description=plain(intro) or headlines,
        canonical=urls.week_path(week.id),
    )
    head = illustrate(head, week_picture(edition, card))
    view = WeekPage(
        head=head,
        week=card,
        numbers=count_numbers(week, cards),
        intro_html=intro,
        rest=group_by_topic(cards[len(week.top) :]),
        days=_days(card.first_day, cards),
        previous=before,
        next=after,
        latest=path == urls.LATEST_WEEK,
    )
    return Composition(view, tuple(edition.cards.stored(event.slug) for event in week.top))


def count_numbers(week: Recap, cards: Sequence[Card]) -> WeekNumbers:
    """Return a week in figures; ``cards`` are those of all events of its recap."""
    return WeekNumbers(
        events=len(cards),
        sources=len({card.source.id for card in cards}),
        topics=len({topic.url for card in cards for topic in card.topics}),
        median_latency=week.median_latency,
    )


def group_by_topic(cards: Sequence[Card]) -> tuple[Group, ...]:
    """Return cards by their first topic, in the order of their best; those without a topic last."""
    groups: dict[Link, list[Card]] = {}
    for card in cards:
        groups.setdefault(card.topics[0] if card.topics else Link("", ""), []).append(card)
    ordered = sorted(groups.items(), key=lambda group: group[0].url == "")
    return tuple(
        Group(Link(topic.name, topic.url, len(members)), tuple(members)) for topic, members in ordered
    )


def _days(first_day: str, cards: Sequence[Card]) -> tuple[DayCount, ...]:
    """Return the seven days of a week with how many events each topic had."""
    monday = date.fromisoformat(first_day)
    counts: dict[str, dict[Link, int]] = {
        (monday + timedelta(days=number)).isoformat(): {} for number in range(7)
    }
    for card in sorted(cards, key=lambda card: card.slug):
        topic = card.topics[0] if card.topics else Link("", "")
        if card.day in counts:  # an event of another week is in the recap, and on none of its days
            topics = counts[card.day]
            topics[topic] = topics.get(topic, 0) + 1
    return tuple(
        DayCount(
            day,
            tuple(Link(topic.name, topic.url, topics[topic]) for topic in sorted(topics, key=_by_name)),
            sum(topics.values()),
        )
        for day, topics in counts.items()
    )


def _by_name(link: Link) -> tuple[str, str]:
    return link.name, link.url


def compose_weeks(edition: Edition) -> Composition:
    """Return what the index of recaps shows."""
    head = edition.head(urls.WEEKS, edition.config.recap.name)
    return Composition(WeeksPage(head, tuple(edition.recaps.values())))
