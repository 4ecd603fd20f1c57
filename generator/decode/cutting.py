"""Cut a document into front matter and body."""

import re
from typing import NamedTuple

from generator.decode.findings import Findings, Place, shown

FENCE = "---"
_CONFLICT = re.compile(r"^<{7} .*\n(?:.*\n)*?={7}[ \t]*\n(?:.*\n)*?>{7} ", re.MULTILINE)
"""What version control leaves of two versions that it could not join."""
_MARKER_OR_CODE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,}).*\n(?:.*\n)*? {0,3}(?P=fence)|^<{7} .*", re.MULTILINE
)


class Cut(NamedTuple):
    """The two parts of a document."""

    matter: str
    """YAML."""
    body: str
    """Markdown."""
    body_line: int
    """The line of the file on which the body begins, from 1; the front matter begins on line 2."""


def cut(text: str, findings: Findings, *, is_required: bool = True) -> Cut | None:
    """Return the parts of a document, or none, with a problem told, where it has no whole front matter.

    Front matter stands between a first line ``---`` and the next such line; spaces may follow the dashes.

    :param is_required: whether a document without front matter is an error rather than all body.
    """
    if "<<<<<<< " in text and (marker := _find_conflict(text)):
        message = f"a conflict of two versions is not resolved: {shown(marker[0])}"
        line = text.count("\n", 0, marker.start()) + 1
        remedy = "keep one of both versions, and remove the lines <<<<<<<, ======= and >>>>>>>"
        findings.report(Place(line, 1, len(marker[0])), "conflict-marker", message, remedy)
        return None
    first, _, rest = text.partition("\n")
    if first.rstrip() != FENCE:
        if is_required:
            findings.report(Place(1), "no-front-matter", "the file has no front matter", _remedy(text))
            return None
        return Cut("", text, 1)
    end = _find_fence(rest)
    if end < 0:
        remedy = 'add a line "---" below the last key'
        findings.report(Place(1, 1, 3), "open-front-matter", "the front matter is never closed", remedy)
        return None
    matter, tail = rest[:end], rest[end:].partition("\n")[2]
    return Cut(matter, tail, matter.count("\n") + 3)


def _find_conflict(text: str) -> re.Match[str] | None:
    """Return the first line of an unfinished merge, outside of blocks of code."""
    if not _CONFLICT.search(text):
        return None
    return next((found for found in _MARKER_OR_CODE.finditer(text) if found[0].startswith("<")), None)


def _find_fence(text: str) -> int:
    """Return where the first line of three dashes begins, or -1."""
    at = 0 if text.startswith(FENCE) else text.find(f"\n{FENCE}") + 1
    while at or text.startswith(FENCE):
        end = text.find("\n", at)
        if text[at : end if end >= 0 else None].rstrip() == FENCE:
            return at
        at = text.find(f"\n{FENCE}", at) + 1
        if not at:
            break
    return -1


def _remedy(text: str) -> str:
    if text.startswith("+++"):
        return "front matter is YAML between lines of ---, not TOML"
    if not text.strip():
        return "the file is empty"
    return 'begin it with a line "---", then title and the other keys, then a line "---"'
