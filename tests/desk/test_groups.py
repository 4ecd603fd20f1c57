"""Grouping: offered, stable, and kept from what a curator has put apart."""

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.desk.groups import group, group_titles
from generator.desk.linkage import FORBIDDEN, average_link
from generator.desk.matching import EventIndex, KnownEvent
from generator.desk.plain import folded
from generator.desk.records import Item, Story

NINE = 1776934800
HOUR = 3600
TITLES = (
    "Ebay rejects Icahn's board nominees",
    "Ebay asks shareholders to vote against Icahn nominees",
    "Icahn's nominees rejected by Ebay board",
    "Central bank raises rates to four percent",
    "Bank raises rates by half a percent, to four percent",
    "Harvest of apples is late this year",
)


def item(number: int, title: str, hour: float = 0, **changes: object) -> Item:
    url = f"https://s{number}.example/{number}"
    made = Item(
        feed=f"https://s{number}.example/feed",
        id=str(number),
        key=url,
        url=url,
        title=title,
        folded=folded(title),
        summary="",
        published="",
        dating="missing",
        told="",
        publisher="",
        lang="",
        first_seen=int(NINE + hour * HOUR),
    )
    return msgspec.structs.replace(made, **changes)


def items(titles: Sequence[str] = TITLES) -> list[Item]:
    return [item(number, title, number / 10) for number, title in enumerate(titles)]


def numbers(stories: tuple[Story, ...]) -> set[frozenset[int]]:
    return {frozenset(int(one.id) for one in story.items) for story in stories}


def test_reports_of_one_event_are_one_story() -> None:
    assert numbers(group(items())) == {frozenset({0, 1, 2}), frozenset({3, 4}), frozenset({5})}


def test_the_story_with_the_newest_report_comes_first() -> None:
    assert group(items())[0].items[0].id == "5"


def test_what_is_less_alike_belongs_perhaps() -> None:
    titles = (*TITLES, "Chairman of Ebay gives a long interview about growing old in business")
    found = {frozenset(int(one.id) for one in story.items): story for story in group(items(titles))}
    assert [one.id for one in found[frozenset({0, 1, 2})].perhaps] == ["6"]
    assert {one.id for one in found[frozenset({6})].perhaps} == {"0", "1", "2"}


def test_one_address_is_one_story_whatever_its_titles_say() -> None:
    same = item(9, "Something else entirely", 1, key=items()[5].key)
    assert frozenset({5, 9}) in numbers(group([*items(), same]))


def test_one_title_is_one_story_for_72_hours() -> None:
    early, late = item(7, TITLES[5], 71), item(8, TITLES[5], 200)
    assert {frozenset({5, 7}), frozenset({8})} <= numbers(group([*items(), early, late]))


def test_what_is_days_apart_is_not_one_story() -> None:
    later = item(7, "Ebay rejects nominees of Icahn for its board", 80)
    assert frozenset({7}) in numbers(group([*items(), later]))


def test_what_a_curator_has_put_apart_stays_apart() -> None:
    apart = [[items()[0].url, items()[2].url + "?utm_source=rss"]]
    for story in group(items(), apart):
        assert len({"0", "2"} & {one.id for one in story.items}) < 2
    twins = [item(1, TITLES[5]), item(2, TITLES[5])]
    assert len(group(twins)) == 1
    assert len(group(twins, [[twins[0].url, twins[1].url]])) == 2


def test_the_same_place_with_other_names_is_another_story() -> None:
    titles = (
        "Large fire at a plant of Siemens in Berlin",
        "Large fire at a plant of Bayer in Berlin",
        "Workers of Bayer and Siemens and others meet",
    )
    assert frozenset({0, 1}) not in numbers(group(items(titles)))
    elsewhere = items([title.replace("Berlin", "town") for title in titles])
    assert any({0, 1} <= inside for inside in numbers(group(elsewhere)))


@pytest.mark.parametrize(
    "titles",
    [
        ("中国发布新一代人工智能芯片", "中国推出新一代人工智能芯片", "今年苹果收成晚了"),
        (
            "Правительство повысило ставки налога",
            "Ставки налога повысило правительство",
            "Урожай яблок запаздывает",
        ),
        ("الحكومة ترفع أسعار الفائدة", "أسعار الفائدة ترفعها الحكومة", "حصاد التفاح متأخر هذا العام"),
    ],
)
def test_any_script(titles: tuple[str, ...]) -> None:
    assert numbers(group(items(titles))) == {frozenset({0, 1}), frozenset({2})}


def test_nothing_and_titles_without_words() -> None:
    assert group([]) == ()
    assert len(group([item(1, "!!!"), item(2, "???")])) == 2


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*TITLES, "Ebay", "Rates raised", ""]), max_size=12), st.randoms())
def test_every_item_is_in_one_story_in_whatever_order_they_come(titles: list[str], random: object) -> None:
    given_items = items(titles)
    shuffled = list(given_items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    stories = group(given_items)
    assert sorted(one.id for story in stories for one in story.items) == sorted(one.id for one in given_items)
    assert group(shuffled) == stories


def slow_average_link(pairs: list[dict[int, float]], line: float) -> set[frozenset[int]]:
    """Join the two closest groups again and again, as the textbook has it."""
    groups = [frozenset({number}) for number in range(len(pairs))]

    def mean(one: frozenset[int], other: frozenset[int]) -> float:
        total = sum(pairs[max(a, b)].get(min(a, b), 0.0) for a in one for b in other)
        return total / (len(one) * len(other))

    while len(groups) > 1:
        best, one, other = max(
            (mean(one, other), one, other) for place, one in enumerate(groups) for other in groups[:place]
        )
        if best < line:
            break
        groups = [found for found in groups if found not in (one, other)] + [one | other]
    return set(groups)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 9), st.randoms(use_true_random=False))
def test_the_chain_finds_what_the_textbook_finds(count: int, random: object) -> None:
    draw = random.random  # type: ignore[attr-defined]  # see above
    pairs = [{other: draw() for other in range(number) if draw() < 0.6} for number in range(count)]
    (labels,) = average_link(pairs, (0.3,))
    found: dict[int, set[int]] = {}
    for number, label in enumerate(labels):
        found.setdefault(label, set()).add(number)
    assert {frozenset(inside) for inside in found.values()} == slow_average_link(pairs, 0.3)


def test_what_is_forbidden_outweighs_any_likeness() -> None:
    pairs: list[dict[int, float]] = [{}, {0: 1.0}, {0: FORBIDDEN, 1: 1.0}]
    (labels,) = average_link(pairs, (0.1,))
    assert labels[0] != labels[2]


def test_a_wider_line_holds_whole_groups_of_the_narrower() -> None:
    same, perhaps = group_titles(TITLES, [NINE] * len(TITLES))
    for one in range(len(TITLES)):
        for other in range(one):
            assert perhaps[one] == perhaps[other] or same[one] != same[other]


def test_the_likeliest_events_are_offered_to_attach_a_story_to() -> None:
    events = EventIndex(
        [
            KnownEvent("ebay", "Ebay turns Icahn down", "The board rejects his nominees."),
            KnownEvent("paypal", "Icahn wants Ebay to spin off Paypal"),
            KnownEvent("rates", "The central bank raises rates"),
            KnownEvent("apples", "Apples"),
        ]
    )
    assert [match.slug for match in events.likeliest(TITLES[:3])] == ["ebay", "paypal"]
    assert [match.slug for match in events.likeliest(["Nothing of the kind"])] == []
    assert EventIndex([]).likeliest(TITLES) == ()
