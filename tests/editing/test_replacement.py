"""Values of front matter changed and taken away: each where it stood, and every other byte is as it was."""

import copy
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.editing.front_matter import read_keys
from generator.editing.replacement import set_text, take_away
from generator.errors import EditError

DRAFT = b"""---
title: Memo   # as the paper has it
hook: >-  # too long?
  One thing
  and another.

# the summary
tldr: {what_changed: "It is \\"new\\".", why_it_matters: 'It''s big.',
  quotes: {what_changed: [{cite: source, text: new}]}}
insight:
  origin: ai  # for now
  takeaways:
    - text: First.
      quotes:
      - cite: source
        text: first
    # the second one is odd
    -
      text: Second.
    - Third  # a person's
  timeline:
  - {date: 2026-04, text: Begun}
reviewed_by:
---
The body.
---
"""


def changed(path: tuple[str | int, ...], value: str) -> bytes:
    after = set_text(DRAFT, path, value)
    values: Any = read_keys(after)
    for step in path:
        values = values[step]
    assert values == value
    return after


def test_a_text_is_changed_where_it_stands_and_in_its_quotation_marks() -> None:
    assert changed(("hook",), "Less: more.") == DRAFT.replace(
        b">-  # too long?\n  One thing\n  and another.", b"'Less: more.'  # too long?"
    )
    assert changed(("insight", "origin"), "ai-reviewed") == DRAFT.replace(
        b"origin: ai  #", b"origin: ai-reviewed  #"
    )
    assert changed(("tldr", "what_changed"), "Old, again.") == DRAFT.replace(
        b'"It is \\"new\\"."', b"'Old, again.'"
    )
    assert changed(("tldr", "why_it_matters"), "It's small.") == DRAFT.replace(b"It''s big", b"It''s small")
    assert changed(("insight", "takeaways", 2), "- no") == DRAFT.replace(b"- Third", b"- '- no'")
    assert changed(("insight", "takeaways", 1, "text"), "2") == DRAFT.replace(b"Second.", b"'2'")


def test_what_has_no_value_gets_one_and_what_is_not_there_is_put_in() -> None:
    assert changed(("reviewed_by",), "Ada") == DRAFT.replace(b"reviewed_by:", b"reviewed_by: Ada")
    assert changed(("insight", "reviewed_by"), "Ada") == DRAFT.replace(
        b"text: Begun}\n", b"text: Begun}\n  reviewed_by: Ada\n"
    )


def test_an_entry_goes_and_comments_around_it_stay() -> None:
    first = b"    - text: First.\n      quotes:\n      - cite: source\n        text: first\n"
    assert take_away(DRAFT, ("insight", "takeaways", 0)) == DRAFT.replace(first, b"")
    assert take_away(DRAFT, ("insight", "takeaways", 1)) == DRAFT.replace(
        b"    -\n      text: Second.\n", b""
    )
    assert take_away(DRAFT, ("hook",)) == DRAFT.replace(
        b"hook: >-  # too long?\n  One thing\n  and another.\n", b""
    )
    assert take_away(DRAFT, ("tldr", "what_changed")) == DRAFT.replace(
        b'what_changed: "It is \\"new\\".", ', b""
    )


def test_the_first_entry_on_the_line_of_the_list_around_it_goes() -> None:
    before = b"---\npairs:\n- - a   # one\n  - b\n  - c\n- d: 1\n  e: 2\n---\n"
    assert take_away(before, ("pairs", 0, 0)) == before.replace(b"a   # one\n  - b", b"b")
    assert take_away(before, ("pairs", 0, 1)) == before.replace(b"  - b\n", b"")
    assert take_away(before, ("pairs", 1, "d")) == before.replace(b"d: 1\n  e", b"e")


def test_what_holds_nothing_else_goes_as_well() -> None:
    assert take_away(DRAFT, ("insight", "timeline", 0)) == DRAFT.replace(
        b"  timeline:\n  - {date: 2026-04, text: Begun}\n", b""
    )
    assert take_away(DRAFT, ("tldr", "quotes", "what_changed")) == DRAFT.replace(
        b",\n  quotes: {what_changed: [{cite: source, text: new}]}", b""
    )


def test_line_breaks_and_the_byte_order_mark_are_those_of_the_file() -> None:
    windows = b"\xef\xbb\xbf" + DRAFT.replace(b"\n", b"\r\n")
    edited = take_away(set_text(windows, ("hook",), "Less."), ("insight", "takeaways", 0))
    plain = take_away(set_text(DRAFT, ("hook",), "Less."), ("insight", "takeaways", 0))
    assert edited == b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n")


@pytest.mark.parametrize("path", [("insight", "takeaways", 9), ("no",), ("title", "deeper")])
def test_what_is_not_there_can_not_be_taken_away(path: tuple[str | int, ...]) -> None:
    with pytest.raises(EditError, match="is not there"):
        take_away(DRAFT, path)


def test_a_list_is_no_text() -> None:
    with pytest.raises(EditError, match=r"`insight\.takeaways` is no text"):
        set_text(DRAFT, ("insight", "takeaways"), "one")


TEXTS = (
    st.text(st.sampled_from("ab é:#'\"-{}[],\\|>&*!%@`0~"), min_size=1, max_size=8)
    .map(str.strip)
    .filter(bool)
)
VALUES = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from("abc"), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from("xyz"), VALUES, min_size=1), st.booleans(), st.data())
def test_any_text_is_changed_and_any_value_goes_without_the_others(
    values: dict[str, Any], is_flow: bool, data: st.DataObject
) -> None:
    matter = yaml.safe_dump(values, default_flow_style=is_flow, allow_unicode=True, width=20)
    before = f"---\n# head\n{matter}# foot\n---\nbody\n".encode()
    inner: Any = values
    path: list[str | int] = []
    while isinstance(inner, dict | list) and (not path or data.draw(st.booleans())):
        step = data.draw(st.sampled_from(list(inner) if isinstance(inner, dict) else list(range(len(inner)))))
        path.append(step)
        inner = inner[step]
    try:
        after = take_away(before, path)
    except EditError:  # such as "- - a", which says so rather than guess
        return
    lines = after.splitlines()
    assert lines[:2] == [b"---", b"# head"]
    assert lines[-3:] == [b"# foot", b"---", b"body"]
    expected = copy.deepcopy(values)
    assert read_keys(after) == without(expected, path)
    if isinstance(inner, str):
        text = data.draw(TEXTS)
        edited = read_keys(set_text(before, path, text))
        for step in path:
            edited = edited[step]
        assert edited == text


def without(values: Any, path: list[str | int]) -> Any:
    """Return plain data without a value, and without what held nothing else."""
    *outer, last = path
    inner = values
    for step in outer:
        inner = inner[step]
    del inner[last]
    return without(values, outer) if outer and not inner else values
