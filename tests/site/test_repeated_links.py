"""Light items whose address readers have met already."""

from typing import Any

from generator.diagnostics import Problem
from generator.model import Address, LightItem, Section
from tests.site.newsroom import Newsroom


def links(*keys: int) -> dict[str, Any]:
    """Return what a note has of a section with an item of each address, on lines of their own."""
    items = tuple(LightItem(f"Item {key}", f"https://a.example/{key}", key) for key in keys)
    return {
        "sections": (Section("h-links", "Links", "Links", "<ul></ul>", items=items),),
        "places": tuple((line, 5, 9) for line in range(1, len(keys) + 1)),
    }


def told(newsroom: Newsroom) -> list[tuple[str, int, str]]:
    problems = newsroom.assemble().problems
    assert {problem.name for problem in problems} <= {"repeated-link"}
    return [(problem.path, problem.line, problem.message) for problem in problems]


def test_an_item_is_held_against_events_its_own_note_and_those_before() -> None:
    newsroom = Newsroom().event("memo", addresses=(Address(1, 3), Address(9, 8)))
    newsroom.note("2026-w17", **links(1, 2, 3, 2)).note("2026-w16", **links(3, 9))
    assert told(newsroom) == [
        ("content/weekly/2026-w17.md", 1, "readers have met this address in content/events/memo.md"),
        ("content/weekly/2026-w17.md", 3, "readers have met this address in content/weekly/2026-w16.md:1"),
        ("content/weekly/2026-w17.md", 4, "readers have met this address in content/weekly/2026-w17.md:2"),
    ]
    assert newsroom.assemble().problems[0] == Problem(
        "content/weekly/2026-w17.md", 1, 5, "repeated-link",
        "readers have met this address in content/events/memo.md",
        "remove the item, or say what is new", 9,
    )  # fmt: skip


def test_twenty_issues_are_looked_back() -> None:
    newsroom = Newsroom()
    for week in range(1, 23):
        newsroom.note(f"2026-w{week:02}", **links(100 + week, *([7] if week in {1, 22} else [])))
    assert told(newsroom) == []
    newsroom.note("2026-w21", **links(7))
    assert [path for path, _, _ in told(newsroom)] == [
        "content/weekly/2026-w21.md",
        "content/weekly/2026-w22.md",
    ]


def test_notes_of_other_rhythms_may_say_it_again() -> None:
    newsroom = Newsroom().note("2026-w17", **links(1)).note("2026-04", **links(1))
    assert [problem.name for problem in newsroom.assemble().problems] == ["note-shown-nowhere"]
