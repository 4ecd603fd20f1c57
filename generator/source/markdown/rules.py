"""The parser's rules, tried only where they can match.

markdown-it tries every rule on every line and at every special character. Most look for a mark first thing:
here the character at hand chooses which are tried at all. Rules that look at a whole line are left out of
parsers for texts that have no such line. Neither changes what is found, only how soon.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from generator.source.markdown.autolinks import BARE_ADDRESS, BARE_HOST
from generator.source.markdown.loose_links import LOOSE_LINK, LOOSE_LINKS
from generator.source.markdown.raw_marks import may_have_raw_marks

_BLOCK_MARKS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "plain_list": "*+-0123456789",
    "list": "*+-0123456789",
    "reference": "[",
    "comment_block": "<",
    "footnote_def": "[",
    "html_block": "<",
    "heading": "#",
}
"""The characters that a line for a rule begins with; other rules look at any line."""

_INLINE_MARKS = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "plain_emphasis": "*",
    "emphasis": "*_",
    "plain_link": "[",
    "link": "[",
    "image": "!",
    "footnote_inline": "^",
    "footnote_ref": "[",
    "autolink": "<",
    "html_inline": "<",
    "comment": "<",
    LOOSE_LINK: "![",
    BARE_ADDRESS: ":@",
    BARE_HOST: "w",
    "entity": "&",
}
"""The characters at which a rule may match; ``text`` takes any others."""

_MARKS = {
    "code": ("    ", "\t"),
    "table": ("|",),
    "footnote": ("^",),
    "text_join": ("\\", "&"),
    "comment": ("<!--",),
    "alerts": ("[!",),
    BARE_ADDRESS: ("://", "@"),
    BARE_HOST: ("www.",),
}
_LINES: dict[str, Callable[[str], object]] = {
    "lheading": re.compile(r"\n[ \t>]*(?:=+|-+)[ \t]*(?:\n|$)").search,
    "deflist": re.compile(r"\n[ \t>]*[:~][ \t]").search,
    "math": re.compile(r"\$[^\s$]|\$\$").search,
    "tasks": re.compile(r"\[[ xX]\][ \t]").search,
    "raw_marks": may_have_raw_marks,
    LOOSE_LINK: LOOSE_LINKS.search,
}
"""What finds in a document what it must hold for a rule that looks at whole lines, or for a plugin."""

Rule = Callable[..., bool]
Dispatch = Callable[[dict[str, list[Rule]], list[Rule]], Rule]


def unneeded_rules(text: str) -> tuple[str, ...]:
    """Return the rules and plugins that can't find anything in the text."""
    unneeded = [rule for rule, find in _LINES.items() if not find(text)]
    unneeded += [rule for rule in _MARKS if not _has_mark(rule, text)]
    return tuple(unneeded)


def unneeded_in_line(text: str) -> tuple[str, ...]:
    """Return those that a text of one line does without, beside what is for blocks alone."""
    unneeded = ["footnote", "deflist"]
    unneeded += [rule for rule in ("raw_marks", LOOSE_LINK, "math") if not _LINES[rule](text)]
    unneeded += [rule for rule in ("comment", BARE_ADDRESS, BARE_HOST) if not _has_mark(rule, text)]
    return tuple(unneeded)


def _has_mark(rule: str, text: str) -> bool:
    marks = _MARKS[rule]
    return marks[0] in text or marks[-1] in text


def dispatch_rules(parser: MarkdownIt) -> None:
    """Make a parser choose its rules by the character at hand."""
    parser.block.ruler = _Ruler(parser.block.ruler, _BLOCK_MARKS, _by_line)
    parser.inline.ruler = _Ruler(parser.inline.ruler, _INLINE_MARKS, _by_character)


class _Ruler(Ruler[Any]):
    """Keeps the rules of a parser; each chain of them is one rule, which chooses among them."""

    def __init__(self, ruler: Ruler[Any], marks: dict[str, str], dispatch: Dispatch) -> None:
        super().__init__()
        self.__rules__ = ruler.__rules__
        self._marks = marks
        self._dispatch = dispatch

    def __compile__(self) -> None:
        super().__compile__()
        for chain in self.__cache__ or {}:
            rules = [rule for rule in self.__rules__ if rule.enabled and (not chain or chain in rule.alt)]
            others = [rule.fn for rule in rules if rule.name not in self._marks]
            by_mark = {
                mark: [rule.fn for rule in rules if mark in self._marks.get(rule.name, mark)]
                for mark in set("".join(self._marks.values()))
            }
            self.__cache__[chain] = [self._dispatch(by_mark, others)]  # type: ignore[index]  # compiled above


def _by_line(by_mark: dict[str, list[Rule]], others: list[Rule]) -> Rule:
    return partial(_try_at_line, by_mark.get, others)


def _by_character(by_mark: dict[str, list[Rule]], others: list[Rule]) -> Rule:
    return partial(_try_at_character, by_mark.get, others)


def _try_at_line(
    choose: Callable[[str, list[Rule]], list[Rule]],
    others: list[Rule],
    state: StateBlock,
    *place: Any,  # noqa: ANN401  # line, last line, and whether just to look
) -> bool:
    """Try the rules for the first character of a line."""
    at = state.bMarks[place[0]] + state.tShift[place[0]]
    for rule in choose(state.src[at : at + 1], others):  # noqa: SIM110  # a generator costs more than a rule
        if rule(state, *place):
            return True
    return False


def _try_at_character(
    choose: Callable[[str, list[Rule]], list[Rule]], others: list[Rule], state: StateInline, silent: bool
) -> bool:
    """Try the rules for the character at hand."""
    for rule in choose(state.src[state.pos], others):  # noqa: SIM110  # see above
        if rule(state, silent):
            return True
    return False
