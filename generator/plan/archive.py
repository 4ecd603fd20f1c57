"""The archive: every month, and the events of each by day."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from generator.model import Phase
from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.lists import events_of
from generator.plan.outputs import Output
from generator.plan.urls import output_path
from generator.views import ArchivePage, Composition, Link, MonthDay, MonthPage

RENDERER = "archive.html"
MONTH_RENDERER = "month.html"
TITLE = "Archive"

Months = list[tuple[str, int]]
"""Each month with how many events it has, newest first."""


def plan_archive(edition: Edition) -> Iterator[Output]:
    """Yield the page of each month and the list of all months."""
    months = _months(edition)
    for place, (month, _) in enumerate(months):
        path = output_path(urls.month_path(month))
        listed = b"".join(digest for share in edition.shares["archive"][month] for digest in share.digests)
        key = edition.keys.key(MONTH_RENDERER, path, listed, _neighbours(edition, months, place))
        yield Output(path, MONTH_RENDERER, key, partial(compose_month, place=place), Phase.LISTS, listed=True)
    path = output_path(urls.ARCHIVE)
    key = edition.keys.key(RENDERER, path, months)
    yield Output(path, RENDERER, key, compose_archive, Phase.LISTS, listed=True)


def _months(edition: Edition) -> Months:
    months = edition.shares["archive"]
    return [
        (month, sum(len(share.events) for share in months[month])) for month in sorted(months, reverse=True)
    ]


def _link(edition: Edition, months: Months, place: int) -> Link | None:
    if not 0 <= place < len(months):
        return None
    month, count = months[place]
    return Link(month, edition.urls.url(urls.month_path(month)), count)


def _neighbours(edition: Edition, months: Months, place: int) -> tuple[Link | None, Link | None]:
    """Return the month before and the month after."""
    return _link(edition, months, place + 1), _link(edition, months, place - 1)


def compose_month(edition: Edition, place: int) -> Composition:
    """Return what the page of a month shows.

    :param place: of the month among those that have events, newest first.
    """
    months = _months(edition)
    month, _ = months[place]
    before, after = _neighbours(edition, months, place)
    events = events_of(edition.shares["archive"][month])
    cards = edition.cards.cards(event.slug for event in events)
    head = edition.head(urls.month_path(month), month, Link(TITLE, edition.urls.url(urls.ARCHIVE)))
    days = groupby(sorted(cards, key=lambda card: card.day, reverse=True), key=lambda card: card.day)
    view = MonthPage(
        head=head,
        month=month,
        days=tuple(MonthDay(day, tuple(members)) for day, members in days),
        previous=before,
        next=after,
    )
    return Composition(view)


def compose_archive(edition: Edition) -> Composition:
    """Return what the list of months shows."""
    links = (
        Link(month, edition.urls.url(urls.month_path(month)), count) for month, count in _months(edition)
    )
    return Composition(ArchivePage(edition.head(urls.ARCHIVE, TITLE), tuple(links)))
