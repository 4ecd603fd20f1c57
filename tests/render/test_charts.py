"""The chart of a week: a bar a day, in the colours of its topics."""

import re
from pathlib import Path

from generator.views import Link, PartCount, RecapNumbers, RecapPage
from tests.render.views import make_head, make_renderer, make_week


def make_day(number: int, **topics: int) -> PartCount:
    """Return the number-th day of the week with the events of each topic."""
    links = tuple(Link(name, f"/topics/{name}/", count) for name, count in sorted(topics.items()))
    return PartCount(f"2026-04-{20 + number}", links, sum(topics.values()))


def render_week(root: Path, *some: PartCount) -> str:
    """Return the page of a week; days that are not given have no events."""
    days = some + tuple(make_day(number) for number in range(len(some), 7))
    numbers = RecapNumbers(sum(day.events for day in days), 1, 1)
    index = Link("Weekly recap", "/team/digest/weekly/")
    page = RecapPage(make_head(), make_week(), numbers, index, unit="day", parts=days)
    return make_renderer(root).render("recap.html", page, ()).decode()


def read_key(page: str) -> list[tuple[str, str]]:
    """Return the colour and name of each topic in the key, in its order."""
    return re.findall(r'<li><svg [^>]*><rect class="(\w+)"[^>]*/></svg> ([^<]*)</li>', page)


def read_bars(page: str) -> list[tuple[str, str, str, str]]:
    """Return colour, top, height and title of each part of a bar."""
    pattern = r'<rect class="(\w+)" x="\d+" y="([\d.]+)" width="36" height="([\d.]+)"><title>([^<]*)</title>'
    return re.findall(pattern, page)


def test_topics_are_coloured_by_their_events_in_the_whole_week(tmp_path: Path) -> None:
    page = render_week(tmp_path, make_day(0, Chips=1, Policy=2), make_day(1, Chips=3, Art=1), make_day(2))

    assert read_key(page) == [("t0", "Chips"), ("t1", "Policy"), ("t2", "Art")]
    assert read_bars(page) == [
        ("t0", "88.0", "24.0", "Chips: 1"),
        ("t1", "40.0", "48.0", "Policy: 2"),
        ("t2", "88.0", "24.0", "Art: 1"),
        ("t0", "16.0", "72.0", "Chips: 3"),
    ]


def test_topics_of_equal_weight_come_in_the_order_of_the_week(tmp_path: Path) -> None:
    page = render_week(tmp_path, make_day(0, Policy=1), make_day(1, art=1, Art=1), make_day(2, Chips=1))
    assert read_key(page) == [("t0", "Policy"), ("t1", "Art"), ("t2", "art"), ("t3", "Chips")]


def test_from_the_eighth_on_topics_share_a_colour(tmp_path: Path) -> None:
    page = render_week(tmp_path, make_day(0, **{f"Topic{number}": 10 - number for number in range(9)}))
    assert read_key(page) == [*((f"t{n}", f"Topic{n}") for n in range(7)), ("t7", "Other topics")]
    assert [bar[0] for bar in read_bars(page)] == ["t0", "t1", "t2", "t3", "t4", "t5", "t6", "t7", "t7"]


def test_events_without_a_topic_are_others(tmp_path: Path) -> None:
    page = render_week(tmp_path, make_day(0, **{"": 2}), make_day(1, Art=1))
    assert read_key(page) == [("t0", "Other"), ("t1", "Art")]
    page = render_week(tmp_path, make_day(0, **{"": 2}), make_day(1))
    assert read_key(page) == []  # where no event has a topic, colours tell nothing
    assert read_bars(page) == [("t0", "16.0", "96.0", "Other: 2")]
