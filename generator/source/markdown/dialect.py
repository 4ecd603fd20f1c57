"""Which Markdown a text is: what the site has chosen, and the quotation marks of the text's language."""

from typing import NamedTuple

from generator.config import HtmlMode


class Dialect(NamedTuple):
    """What the Markdown of a text depends on, beside the text."""

    html: HtmlMode = "escape"
    """Raw HTML is shown as text, or sanitized."""
    math: bool = False
    """Whether ``$…$`` and ``$$…$$`` are formulas."""
    quotes: tuple[str, ...] = ()
    """The marks in place of straight ones: double, open and closed, then single; none to leave them."""
    joined: bool = False
    """Whether a word with a hyphen beside a digit stays on one line."""
