"""A build that failed, told to the terminal and to the open pages."""

import traceback
from pathlib import Path

import msgspec

from generator.diagnostics import LineReader, Problem, counted, render_problem
from generator.errors import ContentError, WeekmarkError


class Mistake(msgspec.Struct, frozen=True):
    """A problem as the overlay shows it."""

    place: str
    severity: str
    message: str
    excerpt: str
    remedy: str


def problems_of(error: Exception) -> tuple[Problem, ...]:
    """Return every problem behind an exception of a build, errors first."""
    if isinstance(error, ContentError):
        return tuple(sorted(error.problems, key=lambda problem: (problem.severity != "error", problem)))
    if isinstance(error, WeekmarkError):
        return (Problem("", 0, 0, "failed", error.message, error.remedy),)
    frame = traceback.extract_tb(error.__traceback__)[-1]
    message = f"{type(error).__name__}: {error} ({Path(frame.filename).name}, line {frame.lineno})"
    remedy = "this is a mistake in Weekmark itself; please report it"
    return (Problem("", 0, 0, "internal-error", message, remedy),)


def describe(problem: Problem, read_lines: LineReader) -> str:
    """Return a problem as text for a terminal."""
    return render_problem(problem, read_lines).removeprefix(": ")


def mistake(problem: Problem, read_lines: LineReader) -> Mistake:
    """Return a problem as the overlay shows it."""
    bare = msgspec.structs.replace(problem, remedy="")
    _, *excerpt = render_problem(bare, read_lines).split("\n")
    place = ":".join(str(part) for part in (problem.path, problem.line, problem.column) if part)
    message = f"{problem.message} [{problem.name}]"
    return Mistake(place, problem.severity, message, "\n".join(excerpt), problem.remedy)


def tally(problems: tuple[Problem, ...]) -> str:
    """Return ``2 errors, 1 warning``."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    parts = [counted(errors, "error")] * (errors > 0) + [counted(warnings, "warning")] * (warnings > 0)
    return ", ".join(parts)
