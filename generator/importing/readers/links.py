"""Issues of link digests: each becomes the note of its week, with its headings as standing sections.

With ``--events`` each list item that begins with a link becomes an event of the issue's day, under the topic
that its section names, and leaves the note.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from generator.importing import keys
from generator.importing.account import Account
from generator.importing.dates import date_of_name
from generator.importing.markup import Code, headings, to_markdown, without_marks
from generator.importing.readers import markdown
from generator.importing.records import Found, Record
from generator.importing.request import Request
from generator.source.markdown.links import is_external

SECTION = 2
"""The level of the headings of sections."""

_ITEM = re.compile(
    r"(?P<mark> {0,3}(?:[-*+]|\d{1,4}[.)])[ \t]+)(?P<strong>\*\*|__|\*|_)?"
    r"\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]*\]){1,500})\]"
    r"\([ \t]*<?(?P<url>[^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)>?[ \t]*(?:\"[^\"\n]*\")?[ \t]*\)(?P<rest>.*)"
)
_UNDERLINE = re.compile(r"^(?P<text>[^\s#>|*+-][^\n]*)\n(?P<line>=+|-{2,})[ \t]*$", re.MULTILINE)
_AROUND = " \t.,:;–—-|·*_"  # noqa: RUF001 - dashes of all lengths stand between a link and what is said of it


class Item(NamedTuple):
    """A list item that begins with a link."""

    title: str
    url: str
    text: str
    """What is said after the link, on its lines."""
    section: str
    line: int
    """From 0, in the body."""


def read(place: str, request: Request, account: Account) -> Found:
    """Read a folder of issues, or one of them."""
    found = markdown.read(place, request, account)
    return Found(found.site, _records(found.records, request, account))


def _records(records: Iterable[Record], request: Request, account: Account) -> Iterator[Record]:
    for record in records:
        record.body, record.markup = to_markdown(record, account), "markdown"
        record.body = level_sections(record.body)
        record.kind = record.kind or "weekly"
        if request.events:
            yield from _events(record, request, account)
        yield record


def level_sections(body: str) -> str:
    """Return an issue whose sections have headings of level 2, whatever level they had."""
    code = Code(body)

    def hashes(match: re.Match[str]) -> str:
        if code.holds(match.start()) or (match["line"][0] == "-" and not match["text"].strip()):
            return match[0]
        return f"{'#' if match['line'][0] == '=' else '##'} {match['text'].strip()}"

    body = _UNDERLINE.sub(hashes, body)
    found = headings(body)
    title = found[0] if found and found[0].level == 1 else None
    if title is not None and sum(heading.level == 1 for heading in found) == 1:
        found = found[1:]
    shift = SECTION - min((heading.level for heading in found), default=SECTION)
    if not shift:
        return body
    lines = body.split("\n")
    for heading in found:
        level = min(6, max(SECTION, heading.level + shift))
        lines[heading.line] = f"{'#' * level} {heading.text}"
    return "\n".join(lines)


def _events(record: Record, request: Request, account: Account) -> Iterator[Record]:
    """Yield an event of each link, and take the links out of the issue."""
    values, _, _ = keys.translate(record.matter, request.mapping)
    published: Any = values.get("published") or date_of_name(PurePosixPath(record.path).stem)[0]
    if not published:
        account.ask(record.path, "it has no date, so its links stay in it")
        return
    record.body, items = take_items(record.body)
    for item in items:
        matter = {"title": item.title, "url": item.url, "published": published, "hook": item.text}
        if item.section:
            matter["topics"] = [item.section]
        yield Record(
            origin=f"{record.origin}#{item.url}",
            matter=matter,
            path=record.path,
            line=record.line + item.line,
            name=item.title,
            kind="events",
        )


def take_items(body: str) -> tuple[str, list[Item]]:
    """Return an issue without the list items that begin with a link to another site, and these."""
    code, at, kept, items = Code(body), 0, list[str](), list[Item]()
    sections = {heading.line: heading.text for heading in headings(body)}
    section, is_open = "", False
    for number, line in enumerate(body.split("\n")):
        section = without_marks(sections[number]) if number in sections else section
        match = None if code.holds(at) else _ITEM.match(line)
        at += len(line) + 1
        if match and is_external(match["url"]):
            rest = match["rest"].removeprefix(match["strong"] or "").strip(_AROUND)
            items.append(
                Item(without_marks(match["text"]) or match["url"], match["url"], rest, section, number)
            )
            is_open = True
        elif (
            is_open
            and line[:1] in {" ", "\t"}
            and line.strip()
            and not re.match(r"\s+(?:[-*+]|\d+[.)])\s", line)
        ):
            last = items[-1]
            items[-1] = last._replace(text=f"{last.text} {line.strip()}".strip())
        else:
            is_open = False
            kept.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)), items
