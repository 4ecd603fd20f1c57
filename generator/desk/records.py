"""What flows through the desk, in the order of the flow: frozen data, and nothing else.

``Subscription`` (sources.yaml) → ``Answer`` (client) → ``Feed`` and ``Entry`` (feeds) → ``Item`` and
``FeedState`` (database) → ``Story`` (groups).

All texts are plain: markup of feeds is taken off before it gets here, and whatever shows a text escapes it.
Instants are seconds since 1970 UTC unless a field says otherwise.

The types of fields hold where a record is read from a database, which may have come with a cloned site: what
is shown, followed or written to a file can be nothing else than what this program would have kept.
"""

from datetime import UTC, datetime
from typing import Annotated, Literal

import msgspec

from generator.digest import hexadecimal_digest

Shown = Annotated[str, msgspec.Meta(pattern=r"\A[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]*\Z")]
"""A text on one line, which does nothing to a terminal nor to YAML."""
Followed = Annotated[str, msgspec.Meta(pattern=r"\A(?:https?://[^\s\x00-\x1f\x7f-\x9f]+)?\Z")]
"""An address of the web, or nothing."""
Instant = Annotated[int, msgspec.Meta(ge=0, le=2**37)]
_MOMENT = r"\A(?:[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:]{8}[+-][0-9:]{5,8})?)?\Z"
Moment = Annotated[str, msgspec.Meta(pattern=_MOMENT)]
"""ISO 8601: a datetime with offset, or a day; empty where it is missing."""
Dating = Literal["told", "day", "zoneless", "future", "page", "missing"]
"""What is known of when an entry appeared: its time; its day alone; a time without a zone, read as UTC; a
time that had not come when we saw it, in place of which stands when we did; what the article's own page says,
where the feed says nothing; nothing."""


class Subscription(msgspec.Struct, frozen=True):
    """A feed of a source."""

    url: str
    source: str
    """The id of its source in ``sources.yaml``."""
    name: str
    """The name of its source."""


class Validators(msgspec.Struct, frozen=True):
    """What a server calls one version of a feed (RFC 9110, section 8.8); a pair, sent back as it came."""

    etag: str = ""
    last_modified: str = ""


class Answer(msgspec.Struct, frozen=True):
    """What came of asking a server for a feed."""

    status: int
    """Of the last response; 0 where there was none."""
    ended: int
    """When the response had ended, or failed."""
    url: str
    """The address that answered, after all redirects."""
    moved_to: str = ""
    """Where the feed has moved for good, by redirects that say so."""
    headers: dict[str, str] = {}
    """Of the last response, names in lower case."""
    body: bytes = b""
    """Decompressed."""
    failure: str = ""
    """Why there is no body to read, in words; empty where all is well."""


class Published(msgspec.Struct, frozen=True):
    """When an entry appeared, as far as its feed tells."""

    moment: str = ""
    """ISO 8601: a datetime with offset, or a day; empty where it is missing."""
    dating: Dating = "missing"
    told: str = ""
    """The feed's own words, where they are not all that is known."""


class Entry(msgspec.Struct, frozen=True):
    """An entry as its feed has it."""

    id: str
    """As the feed gives it; empty where it gives none."""
    url: str
    """Absolute; empty where there is none that is http or https."""
    title: str
    summary: str = ""
    date: str = ""
    """When it appeared, in the feed's own words."""
    date_guess: int = 0
    """What the reader of feeds makes of a date that follows no standard; 0 for nothing."""
    publisher: str = ""
    """Who published it first, as ``<source>`` of RSS and Atom names it; empty where it is the feed's own."""
    lang: str = ""


class Wishes(msgspec.Struct, frozen=True):
    """When a feed asks not to be fetched (RSS 2.0)."""

    ttl: int = 0
    """For how many seconds after the last time."""
    skip_hours: frozenset[int] = frozenset()
    """Hours of the day in UTC."""
    skip_days: frozenset[int] = frozenset()
    """Days of the week in UTC; Monday is 0."""


class Feed(msgspec.Struct, frozen=True):
    """A feed as it was read."""

    title: str
    entries: tuple[Entry, ...]
    wishes: Wishes = Wishes()
    complaints: tuple[str, ...] = ()
    """What could not be taken as it is, in words."""


class Item(msgspec.Struct, frozen=True):
    """An entry that is kept: what may become an event, or its coverage."""

    feed: str
    """The address of its feed, as subscribed."""
    id: str
    """What tells it from all others of its feed."""
    key: str
    """Its canonical address, or its folded title where it has no address: equal keys are one story."""
    url: Followed
    title: Shown
    folded: str
    """The title with case, accents and punctuation folded."""
    summary: Shown
    published: Moment
    dating: Dating
    told: Shown
    """What the feed says of the time, where ``published`` can't be taken without a comment."""
    publisher: Shown
    lang: Shown
    first_seen: Instant
    """When the response in which it was first seen had ended."""
    was_there: bool = False
    """Whether it was in the feed already when that was read first: nobody knows since when."""
    is_offered: bool = True
    """False for what came in the moment in which its feed renamed all ids."""

    def __post_init__(self) -> None:
        """Refuse a time that no calendar has.

        :raises ValueError: for it.
        """
        if self.published:
            datetime.fromisoformat(self.published)

    @property
    def handle(self) -> str:
        """A short name for commands, which lasts when the database is made anew."""
        return hexadecimal_digest(self.key.encode("utf-8", "surrogatepass"))[:8]

    @property
    def collected(self) -> str:
        """When it was collected, as ISO 8601 in UTC; empty where that would promise more than is known."""
        if self.was_there or self.dating not in ("told", "day"):
            return ""
        return datetime.fromtimestamp(self.first_seen, UTC).isoformat()


class FeedState(msgspec.Struct, frozen=True):
    """What is remembered of a feed."""

    url: str
    validators: Validators = Validators()
    next: Instant = 0
    """Before this instant it is not asked again."""
    bound: bool = False
    """Whether the server itself has asked to wait (``Retry-After``): nothing overrides it."""
    first_read: Instant = 0
    """When it was read for the first time; 0 for never."""
    last_asked: Instant = 0
    last_read: Instant = 0
    """When it was last read, or had not changed."""
    newest: Instant = 0
    """When its newest entry appeared or was first seen."""
    wishes: Wishes = Wishes()
    digest: str = ""
    """Of the body that was read last: one that comes again holds nothing new."""
    renamings: int = 0
    """How many times it has given all its entries other ids; after the second its ids count for nothing."""
    failures: int = 0
    """How many times in a row asking has failed."""
    failure: Shown = ""
    """Why asking failed last, in words; empty where it did not."""
    notes: tuple[Shown, ...] = ()
    """What a person should know of the feed although it was read, in words."""
    moved_to: Followed = ""


class FeedUpdate(msgspec.Struct, frozen=True):
    """What one answer changes in what is kept, all of it or nothing."""

    state: FeedState
    new: tuple[Item, ...] = ()
    changed: tuple[Item, ...] = ()
    """Items known already, as their feed has them now."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Known ids and what they are called from now on."""
    present: tuple[str, ...] = ()
    """The ids of all entries that the feed has now."""


class FeedHealth(msgspec.Struct, frozen=True):
    """How a feed does, for people."""

    subscription: Subscription
    words: tuple[str, ...]
    """What a person can act on; empty where all is well."""
    is_failing: bool
    next: int
    """When it will be asked again."""
    newest: int
    """When its newest entry appeared or was first seen; 0 where there is none."""
    items: int
    """How many of its items are kept."""
    moved_to: str = ""
    """Where it has moved for good: what should stand in ``sources.yaml`` in place of its address."""


class Asked(msgspec.Struct, frozen=True):
    """What came of one feed in one run."""

    health: FeedHealth
    was_asked: bool
    """False where its time had not come."""
    new: int = 0
    """How many items nobody had seen before."""


class Collection(msgspec.Struct, frozen=True):
    """What came of one run of ``collect``."""

    feeds: tuple[Asked, ...]
    new: int
    """How many items nobody had seen before."""
    seconds: float


class Story(msgspec.Struct, frozen=True):
    """Items that may be reports of one event, as they are offered."""

    items: tuple[Item, ...]
    """Likest to the rest first."""
    perhaps: tuple[Item, ...] = ()
    """Items that may belong to it, more than to any other story."""


class FileChange(msgspec.Struct, frozen=True):
    """What a step makes of a file; None stands for no file."""

    path: str
    """Relative to the site's folder."""
    before: bytes | None
    after: bytes | None


class Step(msgspec.Struct, frozen=True):
    """What a curator has done, so that it can be taken back."""

    words: Shown
    """What it was, for people."""
    files: tuple[FileChange, ...] = ()
    dropped: tuple[str, ...] = ()
    """Keys of items that were not dropped before."""
    is_review: bool = False
    """Whether it was done on the page of a review."""
