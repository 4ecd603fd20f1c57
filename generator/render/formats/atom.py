"""Atom feeds (RFC 4287): of events in full, and of recaps."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from generator.plain_text import plain
from generator.render.formats.timestamps import rfc3339
from generator.render.formats.xml_document import add, new_element, to_bytes, to_text
from generator.render.links import SymbolicLinks
from generator.views import FeedPage, FullEvent, RecapEntry, SiteFrame

_NAMESPACE = "http://www.w3.org/2005/Atom"


def write_atom(feed: FeedPage, frame: SiteFrame, entries: Iterable[str]) -> bytes:
    """Return the feed of some entries."""
    return to_bytes(_feed(feed, frame), frame.assets.get("feed.css", ""), entries)


def write_event_entry(entry_id: str, full: FullEvent, content: str, frame: SiteFrame) -> str:
    """Return the entry of an event; ``content`` is HTML with absolute URLs."""
    card = full.card
    updated = rfc3339(card.modified or card.published, frame.timezone)
    entry = _entry(entry_id, card.title, SymbolicLinks(frame).absolute(card.url), updated)
    if card.lang and card.lang != frame.language:
        entry.set("xml:lang", card.lang)
    add(entry, "published", rfc3339(card.published, frame.timezone))
    _add_link(entry, "via", card.original_url)
    for report in full.event.coverage:
        _add_link(entry, "related", report.url, title=report.title)
    for topic in card.topics:
        add(entry, "category", attributes={"term": topic.name})
    if card.hook_html:
        add(entry, "summary", plain(card.hook_html))
    add(entry, "content", content, {"type": "html"})
    return to_text(entry)


def write_correction_entry(entry_id: str, full: FullEvent, index: int, frame: SiteFrame) -> str:
    """Return the entry of a correction of an event; it is of the day on which it was made."""
    card, correction = full.card, full.event.corrections[index]
    links = SymbolicLinks(frame)
    page = links.absolute(card.url)
    entry = _entry(entry_id, card.title, f"{page}#corrections", rfc3339(correction.date, frame.timezone))
    if card.lang and card.lang != frame.language:
        entry.set("xml:lang", card.lang)
    add(entry, "category", attributes={"term": correction.severity})
    add(entry, "content", links.resolve_absolute(correction.html, page), {"type": "html"})
    return to_text(entry)


def write_recap_entry(recap: RecapEntry, title: str, content: str, frame: SiteFrame) -> str:
    """Return the entry of a recap; ``content`` is HTML with absolute URLs."""
    card = recap.recap
    entry = _entry(recap.id, title, SymbolicLinks(frame).absolute(card.url), recap.updated)
    add(entry, "summary", " · ".join(headline.name for headline in card.headlines))
    add(entry, "content", content, {"type": "html"})
    return to_text(entry)


def _feed(feed: FeedPage, frame: SiteFrame) -> Element:
    """Return a feed without entries."""
    links = SymbolicLinks(frame)
    root = new_element("feed", {"xmlns": _NAMESPACE, "xml:lang": frame.language})
    add(root, "id", feed.id)
    add(root, "title", feed.title)
    if feed.subtitle:
        add(root, "subtitle", feed.subtitle)
    add(root, "updated", feed.updated)
    _add_link(root, "self", feed.url, type="application/atom+xml")
    _add_link(root, "alternate", feed.html_url, type="text/html", hreflang=frame.language)
    author = add(root, "author")
    publisher = frame.publisher
    add(author, "name", frame.author or (publisher.name if publisher else frame.title))
    add(author, "uri", (publisher.url if publisher else "") or frame.base_url)
    if frame.generator:
        add(root, "generator", frame.generator)
    if publisher and publisher.logo:
        add(root, "logo", links.absolute(links.path(publisher.logo)))
    return root


def _entry(entry_id: str, title: str, url: str, updated: str) -> Element:
    """Return an entry with what every entry must have."""
    entry = new_element("entry")
    add(entry, "id", entry_id)
    add(entry, "title", title)
    add(entry, "updated", updated)
    _add_link(entry, "alternate", url, type="text/html")
    return entry


def _add_link(parent: Element, rel: str, href: str, **attributes: str) -> None:
    add(parent, "link", attributes={"rel": rel, "href": href, **attributes})
