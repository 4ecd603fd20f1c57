"""What the parser must know of ``site.yaml``."""

from functools import cached_property
from zoneinfo import ZoneInfo

import msgspec

from generator.config import HtmlMode, SiteConfig
from generator.decode.declared import Declared, with_fields
from generator.model import Origin
from generator.source.front_matter import EventMatter
from generator.source.markdown.dialect import Dialect
from generator.typography import quotes_of


class ParseSettings(msgspec.Struct, frozen=True, dict=True):
    """What the parser must know of ``site.yaml``; a document depends on its file and these alone."""

    timezone: str = "UTC"
    origin: Origin = "human"
    html: HtmlMode = "escape"
    largest: int = 1 << 20
    """The most bytes of a file."""
    math: bool = False
    typography: bool = True
    language: str = "en"
    fields: Declared = ()
    """What events may say beside the keys that every site has."""
    taxonomies: tuple[str, ...] = ()
    """What events can be listed by beside topics and audience."""
    wants_quotes: bool = False
    """Whether claims of machines without quotes are told."""

    @cached_property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def event_matter(self) -> type[EventMatter]:
        """The front matter of an event, with the fields of the site."""
        return with_fields(EventMatter, self.fields, self.taxonomies)

    def dialect(self, language: str = "") -> Dialect:
        """Return the Markdown of a text in a language, by default the site's."""
        if not self.typography:
            return Dialect(self.html, self.math)
        return Dialect(self.html, self.math, quotes_of(language or self.language), joined=True)


def parse_settings(config: SiteConfig) -> ParseSettings:
    """Return what the parser must know of the settings."""
    markdown = config.markdown
    return ParseSettings(
        timezone=config.timezone,
        origin=config.origin,
        html=markdown.html,
        largest=config.limits.document,
        math=markdown.math,
        typography=markdown.typography,
        language=config.language,
        fields=tuple(config.fields.items()),
        taxonomies=tuple(config.taxonomies),
        wants_quotes=config.problems.get("unquoted-claim", "off") != "off",
    )
