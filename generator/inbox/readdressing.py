"""Addresses in the file of an event get others in their place; every other byte stays. Pure."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from generator.editing.front_matter import decode_text, line_starts
from generator.inbox.outgoing import Outgoing, read_outgoing
from generator.model import SourceFile
from generator.problems import Name
from generator.source.settings import ParseSettings

_PLAIN = re.compile(r"https?://[A-Za-z0-9\-._~:/?#@!$&+,;=%]+")
"""An address without anything that could mean more in YAML or Markdown than itself."""


class _Reading(NamedTuple):
    """What a file says, as far as an edit may change it."""

    leads: list[tuple[int, str]]
    """All addresses of the event, each with its line, in their order."""
    problems: Counter[Name]


def readdress(
    file: SourceFile, data: bytes, settings: ParseSettings, better: Mapping[Outgoing, str]
) -> tuple[bytes, frozenset[Outgoing]]:
    """Return the file with other addresses.

    What was written is read again: an edit is not made by which the event would lead anywhere else than it
    should, or have a problem that it did not have, such as a text that is another than was reviewed.

    :param better: the new address of each that is to be replaced, as :func:`read_outgoing` gives them.
    :returns: the bytes, and which addresses have been replaced.
    """
    done: set[Outgoing] = set()
    there = _read(file, data, settings)
    for one in sorted(better, reverse=True):  # from below, so that places above stay where they are
        edited = _replaced(data, one, better[one])
        found = edited and _read(file, edited, settings)
        if there and edited and found and _is_right(there, found, one, better[one]):
            data, there = edited, found
            done.add(one)
    return data, frozenset(done)


def _replaced(data: bytes, one: Outgoing, new: str) -> bytes | None:
    """Return the file with a new address at a place, none where the old one is not written there as it is."""
    if not _PLAIN.fullmatch(new) or not one.place.column:
        return None
    text = decode_text(data)
    begin = line_starts(text)[one.place.line - 1] + one.place.column - 1  # never on the first, the fence
    end = begin + len(one.url)
    return f"{text[:begin]}{new}{text[end:]}".encode() if text[begin:end] == one.url else None


def _read(file: SourceFile, data: bytes, settings: ParseSettings) -> _Reading | None:
    """Return what a file says; none where it has errors."""
    leading, problems = read_outgoing(file, data, settings)
    if leading is None:
        return None
    leads = [(one.place.line, one.url) for one in leading.addresses]
    return _Reading(leads, Counter(problem.name for problem in problems))


def _is_right(before: _Reading, after: _Reading, one: Outgoing, new: str) -> bool:
    """Say whether an edit has replaced an address, the last of its kind in its line, and nothing else."""
    old = (one.place.line, one.url)
    if old not in before.leads or after.problems - before.problems:
        return False
    at = len(before.leads) - 1 - before.leads[::-1].index(old)
    return after.leads == [*before.leads[:at], (one.place.line, new), *before.leads[at + 1 :]]
