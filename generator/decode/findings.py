"""The problems of one file while it is read, and where they are."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from generator.diagnostics import Problem, Severity

MOST_FINDINGS = 100
"""How many problems of one file are told; a hostile file must not drown the others."""


class Place(NamedTuple):
    """A place in a file: line and column from 1 (0: the file or line as a whole), and what to underline."""

    line: int
    column: int = 0
    length: int = 1


class Refused(ValueError):  # noqa: N818  # it reads as what it is: a value that is refused
    """A value that is not what its field wants; ``remedy`` says what to do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class Finding:
    """A problem whose path (``coverage[1].url``) still grows while the decoder returns."""

    __slots__ = ("message", "place", "remedy", "severity", "where")

    def __init__(self, place: Place, message: str, remedy: str, severity: Severity) -> None:
        self.where = ""
        self.place = place
        self.message = message
        self.remedy = remedy
        self.severity = severity


class Findings(list[Finding]):
    """The problems found in one file so far."""

    @property
    def full(self) -> bool:
        """Whether so many were found that no more are kept."""
        return len(self) >= MOST_FINDINGS

    def error(self, place: Place, message: str, remedy: str = "", where: str = "") -> None:
        """Note an error."""
        self._note(Finding(place, message, remedy, "error"), where)

    def warning(self, place: Place, message: str, remedy: str = "", where: str = "") -> None:
        """Note a warning."""
        self._note(Finding(place, message, remedy, "warning"), where)

    def _note(self, finding: Finding, where: str) -> None:
        if not self.full:
            finding.where = where
            self.append(finding)

    def nest(self, start: int, step: str) -> None:
        """Put a key or ``[index]`` before the paths of all findings from ``start`` on."""
        for finding in self[start:]:
            dot = "." if finding.where and not finding.where.startswith("[") else ""
            finding.where = f"{step}{dot}{finding.where}"

    def problems(self, path: str) -> tuple[Problem, ...]:
        """Return all findings as problems of the file, in the order of their places."""
        return tuple(sorted(_problem(finding, path) for finding in self))


def _problem(finding: Finding, path: str) -> Problem:
    """Return the finding with its path in front of the message."""
    message = f"{finding.where}: {finding.message}" if finding.where else finding.message
    line, column, length = finding.place
    return Problem(path, line, column, finding.severity, message, finding.remedy, length)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like the given one, or nothing when none is near (or it is too long)."""
    matches = get_close_matches(word, list(known), n=1) if len(word) <= 60 else []
    return matches[0] if matches else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean "importance"?``, or nothing when no known word is near."""
    match = nearest(word, known)
    return f'did you mean "{match}"?' if match else ""


def shown(text: str) -> str:
    """Return the text in quotes, shortened to what a message can hold, on one line."""
    line = " ".join(text.split())
    return f'"{line[:57]}…"' if len(line) > 60 else f'"{line}"'
