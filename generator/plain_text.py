"""Plain text out of safe markup, and text that XML can hold."""

import re
from html import unescape

# What may follow the name of a tag: quoted attribute values may hold ">".
_REST_OF_TAG = r"""(?:[^>"']|"[^"]*"|'[^']*')*>"""
_TAG = re.compile(f"<{_REST_OF_TAG}")
_BLOCK = (
    "p|br|hr|li|ul|ol|dl|dt|dd|h[1-6]|tr|td|th|table|pre|div|blockquote|figure|figcaption|details|summary"
)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK})\b{_REST_OF_TAG}", re.IGNORECASE)
_PICTURE = re.compile(rf"""<img\b(?:[^>"']|"[^"]*"|'[^']*')*?\salt="([^"]*)"{_REST_OF_TAG}""", re.IGNORECASE)
# Everything outside the Char production of XML 1.0; compiled at first use, which takes long.
_FORBIDDEN_IN_XML = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def plain(html: str) -> str:
    """Return the text of safe markup: without tags, entities decoded, white space collapsed.

    A picture is its alternative text.
    """
    if "<" in html:
        if "<img" in html:
            html = _PICTURE.sub(r"\1", html)
        html = _TAG.sub("", _BLOCK_TAG.sub(" ", html))
    if "&" in html:
        html = unescape(html)
    return " ".join(html.split())


def without_control_characters(text: str) -> str:
    """Return the text without the characters that XML 1.0 forbids."""
    lines = text.replace("\n", "") if "\n" in text else text
    return text if lines.isprintable() else re.sub(_FORBIDDEN_IN_XML, "", text)
