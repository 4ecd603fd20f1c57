"""Comments of HTML (``<!-- … -->``) are never published, where raw HTML is shown as text.

Where raw HTML is sanitized the parser's own rules find them, and the sanitizer takes them out.
"""

from bisect import bisect_left

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_OPENING = "<!--"
_CLOSING = "-->"
_UNCLOSED = "unclosed comment"
"""Under this name the parser remembers that no comment ends in what is left of the document."""
_NEVER = -1
"""Under this key of its cache a text remembers that no comment ends in what is left of it."""


def comments_plugin(parser: MarkdownIt) -> None:
    """Leave comments out."""
    interrupted = ["paragraph", "reference", "blockquote"]
    parser.block.ruler.before("html_block", "comment_block", _block, {"alt": interrupted})
    parser.inline.ruler.before("html_inline", "comment", _inline)


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Leave out a comment that begins a line, blank lines in it or not."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(_OPENING, begin) or state.is_code_block(start) or _UNCLOSED in state.env:
        return False
    closing = state.src.find(_CLOSING, begin + len(_OPENING))
    if closing < 0:
        state.env[_UNCLOSED] = True
        return False
    line = bisect_left(state.eMarks, closing, start)
    if line >= end or any(state.sCount[between] < state.blkIndent for between in range(start + 1, line + 1)):
        return False
    after = closing + len(_CLOSING)
    rest = state.src[after : state.eMarks[line]]
    if not rest.strip():
        line += 1
    elif line == start:
        return False
    elif not silent:
        indent = len(rest) - len(rest.lstrip())
        state.bMarks[line], state.tShift[line], state.sCount[line] = after, indent, state.blkIndent
    if not silent:
        state.line = line
    return True


def _inline(state: StateInline, silent: bool) -> bool:  # noqa: ARG001  # the same for both ways of looking
    """Leave out a comment within a text."""
    if not state.src.startswith(_OPENING, state.pos) or _NEVER in state.cache:
        return False
    closing = state.src.find(_CLOSING, state.pos + 4, state.posMax)
    if closing < 0:
        state.cache[_NEVER] = 0
        return False
    state.pos = closing + 3
    return True
