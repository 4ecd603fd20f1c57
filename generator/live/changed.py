"""What has changed, and whether that is all."""

from pathlib import Path

import msgspec


class Changed(msgspec.Struct, frozen=True):
    """Paths that have changed."""

    paths: frozenset[Path] = frozenset()
    is_all: bool = True
    """Whether nothing else can have changed."""

    def __or__(self, other: "Changed") -> "Changed":
        """Return what has changed when both of this is so."""
        return Changed(self.paths | other.paths, self.is_all and other.is_all)


NOTHING = Changed()
ANYTHING = Changed(is_all=False)
