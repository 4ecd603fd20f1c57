"""What libyaml says about broken YAML, in words that help the author."""

import re
from typing import NamedTuple

from yaml import MarkedYAMLError, YAMLError

from generator.decode.findings import Findings, Place
from generator.decode.invisible import ODD_SPACE, name_character
from generator.decode.slips import find_slip


class _Explanation(NamedTuple):
    """How to tell a syntax error."""

    problem: str
    """What libyaml's message begins with, or its context."""
    message: str
    remedy: str = ""
    at_context: bool = False
    """Whether the place to show is where the broken thing began."""


_KEY = re.compile(r" *(?:- +)*[\w.-]+:(?: |$)")
_QUOTE = "put the text in quotes"
_ESCAPES = "write the text in single quotes, or each backslash twice"

_EXPLANATIONS = (
    _Explanation("mapping values are not allowed", 'a ": " in text that has no quotes', _QUOTE),
    _Explanation(
        "while scanning a quoted scalar", "a quote is opened and never closed", "close it", at_context=True
    ),
    _Explanation("found unknown escape character", "unknown escape in double quotes", _ESCAPES),
    _Explanation("did not find expected hex", "broken escape in double quotes", _ESCAPES),
    _Explanation("found invalid Unicode character escape", "the escape names no character", _ESCAPES),
    _Explanation(
        "block sequence entries are not allowed",
        "a list can't begin on the line of its key",
        "begin it on the next line, or write [one, two]",
    ),
    _Explanation(
        "did not find expected comment or line break",
        "after > or | the text begins on the next line",
        "move the text to the next line, indented; or, if > or | belong to it, put it in quotes",
    ),
    _Explanation(
        "did not find expected alphabetic or numeric", "text can't begin with * or &", _QUOTE, at_context=True
    ),
    _Explanation("found undefined alias", "text can't begin with *", _QUOTE),
    _Explanation(
        "did not find expected ',' or ']'",
        "a list that begins with [ is not closed by ]",
        "close it",
        at_context=True,
    ),
    _Explanation(
        "did not find expected ',' or '}'",
        "a mapping that begins with { is not closed by }",
        "close it; or, if it is text, put it in quotes",
        at_context=True,
    ),
    _Explanation(
        "could not find expected ':'",
        "a line that is neither a key nor a list item",
        'write "key: value", or indent the line to go on with the text above',
        at_context=True,
    ),
    _Explanation(
        "did not find expected '-' indicator",
        "the line stands where a list item is expected",
        'begin it with "- ", or align it with the keys',
    ),
    _Explanation(
        "did not find expected key",
        "the line can't be read as a key and its value",
        "look at indentation and quotes, here and on the line above",
    ),
    _Explanation("did not find expected node content", "a value can't begin here", _QUOTE),
    _Explanation(
        "did not find expected <document start>",
        "the line does not belong to what is above",
        "align it with the other keys",
    ),
    _Explanation("but found another document", "a second document begins here", 'remove the line "---"'),
    _Explanation("found a tab character", "a tab can't be used to indent", "indent with spaces"),
)


def report_syntax(error: YAMLError, text: str, first_line: int, findings: Findings) -> None:
    """Report a syntax error of libyaml with its place in the whole file and a remedy."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        findings.report(Place(first_line + 1), "yaml-syntax", "the YAML can't be read")
        return
    problem, context = error.problem or "", error.context or ""
    lines = text.split("\n")
    if odd := _odd_space(lines, error.problem_mark.line):
        line, column = odd
        message = f"{name_character(lines[line][column])} stands here in place of a space"
        findings.report(
            Place(line + first_line + 1, column + 1), "odd-space", message, "write an ordinary space"
        )
        return
    start = error.context_mark or error.problem_mark
    for place in (start, error.problem_mark):
        if not problem.startswith("found a tab") and (slip := find_slip(lines, place.line)):
            where = Place(slip.line + first_line + 1, slip.column + 1)
            findings.report(where, "yaml-syntax", slip.message, slip.remedy)
            return
    if problem.startswith("found character that cannot start any token"):
        explanation = _wrong_beginning(lines, error)
    else:
        explanation = next(
            (
                known
                for known in _EXPLANATIONS
                if problem.startswith(known.problem) or context == known.problem
            ),
            _Explanation("", f"the YAML can't be read: {problem}", "look at indentation and quotes"),
        )
    mark = error.context_mark if explanation.at_context and error.context_mark else error.problem_mark
    line, column = mark.line, mark.column
    while line and (line >= len(lines) or (column == 0 and not lines[line])):
        line, column = line - 1, 0
    findings.report(
        Place(line + first_line + 1, column + 1), "yaml-syntax", explanation.message, explanation.remedy
    )


def _odd_space(lines: list[str], last: int) -> tuple[int, int] | None:
    """Return line and column of a blank that YAML takes for text, in the value that ends at the last line."""
    first = None
    for number in range(min(last, len(lines) - 1), -1, -1):
        if odd := ODD_SPACE.match(lines[number]):
            first = number, odd.start("blank")
        elif first or (number < last and _KEY.match(lines[number])):
            break
    return first


def _wrong_beginning(lines: list[str], error: MarkedYAMLError) -> _Explanation:
    """Explain a character that no value can begin with: a tab, or one that YAML keeps for itself."""
    mark = error.problem_mark
    rest = lines[mark.line][mark.column :] if mark and mark.line < len(lines) else ""
    if rest.startswith("\t"):
        return _Explanation("", "a tab can't be used to indent", "indent with spaces")
    return _Explanation("", f"text can't begin with {rest[:1]}", _QUOTE)
