"""What people write without thinking, each with all that they are told about it.

``mistakes.txt`` holds the cases: after ``##`` what the mistake is, then the lines of front matter, of an
event that is sound otherwise, then after ``>`` each problem with its place, and after ``>>`` its remedy.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.diagnostics import Problem
from generator.model import SourceFile
from generator.source.parse import parse
from generator.source.settings import ParseSettings

MISTAKES = Path(__file__).parent / "mistakes.txt"
SOUND = {"title": "A memo", "url": "https://example.com/memo", "published": "2026-04-25"}
"""Keys that an event gets which its lines do not have."""


def cases() -> Iterator[tuple[str, str, list[str]]]:
    """Yield of each case its name, its lines and what is told."""
    for text in MISTAKES.read_text("utf-8").split("## ")[1:]:
        name, _, rest = text.partition("\n")
        lines = rest.rstrip("\n").split("\n")
        told = [line for line in lines if re.match(">>? ", line)]
        yield name, "".join(f"{line}\n" for line in lines if not re.match(">>? ", line)), told


def problems_of(lines: str) -> tuple[Problem, ...]:
    """Return what is told of an event with these lines in its front matter."""
    keys = re.findall(r"^(\w+):", lines, re.MULTILINE)
    rest = "".join(f"{key}: {value}\n" for key, value in SOUND.items() if key not in keys)
    data = f"---\n{lines}{rest}---\n".encode()
    document = parse(
        SourceFile("content/events/memo.md", "event", len(data), (0, 0, 0)), data, ParseSettings()
    )
    assert (document.content is None) == any(problem.severity == "error" for problem in document.problems)
    return document.problems


def told(lines: str) -> list[str]:
    """Return what is told, as the file has it."""
    found = []
    for problem in problems_of(lines):
        place = ":".join(str(part) for part in (problem.line, problem.column) if part)
        found.append(f"> {place}: {problem.severity}: {problem.message} [{problem.name}]")
        found += [f">> {problem.remedy}"] if problem.remedy else []
    return found


@pytest.mark.parametrize(
    ("lines", "expected"), [pytest.param(lines, expected, id=name) for name, lines, expected in cases()]
)
def test_what_is_told_says_what_to_write(lines: str, expected: list[str]) -> None:
    assert told(lines) == expected


def test_a_hundred_and_twenty_mistakes_are_tried() -> None:
    found = list(cases())

    assert len(found) >= 120
    assert len({name for name, *_ in found}) == len(found)
    assert [name for name, _, expected in found if not expected] == []
