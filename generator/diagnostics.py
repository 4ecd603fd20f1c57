"""Problems as data: what is wrong, where, and what to do about it.

Every stage reports what it finds as a :class:`Problem`; nothing but the commands prints one. A problem
of a cached file is cached with it and told again at the next build.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from generator.problems import KINDS, Level, Name, Severity


class Problem(msgspec.Struct, frozen=True, order=True, omit_defaults=True):
    """One mistake in a user's file, with its place and remedy."""

    path: str
    """The file, relative to the site's folder, with forward slashes."""
    line: int
    """The line in the whole file, from 1; 0 when the file as a whole is meant."""
    column: int
    """The column in characters, from 1; 0 when the line as a whole is meant."""
    name: Name
    """Its kind, as ``problems:`` of ``site.yaml`` names it."""
    message: str
    """What is wrong, in one lower-case sentence without a full stop."""
    remedy: str = ""
    """What to do about it, such as ``did you mean "importance"?``."""
    length: int = 1
    """How many characters to underline."""
    chosen: Severity | Literal[""] = ""
    """How grave the site wants it to be; empty where that is as its kind has it.

    It is no None, since problems are put in order, and two may be alike.
    """

    @property
    def severity(self) -> Severity:
        """An error fails the build; a warning does so only under ``--strict``."""
        return self.chosen or KINDS[self.name].severity


def counted(number: int, noun: str) -> str:
    """Return ``1 error``, ``2 errors``: a number and its noun, in English."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether one of the problems is an error."""
    return any(problem.severity == "error" for problem in problems)


def has_firm(problems: Iterable[Problem]) -> bool:
    """Say whether one of the problems is an error that no site may soften."""
    return any(KINDS[problem.name].is_firm for problem in problems)


def judge(problems: Iterable[Problem], levels: Mapping[Name, Level]) -> list[Problem]:
    """Return the problems as grave as a site wants them to be, without those that it has turned off."""
    problems = list(problems)
    if not levels:
        return problems
    found = ((problem, levels.get(problem.name)) for problem in problems)
    return [
        msgspec.structs.replace(problem, chosen=level) if level else problem
        for problem, level in found
        if level != "off"
    ]


MOST_OF_A_KIND = 10
"""How many problems of one kind are told in full, unless all are asked for."""
_WORST_FILES = 3
_ONCE: frozenset[Name] = frozenset({"unknown-topic"})
"""Kinds of which one message says the same wherever it is told."""


class Abridged(msgspec.Struct, frozen=True):
    """What to tell of many problems."""

    shown: list[Problem]
    """The first of each kind."""
    more: list[str]
    """A line about the rest of each kind that has more."""


def abridge(problems: Iterable[Problem]) -> Abridged:
    """Choose what to tell of problems, in their order: ten of a kind, and where most of the others are."""
    problems = list(problems)
    repeated = Counter(problem.message for problem in problems if problem.name in _ONCE)
    shown: list[Problem] = []
    rest: dict[Name, list[Problem]] = {}
    counts: Counter[Name] = Counter()
    for problem in problems:
        if problem.name in _ONCE:
            times = repeated.pop(problem.message, 0)
            if not times:
                continue
            if times > 1:
                problem = msgspec.structs.replace(problem, message=f"{problem.message} ({times} times)")  # noqa: PLW2901 - the same, worded
        counts[problem.name] += 1
        if counts[problem.name] <= MOST_OF_A_KIND:
            shown.append(problem)
        else:
            rest.setdefault(problem.name, []).append(problem)
    return Abridged(shown, [_count_rest(name, found) for name, found in rest.items()])


def _count_rest(name: Name, rest: list[Problem]) -> str:
    files = Counter(problem.path for problem in rest).most_common(_WORST_FILES)
    worst = ", ".join(f"{path} ({number})" for path, number in files)
    return f"and {len(rest):,} more [{name}], most in {worst}"


LineReader = Callable[[str], list[str]]
"""Gives the lines of a file by its path; an empty list when it can't be read."""


def line_reader(root: Path) -> LineReader:
    """Return what reads the files of a site as they are now; problems of one file read it once.

    No line is shown of a file outside the site, such as the settings of a user: it may hold a key.
    """

    @lru_cache(maxsize=8)
    def read_lines(path: str) -> list[str]:
        if Path(path).is_absolute():
            return []
        try:
            return (root / path).read_text("utf-8-sig", "replace").splitlines()
        except (OSError, ValueError):
            return []

    return read_lines


def render_problem(problem: Problem, read_lines: LineReader) -> str:
    """Return the problem as text for a terminal.

    The shape is ``path:line:column: severity: message [name]``, the line with its number, carets under the
    place, and the remedy::

        content/events/memo.md:4:1: error: unknown key "importence" [unknown-key]
          4 | importence: 3
            | ^^^^^^^^^^
          did you mean "importance"?
    """
    place = ":".join(str(part) for part in (problem.path, problem.line, problem.column) if part)
    parts = [
        f"{place}: {problem.severity}: {problem.message} [{problem.name}]",
        *_excerpt(problem, read_lines),
    ]
    if problem.remedy:
        parts.append(f"  {problem.remedy}")
    return "\n".join(parts)


def _excerpt(problem: Problem, read_lines: LineReader) -> list[str]:
    """Return the line and the carets below it, shortened to what a terminal shows, or nothing."""
    lines = read_lines(problem.path) if problem.line else []
    if not 0 < problem.line <= len(lines):
        return []
    line = lines[problem.line - 1].replace("\t", " ")
    line = "".join(character if character.isprintable() else "�" for character in line)
    column = max(problem.column, 1)
    start = max(0, column - 60)
    shown = line[start : start + 100].rstrip()
    gutter = str(problem.line)
    result = [f"  {gutter} | {shown}"]
    if problem.column:
        room = max(1, len(shown) - (column - 1 - start))
        carets = "^" * max(1, min(problem.length, room))
        result.append(f"  {' ' * len(gutter)} | {' ' * (column - 1 - start)}{carets}")
    return result
