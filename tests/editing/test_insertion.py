"""Entries and keys put into front matter: they are there, and every other byte is as it was."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.editing.insertion import add_entries, add_key
from generator.errors import EditError

REPORT = {"source": "axios", "title": "Reply: it's #1", "url": "https://axios.com/a"}


def document(matter: str) -> bytes:
    return f"---\n{matter}---\n\nThe body.\n---\n".encode()


def added(matter: str, path: tuple[str, ...], *entries: object) -> str:
    return add_entries(document(matter), path, entries).decode().split("---\n")[1]


def test_a_key_goes_below_the_comments_of_the_last_one() -> None:
    before = b"---\ntitle: A\ntopics: []\n# Words of it suggest: policy\n# and law\n\n---\n# Body\n"
    assert add_key(before, ("hook",), "News.") == (
        b"---\ntitle: A\ntopics: []\n# Words of it suggest: policy\n# and law\nhook: News.\n\n---\n# Body\n"
    )


def test_an_entry_goes_below_the_last_one_and_comments_stay() -> None:
    matter = (
        "title:   Memo   # as the paper has it\n"
        "coverage:\n"
        "    - source: scmp\n"
        "      title: >-\n"
        "        A report\n"
        "        of two lines\n"
        "\n"
        "    # - source: not yet\n"
        "related: []\n"
    )
    entry = "    - source: axios\n      title: 'Reply: it''s #1'\n      url: https://axios.com/a\n"
    before, after = matter.split("    # - source")
    assert added(matter, ("coverage",), REPORT) == f"{before}{entry}    # - source{after}"


def test_a_list_that_is_not_there_is_made_at_the_end() -> None:
    assert added("title: Memo\n# as the paper has it\n", ("aliases",), "/events/a/", "/b/") == (
        "title: Memo\n# as the paper has it\naliases:\n- /events/a/\n- /b/\n"
    )


def test_a_list_on_one_line_stays_on_it() -> None:
    matter = "aliases: [/a/, /b/ ] # old\nrelated: []\n"
    assert added(matter, ("aliases",), "/c/") == "aliases: [/a/, /b/, /c/ ] # old\nrelated: []\n"
    assert added(matter, ("related",), REPORT) == (
        "aliases: [/a/, /b/ ] # old\n"
        "related: [{source: axios, title: 'Reply: it''s #1', url: 'https://axios.com/a'}]\n"
    )


def test_a_list_without_entries_gets_its_first() -> None:
    assert added("aliases:  # none\ntitle: Memo\n", ("aliases",), "/a/") == (
        "aliases:  # none\n  - /a/\ntitle: Memo\n"
    )


def test_a_key_goes_into_its_mapping_at_any_depth() -> None:
    matter = "insight:\n  origin: ai\n  takeaways:\n  - One\n\ntitle: Memo\n"
    data = add_key(document(matter), ("insight", "reviewed_by"), "Ann")
    data = add_key(data, ("provenance", "reviewed_text", "hook"), "0e1")
    assert data.decode().split("---\n")[1] == (
        "insight:\n  origin: ai\n  takeaways:\n  - One\n  reviewed_by: Ann\n\ntitle: Memo\n"
        "provenance:\n  reviewed_text:\n    hook: '0e1'\n"
    )


def test_line_ends_a_mark_and_an_open_end_stay_as_they_are() -> None:
    data = b"\xef\xbb\xbf---\r\naliases:\r\n- /a/\r\ntitle: x\r\n---\r\nbody\nmixed"
    expected = data.replace(b"- /a/\r\n", b"- /a/\r\n- /b/\r\n")
    assert add_entries(data, ("aliases",), ["/b/"]) == expected
    assert add_entries(b"---\n---", ("aliases",), ["/b/"]) == b"---\naliases:\n- /b/\n---"


@pytest.mark.parametrize(
    ("matter", "message"),
    [
        ("aliases: /a/\n", "`aliases` is no list"),
        ("aliases: ~\n", "`aliases` is written in a way that can't be added to"),
        ("aliases: &x [/a/]\n", 'YAML anchors such as "&x" are not supported'),
        ("- a\n", "the front matter is no mapping"),
        ("title: [\n", "a value can't begin here"),
    ],
)
def test_what_can_not_be_added_to_is_refused(matter: str, message: str) -> None:
    with pytest.raises(EditError) as refused:
        add_entries(document(matter), ("aliases",), ["/b/"])
    assert refused.value.message == message


def test_a_key_that_is_there_is_never_written_over() -> None:
    with pytest.raises(EditError) as refused:
        add_key(document("reviewed: 2026-04-01\n"), ("reviewed",), "2026-04-02")
    assert refused.value.message == "`reviewed` is there already"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
VALUES = st.recursive(
    TEXTS | st.integers(-9, 9) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS.filter(bool), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from(["title", "list", "map", "x-own"]), VALUES, max_size=4),
    st.sampled_from([None, True, False]),
    st.integers(1, 6),
    VALUES,
)
def test_an_entry_is_put_in_anywhere_or_refused_and_nothing_else_changes(
    values: dict[str, Any], flow: bool | None, indent: int, entry: object
) -> None:
    matter = yaml.safe_dump(values, default_flow_style=flow, indent=indent, allow_unicode=True, width=30)
    data = document(matter.replace("...\n", ""))
    try:
        edited = add_entries(data, ("list",), [entry])
    except EditError as refused:
        assert refused.message == "`list` is no list"  # noqa: PT017 - else what follows is asserted
        return
    start = next(
        (n for n, pair in enumerate(zip(data, edited, strict=False)) if pair[0] != pair[1]), len(data)
    )
    rest = len(data) - start
    assert edited[:start] + edited[len(edited) - rest :] == data
