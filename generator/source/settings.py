"""What the parser must know of ``site.yaml``."""

from functools import cached_property
from zoneinfo import ZoneInfo

import msgspec

from generator.config import HtmlMode, SiteConfig
from generator.model import Origin


class ParseSettings(msgspec.Struct, frozen=True, dict=True):
    """What the parser must know of ``site.yaml``; a document depends on its file and these alone."""

    timezone: str = "UTC"
    origin: Origin = "human"
    html: HtmlMode = "escape"
    largest: int = 1 << 20
    """The most bytes of a file."""

    @cached_property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.timezone)


def parse_settings(config: SiteConfig) -> ParseSettings:
    """Return what the parser must know of the settings."""
    return ParseSettings(config.timezone, config.origin, config.markdown.html, config.limits.document)
