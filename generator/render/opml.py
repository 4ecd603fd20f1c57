"""OPML 2.0 (http://opml.org/spec2.opml): the site's sources as a list of links."""

from generator.render.xml_document import element, parent, to_bytes
from generator.views import SourceList


def write_opml(sources: SourceList) -> bytes:
    """Return the list; a source without a URL is told by its name alone."""
    outlines = []
    for outlet in sources.outlets:
        # The type "rss" would promise the address of a feed, which a registry of sources does not have.
        link = {"type": "link", "url": outlet.url} if outlet.url else {}
        outlines.append(element("outline", attributes={"text": outlet.name, **link}))
    head = parent("head", [element("title", sources.title)])
    return to_bytes(parent("opml", [head, parent("body", outlines)], {"version": "2.0"}))
