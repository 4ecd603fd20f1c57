"""Characters that nobody sees: an author learns which one it is and where, or it changes nothing."""

import pytest

from generator.decode.findings import shown
from generator.decode.names import slugify
from tests.decode.test_decode import read
from tests.sites import SiteFolder


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("title:\u00a0Soup\ntime: 90m\n", "1:7", "U+00A0 (no-break space)"),
        ("title: Soup\ntime:\u00a090m\nday: 2026-04-23\n", "2:6", "U+00A0 (no-break space)"),
        ("title: Soup\ntime:\u00a090m\n", "2:6", "U+00A0 (no-break space)"),
        ("title: Soup\ningredients:\n-\u00a0a\n-\u00a0b\n", "3:2", "U+00A0 (no-break space)"),
        (
            "title: Soup\ningredients:\n- name:\u202fSalt\n  grams: 3\n",
            "3:8",
            "U+202F (narrow no-break space)",
        ),
        ("title: Soup\ntime:\u200b90m\n", "2:6", "U+200B (zero width space)"),
    ],
)
def test_a_blank_that_is_no_space_is_told_where_it_stands(text: str, place: str, name: str) -> None:
    assert read(text)[1] == [f"{place}: {name} stands here in place of a space"]


def test_a_key_that_is_none_is_not_taken_for_text() -> None:
    assert read("title: Soup\ningredients:\n- name:\u00a0Salt\n")[1] == [
        "3:3: ingredients[0]: must be text or a mapping"
    ]
    for text in ("'name:\u00a0Salt'", "Salt:\u00a0two grams"):
        assert read(f"title: Soup\ningredients:\n- {text}\n")[1] == []


def test_messages_show_what_nobody_would_see() -> None:
    assert shown("AI\u00ad") == '"AI<U+00AD>"'
    assert shown("\u00a0title") == '"<U+00A0>title"'
    assert shown("\u2060") == '"<U+2060>"'
    assert shown("10\u00a0km\n and more") == '"10\u00a0km and more"'
    assert read("title: Soup\n\u00a0\u00a0time: 3m\n")[1] == ['2:1: unknown key "<U+00A0><U+00A0>time"']


def test_text_of_nothing_to_see_is_no_text() -> None:
    assert read('title: "\u200b"\n')[1] == ['1:8: title: there is nothing to see in "<U+200B>"']


@pytest.mark.parametrize("character", ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u200e"])
def test_slugs_of_names_that_look_alike_are_one(character: str) -> None:
    assert slugify(f"Foun{character}ders") == "founders"


def test_audiences_that_look_alike_are_one(site: SiteFolder) -> None:
    site.with_event("a", audience=["Founders", "Foun\u00adders", "\u200bFounders"]).build()

    assert [path for path in site.files() if path.startswith("audience/")] == [
        "audience/founders/index.html", "audience/index.html",
    ]  # fmt: skip
    assert site.page("/events/a/").count(">Founders<") == 1


def test_a_topic_with_an_invisible_character_is_the_one_without(site: SiteFolder) -> None:
    site.with_event("a", topics=["ai\u00ad", "AI"]).build()

    assert [path for path in site.files() if path.startswith("topics/ai")] == [
        "topics/ai/feed.xml", "topics/ai/index.html",
    ]  # fmt: skip
