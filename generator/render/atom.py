"""Atom feeds (RFC 4287): of events in full, and of weekly recaps."""

from collections.abc import Iterable

from generator.render.links import SymbolicLinks
from generator.render.text import plain
from generator.render.timestamps import rfc3339
from generator.render.xml_document import element, parent, to_bytes
from generator.views import Chrome, FeedPage, FullEvent, WeekCard

_NAMESPACE = "http://www.w3.org/2005/Atom"


def write_atom(feed: FeedPage, chrome: Chrome, entries: Iterable[str]) -> bytes:
    """Return the feed of some entries."""
    attributes = {"xmlns": _NAMESPACE, "xml:lang": chrome.language}
    root = parent("feed", [*_head(feed, chrome), *entries], attributes)
    return to_bytes(root, chrome.assets.get("feed.css", ""))


def write_event_entry(entry_id: str, full: FullEvent, content: str, chrome: Chrome) -> str:
    """Return the entry of an event; ``content`` is HTML with absolute URLs."""
    card = full.card
    updated = rfc3339(card.modified or card.published, chrome.timezone)
    url = SymbolicLinks(chrome).absolute(card.url)
    children = [
        *_entry(entry_id, card.title, updated, url),
        element("published", rfc3339(card.published, chrome.timezone)),
        _link("via", card.original_url),
        *(_link("related", report.url, title=report.title) for report in full.event.coverage),
        *(element("category", attributes={"term": topic.name}) for topic in card.topics),
    ]
    if card.hook_html:
        children.append(element("summary", plain(card.hook_html)))
    children.append(element("content", content, {"type": "html"}))
    is_foreign = card.lang and card.lang != chrome.language
    return parent("entry", children, {"xml:lang": card.lang} if is_foreign else None)


def write_recap_entry(  # noqa: PLR0913, PLR0917 - an entry is all of this
    entry_id: str, week: WeekCard, title: str, updated: str, content: str, chrome: Chrome
) -> str:
    """Return the entry of a week; ``content`` is HTML with absolute URLs."""
    children = [
        *_entry(entry_id, title, updated, SymbolicLinks(chrome).absolute(week.url)),
        element("summary", " · ".join(headline.name for headline in week.headlines)),
        element("content", content, {"type": "html"}),
    ]
    return parent("entry", children)


def _head(feed: FeedPage, chrome: Chrome) -> list[str]:
    """Return what comes before the entries."""
    links = SymbolicLinks(chrome)
    publisher = chrome.publisher
    author = [
        element("name", chrome.author or (publisher.name if publisher else chrome.title)),
        element("uri", (publisher.url if publisher else "") or chrome.base_url),
    ]
    head = [element("id", feed.id), element("title", feed.title)]
    if feed.subtitle:
        head.append(element("subtitle", feed.subtitle))
    head += [
        element("updated", feed.updated),
        _link("self", feed.url, type="application/atom+xml"),
        _link("alternate", feed.html_url, type="text/html", hreflang=chrome.language),
        parent("author", author),
    ]
    if chrome.generator:
        head.append(element("generator", chrome.generator))
    if publisher and publisher.logo:
        head.append(element("logo", links.absolute(links.path(publisher.logo))))
    return head


def _entry(entry_id: str, title: str, updated: str, url: str) -> list[str]:
    """Return what every entry must have."""
    return [
        element("id", entry_id),
        element("title", title),
        element("updated", updated),
        _link("alternate", url, type="text/html"),
    ]


def _link(rel: str, href: str, **attributes: str) -> str:
    return element("link", attributes={"rel": rel, "href": href, **attributes})
