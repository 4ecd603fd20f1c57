"""Headings of a body: their order made sound, and an id for each."""

import re
import unicodedata
from collections.abc import Sequence

from markdown_it.token import Token

from generator.model import Heading
from generator.percent import decode_path

PREFIX = "h-"
"""What ids of headings begin with where a part of the theme may have the same."""

THEME_IDS = frozenset(
    """
    chart-title corrections coverage implications insight main recap related rest search search-fold
    search-more search-others search-progress search-result search-results search-retry search-start
    search-status search-words source takeaways timeline tldr top
    """.split()  # noqa: SIM905  # easier to read than twenty quoted words
)
"""The ids of the theme's own parts."""
_THEME_ID = re.compile(
    r"(?:h-|coverage-|prediction-|year-|front--|subscribe--).*|fn(?:ref)?[0-9]+(?::[0-9]+)?"
)
"""Ids of the theme's that depend on what is shown, of footnotes, and those that are told from them."""


def order_headings(tokens: Sequence[Token], seal: str = "", *, apart: bool = False) -> tuple[Heading, ...]:
    """Give the headings of a body ids, and levels from 2 with none left out (WCAG 2.2, 1.3.1).

    The page's own title is the heading of level 1. The tokens are changed in place.

    :param seal: what their ids begin with until they are told from those of raw HTML.
    :param apart: whether the page has ids that no list tells, so that each gets the prefix.
    """
    openings = [index for index, token in enumerate(tokens) if token.type == "heading_open"]
    if not openings:
        return ()
    shift = 1 if any(tokens[index].tag == "h1" for index in openings) else 0
    headings = []
    taken: dict[str, int] = {}
    before = 1
    for index in openings:
        level = max(2, min(int(tokens[index].tag[1]) + shift, before + 1, 6))
        before = level
        text = " ".join(text_of(tokens[index + 1].children or ()).split())
        name = anchor_of(text) or "section"
        name = _free(f"{PREFIX}{name}" if apart or is_theme_id(name) else name, taken)
        tokens[index].tag = tokens[index + 2].tag = f"h{level}"
        tokens[index].attrs["id"] = seal + name
        headings.append(Heading(level, name, text))
    return tuple(headings)


def anchor_of(text: str) -> str:
    """Return the id that GitHub gives to a heading: its letters, digits and hyphens, in lower case."""
    lower = text.strip().lower()
    if not lower.isascii():
        return "".join("-" if letter == " " else letter for letter in lower if _is_kept(letter))
    return re.sub(r"[^\w -]", "", lower).replace(" ", "-")


def find_anchor(fragment: str) -> str:
    """Return the id that a fragment of an address means, however it is spelled."""
    try:
        return anchor_of(decode_path(fragment))
    except UnicodeDecodeError:
        return anchor_of(fragment)


def is_theme_id(name: str) -> bool:
    """Say whether a part of the theme may have this id."""
    return name in THEME_IDS or _THEME_ID.fullmatch(name) is not None


def _is_kept(letter: str) -> bool:
    return letter in " -_" or letter.isalnum() or unicodedata.category(letter)[0] == "M"


def text_of(tokens: Sequence[Token]) -> str:
    """Return the text of inline tokens without their markup."""
    return "".join(
        text_of(token.children) if token.children else " " if token.type.endswith("break") else token.content
        for token in tokens
        if token.type not in {"html_inline", "footnote_ref"}
    )


def _free(name: str, taken: dict[str, int]) -> str:
    """Return the name, or the name with the next number that makes it new, and mark it as taken."""
    free = name
    while free in taken:
        free = f"{name}-{taken[name]}"
        taken[name] += 1
    taken[free] = 1
    return free
