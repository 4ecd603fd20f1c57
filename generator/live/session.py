"""What the preview needs of the rest of the program, and the options it runs with."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import msgspec

from generator.model import BuildReport

Committing = Callable[[], AbstractContextManager[None]]
"""Opens the only moments in which a build may change the output folder."""


class Entry(msgspec.Struct, frozen=True):
    """A line of the overview."""

    path: str
    """The file, relative to the site's folder, with its line (``:12``) where one is meant."""
    title: str
    url: str = ""
    """The page's path from the host's root; empty when there is no page."""
    detail: str = ""
    """What there is to say: when it is due, what is wrong, how many claims cite nothing."""


class Overview(msgspec.Struct, frozen=True):
    """What an editor still has to look after, each list in the order it is shown."""

    drafts: tuple[Entry, ...] = ()
    scheduled: tuple[Entry, ...] = ()
    warnings: tuple[Entry, ...] = ()
    uncited: tuple[Entry, ...] = ()


class Session(Protocol):
    """A site that can be built again and again; none of it is called twice at the same time.

    All methods but ``watched`` run in a thread of their own; the properties are read at any time and say
    what holds for the files that the last build put in place.
    """

    @property
    def root(self) -> Path:
        """The site's folder, to which the paths of problems are relative."""

    @property
    def output(self) -> Path:
        """The folder that is served."""

    @property
    def base_path(self) -> str:
        """The path of the site's URL, with a slash at both ends: ``/`` or ``/team/digest/``."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers that the published site sends with every file."""

    @property
    def outdated(self) -> bool:
        """Whether time alone has changed the site since the last build, and no build was tried since."""

    def watched(self) -> Iterable[Path]:
        """Return the files and folders that a build reads; they need not exist yet."""

    def build(self, committing: Committing, changed: frozenset[Path] | None) -> BuildReport:
        """Build the site, and leave the output as it was when that fails.

        :param committing: ``with committing():`` goes around everything that changes the output folder.
            It waits until no request is reading there and holds new ones back. It raises when the
            server is ending, and the exception must be let through.
        :param changed: the only files that may differ from what the last build that succeeded saw, by their
            paths below those of ``watched`` with their folders resolved; None when any may.
        :raises ContentError: with every problem of the site's files.
        :raises WeekmarkError: when the site can't be built for another reason.
        """

    def overlooked(self) -> frozenset[Path]:
        """Look at every file, and return those that are not as the last build that succeeded saw them.

        This alone may be called during a build.
        """

    def warm_up(self) -> None:
        """Do in advance what the next build, of whatever edit, would do first."""

    def overview(self) -> Overview:
        """Return what the overview page lists, as of the last build."""


class ServeOptions(msgspec.Struct, frozen=True):
    """How to serve."""

    host: str = "127.0.0.1"
    """The name or address to listen at."""
    port: int = 8000
    """The port, or the first free one above it; 0 takes any."""
    open_browser: bool = False
    """Open the site in the user's browser once it is built."""
    say: Callable[[str], None] = print
    """Takes a message for the terminal."""
