"""What is offered to a curator."""

import msgspec
import pytest

from generator.desk.offers import Decided, addresses, offered
from generator.desk.records import Item
from generator.desk.settings import Mute

HOUR = 3600
ITEM = Item(
    feed="https://news.example/feed",
    id="1",
    key="https://news.example/memo",
    url="https://www.news.example/memo?utm_source=rss",
    title="Mémo on Crypto Markets",
    folded="memo on crypto markets",
    summary="",
    published="2026-04-23T09:00:00+00:00",
    dating="told",
    told="",
    publisher="",
    lang="en",
    first_seen=1776935100,
)
NINE = 1776934800


def is_offered(decided: Decided, **changes: object) -> bool:
    return bool(offered([msgspec.structs.replace(ITEM, **changes)], decided))


def test_what_is_new_is_offered() -> None:
    assert is_offered(Decided())


def test_what_is_older_than_the_review_is_done_with() -> None:
    seen = frozenset([ITEM.key])
    assert not is_offered(Decided(reviewed=NINE, seen=seen))
    assert is_offered(Decided(reviewed=NINE - 1, seen=seen))


def test_what_came_too_late_for_the_review_is_offered_for_72_hours() -> None:
    assert is_offered(Decided(reviewed=NINE + 60))
    assert not is_offered(Decided(reviewed=NINE + 60), was_there=True)
    assert not is_offered(Decided(reviewed=ITEM.first_seen))
    late = {"first_seen": NINE + 90 * HOUR}
    assert is_offered(Decided(reviewed=NINE + 71 * HOUR), **late)
    assert not is_offered(Decided(reviewed=NINE + 72 * HOUR), **late)
    assert not is_offered(Decided(reviewed=NINE + 71 * HOUR, seen=frozenset([ITEM.key])), **late)


def test_what_has_no_date_is_as_old_as_when_it_was_seen() -> None:
    assert is_offered(Decided(reviewed=NINE), published="", dating="missing")
    assert not is_offered(Decided(reviewed=ITEM.first_seen), published="", dating="missing")


def test_what_has_no_date_and_was_there_before_counts_as_old() -> None:
    assert not is_offered(Decided(), published="", dating="missing", was_there=True)
    assert is_offered(Decided(), was_there=True)


def test_what_came_with_new_ids_is_not_offered() -> None:
    assert not is_offered(Decided(), is_offered=False)


@pytest.mark.parametrize("used", ["http://news.example/memo/", "https://m.news.example/memo#top"])
def test_what_is_used_is_not_offered_however_its_address_is_written(used: str) -> None:
    assert not is_offered(Decided(used=addresses([used])))


def test_what_was_dropped_is_not_offered_again() -> None:
    assert not is_offered(Decided(dropped={ITEM.key: 0}))


def test_a_title_without_an_address_stands_for_one_story_for_72_hours() -> None:
    dropped = Decided(dropped={ITEM.folded: ITEM.first_seen})
    bare = {"url": "", "key": ITEM.folded}
    assert not is_offered(dropped, **bare, first_seen=ITEM.first_seen + 72 * HOUR)
    assert is_offered(dropped, **bare, first_seen=ITEM.first_seen + 73 * HOUR)


@pytest.mark.parametrize(
    ("mute", "expected"),
    [
        (Mute(words=("CRYPTO",)), False),
        (Mute(words=("crypto markets",)), False),
        (Mute(words=("memo",)), False),
        (Mute(words=("crypt",)), True),
        (Mute(words=("!",)), True),
        (Mute(domains=("news.example",)), False),
        (Mute(domains=("example",)), False),
        (Mute(domains=("ews.example",)), True),
    ],
)
def test_what_is_muted_is_not_offered(mute: Mute, expected: bool) -> None:
    assert is_offered(Decided(mute=mute)) == expected


def test_a_word_of_a_script_without_spaces_is_found_anywhere() -> None:
    title = {"folded": "中国发布新芯片"}
    assert not is_offered(Decided(mute=Mute(words=("芯片",))), **title)
