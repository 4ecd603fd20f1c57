"""Weekly recaps: which events are in, and in which order."""

import pytest

from generator.config import RecapSettings
from generator.diagnostics import Problem
from generator.model import Outlet, Recap
from generator.site.recaps import score
from tests.site.newsroom import Newsroom

NOTE = "content/weekly/2026-w17.md"


def recap(newsroom: Newsroom) -> Recap:
    (week,) = newsroom.assemble().recaps["weekly"]
    return week


def ranked(newsroom: Newsroom) -> list[str]:
    return [event.slug for event in recap(newsroom).ranked]


@pytest.mark.parametrize(
    ("importance", "publishers", "expected"), [(3, 1, 9.0), (3, 2, 10.0), (4, 1, 12.0), (1, 16, 7.0)]
)
def test_the_score_is_three_times_the_importance_and_the_doublings_of_publishers(
    importance: int, publishers: int, expected: float
) -> None:
    assert score(importance, publishers) == expected


def test_importance_counts_before_publishers_and_these_before_time() -> None:
    newsroom = Newsroom().event("plain").event("grave", importance=4).event("newer", "2026-04-22")
    newsroom.event("covered", coverage=(Outlet("wire", ""),)).event("also-plain")
    assert ranked(newsroom) == ["grave", "covered", "newer", "also-plain", "plain"]


def test_the_notes_pins_come_first_in_its_order_then_the_events_own() -> None:
    newsroom = Newsroom().event("a", importance=5).event("b").event("c").event("d", recap="pin")
    newsroom.note("2026-w17", pin=("c", "b"))
    assert ranked(newsroom) == ["c", "b", "d", "a"]


def test_excluded_events_are_left_out_unless_the_note_pins_them() -> None:
    newsroom = Newsroom().event("a").event("b", recap="exclude").event("c", recap="exclude").event("d")
    newsroom.note("2026-w17", pin=("c",), exclude=("d",))
    assert ranked(newsroom) == ["c", "a"]
    assert list(recap(newsroom).excluded) == ["b", "d"]


def test_the_top_is_cut_where_the_settings_say() -> None:
    newsroom = Newsroom().event("a").event("b").event("c")
    newsroom.settings(recap=RecapSettings(top=2))
    week = recap(newsroom)
    assert [event.slug for event in week.top] == ["a", "b"]
    assert [event.slug for event in week.rest] == ["c"]


def test_the_median_latency_is_of_the_events_that_have_one() -> None:
    newsroom = Newsroom().event("a", latency=60).event("b", latency=600).event("c", latency=120).event("d")
    assert recap(newsroom).numbers.median_latency == 120


def test_weeks_are_newest_first_and_only_those_with_a_recap() -> None:
    newsroom = Newsroom().event("a", "2026-04-13").event("b", "2026-04-20").event("c", "2025-12-29")
    newsroom.event("hidden", "2026-04-06", recap="exclude")
    assert [week.id for week in newsroom.assemble().recaps["weekly"]] == ["2026-w17", "2026-w16", "2026-w01"]


def test_a_note_of_an_empty_week_is_a_recap_all_the_same() -> None:
    site = Newsroom().event("a").note("2026-w16").assemble()
    assert [(week.id, len(week.ranked)) for week in site.recaps["weekly"]] == [
        ("2026-w17", 1),
        ("2026-w16", 0),
    ]
    assert site.problems == ()


def test_a_note_of_a_rhythm_that_the_site_has_not_is_a_warning() -> None:
    newsroom = Newsroom().event("a").note("2026-04")
    assert newsroom.assemble().problems == (
        Problem(
            "content/monthly/2026-04.md", 0, 0, "note-shown-nowhere",
            "the site has no monthly recaps, so this note is shown nowhere",
            'write "recaps: {monthly: {}}" in site.yaml',
        ),
    )  # fmt: skip


def test_a_pin_of_another_weeks_event_is_a_warning() -> None:
    newsroom = Newsroom().event("a").event("older", "2026-04-13").note("2026-w17", pin=("older",))
    message = 'the event "older" is of 2026-w16, so it can\'t be ranked here'

    assert newsroom.assemble().problems == (Problem(NOTE, 3, 7, "event-of-another-period", message, "", 5),)


def test_an_event_is_in_the_recap_of_the_week_that_it_names() -> None:
    newsroom = Newsroom().event("memo", "2026-04-25", recap_week="2026-w18").event("budget", "2026-04-24")
    site = newsroom.event("trial", "2026-04-28").note("2026-w18", pin=("memo",)).assemble()

    assert [(recap.id, [event.slug for event in recap.ranked]) for recap in site.recaps["weekly"]] == [
        ("2026-w18", ["memo", "trial"]), ("2026-w17", ["budget"]),
    ]  # fmt: skip
    assert [event.slug for event in site.events] == ["trial", "memo", "budget"]
    assert site.problems == ()


def test_a_recap_can_be_of_events_of_other_weeks_alone() -> None:
    newsroom = Newsroom().event("memo", "2026-04-25", recap_week="2026-w18").event("budget", "2026-04-06")
    page = newsroom.view("weekly/2026-w18/index.html")

    assert [recap.id for recap in newsroom.assemble().recaps["weekly"]] == ["2026-w18", "2026-w15"]
    assert (page.numbers.events, sum(part.events for part in page.parts)) == (1, 0)
    assert newsroom.view("events/memo/index.html").recap.id == "2026-w18"
    assert newsroom.compose("events/memo/index.html").events[0].card.week == "2026-w18"
