"""XML files, written by the standard library, of texts that may hold anything."""

from collections.abc import Iterable, Mapping
from html import escape
from xml.etree.ElementTree import Element, SubElement, tostring

from generator.plain_text import without_control_characters

DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'


def new_element(tag: str, attributes: Mapping[str, str] | None = None) -> Element:
    """Return a root element; a namespace is its attribute ``xmlns``."""
    return Element(tag, _cleaned(attributes))


def add(parent: Element, tag: str, text: str = "", attributes: Mapping[str, str] | None = None) -> Element:
    """Add an element with a text and attributes; characters that XML forbids are dropped."""
    child = SubElement(parent, tag, _cleaned(attributes))
    if text:
        child.text = without_control_characters(text)
    return child


def to_text(element: Element) -> str:
    """Return an element and all that is in it, as it is in a file."""
    text: str = tostring(element, encoding="unicode")
    return text


def to_bytes(root: Element, stylesheet: str = "", more: Iterable[str] = ()) -> bytes:
    """Return the file.

    :param stylesheet: the URL of a CSS file with which browsers show it as a page, if any.
    :param more: further children of the root, which has some, as :func:`to_text` returns them.
    """
    style = f'<?xml-stylesheet type="text/css" href="{escape(stylesheet)}"?>\n' if stylesheet else ""
    document, children, end = to_text(root), "".join(more), f"</{root.tag}>"
    if children:
        document = document.removesuffix(end) + children + end
    return DECLARATION + f"{style}{document}\n".encode()


def _cleaned(attributes: Mapping[str, str] | None) -> dict[str, str]:
    return {name: without_control_characters(value) for name, value in (attributes or {}).items()}
