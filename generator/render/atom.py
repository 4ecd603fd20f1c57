"""Atom feeds (RFC 4287): of events in full, and of weekly recaps."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from generator.render.links import SymbolicLinks
from generator.render.text import plain
from generator.render.timestamps import rfc3339
from generator.render.xml_document import add, new_element, to_bytes
from generator.views import Chrome, FeedPage, FullEvent, WeekCard

_NAMESPACE = "http://www.w3.org/2005/Atom"


def write_atom(
    feed: FeedPage,
    events: tuple[FullEvent, ...],
    chrome: Chrome,
    write_content: Callable[[FullEvent], str],
) -> bytes:
    """Return the feed of some events.

    :param write_content: gives the content of an entry as HTML with absolute URLs.
    """
    links = SymbolicLinks(chrome)
    root = _feed(feed, chrome, links)
    for entry_id, full in zip(feed.entry_ids, events, strict=True):
        card = full.card
        updated = rfc3339(card.modified or card.published, chrome.timezone)
        entry = _entry(root, entry_id, card.title, links.absolute(card.url), updated)
        if card.lang and card.lang != chrome.language:
            entry.set("xml:lang", card.lang)
        add(entry, "published", rfc3339(card.published, chrome.timezone))
        _add_link(entry, "via", card.original_url)
        for report in full.event.coverage:
            _add_link(entry, "related", report.url, title=report.title)
        for topic in card.topics:
            add(entry, "category", attributes={"term": topic.name})
        if card.hook_html:
            add(entry, "summary", plain(card.hook_html))
        add(entry, "content", write_content(full), {"type": "html"})
    return to_bytes(root, chrome.assets.get("feed.css", ""))


def write_recap_atom(
    feed: FeedPage,
    chrome: Chrome,
    write_title: Callable[[WeekCard], str],
    write_content: Callable[[FeedPage, int], str],
) -> bytes:
    """Return the feed of the weekly recaps.

    :param write_title: gives the title of a week.
    :param write_content: gives the content of an entry, by its index, as HTML with absolute URLs.
    """
    links = SymbolicLinks(chrome)
    root = _feed(feed, chrome, links)
    entries = zip(feed.entry_ids, feed.weeks, feed.week_updates, strict=True)
    for index, (entry_id, week, updated) in enumerate(entries):
        entry = _entry(root, entry_id, write_title(week), links.absolute(week.url), updated)
        add(entry, "summary", " · ".join(headline.name for headline in week.headlines))
        add(entry, "content", write_content(feed, index), {"type": "html"})
    return to_bytes(root, chrome.assets.get("feed.css", ""))


def _feed(feed: FeedPage, chrome: Chrome, links: SymbolicLinks) -> Element:
    """Return a feed without entries."""
    root = new_element("feed", {"xmlns": _NAMESPACE, "xml:lang": chrome.language})
    add(root, "id", feed.id)
    add(root, "title", feed.title)
    if feed.subtitle:
        add(root, "subtitle", feed.subtitle)
    add(root, "updated", feed.updated)
    _add_link(root, "self", feed.url, type="application/atom+xml")
    _add_link(root, "alternate", feed.html_url, type="text/html", hreflang=chrome.language)
    author = add(root, "author")
    publisher = chrome.publisher
    add(author, "name", chrome.author or (publisher.name if publisher else chrome.title))
    add(author, "uri", (publisher.url if publisher else "") or chrome.base_url)
    if chrome.generator:
        add(root, "generator", chrome.generator)
    if publisher and publisher.logo:
        add(root, "logo", links.absolute(links.path(publisher.logo)))
    return root


def _entry(root: Element, entry_id: str, title: str, url: str, updated: str) -> Element:
    """Add an entry with what every entry must have."""
    entry = add(root, "entry")
    add(entry, "id", entry_id)
    add(entry, "title", title)
    add(entry, "updated", updated)
    _add_link(entry, "alternate", url, type="text/html")
    return entry


def _add_link(parent: Element, rel: str, href: str, **attributes: str) -> None:
    add(parent, "link", attributes={"rel": rel, "href": href, **attributes})
