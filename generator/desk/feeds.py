"""The body of an answer to a feed: RSS, Atom and RDF by feedparser, JSON Feed beside it.

Feeds come broken, in any encoding; whatever can be read is, and what can't is told. Nothing raises but
:class:`NoFeedError`.
"""

import io
import re
from calendar import timegm
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from generator.desk.json_feed import looks_like_json, read_json_feed
from generator.desk.plain import (
    MOST_SUMMARY,
    MOST_TITLE,
    language_tag,
    plain_text,
    short_title,
    web_address,
)
from generator.desk.records import Entry, Feed, Wishes

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CHALLENGE = re.compile(
    rb"<title>(?:Just a moment|Attention Required|Access denied|DDoS-Guard|Checking your browser)"
    rb"|challenges\.cloudflare\.com|captcha-delivery\.com|_Incapsula_|cf-chl-|px-captcha",
    re.IGNORECASE,
)
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));?")
_MOST_DIGITS = 40
_ALTERNATE = re.compile(
    rb"<link\b(?=[^>]*\btype=[\"']?application/(?:rss|atom|feed)\+(?:xml|json))[^>]*\bhref=[\"']?([^\"'\s>]+)",
    re.IGNORECASE,
)
_ENTITY = re.compile(rb"<!ENTITY\s[^\"'<]*([\"'])(.*?)(?:\1|\Z)", re.DOTALL)
_ENTITY_USE = re.compile(rb"[&%](?!#)")
_LONGEST_ENTITY = 32
_MARKUP = re.compile(r"</\w+>|&#?\w+;")
_UNTOUCHED = {"sanitize_html": False, "resolve_relative_uris": False}
"""What feedparser shall not do: we take all markup off anyway. Addresses are completed all the same."""
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


class NoFeedError(Exception):
    """The body is no feed; the message says what it is, in words."""


def read_feed(body: bytes, headers: Mapping[str, str], url: str) -> Feed:
    """Read the body of an answer.

    :param headers: of the response, names in lower case.
    :param url: the address that answered; relative addresses are completed by it.
    :raises NoFeedError: this is no feed.
    """
    if not body.strip():
        raise NoFeedError("empty")
    if is_challenge(body, headers):
        raise NoFeedError("asks for a browser")
    if _HTML.match(body[:4000]):
        raise NoFeedError(_name_feed(body, url))
    if looks_like_json(body):
        feed = read_json_feed(body, url)
        if feed is None:
            raise NoFeedError("JSON, but no feed")
        return feed
    return _read_xml(body, headers, url)


def is_challenge(body: bytes, headers: Mapping[str, str]) -> bool:
    """Say whether an answer wants to see a browser before it gives anything away."""
    return headers.get("cf-mitigated") == "challenge" or (
        b"<html" in body[:4000].lower() and _CHALLENGE.search(body[:20_000]) is not None
    )


def _name_feed(body: bytes, url: str) -> str:
    """Say that a page is no feed, with the address of the feed that it names."""
    match = _ALTERNATE.search(body[:200_000])
    if match is None:
        return "HTML, no feed"
    try:
        return f"HTML, no feed; it names {urljoin(url, match[1].decode('ascii', 'replace'))}"
    except ValueError:
        return "HTML, no feed"


def _read_xml(body: bytes, headers: Mapping[str, str], url: str) -> Feed:
    import feedparser  # noqa: PLC0415 - most runs find nothing new, and need it not

    sent = {"content-type": headers.get("content-type", "")}
    known = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        # Turned to UTF-8 by feedparser's own rules first, so that no encoding hides what is looked for.
        text = feedparser.encodings.convert_to_utf8(sent, body, {"headers": sent}) or body
        parsed = feedparser.parse(
            io.BytesIO(_REFERENCE.sub(_possible, _without_bombs(text))), **_UNTOUCHED, response_headers=known
        )
    except NoFeedError:
        raise
    except Exception as error:  # whatever is raised is about these bytes alone
        raise NoFeedError(f"can't be read ({type(error).__name__})") from error
    if not parsed.version and not parsed.entries:
        raise NoFeedError("no feed")
    channel = parsed.feed
    lang, is_rss = str(channel.get("language", "")), parsed.version.startswith("rss")
    complaints = []
    if parsed.bozo and "SAX" in type(parsed.bozo_exception).__name__:
        line = parsed.bozo_exception.getLineNumber()
        complaints.append(f"broken XML in line {line}, read as far as it goes")
    return Feed(
        title=plain_text(str(channel.get("title", "")), MOST_TITLE, is_markup=True),
        entries=tuple(_entry(entry, url, lang, is_rss=is_rss) for entry in parsed.entries),
        wishes=Wishes(_seconds(channel.get("ttl")), _hours(body), _days(body)),
        complaints=tuple(complaints),
    )


def _possible(reference: re.Match[bytes]) -> bytes:
    """Return a reference to a character, or what stands for one where no character has its number."""
    digits = reference[1] or reference[2]
    number = int(digits, 16 if reference[1] else 10) if len(digits) <= _MOST_DIGITS else -1
    is_one = 0 < number < 0xD800 or 0xE000 <= number < 0x110000
    return reference[0] if is_one else "\ufffd".encode()


def _without_bombs(text: bytes) -> bytes:
    """Return a document that declares no entities that stand for others, or for more than a few characters.

    Entities of entities grow without end, and a long one that is used often is as bad. Feeds that declare any
    at all declare single characters.
    """
    for match in _ENTITY.finditer(text):
        if len(match[2]) > _LONGEST_ENTITY or _ENTITY_USE.search(match[2]):
            raise NoFeedError("declares entities that grow, and is not read")
    return text


def _entry(entry: Any, url: str, lang: str, *, is_rss: bool) -> Entry:  # noqa: ANN401 - feedparser has no types
    title = _text(entry.get("title_detail"), MOST_TITLE, is_rss=is_rss)
    body = entry.get("summary_detail") or next(iter(entry.get("content", ())), None)
    summary = _text(body, MOST_SUMMARY, is_rss=is_rss)
    link = entry.get("feedburner_origlink") or entry.get("link") or ""
    return Entry(
        id=plain_text(str(entry.get("id", "")), 2000, is_markup=False),
        url=web_address(str(link), url),
        title=title or short_title(summary),
        summary=summary,
        date=_date(entry),
        date_guess=_guess(entry),
        publisher=plain_text(str((entry.get("source") or {}).get("title", "")), 200, is_markup=True),
        lang=_language(entry.get("title_detail"), lang),
    )


def _text(detail: Any, most: int, *, is_rss: bool) -> str:  # noqa: ANN401 - see _entry
    """Return a text; RSS does not say whether one is markup, and a closing tag or an entity tells."""
    if not detail:
        return ""
    text = str(detail.get("value", ""))
    is_markup = detail.get("type") != "text/plain" or (is_rss and _MARKUP.search(text) is not None)
    return plain_text(text, most, is_markup=is_markup)


def _date(entry: Any) -> str:  # noqa: ANN401 - see _entry
    """Return when the entry appeared, or else when it changed, as the feed writes it."""
    for name in ("published", "updated", "created"):
        text = entry[name] if name in entry else ""  # noqa: SIM401 - `get` warns where it takes another date
        if text:
            return str(text)[:100]
    return ""


def _guess(entry: Any) -> int:  # noqa: ANN401 - see _entry
    """Return what feedparser makes of the same date, for those that follow no standard; 0 where it can't."""
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        parts = entry[name] if name in entry else None  # noqa: SIM401 - see _date
        if parts:
            try:
                return timegm(parts)
            except (ValueError, OverflowError):
                return 0
    return 0


def _language(detail: Any, lang: str) -> str:  # noqa: ANN401 - see _entry
    return language_tag(str((detail or {}).get("language") or lang))


def _seconds(ttl: Any) -> int:  # noqa: ANN401 - see _entry
    """Return the ``ttl`` of RSS, which is in minutes."""
    text = str(ttl or "").strip()
    return int(text[:6]) * 60 if text.isdecimal() else 0


def _inside(body: bytes, tag: bytes) -> list[str]:
    """Return the texts in ``<skipHours>`` or ``<skipDays>``, of which feedparser keeps the last alone."""
    match = re.search(rb"<" + tag + rb">(.{0,2000}?)</" + tag + rb">", body, re.DOTALL | re.IGNORECASE)
    return (
        []
        if match is None
        else [text.decode("ascii", "replace") for text in re.findall(rb">\s*(\w+)\s*</", match[1])]
    )


def _hours(body: bytes) -> frozenset[int]:
    hours = frozenset(int(text) % 24 for text in _inside(body, b"skipHours") if text.isdecimal())
    return hours if len(hours) < 24 else frozenset()


def _days(body: bytes) -> frozenset[int]:
    days = frozenset(
        _WEEKDAYS.index(text.lower()) for text in _inside(body, b"skipDays") if text.lower() in _WEEKDAYS
    )
    return days if len(days) < 7 else frozenset()
