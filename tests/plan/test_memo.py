"""What one plan leaves to the next saves work, and never changes what is planned."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.memo import Memo
from generator.plan.outputs import Output
from generator.plan.whole_site import Edition, plan
from generator.views import Composition
from tests.plan.edits import (
    EVENT_EDITS,
    OTHER_EDITS,
    Edit,
    apply,
    body,
    field,
    path_of,
    some_of_everything,
    theme,
)
from tests.site.newsroom import Newsroom

edits: st.SearchStrategy[Edit] = st.one_of(
    st.builds(lambda make, number: make(number), st.sampled_from(EVENT_EDITS), st.integers(0, 11)),
    st.sampled_from(OTHER_EDITS),
)


def told(edition: Edition, outputs: list[Output]) -> list[tuple[str, str, bytes, str, Composition]]:
    """Return all that is to be known of outputs, composed too."""
    return [
        (output.path, output.renderer, output.key, output.source, output.compose(edition))
        for output in outputs
    ]


def assert_equal_with_memos(newsroom: Newsroom, site_memo: Memo, plan_memo: Memo, preview: bool) -> None:
    again = newsroom.copy()
    again.site_memo = site_memo
    edition = again.edition(preview=preview, memo=plan_memo)
    fresh = newsroom.edition(preview=preview)
    assert edition.site == fresh.site
    assert told(edition, plan(edition)) == told(fresh, plan(fresh))


@pytest.mark.parametrize("preview", [False, True])
def test_a_plan_after_any_edit_is_that_of_no_memo(preview: bool) -> None:
    for edit in (*OTHER_EDITS, *(make(number) for make in EVENT_EDITS for number in (3, 11))):
        site_memo, plan_memo = Memo(), Memo()
        newsroom = some_of_everything()
        assert_equal_with_memos(newsroom, site_memo, plan_memo, preview)
        assert_equal_with_memos(apply(newsroom, edit), site_memo, plan_memo, preview)


@settings(max_examples=40, deadline=None)
@given(rounds=st.lists(st.lists(edits, max_size=2), min_size=2, max_size=5), preview=st.booleans())
def test_a_plan_after_many_edits_is_that_of_no_memo(rounds: list[list[Edit]], preview: bool) -> None:
    newsroom, site_memo, plan_memo = some_of_everything(), Memo(), Memo()
    for changes in rounds:
        newsroom = apply(newsroom, *changes)
        assert_equal_with_memos(newsroom, site_memo, plan_memo, preview)


def kept(before: list[Output], after: list[Output]) -> set[str]:
    """Return the paths of the outputs that are the very ones of the earlier plan."""
    earlier = {id(output) for output in before}
    return {output.path for output in after if id(output) in earlier}


def replanned(change: Edit) -> tuple[set[str], set[str]]:
    """Return the paths of pages of events that a plan after an edit has kept, and those that it has not."""
    newsroom, memo = some_of_everything(), Memo()
    newsroom.site_memo = Memo()
    before = plan(newsroom.edition(memo=memo))
    change(newsroom)
    after = plan(newsroom.edition(memo=memo))
    pages = {output.path for output in after if output.renderer == "event.html"}
    return pages & kept(before, after), pages - kept(before, after)


def page(number: int) -> str:
    return f"events/event-{number}/index.html"


def test_nothing_is_planned_anew_when_nothing_has_changed() -> None:
    assert replanned(lambda _: None)[1] == set()


def test_another_body_has_the_pages_of_its_week_planned_anew() -> None:
    same, anew = replanned(body(11))
    assert anew == {page(number) for number in (4, 5, 10, 11)}
    assert same == {page(number) for number in (0, 1, 2, 3, 6, 7, 8, 9)}


def test_another_theme_has_all_pages_planned_anew() -> None:
    same, _ = replanned(theme(digest=b"other"))
    assert same == set()


def test_a_memo_forgets_what_is_gone() -> None:
    newsroom, memo = Newsroom().event("memo").event("budget", "2026-03-02"), Memo()
    plan(newsroom.edition(memo=memo))
    del newsroom.events["content/events/budget.md"]
    for _ in range(2):
        plan(newsroom.edition(memo=memo))
    assert [name for name in memo.known if name[0] == "digests"] == [("digests", "2026-w17")]


def test_an_edit_back_and_forth_is_planned_as_at_first() -> None:
    newsroom, memo = some_of_everything(), Memo()
    title = newsroom.events[path_of(3)].title
    first, middle, last = (
        [output.key for output in plan(apply(newsroom, field(3, title=text)).edition(memo=memo))]
        for text in (title, "Another title", title)
    )
    assert first != middle
    assert last == first
