"""XML says what any text says, or leaves out what XML can't say."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from generator.render.formats.xml_document import add, new_element, to_bytes, to_text

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("<>&\"']\r\n\t\0\x0b\ud800\ufffe\U0001d4b3")))


@given(text=TEXTS, value=TEXTS)
def test_children_that_were_written_before_are_as_those_of_the_root(text: str, value: str) -> None:
    root, alone = new_element("feed", {"xml:lang": "en"}), new_element("entry")
    add(root, "title", "A feed")
    add(alone, "title", text, {"term": value})
    written = to_bytes(root, more=[to_text(alone)])
    add(add(root, "entry"), "title", text, {"term": value})
    assert written == to_bytes(root)

    title = ET.fromstring(written)[1][0]  # noqa: S314 - of our own making
    assert title.get("term") == allowed(value)
    assert (title.text or "") == allowed(text).replace("\r\n", "\n").replace("\r", "\n")


def test_a_file_may_hold_nothing() -> None:
    assert to_bytes(new_element("urlset")) == b'<?xml version="1.0" encoding="utf-8"?>\n<urlset />\n'


def allowed(text: str) -> str:
    """Return the characters of a text that XML 1.0 allows (production 2)."""
    ranges = ((0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))
    return "".join(
        character
        for character in text
        if character in "\t\n\r" or any(low <= ord(character) <= high for low, high in ranges)
    )
