"""Which source has published a report."""

from generator.desk.records import Item
from generator.inbox.desk_site import DeskSite
from generator.site.taxonomy import Sources


class Outlets:
    """Says whose reports are: by their address, by what the feed says, else by whose feed it is."""

    def __init__(self, site: DeskSite) -> None:
        """Take the registry of a site."""
        self._registry = site.outlets
        self._sources = Sources(site.outlets)
        self._feeds = {feed.url: feed.source for feed in site.subscriptions}

    def source(self, item: Item) -> str:
        """Return the id of the source that has published a report; empty where the registry has none."""
        found = (self._sources.find(item.url) if item.url else "") or self._named(item)
        return found or ("" if item.publisher else self._feeds.get(item.feed, ""))

    def publisher(self, item: Item) -> str:
        """Return what tells publishers apart; nothing for a news agency, whose copies confirm nothing."""
        named, outlet = (self._registry.get(found) for found in (self._named(item), self.source(item)))
        if (named and named.wire) or (outlet and outlet.wire):
            return ""
        name = (outlet.publisher or outlet.name) if outlet else (item.publisher or item.feed)
        return name.casefold()

    def _named(self, item: Item) -> str:
        """Return the id of the source that the feed names."""
        return self._sources.find(item.publisher) if item.publisher else ""
