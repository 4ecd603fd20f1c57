"""The protocol of importing: a reader yields records, the writer makes files of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from generator.importing.account import Account
from generator.importing.request import Request

Kind = Literal["events", "weekly", "pages"]
Markup = Literal["markdown", "mdx", "html"]


@dataclass
class Record:
    """One document as another tool left it."""

    origin: str
    """What tells it apart for good: its path below the folder that is imported, or the id of an entry."""
    matter: dict[str, Any]
    """Its keys, called as the tool calls them."""
    body: str = ""
    markup: Markup = "markdown"
    path: str = ""
    """The file that it stands in, for messages; by default its origin."""
    line: int = 1
    """The line of the file on which the body begins, from 1."""
    addresses: tuple[str, ...] = ()
    """Where the old site showed it: absolute URLs, or paths below its root; the main one first."""
    name: str = ""
    """What its slug is made of when it has none of its own."""
    kind: Kind | None = None
    """What it becomes, where the tool leaves no doubt."""
    folder: Path | None = None
    """Where pictures and files that it names are looked for, if it is a file."""
    target: str = ""
    """The file that it becomes, relative to the site, where it is a document of Weekmark's own: nothing of it
    is translated."""
    key: str = ""
    """What tells it apart from all that any import has: set by the importer."""

    def __post_init__(self) -> None:
        self.path = self.path or self.origin


@dataclass(frozen=True)
class Outlet:
    """A source that the old site names."""

    name: str
    url: str
    """Its home page."""
    feed: str = ""


@dataclass
class OldSite:
    """What is known of the site that is imported."""

    root: Path | None = None
    """The folder that nothing is read outside of."""
    title: str = ""
    base_url: str = ""
    """Absolute, with a slash at its end; empty when it is not known."""
    language: str = ""
    timezone: str = ""
    static: tuple[Path, ...] = ()
    """The folders whose files stood at the root of the old site."""
    registries: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The entries of ``sources`` and ``topics`` that Weekmark itself has written."""
    outlets: tuple["Outlet", ...] = ()
    """Sources that it names itself, with their feeds: those of a list of feeds."""


@dataclass
class Found:
    """What a reader has found."""

    site: OldSite
    records: Iterable[Record]


class Reader(Protocol):
    """Reads one format."""

    def __call__(self, place: str, request: Request, account: Account) -> Found:
        """Return what there is at a place: a path, or for feeds a URL.

        :param account: is told what is not taken, and why.
        :raises WeekmarkError: it can't be read at all.
        """


def numbered(records: Iterable[Record], most: int) -> Iterator[Record]:
    """Yield records, and stop with an error when there are more than anyone has."""
    from generator.errors import WeekmarkError  # noqa: PLC0415 - the protocol itself needs no errors

    for number, record in enumerate(records):
        if number >= most:
            raise WeekmarkError(f"there are more than {most:,} documents", "import a part of it")
        yield record
