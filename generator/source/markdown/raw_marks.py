"""Marks that were meant as markup and are not: readers see them as they were typed, so they are told."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from generator.decode.findings import shown
from generator.problems import Name
from generator.source.markdown.links import Links

_LITERALS = ("][", "] (", "[[", "[^", "<!--")
_SPACED = re.compile(r"\]\([^)\n]* ")
_DOLLAR = re.compile(r"\$[^\s$]|\$\$")
_BAR = re.compile(r"^[ \t>]*\|", re.MULTILINE)

_LONGEST = 200
_RULER = re.compile(r"[\s|:+=_\u2013\u2014-]*[=_\u2013\u2014-][\s|:+=_\u2013\u2014-]*")
_ROW = re.compile(r"\s*\|.*\|\s*")


class _Mark(NamedTuple):
    """A kind of mark, and what is told of one."""

    pattern: re.Pattern[str]
    name: Name
    message: str
    remedy: str


_INNER = rf"[^\[\]\n]{{1,{_LONGEST}}}"
_MARKS = (
    _Mark(
        re.compile(rf"\[\[{_INNER}\]\]"),
        "raw-markup",
        "{} is no link here, and is shown as it is",
        "write [text](event:SLUG), or [text](/about/)",
    ),
    _Mark(
        re.compile(rf"(?<![\w\]])\[(?!\^){_INNER}\]\[[^\[\]\n]{{0,{_LONGEST}}}\]"),
        "undefined-reference",
        "nothing defines where {} leads, and it is shown as it is",
        "add a line such as [name]: https://example.org/",
    ),
    _Mark(
        re.compile(rf"\[\^[^\[\]\s]{{1,{_LONGEST}}}\]"),
        "undefined-reference",
        "there is no footnote {}, and it is shown as it is",
        "add a line such as [^1]: the note",
    ),
    _Mark(
        re.compile(rf"!?\[{_INNER}\] ?\([^()\n]{{1,{_LONGEST}}}\)"),
        "raw-markup",
        "{} is no link, and is shown as it is",
        "write no space between ] and (, and %20 for one in an address",
    ),
    _Mark(
        re.compile("<!--"),
        "raw-markup",
        "the comment that begins here is shown, since it has no end in its paragraph",
        "end it with -->, and begin one with an empty line in it on a line of its own",
    ),
)
_FORMULA = _Mark(
    re.compile(
        r"(?<![\w$\\])\$(?:[A-Za-z]|(?=[^$\n]*[\\^_={}])[^\s$](?:[^$\n]*[^\s$])?)\$(?!\w)|\$\$[^$]+\$\$"
    ),
    "raw-markup",
    "the formula {} is shown as it is",
    "set markdown: {math: true} in site.yaml, or put it between backticks",
)


def may_have_raw_marks(text: str) -> bool:
    """Say whether a text has what one of them must hold."""
    return (
        any(mark in text for mark in _LITERALS)
        or _SPACED.search(text) is not None
        or ("$" in text and _DOLLAR.search(text) is not None)
        or ("|" in text and _BAR.search(text) is not None)
    )


def raw_marks_plugin(parser: MarkdownIt, *, has_formulas: bool) -> None:
    """Make a parser tell of marks that it leaves in a text, those that are escaped excepted."""
    marks = _MARKS if has_formulas else (*_MARKS, _FORMULA)
    parser.core.ruler.after("inline", "raw_marks", _rule(marks))


def _rule(marks: Sequence[_Mark]) -> Callable[[StateCore], None]:
    def tell(state: StateCore) -> None:
        links: Links | None = state.env.get("links")
        if links is None:
            return
        line = state.env["first_line"]
        for index, token in enumerate(state.tokens):
            if token.type != "inline":
                continue
            line = state.env["first_line"] + token.map[0] if token.map else line
            for child in token.children or ():
                if child.type == "text" and may_have_raw_marks(child.content):
                    _tell_text(child.content, marks, links, line)
            if state.tokens[index - 1].type == "paragraph_open" and "|" in token.content:
                _tell_table(token, links, line)

    return tell


def _tell_text(text: str, marks: Sequence[_Mark], links: Links, line: int) -> None:
    for mark in marks:
        for match in mark.pattern.finditer(text):
            message = mark.message.format(shown(match[0]))
            links.findings.report(links.find(match[0], line), mark.name, message, mark.remedy)


def _tell_table(token: Token, links: Links, line: int) -> None:
    """Report lines that look like a table whose second row is not what one needs."""
    rows = token.content.split("\n")
    if len(rows) < 2 or "|" not in rows[0]:
        return
    has_ruler = "|" in rows[1] and _RULER.fullmatch(rows[1])
    if has_ruler or (_ROW.fullmatch(rows[0]) and _ROW.fullmatch(rows[1])):
        cells = len(rows[0].strip().strip("|").split("|"))
        remedy = f"write {'|---' * cells}| as the second row, a --- for each cell of the first"
        place = links.find(rows[1].strip(), line)
        links.findings.report(place, "broken-table", "the second row makes no table of the lines", remedy)
