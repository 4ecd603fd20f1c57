"""Documents and registries as plain data, by the keys of their front matter: what an export writes."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import yaml

from generator.decode.cutting import cut
from generator.decode.findings import Findings, Refused
from generator.decode.text import read_text
from generator.decode.yaml_document import Decoded, decode
from generator.model import Note, SourceFile
from generator.rhythms import RHYTHMS
from generator.source.front_matter import EventMatter, NoteMatter, PageMatter
from generator.source.parse import parse
from generator.source.settings import ParseSettings
from generator.source.times import localize

_KINDS: dict[str, tuple[str, Any]] = {
    "event": ("event", EventMatter),
    "page": ("page", PageMatter),
    "note": ("note", NoteMatter),
}


def export_document(file: SourceFile, data: bytes, settings: ParseSettings) -> dict[str, Any] | None:
    """Return a document as data: kind, path, the keys of its front matter that say something, and its body.

    Times have the offset of the site's zone. The light items of a note stand in its body, and once more as
    ``links``. None where the file has no front matter that can be read.
    """
    findings = Findings()
    name, kind = _KINDS[file.kind]
    if file.kind == "event":
        kind = settings.event_matter
    text = read_text(data, findings)
    parts = cut(text, findings, is_required=kind is not NoteMatter) if text is not None else None
    decoded: Decoded[Any] | None = decode(kind, parts.matter, findings, first_line=1) if parts else None
    if parts is None or decoded is None:
        return None
    values = _plain(decoded.value, settings.zone)
    body = parts.body.strip("\n")
    found = {"kind": name, "path": file.path, **values, **({"body": f"{body}\n"} if body else {})}
    links = _light_items(file, data, settings) if file.kind == "note" else []
    return found | ({"links": links} if links else {})


def export_registry(data: bytes) -> dict[str, Any]:
    """Return the entries of a registry as they are written; nothing where it can't be read."""
    text = read_text(data, Findings())
    try:
        entries = yaml.load(text or "", yaml.CBaseLoader)  # noqa: S506 - it makes texts, lists and dicts alone
    except (yaml.YAMLError, RecursionError):
        return {}
    return entries if isinstance(entries, dict) else {}


def _light_items(file: SourceFile, data: bytes, settings: ParseSettings) -> list[dict[str, Any]]:
    """Return the light items of a note, each with its section and the first day of its period."""
    note = parse(file, data, settings).content
    if not isinstance(note, Note):
        return []
    day = RHYTHMS[note.rhythm].first_day(note.period).isoformat()
    return [
        {"title": item.title, "url": item.url}
        | ({"text": item.text} if item.text else {})
        | {"section": section.title, "day": day}
        | ({"sponsored": True} if section.sponsored else {})
        for section in note.sections
        for item in section.items
    ]


def _plain(value: Any, zone: ZoneInfo) -> Any:  # noqa: ANN401 - data of any type
    """Return a value of front matter as JSON has it; what is as by default is left out."""
    if isinstance(value, msgspec.Struct):
        return _record(value, zone)
    if isinstance(value, datetime | date):
        try:
            return localize(value, zone).iso
        except Refused:
            return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(item, zone) for item in value]
    return value


def _record(value: msgspec.Struct, zone: ZoneInfo) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in msgspec.structs.fields(value):
        item = getattr(value, field.name)
        if field.name == "extra":
            found |= item
        elif item is not None and item != field.default and item not in ((), {}, ""):
            found[field.encode_name] = _plain(item, zone)
    return found
