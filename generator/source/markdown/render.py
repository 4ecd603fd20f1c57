"""Markdown to safe HTML: CommonMark with tables, strikethrough, footnotes and definition lists.

A parser is made once for each set of rules that texts need, and kept. Raw HTML is shown as text,
or, when the site says so, sanitized.
"""

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from generator.config import HtmlMode
from generator.decode.findings import Findings, Place
from generator.digest import hexadecimal_digest
from generator.model import Heading
from generator.source.markdown.headings import PREFIX, order_headings
from generator.source.markdown.links import SYMBOLIC_SCHEMES, Links, is_external
from generator.source.markdown.rules import dispatch_rules, unneeded_rules
from generator.source.markdown.shortcuts import use_shortcuts

DEEPEST = 24
"""How many levels of quotes and lists may nest; the parser would drop what is deeper."""

MOST_TAGS = 10_000
"""How many tags of raw HTML a document may have: browsers' way of parsing them takes quadratic time."""

LINE_RULES = ("footnote", "deflist")
"""The plugins that texts of a line do without."""

_MARKUP = re.compile(r"[\\`*_~\[\]<&\n]")
_SIMPLE_URL = re.compile(r"[A-Za-z0-9._~:/?#@!$&'()*+,;=-]*")
_CONTAINERS = frozenset(("blockquote_open", "list_item_open", "dd_open", "footnote_open"))


class Body(NamedTuple):
    """A body, rendered."""

    html: str
    headings: tuple[Heading, ...]


def has_markup(text: str) -> bool:
    """Say whether inline Markdown has a character that may mean something."""
    return _MARKUP.search(text) is not None


def render_plain(text: str) -> str:
    """Return the HTML of inline Markdown without markup, just as :func:`render_inline` would."""
    return escape(text, quote=False).replace('"', "&quot;")


def render_inline(text: str, links: Links, mode: HtmlMode, line: int) -> str:
    """Return the HTML of inline Markdown.

    :param line: where the text begins in its file, from 1.
    """
    environment = _environment(text, links, mode, line)
    parser = markdown_parser(mode, LINE_RULES)
    (token,) = parser.parseInline(text, environment)
    html = parser.renderer.render([token], parser.options, environment)
    return _sanitized(html, environment)


def render_body(text: str, links: Links, mode: HtmlMode, first_line: int, findings: Findings) -> Body:
    """Return the HTML of a Markdown document.

    :param first_line: the line of the file on which the text begins, from 1.
    """
    if not text or text.isspace():
        return Body("", ())
    environment = _environment(text, links, mode, first_line)
    parser = markdown_parser(mode, unneeded_rules(text))
    tokens = parser.parse(text, environment)
    _check_depth(tokens, first_line, findings)
    headings = order_headings(tokens, environment["seal"])
    environment["ids"] = frozenset(heading.id for heading in headings)
    html = parser.renderer.render(tokens, parser.options, environment)
    return Body(_sanitized(html, environment), headings)


class _Renderer(RendererHTML):
    """Renders tokens; links and pictures go through the :class:`Links` of their file."""

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        """Render block tokens, and remember on the way in which line they are."""
        parts = []
        first_line = env["first_line"]
        rules = self.rules
        for index, token in enumerate(tokens):
            if token.map:
                env["line"] = first_line + token.map[0]
            if token.type == "inline":
                parts.append(self.renderInline(token.children or (), options, env))
            elif token.nesting < 0 and token.type not in rules:
                if not token.hidden:
                    parts.append(f"</{token.tag}>\n")
            elif token.type in rules:
                parts.append(rules[token.type](tokens, index, options, env))
            else:
                parts.append(self.renderToken(tokens, index, options, env))
        return "".join(parts)

    def renderInline(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        """Render the tokens of a text; most are just text."""
        parts = []
        rules = self.rules
        for index, token in enumerate(tokens):
            if token.type == "text":
                parts.append(render_plain(token.content))
            elif token.type in rules:
                parts.append(rules[token.type](tokens, index, options, env))
            else:
                parts.append(self.renderToken(tokens, index, options, env))
        return "".join(parts)

    def th_open(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """Open a cell; its alignment is a class, as a strict content security policy has no ``style``.

        A head without a text is a cell like others: an empty ``th`` would be the head of nothing.
        """
        if tokens[index].tag == "th" and not tokens[index + 1].content:
            tokens[index].tag = tokens[index + 2].tag = "td"
        style = str(tokens[index].attrs.pop("style", ""))
        if style:
            tokens[index].attrs["class"] = style.replace("text-align:", "align-")
        return self.renderToken(tokens, index, options, env)

    td_open = th_open

    def link_open(self, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
        """Open a link, or nothing where it is not allowed; ``<word:word>`` was never meant as one."""
        token = tokens[index]
        url = str(token.attrs["href"])
        if token.info == "auto" and not is_external(url) and not url.startswith("mailto:"):
            href = None
        elif url.startswith("#") and PREFIX + url[1:].lower() in env["ids"]:
            href = f"#{PREFIX}{url[1:].lower()}"
        else:
            href = env["links"].href(url, env["line"])
        env.setdefault("open", []).append(href is not None)
        if href is None:
            return "&lt;" if token.info == "auto" else ""
        title = f' title="{render_plain(str(token.attrs["title"]))}"' if "title" in token.attrs else ""
        rel = ' rel="noopener"' if is_external(href) else ""
        return f'<a href="{render_plain(_sealed(href, env))}"{title}{rel}>'

    def link_close(self, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
        """Close a link that was opened."""
        if env["open"].pop():
            return "</a>"
        return "&gt;" if tokens[index].info == "auto" else ""

    def image(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """Show a picture of the site, link one of another site, or else show its text."""
        token = tokens[index]
        url = str(token.attrs["src"])
        alt = render_plain(self.renderInlineAsText(token.children, options, env))
        src = env["links"].src(url, env["line"])
        if src is not None:
            title = f' title="{render_plain(str(token.attrs["title"]))}"' if "title" in token.attrs else ""
            address = render_plain(_sealed(src, env))
            return f'<img src="{address}" alt="{alt}"{title} loading="lazy" decoding="async">'
        if not is_external(url) or any(env.get("open", ())):
            return alt
        return f'<a href="{render_plain(url)}" rel="noopener">{alt or render_plain(url)}</a>'

    def html_block(self, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
        """Pass raw HTML on, to be sanitized with the whole."""
        env["raw"].append((env["line"], tokens[index].content))
        return tokens[index].content

    def html_inline(self, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
        """Pass raw HTML on, to be sanitized with the whole."""
        env["raw"].append((env["line"], tokens[index].content))
        return tokens[index].content


class _Inline(ParserInline):
    """The parser of inline Markdown, with a short way for text that has none."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Append the tokens of a text."""
        if has_markup(src):
            return super().parse(src, md, env, tokens)
        if src:
            tokens.append(Token("text", "", 0, content=src))
        return tokens


_FOOTNOTES = {
    "footnote_block_open": lambda *_: (
        '<hr class="footnotes-sep">\n<div class="footnotes">\n<ol class="footnotes-list">\n'
    ),
    "footnote_block_close": lambda *_: "</ol>\n</div>\n",
}
"""The plugin makes a ``section``, which would have to have a heading."""


@cache
def markdown_parser(mode: HtmlMode, unneeded: tuple[str, ...]) -> MarkdownIt:
    """Return the parser of this process for texts that need all rules but these."""
    options = {"html": mode == "sanitize", "xhtmlOut": False, "maxNesting": DEEPEST}
    parser = MarkdownIt("commonmark", renderer_cls=_Renderer)
    parser.inline = _Inline()
    parser.configure("commonmark", options)
    parser.enable(["table", "strikethrough"])
    for name, plugin in (("footnote", footnote_plugin), ("deflist", deflist_plugin)):
        if name not in unneeded:
            parser.use(plugin)
    parser.renderer.rules.update(_FOOTNOTES)  # type: ignore[attr-defined]  # the renderer of HTML has rules
    parser.disable(["normalize", *unneeded], ignoreInvalid=True)
    use_shortcuts(parser)
    dispatch_rules(parser)
    normalize = parser.normalizeLink
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005  # judged when rendered
    parser.normalizeLink = lambda url: (  # type: ignore[method-assign]  # most need no second look
        url if _SIMPLE_URL.fullmatch(url) or not is_external(url) else normalize(url)
    )
    return parser


def _check_depth(tokens: Sequence[Token], first_line: int, findings: Findings) -> None:
    """Report the first place where quotes and lists nest so deeply that the parser drops what is inside."""
    for token in tokens:
        if token.level >= DEEPEST - 1 and token.type in _CONTAINERS:
            line = first_line + (token.map[0] if token.map else 0)
            findings.report(
                Place(line), "nested-too-deeply", "quotes and lists are nested too deeply", "use fewer levels"
            )
            return


def _environment(text: str, links: Links, mode: HtmlMode, line: int) -> EnvType:
    """Return what the renderer keeps in mind of a text.

    The seal stands in every symbolic address and id that the renderer gives, until raw HTML is sanitized: it
    tells them from those that the author writes. It is a digest of the text, so the text can't hold it.
    """
    has_raw = mode == "sanitize" and "<" in text
    name = hexadecimal_digest(text.encode("utf-8", "replace")) if has_raw else ""
    return {
        "links": links,
        "line": line,
        "first_line": line,
        "ids": frozenset(),
        "raw": [],
        "seal": f"-{name}-" if name else "",
        "docId": name or None,  # what the footnotes' plugin puts between hyphens into their ids
    }


def _sealed(address: str, environment: EnvType) -> str:
    """Return an address of the renderer's, marked as such where it is symbolic."""
    scheme, colon, rest = address.partition(":")
    if environment["seal"] and scheme in SYMBOLIC_SCHEMES:
        return f"{scheme}{colon}{environment['seal']}{rest}"
    return address


def _sanitized(html: str, environment: EnvType) -> str:
    """Return the HTML, sanitized where raw HTML of the author's is in it."""
    raw: list[tuple[int, str]] = environment["raw"]
    seal: str = environment["seal"]
    if not raw:
        return html.replace(seal, "") if seal else html
    if sum(content.count("<") for _, content in raw) > MOST_TAGS:
        environment["links"].findings.report(
            Place(environment["first_line"]), "too-much-html", "too much raw HTML", "use Markdown"
        )
        return ""
    from generator.source.markdown.sanitize import sanitize  # noqa: PLC0415  # few sites load it

    return sanitize(html, environment["links"], raw, seal)
