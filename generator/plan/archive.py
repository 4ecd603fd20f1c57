"""The archive: every month, and the events of each by day."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.urls import output_path
from generator.views import ArchivePage, Composition, Link, MonthDay, MonthPage, Output

RENDERER = "archive.html"
MONTH_RENDERER = "month.html"
TITLE = "Archive"

Months = tuple[tuple[str, tuple[str, ...]], ...]
"""Each month with the slugs of its events, newest first."""


def plan_archive(edition: Edition) -> Iterator[Output]:
    """Yield the page of each month and the list of all months."""
    months = _months(edition)
    for place, (month, slugs) in enumerate(months):
        path = output_path(urls.month_path(month))
        listed = edition.cards.joined(slugs)
        key = edition.keys.key(MONTH_RENDERER, path, listed, _neighbours(edition, months, place))
        yield Output(path, MONTH_RENDERER, key, partial(compose_month, edition, months, place))
    path = output_path(urls.ARCHIVE)
    key = edition.keys.key(RENDERER, path, [(month, len(slugs)) for month, slugs in months])
    yield Output(path, RENDERER, key, partial(compose_archive, edition, months))


def _months(edition: Edition) -> Months:
    months: dict[str, list[str]] = {}
    for event in edition.site.events:
        months.setdefault(event.day[:7], []).append(event.slug)
    return tuple((month, tuple(months[month])) for month in sorted(months, reverse=True))


def _link(edition: Edition, months: Months, place: int) -> Link | None:
    if not 0 <= place < len(months):
        return None
    month, slugs = months[place]
    return Link(month, edition.urls.url(urls.month_path(month)), len(slugs))


def _neighbours(edition: Edition, months: Months, place: int) -> tuple[Link | None, Link | None]:
    """Return the month before and the month after."""
    return _link(edition, months, place + 1), _link(edition, months, place - 1)


def compose_month(edition: Edition, months: Months, place: int) -> Composition:
    """Return what the page of a month shows."""
    month, slugs = months[place]
    before, after = _neighbours(edition, months, place)
    cards = edition.cards.cards(slugs)
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


def compose_archive(edition: Edition, months: Months) -> Composition:
    """Return what the list of months shows."""
    links = (Link(month, edition.urls.url(urls.month_path(month)), len(slugs)) for month, slugs in months)
    return Composition(ArchivePage(edition.head(urls.ARCHIVE, TITLE), tuple(links)))
