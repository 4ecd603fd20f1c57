"""What a shard leaves out to be small can be had again, or is not needed to find an event."""

import re

import pytest

from generator.render.formats.search import new_words, shorten_slug


@pytest.mark.parametrize(
    ("title", "slug", "shortened"),
    [
        ("A memo, leaked", "a-memo-leaked", (13, "")),
        ("A memo, leaked", "a-memo-again", (7, "again")),
        ("“Quoted” memo", "quoted-memo", (0, "quoted-memo")),
        ("備忘録", "memo", (0, "memo")),
        ("A memo", "a-memo-2026", (6, "-2026")),
    ],
)
def test_a_slug_is_the_start_of_the_title_and_the_rest(
    title: str, slug: str, shortened: tuple[int, str]
) -> None:
    kept, rest = shortened
    assert shorten_slug(slug, title) == shortened
    assert re.sub("[^a-z0-9]+", "-", title.lower())[:kept] + rest == slug


@pytest.mark.parametrize(
    ("text", "known", "words"),
    [
        ("The memo, which leaked, names names.", "A memo: the leak", "which leaked names"),
        ("Memos are memos (“Memos”).", "memo", "Memos are"),
        ("Straße — STRASSE", "", "Straße"),
        ("東京は雨。大阪は晴れ。", "東京", "東京は雨。大阪は晴れ"),
        ("", "A memo", ""),
    ],
)
def test_only_new_words_of_the_takeaways_are_kept(text: str, known: str, words: str) -> None:
    assert new_words(text, known) == words
