"""XML joined from text says what any text says, or leaves out what XML can't say."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from generator.render.xml_document import element, parent, to_bytes

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("<>&\"']\r\n\t\0\x0b\ud800\ufffe\U0001d4b3")))


@given(text=TEXTS, value=TEXTS)
def test_xml_is_what_the_standard_library_writes_and_reads(text: str, value: str) -> None:
    written = to_bytes(parent("feed", [element("title", text, {"term": value})], {"xml:lang": "en"}))
    tree = ET.Element("feed", {"xml:lang": "en"})
    ET.SubElement(tree, "title", {"term": allowed(value)}).text = allowed(text)

    assert (
        written == b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(tree, encoding="utf-8") + b"\n"
    )
    title = ET.fromstring(written)[0]  # noqa: S314 - of our own making
    assert title.get("term") == allowed(value)
    assert (title.text or "") == allowed(text).replace("\r\n", "\n").replace("\r", "\n")


def allowed(text: str) -> str:
    """Return the characters of a text that XML 1.0 allows (production 2)."""
    ranges = ((0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))
    return "".join(
        character
        for character in text
        if character in "\t\n\r" or any(low <= ord(character) <= high for low, high in ranges)
    )
