"""Quotes in the text they are from, as a reader needs them: marked, with what stands around them. Pure."""

from collections.abc import Iterable

import msgspec

from generator.desk.grounding import Located, Source

_MOST_AROUND = 280
_MOST_BESIDE = 700


class Excerpt(msgspec.Struct, frozen=True):
    """A quote within its paragraph, and the ends of those beside it: the "if" may stand there."""

    before: str
    words: str
    after: str
    previous: str = ""
    following: str = ""


class Piece(msgspec.Struct, frozen=True):
    """A part of a paragraph that is a quote, or none."""

    text: str
    is_quote: bool = False


def excerpt(source: Source, located: Located) -> Excerpt:
    """Return where a quote stands, shortened where its surroundings are long."""
    text = source.text
    first = text.rfind("\n", 0, located.start) + 1
    last = text.find("\n", located.end)
    last = len(text) if last < 0 else last
    return Excerpt(
        before=_end_of(text[first : located.start], _MOST_BESIDE),
        words=text[located.start : located.end],
        after=_beginning_of(text[located.end : last], _MOST_BESIDE),
        previous=_end_of(text[: max(0, first - 1)].rpartition("\n")[2], _MOST_AROUND),
        following=_beginning_of(text[last + 1 :].partition("\n")[0], _MOST_AROUND),
    )


def paragraphs(text: str, quotes: Iterable[Located], most: int) -> tuple[tuple[Piece, ...], ...]:
    """Return the beginning of a text by paragraphs, in which quotes are told from the rest.

    :param text: in NFC, a paragraph a line.
    :param most: how many letters are enough.
    """
    spans = sorted((one.start, one.end) for one in quotes)
    found = []
    at = 0
    for paragraph in text[:most].split("\n"):
        end = at + len(paragraph)
        found.append(tuple(_pieces(text, at, end, spans)))
        at = end + 1
    return tuple(found)


def _pieces(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> Iterable[Piece]:
    at = start
    for first, last in spans:
        begin, stop = max(first, at), min(last, end)
        if begin >= stop:
            continue
        if begin > at:
            yield Piece(text[at:begin])
        yield Piece(text[begin:stop], is_quote=True)
        at = stop
    if at < end:
        yield Piece(text[at:end])


def _end_of(text: str, most: int) -> str:
    return text if len(text) <= most else f"…{text[-most:].partition(' ')[2] or text[-most:]}"


def _beginning_of(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]}…"
