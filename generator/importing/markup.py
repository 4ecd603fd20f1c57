"""Bodies as other tools have them: where code stands, what is no Markdown, the first heading."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from generator.importing.account import Account
from generator.importing.records import Record

_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_INDENTED = re.compile(r"(?: {4}|\t)")
_RUN = re.compile("`+")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)$")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9.-]{0,40})(?:\s[^<>]{0,2000})?/?>")
_UNDERLINED = re.compile(r"(\n*)([^\s#>`~*+-][^\n]{0,500})\n {0,3}=+[ \t]*(?:\n|$)")
"""A heading that opens a text, underlined."""
_COMPONENT = re.compile(r"</?[A-Z][A-Za-z0-9.]{0,60}(?:\s[^<>]{0,2000})?/?>")
_MODULE = re.compile(
    r"(?:import\s.{0,500}from\s+['\"]|import\s+['\"]|export\s+(?:const|default|let|function)\b)"
)
_SPACE = re.compile(r"\n{3,}")


class Code:
    """Where the code of a Markdown text is; nothing in it is markup."""

    def __init__(self, text: str) -> None:
        spans = sorted(_code_spans(text))
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def holds(self, at: int) -> bool:
        """Say whether a place, in characters, is in code."""
        number = bisect_right(self._starts, at) - 1
        return number >= 0 and at < self._ends[number]


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of fenced blocks and of spans between backticks; in one pass over the text."""
    at, fence, began, paragraph = 0, "", 0, 0
    for line in text.splitlines(keepends=True):
        match = _FENCE.match(line)
        if fence:
            if (
                match
                and match[1][0] == fence[0]
                and len(match[1]) >= len(fence)
                and not line[match.end() :].strip()
            ):
                yield began, at + len(line)
                fence, paragraph = "", at + len(line)
        elif match:
            yield from _inline_spans(text, paragraph, at)
            fence, began = match[1], at
        elif not line.strip():
            yield from _inline_spans(text, paragraph, at)
            paragraph = at + len(line)
        at += len(line)
    if fence:
        yield began, at
    else:
        yield from _inline_spans(text, paragraph, at)


def _inline_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the code spans of a paragraph: a run of backticks up to the next of the same length."""
    runs = [(match.start(), match.end()) for match in _RUN.finditer(text, start, end)]
    following: dict[int, int] = {}
    closers = [0] * len(runs)
    for number in range(len(runs) - 1, -1, -1):
        length = runs[number][1] - runs[number][0]
        closers[number] = following.get(length, -1)
        following[length] = number
    number = 0
    while number < len(runs):
        closer = closers[number]
        if closer >= 0:
            yield runs[number][0], runs[closer][1]
            number = closer
        number += 1


class Lines:
    """On which line of a text a place is; each answer takes the time of a look into a list."""

    def __init__(self, text: str, first: int) -> None:
        """Take the text, and the number of its first line."""
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self._first = first

    def number(self, at: int) -> int:
        """Return the number of the line on which a place is, in characters."""
        return self._first + bisect_left(self._ends, at)


class Heading(NamedTuple):
    """A heading that begins with ``#``."""

    line: int
    """From 0."""
    level: int
    text: str


def headings(text: str) -> list[Heading]:
    """Return the headings of a Markdown text, those in code left out."""
    code, at, found = Code(text), 0, []
    for number, line in enumerate(text.split("\n")):
        if (match := _HEADING.match(line)) and not code.holds(at):
            found.append(Heading(number, len(match[1]), match[2].rstrip().rstrip("#").rstrip()))
        at += len(line) + 1
    return found


def first_heading(text: str) -> tuple[str, int, str]:
    """Return the text of the first heading of level 1, its line from 0, and the Markdown without it.

    Another heading serves as a title too, but stays.
    """
    if underlined := _UNDERLINED.match(text):
        title = without_marks(underlined[2])
        return title, len(underlined[1]), text[underlined.end() :].lstrip("\n")
    found = headings(text)
    first = next((heading for heading in found if heading.level == 1), found[0] if found else None)
    if first is None or not first.text:
        return "", 0, text
    title = without_marks(first.text)
    if first.level > 1:
        return title, first.line, text
    lines = text.split("\n")
    del lines[first.line]
    return title, first.line, "\n".join(lines).lstrip("\n")


def without_marks(text: str) -> str:
    """Return the text of a heading or a link without its marks, on one line."""
    text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\))?", r"\1", text[:1000])
    return " ".join(re.sub(r"[*_`]{1,3}([^*_`]+)[*_`]{1,3}", r"\1", text).split())


def to_markdown(record: Record, account: Account) -> str:
    """Return the body of a record as Markdown; what is none is told, or converted where it is HTML."""
    if record.markup == "html":
        from generator.importing.html import html_to_markdown  # noqa: PLC0415 - most sites have none

        return html_to_markdown(record.body, record.path, record.line, account)
    body = _without_modules(record, account) if record.markup == "mdx" else record.body
    _tell_html(record, body, account)
    return body


def _without_modules(record: Record, account: Account) -> str:
    """Leave out imports, exports and the tags of components of MDX, each told."""
    code, at, lines = Code(record.body), 0, []
    for number, line in enumerate(record.body.split("\n")):
        in_code = code.holds(at)
        at += len(line) + 1
        if in_code:
            lines.append(line)
            continue
        if _MODULE.match(line):
            account.drop(record.path, f"MDX: {line.strip()[:80]}", record.line + number)
            continue
        kept = _COMPONENT.sub("", line)
        if kept != line:
            tag = _COMPONENT.search(line)
            account.ask(
                record.path, f"MDX: the component {(tag or [''])[0][:60]} is taken out", record.line + number
            )
        lines.append(kept)
    return _SPACE.sub("\n\n", "\n".join(lines))


def _tell_html(record: Record, body: str, account: Account) -> None:
    """Tell of raw HTML but comments, once a file: a build shows it as text unless the site sanitizes it."""
    code = Code(body) if "<" in body else None
    if code is None:
        return
    found = [match for match in _TAG.finditer(body) if not code.holds(match.start())]
    if found:
        names = dict.fromkeys(match[1].lower() for match in found)
        shown = ", ".join(list(names)[:6])
        line = Lines(body, record.line).number(found[0].start())
        account.ask(record.path, f"{HTML_REMARK}: {shown}", line)


HTML_REMARK = "raw HTML, shown as text unless site.yaml has markdown: {html: sanitize}"
