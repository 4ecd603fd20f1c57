"""Each file in ``bad/`` has a mistake; the ``.txt`` beside it is all that an author is told about it.

To add a case, put a file into the folder of its kind, and the whole expected text beside it. An event's file
``bad/event/NAME.md`` is read as ``content/events/NAME.md`` of a site in Berlin.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.config import load_config
from generator.diagnostics import Problem, has_firm, render_problem
from generator.model import SourceFile, SourceKind
from generator.source.parse import parse
from generator.source.registry import read_sources, read_topics
from generator.source.settings import ParseSettings

BAD = Path(__file__).parent / "bad"
CASES = sorted(path for path in BAD.glob("*/*") if path.suffix in {".md", ".yaml"})


def read_document(kind: SourceKind) -> Callable[[bytes, str], tuple[Problem, ...]]:
    def read(data: bytes, path: str) -> tuple[Problem, ...]:
        file = SourceFile(path, kind, len(data), (0, 0, 0))
        document = parse(file, data, ParseSettings(timezone="Europe/Berlin"))
        assert (document.content is None) == has_firm(document.problems)
        return document.problems

    return read


READERS: dict[str, tuple[str, Callable[[bytes, str], tuple[Problem, ...]]]] = {
    "event": ("content/events/{}", read_document("event")),
    "page": ("content/pages/{}", read_document("page")),
    "week": ("content/weekly/2026-w17.md", read_document("note")),
    "sources": ("content/sources.yaml", lambda data, path: read_sources(data, path)[1]),
    "topics": ("content/topics.yaml", lambda data, path: read_topics(data, path)[1]),
    "site": ("site.yaml", lambda data, path: load_config(data, path)[1]),
}


def told(case: Path) -> str:
    data = case.read_bytes()
    pattern, read = READERS[case.parent.name]
    lines = re.split("\r\n|\r|\n", data.decode("utf-8-sig", "replace"))
    problems = read(data, pattern.format(case.name))
    return "".join(f"{render_problem(problem, lambda _path: lines)}\n" for problem in problems)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_author_is_told(case: Path) -> None:
    assert told(case) == case.with_suffix(".txt").read_text()


def test_every_case_has_its_text_and_every_text_its_case() -> None:
    texts = {path.with_suffix("") for path in BAD.glob("*/*.txt")}

    assert texts == {path.with_suffix("") for path in CASES}
