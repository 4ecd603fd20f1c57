"""What a target offers: the whole of the protocol."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import msgspec

from generator.model import Manifest
from generator.publish.state import State


class There(msgspec.Struct, frozen=True):
    """What is at a target before a publication."""

    state: State | None
    """The manifest of the last publication, or None when there is none."""
    foreign: tuple[str, ...] = ()
    """A few files of another origin, where no manifest says which files are ours."""


class Run(msgspec.Struct, frozen=True):
    """One publication among others, for locks."""

    id: str
    """The owner's id, a dash, and something of its own."""
    owner: str
    """The id of this site's folder and target. No other run of it goes on, so a lock it left may be taken."""
    force: bool = False
    """Whether the user asked to break another's lock, or to push by force."""


class Job(msgspec.Struct, frozen=True):
    """What a session needs to know."""

    tree: Path
    """The folder of the built site."""
    sent: frozenset[str]
    """The files that will be sent."""
    kept: frozenset[str]
    """The files of ours at the target that stay as they are."""
    run: Run


class Session(Protocol):
    """A target locked for one publication. Its methods are called in this order, ``send`` once a phase."""

    def claim(self, state: State) -> None:
        """Leave word of what is ours before the first change."""

    def send(self, paths: Sequence[str], done: Callable[[str], None]) -> None:
        """Put files of the tree at the target; when it returns, they are there."""

    def remove(self, paths: Sequence[str], done: Callable[[str], None]) -> None:
        """Remove files that an earlier publication put there."""

    def finish(self, state: State) -> None:
        """Write the manifest; from then on the publication is complete."""


class Target(Protocol):
    """A place to publish to. Every failure is a ``PublishError`` or an ``OSError``."""

    @property
    def where(self) -> str:
        """What to call the target in messages; without secrets."""

    @property
    def settings(self) -> str:
        """A digest of what else shapes the files there, or empty."""

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts whose limits may apply, see :mod:`generator.publish.limits`."""

    def published(self, manifest: Manifest) -> Manifest:
        """Return the manifest as it will be at the target, which may store files under second names."""

    def look(self) -> There:
        """Say what is there, without changing anything."""

    def open(self, job: Job) -> AbstractContextManager[Session]:
        """Lock the target for one publication.

        :raises PublishError: when another publisher holds it.
        """


def first_few(paths: Iterator[str], number: int = 3) -> tuple[str, ...]:
    """Return the first paths of many, for messages."""
    return tuple(path for path, _ in zip(paths, range(number), strict=False))
