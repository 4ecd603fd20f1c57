"""Bytes to text: UTF-8 without a mark, lines that end in a line feed, composed characters (NFC)."""

import re
import unicodedata
from itertools import islice

from generator.decode.findings import MOST_FINDINGS, Findings, Place

LARGEST_REGISTRY = 1 << 20
"""The most bytes that a registry or ``site.yaml`` may have."""

_CONTROLS = bytes(set(range(32)) - {9, 10, 13}) + b"\x7f"
_WIDE_CONTROLS = re.compile(
    "[\x80-\x84\x86-\x9f\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
    + "]"
)
ANY_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|" + _WIDE_CONTROLS.pattern)
"""A character that neither HTML nor XML can hold."""
_BETWEEN = re.compile(r"(?<=\S)[\x0b\x0c](?=\S)")
_SEPARATORS = {0x85: " ", 0x2028: " ", 0x2029: " "}
_MOST_MARKS = 64
_LONG_RUN = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS},}}")
_ODD_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def read_text(
    data: bytes, findings: Findings, largest: int = LARGEST_REGISTRY, remedy: str = "split it, or shorten it"
) -> str | None:
    """Return the text of a file, or none where the findings now say why it is none.

    :param largest: the most bytes that are read.
    :param remedy: what to do about a file that has more.

    A byte order mark is dropped, CRLF and CR become LF, Unicode's own line separators become spaces, so
    that lines are what every editor counts, and the text is normalized to NFC (Unicode Standard Annex 15).
    Control characters and noncharacters, which neither HTML nor XML can hold, are left out, with a warning;
    words that only a vertical tab or a form feed keeps apart stay apart.
    """
    if len(data) > largest:
        findings.report(
            Place(0),
            "file-too-large",
            f"the file has {len(data):,} bytes; {largest:,} is the most",
            remedy,
        )
        return None
    text = _decode(data, findings)
    if text is None:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    has_narrow = len(data.translate(None, _CONTROLS)) != len(data)
    if has_narrow or not (text.isascii() or _WIDE_CONTROLS.search(text) is None):
        _report_controls(text, findings)
        text = without_controls(text)
    if not text.isascii() and _carries_too_many_marks(text):
        findings.report(
            Place(0), "too-many-accents", f"a letter carries {_MOST_MARKS} accents or more", "remove them"
        )
        return None
    return normalized(text)


def normalized(text: str) -> str:
    """Return the text in NFC, with line feeds as its only line breaks: Unicode's own become spaces."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else unicodedata.normalize("NFC", text.translate(_SEPARATORS))


def without_controls(text: str) -> str:
    """Return the text without the characters that neither HTML nor XML can hold.

    Where only a vertical tab or a form feed keeps two words apart, a space does.
    """
    return ANY_CONTROL.sub("", _BETWEEN.sub(" ", text))


def has_controls(text: str) -> bool:
    """Say whether the text has a character that neither HTML nor XML can hold."""
    return ANY_CONTROL.search(text) is not None


def _carries_too_many_marks(text: str) -> bool:
    """Say whether so many combining marks follow each other that putting them in order takes for ever."""
    return any(
        sum(map(bool, map(unicodedata.combining, run))) >= _MOST_MARKS for run in _LONG_RUN.findall(text)
    )


def _decode(data: bytes, findings: Findings) -> str | None:
    """Decode UTF-8, or report the first byte that is none."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        encoding = _ODD_MARKS.get(data[:2])
        if encoding:
            findings.report(
                Place(0), "not-utf-8", f"the file is {encoding}, not UTF-8", "save the file as UTF-8"
            )
            return None
        start = data.rfind(b"\n", 0, error.start) + 1
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode("utf-8", "replace")) + 1
        byte = data[error.start]
        findings.report(
            Place(line, column), "not-utf-8", f"the byte 0x{byte:02x} is not UTF-8", "save the file as UTF-8"
        )
        return None


def _report_controls(text: str, findings: Findings) -> None:
    """Report each control character with its place, as many as are told of a kind."""
    lines = enumerate(text.split("\n"), 1)
    found = ((number, match) for number, line in lines for match in ANY_CONTROL.finditer(line))
    for number, match in islice(found, MOST_FINDINGS):
        place = Place(number, match.start() + 1)
        message = f"the invisible control character U+{ord(match[0]):04X} is left out"
        findings.report(place, "control-character", message, "remove it")
