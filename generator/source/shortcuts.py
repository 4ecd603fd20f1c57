"""Short ways through the parser for what texts hold most: ``**bold**``, ``*emphasis*``, a plain link.

Each takes only what can mean nothing else by CommonMark 0.31, whatever is around it, and leaves the rest to
the parser's own rules, which give the same result in ten times the time.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_PLAIN = r"[^\\`*_~\[\]<>&!^\n]"
_EMPHASIS = re.compile(rf"(\*\*?)([^\W_](?:{_PLAIN}*[^\W_])?)\1(?=[\s.,;:?)]|$)")
_LINK = re.compile(rf"\[({_PLAIN}+)\]\(((?:https?://|/|#|event:)[\w./#?=+:-]*)\)", re.ASCII)


def use_shortcuts(parser: MarkdownIt) -> None:
    """Give a parser the short ways."""
    parser.inline.ruler.before("emphasis", "plain_emphasis", _emphasis)
    parser.inline.ruler.before("link", "plain_link", _link)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Take emphasis that begins after white space, ends before it or a mark, and holds plain text only."""
    at = state.pos
    if silent or (at and not state.src[at - 1].isspace()):
        return False
    match = _EMPHASIS.match(state.src, at, state.posMax)
    if match is None:
        return False
    mark, text = match.groups()
    name = "strong" if len(mark) == 2 else "em"
    state.push(f"{name}_open", name, 1).markup = mark
    state.pending = text
    state.push(f"{name}_close", name, -1).markup = mark
    state.pos = match.end()
    return True


def _link(state: StateInline, silent: bool) -> bool:
    """Take a link with a plain text, a plain address and no title."""
    match = _LINK.match(state.src, state.pos, state.posMax)
    if match is None or state.linkLevel > 0:
        return False
    if not silent:
        state.push("link_open", "a", 1).attrs = {"href": match[2]}
        state.pending = match[1]
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True
