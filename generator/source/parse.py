"""Bytes -> Document: what one file says, as far as that file alone can tell. It never fails."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from generator.decode.cutting import cut
from generator.decode.findings import Findings
from generator.decode.text import read_text
from generator.decode.yaml_document import decode
from generator.diagnostics import has_firm
from generator.digest import digest
from generator.model import Document, Event, Note, Page, SourceFile, Summary
from generator.source.events import read_event
from generator.source.front_matter import NoteMatter, PageMatter
from generator.source.markdown.dialect import Dialect
from generator.source.markdown.links import Links
from generator.source.markdown.marks import has_too_many_marks
from generator.source.markdown.render import render_body
from generator.source.pages import event_slug, note_period, page_slug, read_note, read_page
from generator.source.placeholders import check_placeholders
from generator.source.reading import Reading
from generator.source.sections import render_note
from generator.source.settings import ParseSettings, parse_settings

__all__ = ["ParseSettings", "parse", "parse_settings"]

Matter = TypeVar("Matter", bound=msgspec.Struct)
Rendered = TypeVar("Rendered")
Read = tuple[Summary | Page | Note | None, Event | None]

_SPLIT = 'split it, or raise the limit in site.yaml, such as "limits: {document: 2MiB}"'
_NOTHING: Read = (None, None)


def parse(
    file: SourceFile,
    data: bytes,
    settings: ParseSettings,
    watch: Callable[[str, Findings, str], Links] = Links,
) -> Document:
    """Return the document that an event's, a page's or a note's file holds.

    :param data: the bytes of the file; any bytes will do.
    :param settings: what it depends on beside its file.
    :param watch: makes what each link of the file goes through, see :class:`Links`.
    :returns: the document with all problems of the file; it has no content when one of them is an
        error that no site may soften.
    """
    findings = Findings()
    text = read_text(data, findings, settings.largest, _SPLIT)
    if text is not None and has_too_many_marks(text, findings):
        text = None
    links = watch(text or "", findings, file.path)
    read = _NOTHING if text is None else _PARSERS[file.kind](file.path, text, links, findings, settings)
    problems = findings.problems(file.path)
    lost = read[0] if has_firm(problems) else None
    content, event = _NOTHING if has_firm(problems) else read
    return Document(
        path=file.path,
        digest=digest(data),
        content=content,
        event=event,
        references=tuple(links.references),
        problems=problems,
        lost_slug=lost.slug if isinstance(lost, Summary | Page) else "",
    )


def _parse_event(path: str, text: str, links: Links, findings: Findings, settings: ParseSettings) -> Read:
    reading, body, body_text = _open(settings.event_matter, render_body, text, links, findings, settings)
    slug = event_slug(path, findings, is_given=reading is not None and bool(reading.matter.slug))
    return (reading and read_event(reading, path, slug, body, body_text)) or _NOTHING


def _parse_page(path: str, text: str, links: Links, findings: Findings, settings: ParseSettings) -> Read:
    reading, body, _ = _open(PageMatter, render_body, text, links, findings, settings)
    slug = page_slug(path, findings, is_given=reading is not None and bool(reading.matter.slug))
    return (read_page(reading, slug, body) if reading else None), None


def _parse_note(path: str, text: str, links: Links, findings: Findings, settings: ParseSettings) -> Read:
    reading, body, _ = _open(NoteMatter, render_note, text, links, findings, settings)
    rhythm, period = note_period(path, findings)
    return (read_note(reading, rhythm, period, body) if reading else None), None


def _open(  # noqa: PLR0913, PLR0917 - a document, what it is made into, and where problems go
    kind: type[Matter],
    render: Callable[[str, Links, Dialect, int, Findings], Rendered],
    text: str,
    links: Links,
    findings: Findings,
    settings: ParseSettings,
) -> tuple[Reading[Matter] | None, Rendered, str]:
    """Cut the document, decode its front matter and render its body."""
    parts = cut(text, findings, is_required=kind is not NoteMatter)
    if parts is None:
        return None, render("", links, settings.dialect(), 1, findings), ""
    decoded = decode(kind, parts.matter, findings, first_line=1)
    dialect = settings.dialect(getattr(decoded.value, "lang", "") if decoded else "")
    body = render(parts.body, links, dialect, parts.body_line, findings)
    reading = Reading(decoded, links, findings, settings) if decoded else None
    if decoded and not getattr(decoded.value, "draft", False):
        check_placeholders(parts, findings)
    return reading, body, parts.body


_Parser = Callable[[str, str, Links, Findings, ParseSettings], Read]
_PARSERS: dict[str, _Parser] = {"event": _parse_event, "page": _parse_page, "note": _parse_note}
