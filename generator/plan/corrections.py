"""The pages of all corrections, which nobody has to look for."""

from collections.abc import Iterator, Sequence
from functools import partial
from operator import itemgetter

from generator.model import Phase, WeekEvents
from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.outputs import Output
from generator.plan.pagination import count_pages, paginate, pagination
from generator.plan.urls import numbered_path, output_path
from generator.views import Composition, CorrectionItem, CorrectionsPage

RENDERER = "corrections.html"


def plan_corrections(edition: Edition) -> Iterator[Output]:
    """Yield the pages of all corrections, newest first."""
    found = [
        correction
        for week in edition.site.weeks
        for correction in edition.memo.value(("corrections", week.id), _corrections_of, week)
    ]
    found.sort(key=itemgetter(2), reverse=True)
    total = count_pages(len(found), edition.config.page_size)
    for number, part in paginate([(slug, index) for slug, index, _ in found], edition.config.page_size):
        path = output_path(numbered_path(urls.CORRECTIONS, number))
        full = [edition.cards.full_digests[slug] for slug, _ in part]
        key = edition.keys.key(RENDERER, path, total, part, full)
        compose = partial(compose_corrections, corrections=part, place=(number, total))
        yield Output(path, RENDERER, key, compose, Phase.LISTS, listed=True)


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
    view = CorrectionsPage(
        head=edition.head(numbered_path(urls.CORRECTIONS, place[0]), "Corrections"),
        items=tuple(CorrectionItem(slugs.index(slug), index) for slug, index in corrections),
        pagination=pagination(edition.urls, urls.CORRECTIONS, *place),
    )
    return Composition(view, tuple(edition.cards.stored(slug) for slug in slugs))
