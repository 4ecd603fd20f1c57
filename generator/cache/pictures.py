"""How large pictures are, kept from build to build, so that each is looked at once."""

import contextlib
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.cache.record import read_record, write_record
from generator.cache.stamps import is_settled
from generator.digest import digest
from generator.model import SourceFile

_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
_RESIZABLE = frozenset({".png", ".jpg", ".jpeg", ".webp"})
_MOST_PIXELS = 50_000_000
WIDE = 800
"""From how many pixels of width on a picture is worth smaller copies."""


class Size(NamedTuple):
    """The width and height of a picture as browsers show it, in CSS pixels."""

    width: int
    height: int
    digest: bytes = b""
    """BLAKE2b-128 of the bytes of one that is worth smaller copies; empty for others."""


class _Entry(msgspec.Struct, frozen=True, gc=False, array_like=True):
    stamp: tuple[int, int, int]
    size: tuple[int, int, bytes] | None


class PictureSizes:
    """The sizes of the pictures of one site.

    :param folder: where the record is.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "pictures"
        self.copies = folder / "copies"
        """Where smaller copies of pictures are kept, named by what they are made of."""
        # A link came with a clone: nothing is written or cleared away where it leads.
        if self.copies.is_symlink():
            self.copies.unlink()
        self.used: set[str] | None = None
        """The names of those that the last plan needs; none where nothing was planned."""
        self._entries: dict[str, _Entry] | None = None
        self._changed = False

    def measure(self, root: Path, file: SourceFile) -> Size | None:
        """Return the size of a picture, from its head alone; none where it has none or can't be read.

        :param root: the folder of the site.
        """
        if not file.path.lower().endswith(_ENDINGS):
            return None
        if self._entries is None:
            self._entries = read_record(self._path, dict[str, _Entry]) or {}
        entry = self._entries.get(file.path)
        if entry is None or entry.stamp != file.stamp:
            entry = _Entry(file.stamp, _read_size(root / file.path))
            if is_settled(file.stamp):
                self._entries[file.path] = entry
                self._changed = True
        return Size(*entry.size) if entry.size else None

    def save(self) -> None:
        """Write to disk what is new, and drop the copies that nothing needs any more."""
        if self.used is not None and self.copies.is_dir():
            for path in self.copies.iterdir():
                if path.name not in self.used:
                    path.unlink(missing_ok=True)
        if self._changed and self._entries is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_record(self._path, self._entries)
            self._changed = False


def _read_size(path: Path) -> tuple[int, int, bytes] | None:
    import imagesize  # noqa: PLC0415 - only sites with new pictures load it

    with contextlib.suppress(Exception):  # whatever a broken picture provokes, it has no size
        width, height = imagesize.get(path)
        if 0 < width < 1 << 20 and 0 < height < 1 << 20:
            has_copies = (
                width >= WIDE and width * height <= _MOST_PIXELS and path.suffix.lower() in _RESIZABLE
            )
            return round(width), round(height), digest(path.read_bytes()) if has_copies else b""
    return None
