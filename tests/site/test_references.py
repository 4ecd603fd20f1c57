"""Mentions of other files: each leads somewhere, or is told with its place."""

from generator.diagnostics import Problem
from generator.model import Reference
from generator.site.assemble import AssembleOptions, assemble
from tests.site.newsroom import Newsroom

MEMO = "content/events/memo.md"


def problems(newsroom: Newsroom) -> list[Problem]:
    return list(newsroom.assemble().problems)


def test_a_link_to_an_unknown_event_is_an_error_with_the_nearest() -> None:
    newsroom = Newsroom().event("memo").event("budget").link(MEMO, "event", "budgets")
    assert problems(newsroom) == [
        Problem(MEMO, 20, 5, "dead-link", 'there is no event "budgets"', 'did you mean "budget"?', 7)
    ]


def test_an_unknown_slug_in_related_is_an_error() -> None:
    newsroom = Newsroom().event("memo", related=("zzz",))
    assert problems(newsroom) == [Problem(MEMO, 9, 11, "unknown-event", 'there is no event "zzz"', "", 3)]


def test_a_link_to_a_draft_is_an_error_that_says_so() -> None:
    newsroom = Newsroom().event("memo").event("idea", draft=True).link(MEMO, "event", "idea")
    assert problems(newsroom) == [
        Problem(
            MEMO, 20, 5, "unpublished-link",
            'the event "idea" is a draft, the link would lead nowhere',
            "publish it, remove the link, or build with --drafts or --future", 4,
        )
    ]  # fmt: skip
    newsroom.drafts = True
    assert problems(newsroom) == []


def test_a_related_event_that_is_scheduled_is_left_out_with_a_warning() -> None:
    newsroom = Newsroom().event("memo", related=("later",)).event("later", "2026-05-02")
    message = 'the event "later" is scheduled for 2026-05-02T12:00:00+00:00 and is left out here'
    assert problems(newsroom) == [Problem(MEMO, 9, 11, "unpublished-listed", message, "", 5)]
    assert newsroom.assemble().weeks[0].related == {"memo": ()}


def test_a_link_to_a_file_that_has_errors_of_its_own_is_not_told_twice() -> None:
    newsroom = Newsroom().event("memo").link(MEMO, "event", "budget")
    newsroom.broken.append("content/events/2026/budget.md")
    assert problems(newsroom) == []


def test_a_note_that_pins_an_unknown_event_is_an_error() -> None:
    newsroom = Newsroom().event("memo").note("2026-w17", pin=("mmeo",))
    assert problems(newsroom) == [
        Problem(
            "content/weekly/2026-w17.md", 3, 7, "unknown-event",
            'there is no event "mmeo"', 'did you mean "memo"?', 4,
        )
    ]  # fmt: skip


def test_links_of_drafts_are_not_checked() -> None:
    newsroom = Newsroom().event("memo", draft=True).link(MEMO, "event", "nothing")
    assert problems(newsroom) == []


def test_links_to_paths_and_static_files_are_kept_for_the_plan() -> None:
    newsroom = Newsroom().event("memo").link(MEMO, "path", "/about/").link(MEMO, "static", "/a.svg")
    assert newsroom.assemble().links == (
        (MEMO, Reference("path", "/about/", 20, 5, 7)),
        (MEMO, Reference("static", "/a.svg", 20, 5, 6)),
    )


def test_a_thousand_dead_links_have_suggestions_for_the_first_ones_only() -> None:
    newsroom = Newsroom().event("memo")
    for number in range(1000):
        newsroom.link(MEMO, "event", f"memo{number}", line=number + 1)
    remedies = [problem.remedy for problem in problems(newsroom)]
    assert len(remedies) == 1000
    assert [remedy for remedy in remedies if remedy] == ['did you mean "memo"?'] * 20


def test_a_registry_that_could_not_be_read_is_told_once_and_not_at_every_event() -> None:
    newsroom = Newsroom().event("memo", topics=("policy",)).event("budget", related=("nothing",))
    newsroom.outlets = {}
    options = AssembleOptions(newsroom.now, unjudged=frozenset({"source"}))
    site = assemble(newsroom.documents(), newsroom.outlets, newsroom.registries, options)
    assert [problem.message for problem in site.problems] == ['there is no event "nothing"']
