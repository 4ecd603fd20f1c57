"""The file of an event as the desk works with it: its bytes, and what they say."""

from pathlib import Path
from typing import NamedTuple

from generator.diagnostics import has_errors
from generator.errors import ContentError
from generator.model import Event, SourceFile, Summary
from generator.source.parse import parse
from generator.source.settings import ParseSettings


class EventFile(NamedTuple):
    """An event without errors."""

    data: bytes
    summary: Summary
    event: Event


def read_event(root: Path, file: SourceFile, settings: ParseSettings) -> EventFile:
    """Return an event as its file has it now.

    :param root: the folder of the site.
    :raises ContentError: the file has errors.
    """
    data = (root / file.path).read_bytes()
    document = parse(file, data, settings)
    summary, event = document.content, document.event
    if has_errors(document.problems) or not isinstance(summary, Summary) or event is None:
        raise ContentError(document.problems)
    return EventFile(data, summary, event)
