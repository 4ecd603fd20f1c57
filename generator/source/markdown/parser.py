"""The parser: CommonMark with what GitHub adds to it, and definition lists.

One is made for each set of rules that texts need, and kept.
"""

import re
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from generator.source.markdown.autolinks import (
    BARE_ADDRESS,
    BARE_HOST,
    autolinks_plugin,
    hosts_plugin,
)
from generator.source.markdown.comments import comments_plugin
from generator.source.markdown.dialect import Dialect
from generator.source.markdown.links import is_external
from generator.source.markdown.loose_links import LOOSE_LINK, loose_links_plugin
from generator.source.markdown.quotes import quotes_plugin
from generator.source.markdown.raw_marks import raw_marks_plugin
from generator.source.markdown.renderer import Renderer
from generator.source.markdown.rules import dispatch_rules
from generator.source.markdown.shortcuts import use_shortcuts
from generator.source.markdown.unused import footnotes_plugin

DEEPEST = 24
"""How many levels of quotes and lists may nest; the parser would drop what is deeper."""

_MARKUP = re.compile(r"[\\`*_~\[\]<&$\n@]")
_SIMPLE_URL = re.compile(r"[A-Za-z0-9._~:/?#@!$&'()*+,;=-]*")


def has_markup(text: str) -> bool:
    """Say whether inline Markdown has a character that may mean something."""
    return _MARKUP.search(text) is not None or "://" in text or "www." in text


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


_PLUGINS = {
    "footnote": footnotes_plugin,
    "deflist": deflist_plugin,
    BARE_ADDRESS: autolinks_plugin,
    BARE_HOST: hosts_plugin,
}


_DOLLARS = {"allow_labels": False, "allow_space": False, "allow_digits": False, "double_inline": True}


@lru_cache(maxsize=128)
def markdown_parser(dialect: Dialect, unneeded: tuple[str, ...]) -> MarkdownIt:
    """Return the parser of this process for texts that need all rules but these."""
    parser = MarkdownIt("commonmark", renderer_cls=Renderer)
    parser.inline = _Inline()
    parser.configure("commonmark", {"html": dialect.html == "sanitize", "xhtmlOut": False})
    parser.options["maxNesting"] = DEEPEST
    parser.options["tasklists"] = "tasks" not in unneeded
    parser.options["alerts"] = "alerts" not in unneeded
    parser.options["store_labels"] = True
    parser.enable(["table", "strikethrough"])
    rules: dict[str, Any] = parser.renderer.rules  # type: ignore[attr-defined]  # the renderer of HTML has rules
    own = dict(rules)
    for name, plugin in _PLUGINS.items():
        if name not in unneeded:
            parser.use(plugin)
    if dialect.html == "escape" and "comment" not in unneeded:
        parser.use(comments_plugin)
    if "raw_marks" not in unneeded:
        parser.use(raw_marks_plugin, has_formulas=dialect.math)
    if dialect.quotes:
        parser.use(quotes_plugin, quotes=dialect.quotes)
    if dialect.math and "math" not in unneeded:
        parser.use(dollarmath_plugin, **_DOLLARS)
    if LOOSE_LINK not in unneeded:
        parser.use(loose_links_plugin)
    rules.update(own | _FOOTNOTES)
    parser.disable(["normalize", *unneeded], ignoreInvalid=True)
    use_shortcuts(parser)
    dispatch_rules(parser)
    normalize = parser.normalizeLink
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005  # judged when rendered
    parser.normalizeLink = lambda url: (  # type: ignore[method-assign]  # most need no second look
        url if _SIMPLE_URL.fullmatch(url) or not is_external(url) else normalize(url)
    )
    return parser
