"""CommonMark's own examples, parsed as documents are and written as the specification writes them."""

import re
from pathlib import Path

from markdown_it import MarkdownIt

from generator.source.markdown.autolinks import BARE_ADDRESS, BARE_HOST
from generator.source.markdown.dialect import Dialect
from generator.source.markdown.parser import markdown_parser
from generator.source.markdown.rules import unneeded_rules

SPECIFICATION = Path(__file__).parents[2] / "node_modules" / "commonmark-spec" / "spec.txt"
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
PLAIN = MarkdownIt("commonmark")
EMPTY_QUOTES = {218, 239, 240}
"""An empty quote has a line of its own in the specification; markdown-it writes it on one."""
DIALECT = Dialect(html="sanitize")
"""Raw HTML is markup to the parser; it is sanitized once it is rendered."""


def written(markdown: str) -> str:
    """Return what our parser finds, as the specification's HTML, with addresses encoded."""
    parser = markdown_parser(DIALECT, (*unneeded_rules(markdown), BARE_ADDRESS, BARE_HOST))
    tokens = parser.parse(markdown)
    for token in tokens:
        for child in token.children or ():
            for name in child.attrs.keys() & {"href", "src"}:
                child.attrs[name] = PLAIN.normalizeLink(str(child.attrs[name]))
    html: str = PLAIN.renderer.render(tokens, PLAIN.options, {})
    return html


def test_every_example_of_commonmark_is_read_as_specified() -> None:
    examples = EXAMPLE.findall(SPECIFICATION.read_text("utf-8").replace("→", "\t"))

    others = {
        number: written(markdown)
        for number, (markdown, html) in enumerate(examples, 1)
        if written(markdown) != html
    }

    assert len(examples) == 652
    assert set(others) == EMPTY_QUOTES
    assert all("<blockquote></blockquote>" in html for html in others.values())
