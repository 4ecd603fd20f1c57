"""XML files, written by the standard library, of texts that may hold anything."""

from collections.abc import Mapping
from html import escape
from xml.etree.ElementTree import Element, SubElement, tostring

from generator.render.text import without_control_characters

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


def to_bytes(root: Element, stylesheet: str = "") -> bytes:
    """Return the file.

    :param stylesheet: the URL of a CSS file with which browsers show it as a page, if any.
    """
    style = f'<?xml-stylesheet type="text/css" href="{escape(stylesheet)}"?>\n' if stylesheet else ""
    document: bytes = tostring(root, encoding="utf-8")
    return DECLARATION + style.encode() + document + b"\n"


def _cleaned(attributes: Mapping[str, str] | None) -> dict[str, str]:
    return {name: without_control_characters(value) for name, value in (attributes or {}).items()}
