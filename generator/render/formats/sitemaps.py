"""Sitemaps (https://www.sitemaps.org/protocol.html) and Google's news sitemap."""

from html import escape

from generator.plain_text import without_control_characters
from generator.render.formats.timestamps import rfc3339
from generator.render.formats.xml_document import DECLARATION, add, new_element, to_bytes
from generator.render.links import SymbolicLinks
from generator.views import NewsSitemap, SiteFrame, Sitemap, SitemapEntry, SitemapIndex

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS_NAMESPACE = "http://www.google.com/schemas/sitemap-news/0.9"
_CHINESE = {"zh": "zh-cn", "zh-hans": "zh-cn", "zh-cn": "zh-cn", "zh-hant": "zh-tw", "zh-tw": "zh-tw"}


def write_sitemap(sitemap: Sitemap) -> bytes:
    """Return a sitemap of at most 50,000 pages."""
    return _document("urlset", "url", sitemap.entries)


def write_sitemap_index(index: SitemapIndex) -> bytes:
    """Return the index of several sitemaps."""
    return _document("sitemapindex", "sitemap", index.entries)


def write_news_sitemap(sitemap: NewsSitemap, frame: SiteFrame) -> bytes:
    """Return the news sitemap, as Google News reads it."""
    links = SymbolicLinks(frame)
    root = new_element("urlset", {"xmlns": _NAMESPACE, "xmlns:news": _NEWS_NAMESPACE})
    for card in sitemap.cards:
        url = add(root, "url")
        add(url, "loc", links.absolute(card.url))
        news = add(url, "news:news")
        publication = add(news, "news:publication")
        add(publication, "news:name", frame.title)
        add(publication, "news:language", news_language(card.lang or frame.language))
        add(news, "news:publication_date", rfc3339(card.published, frame.timezone))
        add(news, "news:title", card.title)
    return to_bytes(root)


def news_language(tag: str) -> str:
    """Return the code that Google News wants: ISO 639, but ``zh-cn`` or ``zh-tw`` for Chinese."""
    return _CHINESE.get(tag.lower(), tag.partition("-")[0].lower())


def _document(root: str, element: str, entries: tuple[SitemapEntry, ...]) -> bytes:
    """Return the file, joined from text: a tree of 50,000 elements would take six times as long."""
    lines = [f'<{root} xmlns="{_NAMESPACE}">']
    for entry in entries:
        modified = f"<lastmod>{entry.modified}</lastmod>" if entry.modified else ""
        lines.append(f"<{element}><loc>{escape(entry.url)}</loc>{modified}</{element}>")
    lines.append(f"</{root}>\n")
    return DECLARATION + without_control_characters("\n".join(lines)).encode()
