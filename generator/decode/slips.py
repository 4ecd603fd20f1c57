"""Slips of authors that libyaml knows as something else, told by the line as it was typed."""

import re
from typing import NamedTuple

from generator.decode.findings import shown

_NO_SPACE = re.compile(
    r"(?P<indent> *(?:- +)*)(?P<key>[A-Za-z_][\w-]*)(?P<sign>:| ?= ?)(?P<value>[^\s/:=].*)"
)
_VALUE = re.compile(r" *(?:- +)*(?:[\w.-]+: +)?(?P<value>\S.*?) *")
_CLOSED = re.compile(r"""(?:"[^"]*"|'[^']*'|\[[^\]]*\]|\{[^}]*\})(?=[^\s,\]}]| +[^\s#])""")
_COMMENT = re.compile(r"(?:(?<=[\s\[{,])|(?<=^))#\S.*$")
_NO_VALUE = re.compile(r"[\[,] *,")
_LONGEST = 120


class Slip(NamedTuple):
    """What was typed, and what to type in its place."""

    line: int
    """From 0."""
    column: int
    """From 0."""
    message: str
    remedy: str


def find_slip(lines: list[str], line: int) -> Slip | None:
    """Return the slip at which YAML stumbled; none where it is another mistake.

    :param line: where it stumbled, from 0.
    """
    for number in (line, line - 1):
        if 0 <= number < len(lines) and (found := _NO_SPACE.fullmatch(lines[number])):
            key, sign = found["key"], found["sign"].strip()
            message = f'a space is missing after "{key}:"'
            if sign == "=":
                message = f'"{key}" is followed by "=", not ":"'
            return Slip(number, found.start("sign"), message, f'write "{key}: {found["value"]}"')
    found = _VALUE.fullmatch(lines[line]) if line < len(lines) else None
    if found is None:
        return None
    value, start = found["value"], found.start("value")
    slip = _in_brackets(value) or _in_text(value)
    return Slip(line, start + slip.column, slip.message, slip.remedy) if slip else None


def _in_brackets(value: str) -> Slip | None:
    """Return the slip in a list or mapping on one line."""
    if value[0] not in "[{":
        return None
    if comment := _COMMENT.search(value):
        message = f"{shown(comment[0])} is a comment to YAML, so what begins with {value[0]} is not closed"
        return Slip(0, comment.start(), message, 'put each text with "#" in quotes')
    if empty := _NO_VALUE.search(value):
        return Slip(0, empty.end() - 1, "a comma has nothing before it", "remove the comma")
    return None


def _in_text(value: str) -> Slip | None:
    """Return the slip in a text that needs quotes, or other ones."""
    if closed := _CLOSED.match(value):
        return Slip(0, closed.end(), f"text goes on after {shown(closed[0])[1:-1]}", quoted(value))
    if ": " in value and value[0] not in "[{\"'|>":
        return Slip(0, value.index(": "), 'a ": " in text that has no quotes', quoted(value))
    if value[0] in "@`%*":
        return Slip(0, 0, f"text can't begin with {value[0]}", quoted(value))
    return None


def quoted(value: str) -> str:
    """Return a remedy with the text in quotes that can hold it."""
    if len(value) > _LONGEST:
        return "put the text in quotes"
    inner = value[1:-1]
    if value[0] == value[-1] == "'" and len(value) > 1 and not set('"\\').intersection(inner):
        return f'write "{inner}", with the quotes'
    return "write '" + value.replace("'", "''") + "', with the quotes"
