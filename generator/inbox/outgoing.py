"""Every address by which an event leads to other sites, with its place in the file. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from yaml import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from generator.decode.findings import Findings, Place
from generator.decode.nodes import compose_front_matter, place_of
from generator.decode.text import read_text
from generator.diagnostics import Problem, has_errors
from generator.model import SourceFile, Summary
from generator.source.markdown.links import Links, is_external
from generator.source.parse import parse
from generator.source.settings import ParseSettings

_END = r"(?![\w/?#&=%+~@:-]|[.,;!][\w/])"
"""An address goes on with one of these, so that another is meant."""
_NO_LINKS = frozenset({"provenance", "aliases"})


class Outgoing(NamedTuple):
    """An address, and where it is written."""

    place: Place
    """Its column is 0 where it is written in other characters than it is read."""
    url: str
    about: str = ""
    """Words that its page should have some of: what the event says of it; empty where it says nothing."""


class Leading(NamedTuple):
    """An event, and all addresses by which it leads elsewhere, in the order of their places."""

    summary: Summary
    addresses: tuple[Outgoing, ...]


def read_outgoing(
    file: SourceFile, data: bytes, settings: ParseSettings
) -> tuple[Leading | None, tuple[Problem, ...]]:
    """Return an event with the addresses that it has: of reports, sources and links in any of its texts.

    :returns: the event, none where its file has errors, and the problems of the file.
    """
    found: list[Outgoing] = []
    document = parse(file, data, settings, partial(_Watching, found))
    summary = document.content
    if has_errors(document.problems) or not isinstance(summary, Summary):
        return None, document.problems
    by_place = {one.place[:2]: one for one in (*found, *_of_matter(data))}
    ordered = tuple(sorted(by_place.values()))
    return Leading(summary, ordered), document.problems


class _Watching(Links):
    """Links of a file that remember those to other sites."""

    def __init__(self, found: list[Outgoing], text: str, findings: Findings, path: str) -> None:
        super().__init__(text, findings, path)
        self._found = found
        self._whole = text
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._last: dict[str, int] = {}

    def href(self, url: str, line: int) -> str | None:
        """Return the address that a page gets for a link, and remember it."""
        href = super().href(url, line)
        if href and is_external(href):
            self._remember(url, href, line)
        return href

    def src(self, url: str, line: int) -> str | None:
        """Return the address of a picture of the site, and remember one of another site, which is linked."""
        src = super().src(url, line)
        if src is None and is_external(url):
            self._remember(url, url, line)
        return src

    def _remember(self, written: str, url: str, line: int) -> None:
        self._found.append(Outgoing(self._place(written, line), url))

    def _place(self, written: str, line: int) -> Place:
        """Return where an address stands from a line on, or above it, as the definitions of links may."""
        begin = self._lines[min(line, len(self._lines)) - 1]
        whole = re.compile(re.escape(written) + _END)
        found = (
            whole.search(self._whole, max(begin, self._last.get(written, 0)))
            or whole.search(self._whole, begin)
            or whole.search(self._whole)
        )
        if found is None:
            return Place(line)
        self._last[written] = found.end()
        above = bisect_right(self._lines, found.start())
        return Place(above, found.start() - self._lines[above - 1] + 1, len(written))


def _of_matter(data: bytes) -> Iterator[Outgoing]:
    """Give each value of the front matter that is an address."""
    findings = Findings()
    root = compose_front_matter(read_text(data, findings, len(data)) or "", findings)
    if isinstance(root, MappingNode):
        own = _words(root, "title", "hook", "tldr")
        for key, value in root.value:
            if key.value not in _NO_LINKS:
                yield from _addresses(value, own if key.value == "url" else "", own)


def _addresses(node: Node, about: str, own: str) -> Iterator[Outgoing]:
    """Give the addresses of a value.

    :param about: what is said of the page, where the value is its address.
    :param own: what the event says of itself.
    """
    if isinstance(node, ScalarNode) and is_external(node.value) and not any(map(str.isspace, node.value)):
        place = place_of(node, 1)
        quotes = 1 if node.style in {"'", '"'} else 0
        yield Outgoing(Place(place.line, place.column + quotes, len(node.value)), node.value, about)
    elif isinstance(node, SequenceNode):
        for child in node.value:
            yield from _addresses(child, "", own)
    elif isinstance(node, MappingNode):
        titled = {key.value for key, _ in node.value} >= {"title", "url"}
        words = f"{_words(node, 'title')} {own}" if titled else ""
        for key, child in node.value:
            yield from _addresses(child, words if key.value == "url" else "", own)


def _words(node: MappingNode, *keys: str) -> str:
    """Return all that is written in the values of some keys."""
    return " ".join(text for key, value in node.value if key.value in keys for text in _texts(value))


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, ScalarNode):
        yield node.value
    elif isinstance(node, CollectionNode):
        for child in node.value:
            yield from _texts(child[1] if isinstance(child, tuple) else child)
