"""The pages that hold the digest to what it said: its predictions and its corrections."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from generator.model import Chapter, Outcome
from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.outputs import Output
from generator.plan.pagination import count_pages, paginate, pagination
from generator.plan.urls import numbered_path, output_path
from generator.views import (
    Composition,
    CorrectionItem,
    CorrectionsPage,
    Link,
    PredictionItem,
    PredictionsPage,
)

PREDICTIONS_RENDERER = "predictions.html"
CORRECTIONS_RENDERER = "corrections.html"
OUTCOMES: tuple[Outcome, ...] = ("open", "right", "wrong", "mixed")

Claim = tuple[str, PredictionItem]
"""The slug of an event, and a prediction of it; which event of the page it is comes later."""


class Claims(NamedTuple):
    """What the events of a chapter have said, newest first."""

    open: list[Claim]
    """Predictions that name a date."""
    settled: list[Claim]
    undated: int
    """How many open predictions name no date."""
    corrections: list[tuple[str, int, str]]
    """The slug of an event, the index of the correction in it, and its date."""


def plan_predictions(edition: Edition) -> Iterator[Output]:
    """Yield the pages of dated or settled predictions: open ones first by due date, then settled ones."""
    chapters = _claims(edition)
    awaited = sorted(chain.from_iterable(chapter.open for chapter in chapters), key=_end)
    settled = sorted(chain.from_iterable(chapter.settled for chapter in chapters), key=_end, reverse=True)
    undated = sum(chapter.undated for chapter in chapters)
    outcomes = Counter([item.outcome for _, item in settled])
    counts = [len(awaited) + undated, *[outcomes[outcome] for outcome in OUTCOMES[1:]]]
    claims = awaited + settled
    total = count_pages(len(claims), edition.config.page_size)
    for number, part in paginate(claims, edition.config.page_size):
        path = output_path(numbered_path(urls.PREDICTIONS, number))
        full = [edition.cards.full_digests[slug] for slug, _ in part]
        key = edition.keys.key(PREDICTIONS_RENDERER, path, total, counts, undated, part, full)
        compose = partial(compose_predictions, claims=part, place=(number, total), totals=(counts, undated))
        yield Output(path, PREDICTIONS_RENDERER, key, compose)


def _claims(edition: Edition) -> list[Claims]:
    """Return the claims of each chapter, newest first."""
    today = edition.options.today.isoformat()
    return [
        edition.memo.value(("claims", chapter.week), _chapter_claims, chapter, today)
        for chapter in edition.site.chapters
    ]


def _chapter_claims(chapter: Chapter, today: str) -> Claims:
    claims = Claims([], [], 0, [])
    undated = 0
    for event in chapter.events:
        for index, (due, outcome) in enumerate(event.predictions):
            if outcome != "open":
                claims.settled.append((event.slug, PredictionItem(0, index, due, outcome)))
            elif due:
                overdue = due < today[: len(due)]
                claims.open.append((event.slug, PredictionItem(0, index, due, outcome, overdue)))
            else:
                undated += 1
        claims.corrections.extend(
            (event.slug, index, date) for index, (date, _) in enumerate(event.corrections)
        )
    return claims._replace(undated=undated)


def _end(claim: Claim) -> str:
    """Return a text that sorts a year or month after all days in it, and no date before all others."""
    due = claim[1].due
    return f"{due}~" if due else due


def compose_predictions(
    edition: Edition, claims: Sequence[Claim], place: tuple[int, int], totals: tuple[list[int], int]
) -> Composition:
    """Return what a page of predictions shows.

    :param place: the number of the page and how many there are.
    :param totals: how many predictions have each outcome, and how many open ones name no date.
    """
    slugs = list(dict.fromkeys(slug for slug, _ in claims))
    counts, undated = totals
    view = PredictionsPage(
        head=edition.head(numbered_path(urls.PREDICTIONS, place[0]), "Predictions"),
        items=tuple(
            PredictionItem(slugs.index(slug), item.index, item.due, item.outcome, item.overdue)
            for slug, item in claims
        ),
        pagination=pagination(edition.urls, urls.PREDICTIONS, *place),
        tally=tuple(
            Link(outcome, "", count) for outcome, count in zip(OUTCOMES, counts, strict=True) if count
        ),
        undated=undated,
    )
    return Composition(view, tuple(edition.cards.stored(slug) for slug in slugs))


def plan_corrections(edition: Edition) -> Iterator[Output]:
    """Yield the pages of all corrections, newest first."""
    found = [correction for chapter in _claims(edition) for correction in chapter.corrections]
    found.sort(key=itemgetter(2), reverse=True)
    total = count_pages(len(found), edition.config.page_size)
    for number, part in paginate([(slug, index) for slug, index, _ in found], edition.config.page_size):
        path = output_path(numbered_path(urls.CORRECTIONS, number))
        full = [edition.cards.full_digests[slug] for slug, _ in part]
        key = edition.keys.key(CORRECTIONS_RENDERER, path, total, part, full)
        compose = partial(compose_corrections, corrections=part, place=(number, total))
        yield Output(path, CORRECTIONS_RENDERER, key, compose)


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
