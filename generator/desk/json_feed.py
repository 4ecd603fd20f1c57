"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). Pure."""

import codecs
from typing import Any

import msgspec

from generator.desk.plain import (
    MOST_SUMMARY,
    MOST_TITLE,
    language_tag,
    plain_text,
    short_title,
    web_address,
)
from generator.desk.records import Entry, Feed


class _Document(msgspec.Struct):
    version: Any = ""
    title: Any = ""
    language: Any = ""
    items: Any = ()


def looks_like_json(body: bytes) -> bool:
    """Say whether a body is a JSON document rather than XML."""
    return body.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{"


def read_json_feed(body: bytes, url: str) -> Feed | None:
    """Read a JSON Feed; none where it is none.

    :param url: relative addresses are completed by it.
    """
    try:
        document = msgspec.json.decode(body.removeprefix(codecs.BOM_UTF8), type=_Document)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if "jsonfeed.org" not in str(document.version) or not isinstance(document.items, list):
        return None
    entries = [_entry(item, url, _of(document.language)) for item in document.items if isinstance(item, dict)]
    lost = len(document.items) - len(entries)
    return Feed(
        title=plain_text(_of(document.title), MOST_TITLE, is_markup=False),
        entries=tuple(entries),
        complaints=(f"entries that are no objects: {lost}",) if lost else (),
    )


def _entry(item: dict[str, Any], url: str, lang: str) -> Entry:
    text = _of(item.get("summary")) or _of(item.get("content_text"))
    markup = "" if text else _of(item.get("content_html"))
    summary = plain_text(text or markup, MOST_SUMMARY, is_markup=bool(markup))
    return Entry(
        id=_of(item.get("id"))[:2000],
        url=web_address(_of(item.get("url")) or _of(item.get("external_url")), url),
        title=plain_text(_of(item.get("title")), MOST_TITLE, is_markup=False) or short_title(summary),
        summary=summary,
        date=(_of(item.get("date_published")) or _of(item.get("date_modified")))[:100],
        lang=language_tag(_of(item.get("language")) or lang),
    )


def _of(value: Any) -> str:  # noqa: ANN401 - a value of JSON
    """Return a text, or a number as a text (ids are numbers in many feeds); nothing for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""
