"""The pages that hold the digest to what it predicted."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from generator.model import Outcome, Phase, WeekEvents
from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.outputs import Output
from generator.plan.pagination import count_pages, paginate, pagination
from generator.plan.urls import numbered_path, output_path
from generator.views import (
    Composition,
    Link,
    PredictionItem,
    PredictionsPage,
)

RENDERER = "predictions.html"
OUTCOMES: tuple[Outcome, ...] = ("open", "right", "wrong", "mixed")

Prediction = tuple[str, PredictionItem]
"""The slug of an event, and a prediction of it; which event of the page it is comes later."""


class Predictions(NamedTuple):
    """What the events of a week have predicted, newest first."""

    open: list[Prediction]
    """Those that name a date."""
    settled: list[Prediction]
    undated: int
    """How many open predictions name no date."""


def plan_predictions(edition: Edition) -> Iterator[Output]:
    """Yield the pages of dated or settled predictions: open ones first by due date, then settled ones."""
    weeks = _predictions(edition)
    awaited = sorted(chain.from_iterable(week.open for week in weeks), key=_end)
    settled = sorted(chain.from_iterable(week.settled for week in weeks), key=_end, reverse=True)
    undated = sum(week.undated for week in weeks)
    outcomes = Counter([item.outcome for _, item in settled])
    counts = [len(awaited) + undated, *[outcomes[outcome] for outcome in OUTCOMES[1:]]]
    predictions = awaited + settled
    total = count_pages(len(predictions), edition.config.page_size)
    for number, part in paginate(predictions, edition.config.page_size):
        path = output_path(numbered_path(urls.PREDICTIONS, number))
        full = [edition.cards.full_digests[slug] for slug, _ in part]
        key = edition.keys.key(RENDERER, path, total, counts, undated, part, full)
        compose = partial(
            compose_predictions, predictions=part, place=(number, total), totals=(counts, undated)
        )
        yield Output(path, RENDERER, key, compose, Phase.LISTS, listed=True)


def _predictions(edition: Edition) -> list[Predictions]:
    """Return the predictions of each week, newest first."""
    today = edition.options.today.isoformat()
    return [
        edition.memo.value(("predictions", week.id), _predictions_of, week, today)
        for week in edition.site.weeks
    ]


def _predictions_of(week: WeekEvents, today: str) -> Predictions:
    found = Predictions([], [], 0)
    undated = 0
    for event in week.events:
        for index, (due, outcome) in enumerate(event.predictions):
            if outcome != "open":
                found.settled.append((event.slug, PredictionItem(0, index, due, outcome)))
            elif due:
                overdue = due < today[: len(due)]
                found.open.append((event.slug, PredictionItem(0, index, due, outcome, overdue)))
            else:
                undated += 1
    return found._replace(undated=undated)


def _end(prediction: Prediction) -> str:
    """Return a text that sorts a year or month after all days in it, and no date before all others."""
    due = prediction[1].due
    return f"{due}~" if due else due


def compose_predictions(
    edition: Edition, predictions: Sequence[Prediction], place: tuple[int, int], totals: tuple[list[int], int]
) -> Composition:
    """Return what a page of predictions shows.

    :param place: the number of the page and how many there are.
    :param totals: how many predictions have each outcome, and how many open ones name no date.
    """
    slugs = list(dict.fromkeys(slug for slug, _ in predictions))
    counts, undated = totals
    view = PredictionsPage(
        head=edition.head(numbered_path(urls.PREDICTIONS, place[0]), "Predictions"),
        items=tuple(
            PredictionItem(slugs.index(slug), item.index, item.due, item.outcome, item.overdue)
            for slug, item in predictions
        ),
        pagination=pagination(edition.urls, urls.PREDICTIONS, *place),
        tally=tuple(
            Link(outcome, "", count) for outcome, count in zip(OUTCOMES, counts, strict=True) if count
        ),
        undated=undated,
    )
    return Composition(view, tuple(edition.cards.stored(slug) for slug in slugs))
