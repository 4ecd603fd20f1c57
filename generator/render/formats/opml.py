"""OPML 2.0 (http://opml.org/spec2.opml): the site's sources as a list of links."""

from generator.model import Outlet
from generator.render.formats.xml_document import add, new_element, to_bytes
from generator.views import SourceList


def write_opml(sources: SourceList) -> bytes:
    """Return the list: a source once for each of its feeds; one without by its URL, or its name alone."""
    root = new_element("opml", {"version": "2.0"})
    add(add(root, "head"), "title", sources.title)
    body = add(root, "body")
    for outlet in sources.outlets:
        for link in _links(outlet):
            add(body, "outline", attributes={"text": outlet.name, **link})
    return to_bytes(root)


def _links(outlet: Outlet) -> list[dict[str, str]]:
    """Return where the source is; the type "rss" promises the address of a feed, of whatever format."""
    if outlet.feeds:
        home = {"htmlUrl": outlet.url} if outlet.url else {}
        return [{"type": "rss", "xmlUrl": feed, **home} for feed in outlet.feeds]
    return [{"type": "link", "url": outlet.url} if outlet.url else {}]
