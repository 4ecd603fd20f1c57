"""Markdown to safe HTML.

Raw HTML is shown as text, or, when the site says so, sanitized.
"""

from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.token import Token
from markdown_it.utils import EnvType

from generator.decode.findings import Findings, Place
from generator.digest import hexadecimal_digest
from generator.model import Heading
from generator.source.markdown.dialect import Dialect
from generator.source.markdown.headings import order_headings
from generator.source.markdown.links import Links
from generator.source.markdown.parser import DEEPEST, has_markup, markdown_parser
from generator.source.markdown.renderer import render_plain, unsealed
from generator.source.markdown.rules import unneeded_in_line, unneeded_rules
from generator.source.markdown.unused import tell_unused
from generator.typography import joined, quoted

__all__ = ["Body", "has_markup", "render_body", "render_inline", "render_plain", "render_text"]

MOST_TAGS = 10_000
"""How many tags of raw HTML a document may have: browsers' way of parsing them takes quadratic time."""

_CONTAINERS = frozenset(("blockquote_open", "alert_open", "list_item_open", "dd_open", "footnote_open"))


class Body(NamedTuple):
    """A body, rendered."""

    html: str
    headings: tuple[Heading, ...]


def render_text(text: str, dialect: Dialect) -> str:
    """Return the HTML of inline Markdown without markup, just as :func:`render_inline` would."""
    html = render_plain(quoted(text, dialect.quotes))
    return joined(html) if dialect.joined else html


def render_inline(text: str, links: Links, dialect: Dialect, line: int) -> str:
    """Return the HTML of inline Markdown.

    :param line: where the text begins in its file, from 1.
    """
    environment = _environment(text, links, dialect, line)
    parser = markdown_parser(dialect, unneeded_in_line(text))
    (token,) = parser.parseInline(text, environment)
    html = parser.renderer.render([token], parser.options, environment)
    return _sanitized(html, environment)


def render_body(text: str, links: Links, dialect: Dialect, first_line: int, findings: Findings) -> Body:
    """Return the HTML of a Markdown document.

    :param first_line: the line of the file on which the text begins, from 1.
    """
    if not text or text.isspace():
        return Body("", ())
    rendering = Rendering(text, links, dialect, first_line, findings)
    headings = order_headings(rendering.tokens, rendering.seal)
    links.anchors = frozenset(heading.id for heading in headings)
    return Body(rendering.html(rendering.tokens), headings)


class Rendering:
    """A Markdown document on its way to HTML, as a whole or in parts."""

    def __init__(
        self, text: str, links: Links, dialect: Dialect, first_line: int, findings: Findings
    ) -> None:
        """Parse a document.

        :param first_line: the line of the file on which the text begins, from 1.
        """
        self.links = links
        self._first_line = first_line
        self._environment = _environment(text, links, dialect, first_line)
        self._parser = markdown_parser(dialect, unneeded_rules(text))
        self.tokens: list[Token] = self._parser.parse(text, self._environment)
        self.seal: str = self._environment["seal"]
        """What ids begin with until they are told from those of raw HTML."""
        _check_depth(self.tokens, first_line, findings)
        tell_unused(self.tokens, text, self._environment)

    def html(self, tokens: Sequence[Token]) -> str:
        """Return the safe HTML of some of the tokens; raw HTML ends where they do."""
        self._environment["raw"] = []
        html = self._parser.renderer.render(tokens, self._parser.options, self._environment)
        return _sanitized(html, self._environment)

    def line_of(self, token: Token) -> int:
        """Return the line of the file on which a block begins, from 1."""
        return self._first_line + (token.map[0] if token.map else 0)


def _check_depth(tokens: Sequence[Token], first_line: int, findings: Findings) -> None:
    """Report the first place where quotes and lists nest so deeply that the parser drops what is inside."""
    for token in tokens:
        if token.level >= DEEPEST - 1 and token.type in _CONTAINERS:
            line = first_line + (token.map[0] if token.map else 0)
            findings.report(
                Place(line), "nested-too-deeply", "quotes and lists are nested too deeply", "use fewer levels"
            )
            return


def _environment(text: str, links: Links, dialect: Dialect, line: int) -> EnvType:
    """Return what the renderer keeps in mind of a text.

    The seal stands in every symbolic address and id that the renderer gives, until raw HTML is sanitized: it
    tells them from those that the author writes. It is a digest of the text, so the text can't hold it.
    """
    has_raw = dialect.html == "sanitize" and "<" in text
    name = hexadecimal_digest(text.encode("utf-8", "replace")) if has_raw else ""
    return {
        "links": links,
        "line": line,
        "first_line": line,
        "raw": [],
        "kept": [],
        "joined": dialect.joined,
        "seal": f"-{name}-" if name else "",
        "docId": name or None,  # what the footnotes' plugin puts between hyphens into their ids
    }


def _sanitized(html: str, environment: EnvType) -> str:
    """Return the HTML, sanitized where raw HTML of the author's is in it."""
    raw: list[tuple[int, str]] = environment["raw"]
    seal: str = environment["seal"]
    if not raw:
        return unsealed(html, environment["kept"], seal) if seal else html
    if sum(content.count("<") for _, content in raw) > MOST_TAGS:
        environment["links"].findings.report(
            Place(environment["first_line"]), "too-much-html", "too much raw HTML", "use Markdown"
        )
        return ""
    from generator.source.markdown.sanitize import sanitize, tell_removed  # noqa: PLC0415  # few sites load it

    tell_removed(raw, environment["links"])
    return unsealed(sanitize(html, environment["links"], raw, seal), environment["kept"], seal)
