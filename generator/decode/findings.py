"""The problems of one file while it is read, and where they are."""

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from heapq import nlargest
from operator import add
from typing import NamedTuple

from generator.decode.invisible import reveal
from generator.diagnostics import Problem
from generator.problems import KINDS, Name

MOST_FINDINGS = 100
"""How many errors of one file, and how many warnings of a kind, are told: none must drown the others."""

_LONGEST_WORD = 100
_MOST_COMPARED = 100
_MOST_LISTED = 20
_MOST_SUGGESTIONS = 20
"""How many mistaken words of one kind get a suggestion."""


class Place(NamedTuple):
    """A place in a file: line and column from 1 (0: the file or line as a whole), and what to underline."""

    line: int
    column: int = 0
    length: int = 1


class Refused(ValueError):  # noqa: N818  # it reads as what it is: a value that is refused
    """A value that is not what its field wants; ``name`` is its kind of problem, ``remedy`` a way out."""

    def __init__(self, name: Name, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.name = name
        self.message = message
        self.remedy = remedy


class Mended(Refused):
    """A value that is not quite what its field wants, but can mean one thing only, which is taken."""

    def __init__(self, value: object, message: str, remedy: str) -> None:
        super().__init__("mended-value", message, remedy)
        self.value = value


class Finding:
    """A problem whose path (``coverage[1].url``) still grows while the decoder returns."""

    __slots__ = ("message", "name", "place", "remedy", "where")

    def __init__(self, place: Place, name: Name, message: str, remedy: str) -> None:
        self.where = ""
        self.place = place
        self.name = name
        self.message = message
        self.remedy = remedy


def _is_error(finding: Finding) -> bool:
    return KINDS[finding.name].severity == "error"


class Findings(list[Finding]):
    """The problems found in one file so far."""

    def __init__(self) -> None:
        super().__init__()
        self._alike: Counter[str] = Counter()

    @property
    def full(self) -> bool:
        """Whether there are so many errors that nothing else needs to be looked for."""
        return sum(map(_is_error, self)) >= MOST_FINDINGS

    def report(self, place: Place, name: Name, message: str, remedy: str = "", where: str = "") -> None:
        """Note a problem of the kind that the name tells."""
        finding = Finding(place, name, message, remedy)
        finding.where = where
        kind = "" if _is_error(finding) else name
        self._alike[kind] += 1
        if self._alike[kind] <= MOST_FINDINGS:
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
    return Problem(path, line, column, finding.name, message, finding.remedy, length)


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """Return the known word most like the given one, or nothing when none is near (or it is too long).

    Of many known words only those that share most pairs of letters with it are compared letter by letter.

    :param likeness: how alike they must be, from 0 to 1.
    """
    if len(word) > _LONGEST_WORD:
        return ""
    names = sorted(known)
    if len(names) > _MOST_COMPARED:
        pairs = set(map(add, word, word[1:]))
        lengths = range(len(word) - 4, len(word) + 5)
        names = nlargest(
            _MOST_COMPARED,
            (name for name in names if len(name) in lengths),
            key=lambda name: len(pairs.intersection(map(add, name, name[1:]))),
        )
    return next(iter(get_close_matches(word, names, 1, likeness)), "")


def did_you_mean(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """Return ``did you mean "importance"?``, or nothing when no known word is near."""
    match = nearest(word, known, likeness)
    return f'did you mean "{match}"?' if match else ""


class Suggestions:
    """Does what :func:`did_you_mean` does for many words and the same known ones, up to a limit.

    Who has mistaken a thousand names has another mistake than a thousand slips of the finger.
    """

    def __init__(self, known: Iterable[str], likeness: float = 0.6) -> None:
        self._known = tuple(known)
        self._likeness = likeness
        self._left = _MOST_SUGGESTIONS

    def remedy(self, word: str) -> str:
        """Return ``did you mean "policy"?``, or nothing when no name is near or the limit is reached."""
        if self._left == 0:
            return ""
        self._left -= 1
        return did_you_mean(word, self._known, self._likeness)


def listed(names: Iterable[str]) -> str:
    """Return the names in order, with commas; of many the first, and how many more there are."""
    ordered = sorted(names)
    more = len(ordered) - _MOST_LISTED
    return ", ".join(ordered[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")


def shown(text: str) -> str:
    """Return the text in quotes, shortened to what a message can hold, on one line."""
    line = reveal(text)
    return f'"{line[:57]}…"' if len(line) > 60 else f'"{line}"'
