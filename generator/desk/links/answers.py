"""What came of asking for an address, as it is kept."""

import msgspec

from generator.desk.records import Followed, Instant, Shown

_GONE = frozenset({404, 410})


class LinkAnswer(msgspec.Struct, frozen=True):
    """What came of asking for an address."""

    at: Instant
    """When, in seconds since 1970 UTC."""
    status: int
    """Of the last response; 0 where there was none."""
    url: Followed
    """The address that answered, after all redirects."""
    moved_to: Followed = ""
    """Where it has moved for good, by redirects that say so."""
    title: Shown = ""
    """As the page calls itself."""
    summary: Shown = ""
    """What the page says it is about."""
    lang: Shown = ""
    """The language that the page names."""
    failure: Shown = ""
    """Why nothing can be told, in words."""

    @property
    def is_there(self) -> bool:
        """Whether a page answered, be it too large to be read."""
        return 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """Whether its server says that there is nothing."""
        return self.status in _GONE
