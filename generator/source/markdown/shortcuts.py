"""Short ways through the parser for what texts hold most: ``**bold**``, a plain link, a plain list.

Each takes only what can mean nothing else by CommonMark 0.31, whatever is around it, and leaves the rest to
the parser's own rules, which give the same result in ten times the time.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from generator.source.markdown.autolinks import has_address

_PLAIN = r"[^\\`*_~\[\]<>&!^\n]"
_EMPHASIS = re.compile(rf"(\*\*?)([^\W_](?:{_PLAIN}*[^\W_])?)\1(?=[\s.,;:?)]|$)")
_LINK = re.compile(rf"\[({_PLAIN}+)\]\(((?:https?://|/|#|event:)[\w./#?=+:-]*)\)", re.ASCII)
_ITEM = re.compile(r"(?:([-*+])|([0-9]{1,9})([.)])) ([^\W\d_].*)")
_LIST_MARKS = frozenset("-*+0123456789")


def use_shortcuts(parser: MarkdownIt) -> None:
    """Give a parser the short ways."""
    parser.block.ruler.before("list", "plain_list", _list)
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
    if has_address(text):
        return False
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


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a list at the outer level whose items are one line each, without blank lines between them."""
    if silent or state.level or state.parentType != "root" or state.sCount[start]:
        return False
    items: list[re.Match[str]] = []
    line = start
    while line < end and not state.isEmpty(line):
        item = _ITEM.match(state.src, state.bMarks[line], state.eMarks[line])
        if item is None or item.group(1, 3) != (items or [item])[0].group(1, 3):
            return False
        items.append(item)
        line += 1
    after = state.skipEmptyLines(line)
    if after < end and (state.sCount[after] or state.src[state.bMarks[after]] in _LIST_MARKS):
        return False
    _push_list(state, items, start, after)
    state.line = after
    return True


def _push_list(state: StateBlock, items: list[re.Match[str]], start: int, after: int) -> None:
    """Add the tokens of a list, with its items on the lines from ``start`` on."""
    bullet, number, delimiter, _ = items[0].groups()
    kind, tag = ("bullet_list", "ul") if bullet else ("ordered_list", "ol")
    opening = state.push(f"{kind}_open", tag, 1)
    opening.map = [start, after]
    opening.markup = mark = bullet or delimiter
    if number and int(number) != 1:
        opening.attrs = {"start": int(number)}
    for line, item in enumerate(items, start):
        last = line - start == len(items) - 1
        entry = state.push("list_item_open", "li", 1)
        entry.map = [line, after if last else line + 1]
        entry.markup = mark
        entry.info = item[2] or ""
        _push_hidden_paragraph(state, mdTrim(item[4]), line)
        state.push("list_item_close", "li", -1).markup = mark
    state.push(f"{kind}_close", tag, -1).markup = mark


def _push_hidden_paragraph(state: StateBlock, text: str, line: int) -> None:
    """Add the tokens of the paragraph that is the one text of an item."""
    opening = state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    closing = state.push("paragraph_close", "p", -1)
    opening.map = inline.map = [line, line + 1]
    opening.hidden = closing.hidden = True
    inline.content = text
    inline.children = []
