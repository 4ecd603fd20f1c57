"""How large pictures are, kept from build to build, so that each is looked at once."""

import contextlib
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.cache.record import read_record, write_record
from generator.cache.stamps import is_settled
from generator.model import SourceFile

_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")


class Size(NamedTuple):
    """The width and height of a picture as browsers show it, in CSS pixels."""

    width: int
    height: int


class _Entry(msgspec.Struct, frozen=True, gc=False, array_like=True):
    stamp: tuple[int, int, int]
    size: tuple[int, int] | None


class PictureSizes:
    """The sizes of the pictures of one site.

    :param folder: where the record is.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "pictures"
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
        """Write to disk what is new."""
        if self._changed and self._entries is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_record(self._path, self._entries)
            self._changed = False


def _read_size(path: Path) -> tuple[int, int] | None:
    import imagesize  # noqa: PLC0415 - only sites with new pictures load it

    with contextlib.suppress(Exception):  # whatever a broken picture provokes, it has no size
        width, height = imagesize.get(path)
        if 0 < width < 1 << 20 and 0 < height < 1 << 20:
            return round(width), round(height)
    return None
