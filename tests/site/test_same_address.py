"""Events that lead to one address are told, with what would make them one."""

import msgspec

from generator.diagnostics import Problem
from generator.memo import Memo
from generator.model import Address
from tests.site.newsroom import Newsroom

OTHERWISE = "if they are two, name one in `related` of the other"


def addresses(*keys: int) -> tuple[Address, ...]:
    return tuple(Address(key, line) for line, key in enumerate(keys, 4))


def told(newsroom: Newsroom) -> list[Problem]:
    return list(newsroom.assemble().problems)


def test_two_events_with_one_address_are_told_at_the_later() -> None:
    newsroom = (
        Newsroom()
        .event("late", "2026-04-22", addresses=addresses(1))
        .event("early", "2026-04-02", addresses=addresses(1))
        .event("other", addresses=addresses(2))
    )
    assert told(newsroom) == [
        Problem(
            "content/events/late.md", 4, 0, "same-address",
            "its address is also that of content/events/early.md",
            f"if they are one event: `weekmark merge early late`; {OTHERWISE}",
        )
    ]  # fmt: skip


def test_an_event_that_another_covers_is_told_whichever_came_first() -> None:
    covered = Newsroom().event("memo", addresses=addresses(1, 2)).event("report", addresses=addresses(2))
    expected = [
        Problem(
            "content/events/report.md", 4, 0, "same-address",
            "its address is in the coverage of content/events/memo.md",
            f"if they are one event: `weekmark merge memo report`; {OTHERWISE}",
        )
    ]  # fmt: skip
    assert told(covered) == expected
    covered.event("report", "2026-03-01", addresses=addresses(2))
    assert told(covered) == expected


def test_a_pair_is_told_once_and_each_further_event_beside_the_first() -> None:
    newsroom = Newsroom()
    for number, slug in enumerate(("one", "two", "three"), 1):
        newsroom.event(slug, f"2026-04-0{number}", addresses=addresses(1, 7 + number))
    newsroom.event("left", "2026-04-09", addresses=addresses(5, 6))
    newsroom.event("right", "2026-04-10", addresses=addresses(6, 5))
    assert [(problem.path, problem.remedy.split("`")[1]) for problem in told(newsroom)] == [
        ("content/events/left.md", "weekmark merge right left"),
        ("content/events/three.md", "weekmark merge one three"),
        ("content/events/two.md", "weekmark merge one two"),
    ]


def test_events_that_an_author_names_as_related_are_two() -> None:
    newsroom = Newsroom().event("memo", addresses=addresses(1, 2), related=("report",))
    newsroom.event("report", addresses=addresses(2))
    assert told(newsroom) == []


def test_what_a_draft_leads_to_is_nobody_elses_concern() -> None:
    newsroom = (
        Newsroom().event("memo", addresses=addresses(1)).event("idea", draft=True, addresses=addresses(1))
    )
    assert told(newsroom) == []


def test_an_edit_is_told_as_a_first_look_would_tell_it() -> None:
    newsroom = Newsroom()
    newsroom.site_memo = Memo()
    for number in range(6):
        newsroom.event(f"event-{number}", f"2026-0{number + 1}-10", addresses=addresses(number, 10 + number))
    assert told(newsroom) == []
    memo = newsroom.events["content/events/event-3.md"]
    newsroom.events["content/events/event-3.md"] = msgspec.structs.replace(memo, addresses=addresses(12))
    with_memo = told(newsroom)
    newsroom.site_memo = None
    assert told(newsroom) == with_memo
    assert [problem.path for problem in with_memo] == ["content/events/event-3.md"]
