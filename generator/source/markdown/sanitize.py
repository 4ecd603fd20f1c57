"""Raw HTML in Markdown, made harmless by a sanitizer that parses as browsers do."""

from collections.abc import Callable

import nh3

from generator.source.markdown.links import Links

_TAGS = set(
    """
    a abbr b blockquote br caption cite code col colgroup dd del details dfn dl dt em figcaption figure
    h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub
    summary sup table tbody td tfoot th thead time tr u ul var wbr
    """.split()  # noqa: SIM905  # easier to read than sixty quoted words
)
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
    "hr": {"footnotes-sep"},
    "li": {"footnote-item"},
    "ol": {"footnotes-list"},
    "section": {"footnotes"},
    "sup": {"footnote-ref"},
    "td": {"align-center", "align-left", "align-right"},
    "th": {"align-center", "align-left", "align-right"},
}
_SCHEMES = {"event", "http", "https", "mailto", "site"}


def sanitize(html: str, links: Links, line: int, ids: frozenset[str]) -> str:
    """Return the HTML with nothing in it but harmless elements and attributes.

    Links and pictures in raw HTML are judged as those in Markdown are.

    :param line: where problems are told, from 1.
    :param ids: the ids of headings; others are dropped, those of footnotes excepted.
    """
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_filter(links, line, ids),
        allowed_classes=_CLASSES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def _filter(links: Links, line: int, ids: frozenset[str]) -> Callable[[str, str, str], str | None]:
    """Return the function that judges one attribute and returns its value, or none to drop it."""

    def judge(_tag: str, attribute: str, value: str) -> str | None:
        if attribute == "id":
            return value if value in ids or value.startswith(("fn", "fnref")) else None
        if attribute == "href" and not value.startswith("site:"):
            return links.href(value, line)
        if attribute == "src" and not value.startswith("site:"):
            return links.src(value, line)
        return value

    return judge
