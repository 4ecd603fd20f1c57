"""Texts broken into lines: pieces that can't be broken, as many to a line as fit."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

import msgspec

_WIDE = "\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003ffff"
_OPENING = r"(\[{«‹‘“„（〔［｛〈《「『【〘〖〝"  # noqa: RUF001 - these very characters
_CLOSING = r"!?,.:;%)\]}»›’”…‥、。，．・：；？！～）〕］｝〉》」』】〙〗〟"  # noqa: RUF001 - these very characters
_SMALL = "ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
_STAYING = _CLOSING + _SMALL
"""What does not begin a line (JIS X 4051)."""
_BREAK = re.compile(
    rf"(?<=\s)(?=\S)|(?<=[{_WIDE}])(?<![{_OPENING}])(?=[^\s{_STAYING}])"
    rf"|(?<=[^\s{_OPENING}])(?=[{_WIDE}])(?![{_STAYING}])|(?<=\w[-\u2013\u2014/])(?=\w)"
)
"""Where a line may end, in the spirit of UAX #14: after spaces and hyphens, and around each character of
Chinese and Japanese, though not before closing punctuation nor after opening."""
_JOINER = "\u200d"


class Piece(msgspec.Struct, frozen=True):
    """What stays on one line, with the white space after it."""

    text: str
    width: float
    """With the white space, in whatever unit lines are measured."""
    bare: float
    """Without it."""


Line = list[Piece]


def unbreakable(text: str) -> list[str]:
    """Return a text in parts that each stay on one line, white space at their ends."""
    return _BREAK.split(text) if text else []


def clusters(text: str) -> list[str]:
    """Return the characters that a reader sees: letters with their marks, and what is joined to them."""
    result: list[str] = []
    for character in text:
        joins = character == _JOINER or unicodedata.category(character)[0] == "M"
        if result and (joins or result[-1].endswith(_JOINER)):
            result[-1] += character
        else:
            result.append(character)
    return result


def break_lines(pieces: Iterable[Piece], limit: float) -> list[Line]:
    """Return pieces in lines of at most ``limit``; a longer piece has a line of its own."""
    lines: list[Line] = []
    used = 0.0
    for piece in pieces:
        if lines and used + piece.bare <= limit:
            lines[-1].append(piece)
        else:
            lines.append([piece])
            used = 0.0
        used += piece.width
    return lines


def balance(pieces: Sequence[Piece], lines: list[Line], limit: float) -> list[Line]:
    """Return the lines of about one length: broken as narrowly as their number allows."""
    low, high = limit / 2, limit
    for _ in range(8):
        middle = (low + high) / 2
        narrower = break_lines(pieces, middle)
        if len(narrower) == len(lines) and widest(narrower) <= middle:
            lines, high = narrower, middle
        else:
            low = middle
    return lines


def widest(lines: Iterable[Line]) -> float:
    """Return the width of the longest of the lines."""
    return max((sum(piece.width for piece in line[:-1]) + line[-1].bare for line in lines), default=0)
