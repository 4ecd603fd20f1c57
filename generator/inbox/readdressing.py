"""Addresses in the file of an event get others in their place; every other byte stays. Pure."""

import re
from collections.abc import Mapping

from generator.inbox.outgoing import Outgoing, read_outgoing
from generator.model import SourceFile
from generator.source.settings import ParseSettings

_LINE = re.compile(r"(?:\r\n|\r|\n)")
_PLAIN = re.compile(r"https?://[A-Za-z0-9\-._~:/?#@!$&+,;=%]+")
"""An address without anything that could mean more in YAML or Markdown than itself."""


def readdress(
    file: SourceFile, data: bytes, settings: ParseSettings, better: Mapping[Outgoing, str]
) -> tuple[bytes, frozenset[Outgoing]]:
    """Return the file with other addresses.

    What was written is read again: an edit by which the event would lead anywhere else than it should is not
    made.

    :param better: the new address of each that is to be replaced, as :func:`read_outgoing` gives them.
    :returns: the bytes, and which addresses have been replaced.
    """
    done: set[Outgoing] = set()
    for one in sorted(better, reverse=True):  # from below, so that places above stay where they are
        edited = _replaced(data, one, better[one])
        if edited is not None and _leads(file, edited, settings) == _expected(
            _leads(file, data, settings), one, better[one]
        ):
            data = edited
            done.add(one)
    return data, frozenset(done)


def _replaced(data: bytes, one: Outgoing, new: str) -> bytes | None:
    """Return the file with a new address at a place, none where the old one is not written there as it is."""
    if not _PLAIN.fullmatch(new) or not one.place.column:
        return None
    text = data.decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    starts = [len(mark), *(match.end() for match in _LINE.finditer(text))]
    begin = starts[one.place.line - 1] + one.place.column - 1
    end = begin + len(one.url)
    return f"{text[:begin]}{new}{text[end:]}".encode() if text[begin:end] == one.url else None


def _leads(file: SourceFile, data: bytes, settings: ParseSettings) -> list[tuple[int, str]] | None:
    """Return all addresses of an event, each with its line, in their order; none where it has errors."""
    leading, _ = read_outgoing(file, data, settings)
    return [(one.place.line, one.url) for one in leading.addresses] if leading else None


def _expected(before: list[tuple[int, str]] | None, one: Outgoing, new: str) -> list[tuple[int, str]] | None:
    """Return what the event should lead to once an address is replaced."""
    old = (one.place.line, one.url)
    if before is None or old not in before:
        return None
    last = len(before) - 1 - before[::-1].index(old)
    return [*before[:last], (one.place.line, new), *before[last + 1 :]]
