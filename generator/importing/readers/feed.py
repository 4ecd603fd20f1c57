"""RSS, Atom and JSON Feed, as a file or a URL.

Feedparser reads what is XML: it takes feeds as they come, broken ones too. Its own sanitizing is off, since
bodies become Markdown here, and what was left out is told.
"""

import json
import re
import warnings
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from generator.errors import WeekmarkError
from generator.importing.account import Account
from generator.importing.records import Found, OldSite, Outlet, Record
from generator.importing.request import Request

LARGEST = 16 << 20
"""The most bytes of a feed."""

_SHORT = 400
"""The most characters of a summary that serves as a hook."""

_TAG = re.compile(r"<[^<>]{0,2000}>")


def read(place: str, request: Request, account: Account) -> Found:  # noqa: ARG001 - as all readers
    """Read a feed."""
    data = _load(place)
    is_json = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
    site, records = _read_json(data, place) if is_json else _read_xml(data, place)
    if urlsplit(place).scheme in {"http", "https"} and site.title:
        site.outlets = (Outlet(site.title, site.base_url, place),)
    return Found(site, records)


def _load(place: str) -> bytes:
    if urlsplit(place).scheme in {"http", "https"}:
        from generator.importing.fetching import fetch  # noqa: PLC0415 - most feeds are files

        return fetch(place, LARGEST)
    path = Path(place)
    if not path.is_file():
        raise WeekmarkError(f"there is no file {place}", "name a feed, as a file or by its URL")
    if path.stat().st_size > LARGEST:
        raise WeekmarkError(f"{place} has more than {LARGEST:,} bytes", "split it")
    return path.read_bytes()


def _read_xml(data: bytes, place: str) -> tuple[OldSite, Iterator[Record]]:
    if b"<!ENTITY" in data.upper():
        raise WeekmarkError(f"{place} defines entities, which are not taken", "remove its document type")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # feedparser uses what Python is going to lose
        import feedparser  # noqa: PLC0415 - JSON Feed needs none of it

        feed = feedparser.parse(data, sanitize_html=False)
    if not feed.entries and not feed.feed.get("title"):
        raise WeekmarkError(f"{place} is no feed", "name an RSS, Atom or JSON feed")
    link = str(feed.feed.get("link") or "")
    site = OldSite(
        title=_plain(feed.feed.get("title")),
        base_url=_root(link),
        language=str(feed.feed.get("language") or ""),
    )
    return site, (_entry_record(entry, site, place) for entry in feed.entries)


def _entry_record(entry: Any, site: OldSite, place: str) -> Record:  # noqa: ANN401 - feedparser has no types
    link = str(entry.get("link") or "")
    updated = dict.get(entry, "updated")  # feedparser's own would take the time of publication for it
    source = entry.get("source") or {}
    matter = {
        "title": _plain(entry.get("title")),
        "url": link,
        "published": entry.get("published") or entry.get("created") or updated,
        "updated": updated,
        "topics": [str(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags") or []],
        "author": _plain(entry.get("author")),
        "source": _plain(source.get("title")) if source else "",
        "lang": entry.get("language"),
    }
    contents = [part.get("value") or "" for part in entry.get("content") or []]
    body = max(contents, key=len, default="")
    return _record(matter, body, str(entry.get("summary") or ""), str(entry.get("id") or link), site, place)


def _read_json(data: bytes, place: str) -> tuple[OldSite, Iterator[Record]]:
    """Read JSON Feed (version 1 or 1.1)."""
    try:
        feed = json.loads(data)
        items = [item for item in feed["items"] if isinstance(item, dict)]
    except (ValueError, RecursionError, KeyError, TypeError):
        raise WeekmarkError(f"{place} is no JSON Feed", "name an RSS, Atom or JSON feed") from None
    home = str(feed.get("home_page_url") or "")
    site = OldSite(
        title=_plain(feed.get("title")), base_url=_root(home), language=str(feed.get("language") or "")
    )
    return site, (_item_record(item, site, place) for item in items)


def _item_record(item: dict[str, Any], site: OldSite, place: str) -> Record:
    link = str(item.get("url") or "")
    authors = [
        str(author.get("name") or "") for author in item.get("authors") or [] if isinstance(author, dict)
    ]
    matter = {
        "title": _plain(item.get("title")),
        "url": str(item.get("external_url") or link),
        "published": item.get("date_published"),
        "updated": item.get("date_modified"),
        "topics": item.get("tags"),
        "author": ", ".join(authors),
        "lang": item.get("language"),
        "image": item.get("image"),
    }
    body = str(item.get("content_html") or "")
    record = _record(
        matter, body, str(item.get("summary") or ""), str(item.get("id") or link), site, place, link
    )
    if not body and item.get("content_text"):
        record.body, record.markup = str(item["content_text"]), "markdown"
    return record


def _record(  # noqa: PLR0913, PLR0917 - what every feed has
    matter: dict[str, Any], body: str, summary: str, origin: str, site: OldSite, place: str, link: str = ""
) -> Record:
    """Return a record; a summary beside a body is the hook where it is short, and kept where it is not."""
    link = link or str(matter["url"] or "")
    if not body:
        body, summary = summary, ""
    if summary and _plain(summary)[:80] != _plain(body)[:80]:
        matter["hook" if len(_plain(summary)) <= _SHORT else "summary-in-full"] = _plain(summary)
    is_own = bool(link) and urlsplit(link).netloc == urlsplit(site.base_url).netloc
    if matter.get("updated") == matter.get("published"):
        matter.pop("updated", None)
    label = link or matter["title"] or origin
    return Record(
        origin=origin or label,
        matter=matter,
        body=_with_whole_addresses(body, link),
        markup="html",
        path=f"{place.rpartition('/')[2]} {label}".strip(),
        line=0,
        addresses=(link,) if is_own else (),
        name=urlsplit(link).path.rstrip("/").rpartition("/")[2].partition(".")[0]
        if is_own
        else matter["title"],
    )


def _with_whole_addresses(body: str, link: str) -> str:
    """Return HTML whose links and pictures are absolute, as a page that nobody has cannot be asked."""
    if not link:
        return body

    def whole(match: re.Match[str]) -> str:
        try:
            return f"{match[1]}{urljoin(link, unescape(match[2]))}{match[3]}"
        except ValueError:
            return match[0]

    return re.sub(r"""(\s(?:href|src)\s*=\s*["'])([^"'<>]{1,2000})(["'])""", whole, body)


def _plain(value: object) -> str:
    """Return a text that may be HTML as plain text on one line."""
    return " ".join(unescape(_TAG.sub(" ", str(value or ""))).split())


def _root(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/" if parts.scheme in {"http", "https"} and parts.netloc else ""
