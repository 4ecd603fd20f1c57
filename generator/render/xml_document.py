"""XML files, joined from text: a tree of elements would take several times as long.

Texts and attributes may hold anything: what means something to XML is escaped, what XML forbids is dropped.
"""

from collections.abc import Iterable, Mapping
from html import escape

from generator.render.text import without_control_characters

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'

_ATTRIBUTE_ESCAPES = str.maketrans(
    # White space is escaped too: readers make spaces of it in attributes (XML 1.0, 3.3.3).
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}
)


def element(tag: str, text: str = "", attributes: Mapping[str, str] | None = None) -> str:
    """Return an element that holds a text."""
    return _join(tag, escape(without_control_characters(text), quote=False), attributes)


def parent(tag: str, children: Iterable[str], attributes: Mapping[str, str] | None = None) -> str:
    """Return an element that holds other elements; a namespace is its attribute ``xmlns``."""
    return _join(tag, "".join(children), attributes)


def to_bytes(root: str, stylesheet: str = "") -> bytes:
    """Return the file with a root element.

    :param stylesheet: the URL of a CSS file with which browsers show it as a page, if any.
    """
    style = f'<?xml-stylesheet type="text/css" href="{escape(stylesheet)}"?>\n' if stylesheet else ""
    return f"{DECLARATION}{style}{root}\n".encode()


def _join(tag: str, content: str, attributes: Mapping[str, str] | None) -> str:
    start = tag
    for name, value in (attributes or {}).items():
        start += f' {name}="{without_control_characters(value).translate(_ATTRIBUTE_ESCAPES)}"'
    return f"<{start}>{content}</{tag}>" if content else f"<{start} />"
