"""What mail clients need: styles on every element, and a plain text that fits old terminals."""

import re
import unicodedata
from collections.abc import Iterable
from html import unescape

from generator.render.blocks import KEPT
from generator.render.lines import Piece, break_lines, unbreakable

PICTURE_WIDTH = 544
"""The most pixels of a picture's width: those of the sheet of the default theme, without its margins."""
WIDTH = 72
"""Columns of the plain text (RFC 3676 asks for fewer than 78)."""
_CHARSET = '<meta charset="utf-8">'
_PICTURE = re.compile(r'<img(?: [^\s="<>/]+="[^"]*")*>')
_SIZE = re.compile(r' (?:width|height)="([^"]*)"')
_MARK = re.compile(r" *(?:(?:> )* *)(?:[-*] |#+ |\d+\. )?")
_WORD = re.compile(r"\S+\s*")


def inline_styles(html: str) -> str:
    """Return a page with the rules of its style sheets on its elements.

    Rules for dark mode and small screens stay in a style sheet, for the clients that know them.
    """
    from css_inline import CSSInliner  # noqa: PLC0415 - only where a mail is made

    inliner = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False, minify_css=True)
    html = _PICTURE.sub(_fit, inliner.inline(html))
    # The inliner puts its style sheet first, and the encoding has to stand in the first 1,024 bytes.
    return (
        html.replace(_CHARSET, "", 1).replace("<head>", f"<head>{_CHARSET}", 1) if _CHARSET in html else html
    )


def _fit(picture: re.Match[str]) -> str:
    """Return an ``img`` element that Outlook, which knows no ``max-width``, shows no wider than the sheet.

    All others go by the style, and show a picture that is smaller in its own size.
    """
    tag = picture[0]
    width = re.search(r' width="(\d+)"', tag)
    if width and int(width[1]) <= PICTURE_WIDTH:
        return tag
    return f'{_SIZE.sub("", tag)[:-1]} width="{PICTURE_WIDTH}">'


def to_plain_text(markup: str) -> str:
    """Return what an escaping template has written as plain text, its long lines wrapped.

    A line that goes on is indented as its beginning, past the mark of a list, and quoted if that is. Nothing
    breaks a URL, and nothing a line of code.
    """
    lines = (wrapped for line in unescape(markup).splitlines() for wrapped in _wrap(line.rstrip()))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip()) + "\n"


def _wrap(line: str) -> list[str]:
    if KEPT in line:
        return [line.replace(KEPT, "")]
    if _columns(line) <= WIDTH:
        return [line]
    mark = _MARK.match(line)
    indent = mark[0] if mark else ""
    pieces = (_piece(unit) for word in _WORD.findall(line[len(indent) :]) for unit in _units(word))
    lines = ("".join(piece.text for piece in row) for row in break_lines(pieces, WIDTH - len(indent)))
    margin = re.sub("[^> ]", " ", indent)
    return [f"{margin if number else indent}{text.rstrip()}" for number, text in enumerate(lines)]


def _units(word: str) -> Iterable[str]:
    """Return what of a word stays on one line: all of a URL, each character of Chinese and Japanese."""
    return (word,) if "://" in word or word.startswith("mailto:") else unbreakable(word)


def _piece(text: str) -> Piece:
    return Piece(text, _columns(text), _columns(text.rstrip()))


def _columns(text: str) -> int:
    """Return how many columns a terminal gives a text: two to a wide character, none to a combining one."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )
