"""The pages that hold the digest to what it said: its predictions and its corrections."""

from collections.abc import Iterator, Sequence
from functools import partial

from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.pagination import count_pages, paginate, pagination
from generator.plan.urls import numbered_path, output_path
from generator.views import (
    Composition,
    CorrectionItem,
    CorrectionsPage,
    Link,
    Output,
    PredictionItem,
    PredictionsPage,
)

PREDICTIONS_RENDERER = "predictions.html"
CORRECTIONS_RENDERER = "corrections.html"
OUTCOMES = ("open", "right", "wrong", "mixed")

Claim = tuple[str, PredictionItem]
"""The slug of an event, and a prediction of it; which event of the page it is comes later."""


def plan_predictions(edition: Edition) -> Iterator[Output]:
    """Yield the pages of dated or settled predictions."""
    claims, undated = _claims(edition)
    counts = [sum(item.outcome == outcome for _, item in claims) for outcome in OUTCOMES]
    counts[0] += undated
    total = count_pages(len(claims), edition.config.page_size)
    for number, part in paginate(claims, edition.config.page_size):
        path = output_path(numbered_path(urls.PREDICTIONS, number))
        full = [edition.cards.full_digests[slug] for slug, _ in part]
        key = edition.keys.key(PREDICTIONS_RENDERER, path, total, counts, undated, part, full)
        compose = partial(compose_predictions, edition, part, (number, total), (counts, undated))
        yield Output(path, PREDICTIONS_RENDERER, key, compose)


def _claims(edition: Edition) -> tuple[list[Claim], int]:
    """Return dated or settled predictions, open ones first by due date, and how many others there are."""
    today = edition.options.today.isoformat()
    open_claims: list[Claim] = []
    settled: list[Claim] = []
    undated = 0
    for event in edition.site.events:
        for index, (due, outcome) in enumerate(event.predictions):
            if outcome != "open":
                settled.append((event.slug, PredictionItem(0, index, due, outcome)))
            elif due:
                overdue = due < today[: len(due)]
                open_claims.append((event.slug, PredictionItem(0, index, due, outcome, overdue)))
            else:
                undated += 1
    open_claims.sort(key=lambda claim: _end(claim[1].due))
    settled.sort(key=lambda claim: _end(claim[1].due), reverse=True)
    return open_claims + settled, undated


def _end(due: str) -> str:
    """Return a text that sorts a year or month after all days in it, and no date before all others."""
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
    found = [
        (event.slug, index, date)
        for event in edition.site.events
        for index, (date, _) in enumerate(event.corrections)
    ]
    found.sort(key=lambda correction: correction[2], reverse=True)
    total = count_pages(len(found), edition.config.page_size)
    for number, part in paginate([(slug, index) for slug, index, _ in found], edition.config.page_size):
        path = output_path(numbered_path(urls.CORRECTIONS, number))
        full = [edition.cards.full_digests[slug] for slug, _ in part]
        key = edition.keys.key(CORRECTIONS_RENDERER, path, total, part, full)
        yield Output(
            path, CORRECTIONS_RENDERER, key, partial(compose_corrections, edition, part, (number, total))
        )


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
