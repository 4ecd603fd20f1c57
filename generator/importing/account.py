"""The account of an import: what was taken, what was not, what was mended, and what needs hands."""

from collections import Counter
from typing import Literal

import msgspec

Outcome = Literal["new", "changed", "unchanged", "kept", "removed"]


class Remark(msgspec.Struct, frozen=True, order=True, omit_defaults=True):
    """Something to know about a file that was imported."""

    path: str
    line: int
    """From 1; 0 for the file as a whole."""
    message: str


class Account(msgspec.Struct):
    """Everything that was there, and what became of it."""

    taken: Counter[str] = msgspec.field(default_factory=Counter)
    """How many became ``events``, ``weekly`` notes and ``pages``, and how many ``files`` came along."""
    outcomes: Counter[Outcome] = msgspec.field(default_factory=Counter)
    """How many files are new, changed, as they were, kept as a person has them, or were removed by one."""
    kept: list[str] = msgspec.field(default_factory=list)
    """Files that were left as they are, because they are not as an import wrote them."""
    dropped: list[Remark] = msgspec.field(default_factory=list)
    """What was not taken, with the reason."""
    mended: list[Remark] = msgspec.field(default_factory=list)
    """What was made up or changed, and how."""
    hands: list[Remark] = msgspec.field(default_factory=list)
    """What a person has to look at."""
    remote: dict[str, list[str]] = msgspec.field(default_factory=dict)
    """Pictures of other sites, each with the files that show it."""
    sources: dict[str, int] = msgspec.field(default_factory=dict)
    """The sources found, by name, with the number of events."""
    topics: dict[str, int] = msgspec.field(default_factory=dict)
    """The topics found, by name, with the number of events."""
    advice: list[str] = msgspec.field(default_factory=list)
    """What to do next."""
    files: list[str] = msgspec.field(default_factory=list)
    """Every file that is new or changed, relative to the site."""

    def drop(self, path: str, reason: str, line: int = 0) -> None:
        """Note something that is not taken."""
        self.dropped.append(Remark(path, line, reason))

    def mend(self, path: str, message: str, line: int = 0) -> None:
        """Note something that was made up or changed."""
        self.mended.append(Remark(path, line, message))

    def ask(self, path: str, message: str, line: int = 0) -> None:
        """Note something that needs a person's hands."""
        self.hands.append(Remark(path, line, message))
