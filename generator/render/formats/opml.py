"""OPML 2.0 (http://opml.org/spec2.opml): the site's sources as a list of links."""

from generator.render.formats.xml_document import add, new_element, to_bytes
from generator.views import SourceList


def write_opml(sources: SourceList) -> bytes:
    """Return the list; a source without a URL is told by its name alone."""
    root = new_element("opml", {"version": "2.0"})
    add(add(root, "head"), "title", sources.title)
    body = add(root, "body")
    for outlet in sources.outlets:
        # The type "rss" would promise the address of a feed, which a registry of sources does not have.
        link = {"type": "link", "url": outlet.url} if outlet.url else {}
        add(body, "outline", attributes={"text": outlet.name, **link})
    return to_bytes(root)
