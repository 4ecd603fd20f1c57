"""Liquid and kramdown of Jekyll sites: what has a meaning in Markdown stays, the rest is told."""

import re
from collections.abc import Callable

from generator.importing.account import Account
from generator.importing.markup import Lines
from generator.importing.records import Record

_BLOCK = re.compile(r"\{%-?\s*(end)?(raw|comment|highlight)\b([^%]{0,200})%\}\n?")
_TAG = re.compile(r"\{%-?\s*(\w+)\s*((?:[^{]|\{(?!%)){0,1000}?)\s*-?%\}")
_OUTPUT = re.compile(r"\{\{-?\s*((?:[^{]|\{(?!\{)){0,1000}?)\s*-?\}\}")
_ATTRIBUTES = re.compile(
    r"^[ \t]*\{:[^{}\n]{0,300}\}[ \t]*$\n?|(?<=[)\]*_`])\{:[^{}\n]{0,300}\}", re.MULTILINE
)
_CONTENTS = re.compile(
    r"^(?:[*+-]|\d{1,3}[.)]) [^\n]*\n\{:\s*toc[^{}\n]*\}[ \t]*\n?|^\{:\s*toc[^{}\n]*\}[ \t]*\n?", re.MULTILINE
)
_MORE = re.compile(r"^[ \t]*<!--\s*(?:more|excerpt)\s*-->[ \t]*\n?", re.MULTILINE)
_TEXT = re.compile(r"""^["']([^"']*)["']((?:\s*\|.*)?)$""", re.DOTALL)
_PARAMETER = re.compile(r"""([\w-]+)\s*=\s*["']([^"']*)["']""")
_PICTURE = ("src", "url", "image", "image_path", "path", "file", "img")


class Liquid:
    """Writes the Liquid of one site as Markdown.

    :param find: returns the path of the document that ``post_url`` or ``link`` means.
    """

    def __init__(self, find: Callable[[str], str], account: Account) -> None:
        self._find = find
        self._account = account

    def replace(self, record: Record) -> str:
        """Return the body of a record without Liquid, kramdown's attributes and marks of excerpts."""
        body = record.body
        kept: list[str] = []

        if "{%" in body:
            body = _without_blocks(body, kept)
            body = self._each(_TAG, self._tag, body, record)
        if "{{" in body:
            body = self._each(_OUTPUT, self._output, body, record)
        body = _MORE.sub("", _ATTRIBUTES.sub("", _CONTENTS.sub("", body)))
        return re.sub("\0(\\d+)\0", lambda match: kept[int(match[1])], body)

    def _each(
        self,
        pattern: re.Pattern[str],
        write: Callable[[re.Match[str], Record, int], str],
        body: str,
        record: Record,
    ) -> str:
        lines = Lines(body, record.line)
        return pattern.sub(lambda match: write(match, record, lines.number(match.start())), body)

    def _tag(self, match: re.Match[str], record: Record, line: int) -> str:
        name, rest = match[1], match[2]
        if name in {"post_url", "link"}:
            found = self._find(rest.strip("\"'"))
            if not found:
                self._account.ask(record.path, f"{name} {rest} leads nowhere", line)
            return found or rest
        if name.startswith("include"):
            parameters = dict(_PARAMETER.findall(rest))
            source = next((parameters[key] for key in _PICTURE if key in parameters), "")
            if re.search(r"\.(?:png|jpe?g|gif|svg|webp|avif)$", source, re.IGNORECASE):
                text = parameters.get("alt") or parameters.get("caption") or parameters.get("title") or ""
                return f"![{text}](<{source}>)"
        self._account.ask(record.path, f"Liquid stays as code: {match[0][:60]}", line)
        return f"`{' '.join(match[0].replace('`', chr(39)).split())}`"

    def _output(self, match: re.Match[str], record: Record, line: int) -> str:
        inner = match[1]
        if inner.partition("|")[0].strip() in {"site.baseurl", "site.url", "site.github.url"}:
            return ""
        if text := _TEXT.match(inner):
            filters = text[2]
            if not filters or "_url" in filters or "prepend" in filters:
                return text[1]
        self._account.ask(record.path, f"Liquid stays as code: {match[0][:60]}", line)
        return f"`{' '.join(match[0].replace('`', chr(39)).split())}`"


def _without_blocks(body: str, kept: list[str]) -> str:
    """Return the body with its blocks written out, in one pass: code as a fence, comments not at all.

    :param kept: gets what stands in ``raw``, which nothing else may touch.
    """
    parts, done = list[str](), 0
    opened: re.Match[str] | None = None
    for match in _BLOCK.finditer(body):
        if opened is None:
            if not match[1]:
                parts.append(body[done : match.start()])
                opened, done = match, match.start()
        elif match[1] and match[2] == opened[2]:
            inner = body[opened.end() : match.start()]
            done = match.end()
            if opened[2] == "raw":
                parts.append(f"\0{len(kept)}\0")
                kept.append(body[opened.start() : match.start()].partition("%}")[2])
                done = match.start() + len(match[0].rstrip("\n"))
            elif opened[2] == "highlight":
                language = (opened[3].split() or [""])[0].strip("-")
                parts.append(f"```{language}\n{inner.rstrip()}\n```" + "\n" * match[0].endswith("\n"))
            opened = None
    return "".join([*parts, body[done:]])
