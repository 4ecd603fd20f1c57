"""What a page says of itself before it begins: title, summary and language. Pure."""

from typing import NamedTuple

import trafilatura

from generator.desk.plain import MOST_SUMMARY, MOST_TITLE, language_tag, plain_text

_MOST_BYTES = 500_000
"""So much of a page is looked through; a title stands near its top."""
_TITLES = ("//meta[@property='og:title']/@content", "//head/title/text()", "//title/text()", "//h1//text()")


_SUMMARY = "//meta[@property='og:description' or @name='description']/@content"


class Head(NamedTuple):
    """What a page says of itself, each empty where it says nothing."""

    title: str = ""
    summary: str = ""
    lang: str = ""


def read_head(body: bytes, content_type: str) -> Head:
    """Return what a page says of itself; nothing where it is no page of HTML.

    :param content_type: as the server calls it.
    """
    if "html" not in (content_type or "html").lower():
        return Head()
    try:
        tree = trafilatura.load_html(body[:_MOST_BYTES])
        if tree is None:
            return Head()
        titles = ("".join(map(str, tree.xpath(path)[:20])) for path in _TITLES)
        summary = " ".join(map(str, tree.xpath(_SUMMARY)[:1]))
        lang = str(tree.get("lang") or "")
    except Exception:  # noqa: BLE001 - any page may be built to break its readers
        return Head()
    title = next((text for text in titles if text.strip()), "")
    return Head(
        plain_text(title, MOST_TITLE, is_markup=False),
        plain_text(summary, MOST_SUMMARY, is_markup=False),
        language_tag(lang.strip()),
    )
