"""Straight quotation marks become the language's own, by the rule of markdown-it; code keeps them."""

from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.smartquotes import process_inlines

from generator.typography import is_quoted, with_apostrophes


def quotes_plugin(parser: MarkdownIt, *, quotes: tuple[str, ...]) -> None:
    """Replace straight marks by these."""
    parser.options["quotes"] = quotes
    parser.core.ruler.before("text_join", "quotes", _quote)


def _quote(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline" or not is_quoted(token.content):
            continue
        children = token.children or []
        addresses = [after for before, after in pairwise(children) if before.info == "auto"]
        kept = [(address, address.content) for address in addresses]
        for child in children:
            if child.type == "text":
                child.content = with_apostrophes(child.content)
        if any(child.type == "text" and is_quoted(child.content) for child in children):
            process_inlines(children, state)
        for address, content in kept:
            address.content = content
