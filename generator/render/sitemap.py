"""Sitemaps (https://www.sitemaps.org/protocol.html) and Google's news sitemap."""

from html import escape

from generator.render.links import SymbolicLinks
from generator.render.text import without_control_characters
from generator.render.timestamps import rfc3339
from generator.render.xml_document import DECLARATION, element, parent, to_bytes
from generator.views import Card, Chrome, NewsSitemap, Sitemap, SitemapEntry, SitemapIndex

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS_NAMESPACE = "http://www.google.com/schemas/sitemap-news/0.9"
_CHINESE = {"zh": "zh-cn", "zh-hans": "zh-cn", "zh-cn": "zh-cn", "zh-hant": "zh-tw", "zh-tw": "zh-tw"}


def write_sitemap(sitemap: Sitemap) -> bytes:
    """Return a sitemap of at most 50,000 pages."""
    return _document("urlset", "url", sitemap.entries)


def write_sitemap_index(index: SitemapIndex) -> bytes:
    """Return the index of several sitemaps."""
    return _document("sitemapindex", "sitemap", index.entries)


def write_news_sitemap(sitemap: NewsSitemap, chrome: Chrome) -> bytes:
    """Return the news sitemap, as Google News reads it."""
    links = SymbolicLinks(chrome)
    namespaces = {"xmlns": _NAMESPACE, "xmlns:news": _NEWS_NAMESPACE}
    return to_bytes(parent("urlset", [_news(card, chrome, links) for card in sitemap.cards], namespaces))


def news_language(tag: str) -> str:
    """Return the code that Google News wants: ISO 639, but ``zh-cn`` or ``zh-tw`` for Chinese."""
    return _CHINESE.get(tag.lower(), tag.partition("-")[0].lower())


def _news(card: Card, chrome: Chrome, links: SymbolicLinks) -> str:
    """Return the entry of an event."""
    publication = [
        element("news:name", chrome.title),
        element("news:language", news_language(card.lang or chrome.language)),
    ]
    news = [
        parent("news:publication", publication),
        element("news:publication_date", rfc3339(card.published, chrome.timezone)),
        element("news:title", card.title),
    ]
    return parent("url", [element("loc", links.absolute(card.url)), parent("news:news", news)])


def _document(root: str, tag: str, entries: tuple[SitemapEntry, ...]) -> bytes:
    """Return the file; entries are alike and many, and their dates can't hold anything to escape."""
    lines = [f'<{root} xmlns="{_NAMESPACE}">']
    for entry in entries:
        modified = f"<lastmod>{entry.modified}</lastmod>" if entry.modified else ""
        lines.append(f"<{tag}><loc>{escape(entry.url)}</loc>{modified}</{tag}>")
    lines.append(f"</{root}>\n")
    return (DECLARATION + without_control_characters("\n".join(lines))).encode()
