"""The settings of a site: what ``site.yaml`` may say, and its defaults."""

from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec

from generator.model import Origin
from generator.views import Publisher

HtmlMode = Literal["escape", "sanitize"]
Grounding = Literal["off", "warn", "require"]
CardMode = Literal["recent", "all", "off"]
Compression = Literal["gzip", "br"]


class Recap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``recap``: how the weekly recap is made."""

    name: str = "Weekly recap"
    top: int = 10
    """How many events a recap shows in full."""


class Feeds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``feeds``: how feeds are made."""

    limit: int = 50
    """How many entries a feed carries."""


class Markdown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``markdown``: how Markdown is read."""

    html: HtmlMode = "escape"
    """Raw HTML is shown as text, or sanitized."""


class NavigationItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``nav``: an entry of the site's navigation."""

    name: str
    url: str
    """A path below the site's root (``/weekly/``) or an http(s) URL."""


class Cards(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``cards``: for which events a social card is drawn."""

    mode: CardMode = "recent"
    recent: int = 100
    """How many of the newest events have a card of their own."""


class Mail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``mail``: the mail edition of a recap."""

    enabled: bool = True
    sender: str = ""
    """The ``From`` of an ``.eml`` file: ``The AI Week <digest@example.org>``."""
    unsubscribe: str = ""
    """The ``List-Unsubscribe`` address: an https or mailto URL."""


class SiteConfig(msgspec.Struct, frozen=True):
    """All of ``site.yaml``, decoded; see ``docs/reference/configuration.md``."""

    title: str
    base_url: str
    """Absolute http(s) URL with a trailing slash; it may have a path."""
    tagline: str = ""
    description: str = ""
    author: str = ""
    publisher: Publisher | None = None
    language: str = "en"
    """BCP 47."""
    timezone: str = "UTC"
    """An IANA name."""
    theme: str = "default"
    origin: Origin = "human"
    """Who wrote hook, TL;DR and body where an event does not say so itself."""
    recap: Recap = Recap()
    freshness: int = 1800
    """Seconds from publication to collection within which an event is fresh (``30m``)."""
    page_size: int = 30
    feeds: Feeds = Feeds()
    markdown: Markdown = Markdown()
    grounding: Grounding = "warn"
    nav: tuple[NavigationItem, ...] | None = None
    """None for the sensible default."""
    cards: Cards = Cards()
    search: bool = True
    mail: Mail = Mail()
    feed_id: str = ""
    """What feed ids start with; by default a tag URI of the first build's host, see the reference."""
    publish: dict[str, Any] = {}
    """As it is written; the publish command decodes it, so that a build needs none of its modules."""
    precompress: tuple[Compression, ...] = ()
    """Which compressed copies to write beside each text file."""
    extra: dict[str, Any] = {}
    """The author's own ``x-…`` keys."""

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def base_path(self) -> str:
        """The path of ``base_url``, with a slash at both ends."""
        return "/" + self.base_url.split("://", 1)[1].partition("/")[2]
