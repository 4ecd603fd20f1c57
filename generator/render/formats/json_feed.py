"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) of events in full."""

from typing import Any

import msgspec

from generator.plain_text import plain
from generator.render.formats.timestamps import rfc3339
from generator.render.links import SymbolicLinks
from generator.views import FeedPage, FullEvent, SiteFrame


def write_json_feed(feed: FeedPage, frame: SiteFrame, items: list[msgspec.Raw]) -> bytes:
    """Return the feed of some items."""
    links = SymbolicLinks(frame)
    publisher = frame.publisher
    author = {
        "name": frame.author or (publisher.name if publisher else frame.title),
        "url": (publisher.url if publisher else "") or frame.base_url,
    }
    document: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.html_url,
        "feed_url": feed.url,
        "language": frame.language,
        "authors": [author],
        "items": items,
    }
    if feed.subtitle:
        document["description"] = feed.subtitle
    if publisher and publisher.logo:
        document["icon"] = links.absolute(links.path(publisher.logo))
    return msgspec.json.encode(document)


def write_item(entry_id: str, full: FullEvent, content: str, frame: SiteFrame) -> msgspec.Raw:
    """Return the item of an event; ``content`` is HTML with absolute URLs."""
    links = SymbolicLinks(frame)
    card = full.card
    item: dict[str, Any] = {
        "id": entry_id,
        "url": links.absolute(card.url),
        "external_url": card.original_url,
        "title": card.title,
        "date_published": rfc3339(card.published, frame.timezone),
        "date_modified": rfc3339(card.modified or card.published, frame.timezone),
        "language": card.lang or frame.language,
    }
    if card.hook_html:
        item["summary"] = plain(card.hook_html)
    if card.topics:
        item["tags"] = [topic.name for topic in card.topics]
    if full.event.image:
        item["image"] = links.absolute(links.path(full.event.image.src))
    item["content_html"] = content
    return msgspec.Raw(msgspec.json.encode(item))
