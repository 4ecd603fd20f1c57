"""A judge of markup: it may hold what Markdown makes, and nothing that acts."""

import re
from html.parser import HTMLParser

MARKDOWN_TAGS = frozenset(
    """
    a blockquote br code dd del div dl dt em h2 h3 h4 h5 h6 hr img input label li ol p pre s section span
    strong sup
    math mfrac mi mn mo mrow msqrt msub msubsup msup mtext munder munderover mspace mstyle mover
    table tbody td th thead tr ul
    """.split()  # noqa: SIM905  # easier to read than quoted words
)
SANITIZED_TAGS = MARKDOWN_TAGS | frozenset(
    """
    abbr b caption cite col colgroup details dfn figcaption figure i ins kbd mark q rp rt ruby samp small span
    sub summary tfoot time u var wbr
    """.split()  # noqa: SIM905  # easier to read than quoted words
)
ATTRIBUTES = {
    "a": {"href", "title", "rel", "id", "class"},
    "code": {"class"},
    "div": {"class"},
    "input": {"type", "disabled", "checked"},
    "p": {"class"},
    "span": {"class"},
    "ul": {"class"},
    "hr": {"class"},
    "img": {"src", "alt", "title", "loading", "decoding"},
    "li": {"id", "class"},
    "math": {"display"},
    "mi": {"mathvariant"},
    "mo": {"stretchy", "form", "fence", "separator"},
    "mspace": {"width", "linebreak"},
    "ol": {"start", "class"},
    "section": {"class"},
    "sup": {"class"},
    "td": {"class"},
    "th": {"class"},
} | {f"h{level}": {"id"} for level in range(2, 7)}
HARMLESS = {
    "dir",
    "lang",
    "title",
    "datetime",
    "open",
    "width",
    "height",
    "reversed",
    "start",
    "abbr",
    "scope",
} | {
    "colspan",
    "rowspan",
    "headers",
    "span",
}
VOID = {"br", "hr", "img", "input", "col", "wbr"}
ADDRESS = re.compile(r"https?://|mailto:|event:\w|site:/(?!/)|#", re.IGNORECASE)
CHECKBOX = re.compile("checkbox$")
PICTURE = re.compile(r"site:/(?!/)")


class Judge(HTMLParser):
    """Collects what must not be there."""

    def __init__(self, *, sanitized: bool) -> None:
        super().__init__()
        self.tags = SANITIZED_TAGS if sanitized else MARKDOWN_TAGS
        self.sanitized = sanitized
        self.faults: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.tags:
            self.faults.append(f"<{tag}>")
        if tag not in VOID:
            self.open.append(tag)
        allowed = ATTRIBUTES.get(tag, set()) | (HARMLESS if self.sanitized else set())
        for name, value in attrs:
            if name not in allowed:
                self.faults.append(f"<{tag} {name}>")
            expected = {"href": ADDRESS, "src": PICTURE, "type": CHECKBOX}.get(name)
            if expected and not expected.match(value or ""):
                self.faults.append(f"<{tag} {name}={value!r}>")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"<?{data}>")


def faults(html: str, *, sanitized: bool = False) -> list[str]:
    """Return what is in the markup that must not be there."""
    judge = Judge(sanitized=sanitized)
    judge.feed(html)
    judge.close()
    return judge.faults + [f"<{tag}> is not closed" for tag in judge.open]
