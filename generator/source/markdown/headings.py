"""Headings of a body: their order made sound, and an id for each."""

from collections.abc import Sequence

from markdown_it.token import Token

from generator.decode.names import slugify
from generator.model import Heading

PREFIX = "h-"
"""What ids of headings begin with, so that none is that of a part of the theme."""


def order_headings(tokens: Sequence[Token], seal: str = "") -> tuple[Heading, ...]:
    """Give the headings of a body ids, and levels from 2 with none left out (WCAG 2.2, 1.3.1).

    The page's own title is the heading of level 1. The tokens are changed in place.

    :param seal: what their ids begin with until they are told from those of raw HTML.
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
        text = " ".join(_text(tokens[index + 1].children or ()).split())
        name = _free(f"{PREFIX}{slugify(text)[:80] or 'section'}", taken)
        tokens[index].tag = tokens[index + 2].tag = f"h{level}"
        tokens[index].attrs["id"] = seal + name
        headings.append(Heading(level, name, text))
    return tuple(headings)


def _text(tokens: Sequence[Token]) -> str:
    """Return the text of inline tokens without their markup."""
    return "".join(
        _text(token.children) if token.children else " " if token.type.endswith("break") else token.content
        for token in tokens
        if token.type not in {"html_inline", "footnote_ref"}
    )


def _free(name: str, taken: dict[str, int]) -> str:
    """Return the name, or the name with the next number that makes it new, and mark it as taken."""
    free = name
    while free in taken:
        taken[name] += 1
        free = f"{name}-{taken[name]}"
    taken[free] = 1
    return free
