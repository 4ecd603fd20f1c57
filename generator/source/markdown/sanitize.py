"""Raw HTML in Markdown, made harmless by a sanitizer that parses as browsers do."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from html import unescape
from itertools import accumulate

import nh3

from generator.source.markdown.links import SYMBOLIC_SCHEMES, Links

_TAGS = set(
    """
    a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure
    h2 h3 h4 h5 h6 hr i img ins kbd label li mark ol p pre q rp rt ruby s samp section small span strong sub
    summary sup table tbody td tfoot th thead time tr u ul var wbr
    """.split()  # noqa: SIM905  # easier to read than sixty quoted words
)
ALERTS = ("note", "tip", "important", "warning", "caution")
_ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href", "id", "rel"},
    "abbr": {"title"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"alt", "decoding", "height", "loading", "src", "width"},
    "ins": {"datetime"},
    "li": {"id"},
    "ol": {"reversed", "start"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"abbr", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
_CLASSES = {
    "a": {"footnote-backref"},
    "div": {"footnotes", "markdown-alert", *(f"markdown-alert-{kind}" for kind in ALERTS)},
    "hr": {"footnotes-sep"},
    "li": {"footnote-item", "task-list-item"},
    "ol": {"contains-task-list", "footnotes-list"},
    "p": {"markdown-alert-title"},
    "sup": {"footnote-ref"},
    "td": {"align-center", "align-left", "align-right"},
    "th": {"align-center", "align-left", "align-right"},
    "ul": {"contains-task-list"},
}
_SCHEMES = {*SYMBOLIC_SCHEMES, "http", "https", "mailto"}
_OPENING = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)")
_WRAPPERS = frozenset(
    "article aside big body center font footer h1 head header html main nav nobr strike summary tt".split()  # noqa: SIM905  # see above
)
"""What is taken out in silence: the text in it stays, and looks as it did."""
_REMEDIES = {
    **dict.fromkeys(("audio", "embed", "iframe", "object", "video"), "write a link to it"),
    **dict.fromkeys(("script", "style"), "a theme can have it, a text can't"),
    **dict.fromkeys(("picture", "source"), "write a picture: ![what it shows](/images/name.svg)"),
}
_TAG_OR_QUOTE = re.compile(r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>|"')


def sanitize(html: str, links: Links, raw: Sequence[tuple[int, str]], seal: str) -> str:
    """Return the HTML with nothing in it but harmless elements and attributes.

    Links and pictures in raw HTML are judged as those in Markdown are. A quotation mark stands in the result
    around values of attributes only, so that a link can be found in it without a parser.

    :param raw: each piece of the author's own HTML in it, with its line, from 1.
    :param seal: stands in every id and symbolic address that is not the author's. All other ids are dropped.
    """
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_filter(links, _Lines(raw), seal),
        allowed_classes=_CLASSES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return _TAG_OR_QUOTE.sub(_quote, clean)


def tell_removed(raw: Sequence[tuple[int, str]], links: Links) -> None:
    """Report each kind of element that the sanitizer takes out, and a comment that hides what follows it."""
    told = set(_WRAPPERS)
    for line, html in raw:
        for match in _OPENING.finditer(html):
            name = match[1].lower()
            if name not in _TAGS and name not in told:
                told.add(name)
                place = links.find(match[0], line + html.count("\n", 0, match.start()))
                links.findings.report(
                    place, "removed-html", f"<{name}> is taken out", _REMEDIES.get(name, "")
                )
        if html.startswith("<!--") and "-->" not in html:
            message, remedy = "the comment has no end, and hides all that follows", "end it with -->"
            links.findings.report(links.find("<!--", line), "open-comment", message, remedy)


def _quote(match: re.Match[str]) -> str:
    return "&quot;" if match[0] == '"' else match[0]


def _filter(links: Links, lines: "_Lines", seal: str) -> Callable[[str, str, str], str | None]:
    """Return the function that judges one attribute and returns its value, or none to drop it."""
    is_own = re.compile(rf"(?:event:|site:|beside:|#?fn|#?fnref)?{seal}").match

    def judge(_tag: str, attribute: str, value: str) -> str | None:
        if is_own(value):
            return value
        if attribute == "id":
            return None
        if attribute == "href":
            return links.href(value, lines.find(value))
        if attribute == "src":
            return links.src(value, lines.find(value))
        return value

    return judge


class _Lines:
    """Tells in which line the value of an attribute stands."""

    def __init__(self, raw: Sequence[tuple[int, str]]) -> None:
        """Take the pieces of raw HTML, each with its line."""
        texts = [unescape(html) for _, html in raw]
        self._lines = [line for line, _ in raw]
        self._starts = list(accumulate((len(text) + 1 for text in texts[:-1]), initial=0))
        self._text = "\n".join(texts)

    def find(self, value: str) -> int:
        """Return the line, from 1; that of the first piece where none holds the value as it is."""
        at = max(self._text.find(value), 0)
        piece = bisect_right(self._starts, at) - 1
        return self._lines[piece] + self._text.count("\n", self._starts[piece], at)
