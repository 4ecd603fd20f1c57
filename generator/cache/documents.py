"""The document cache: what the parser made of each file, and where each event is kept in full.

Two files: ``documents``, an index small enough to be read whole at every build, and ``events-N.pack``,
the events in full one after the other, read one at a time when a page shows them. A changed event is
appended to the pack; when more than half of it is no longer used, a new pack is begun.
"""

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import msgspec

from generator.cache.record import DamagedError, read_record, write_record
from generator.cache.stamps import is_settled
from generator.digest import digest
from generator.model import Document, Event, Location, SourceFile

_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_UNTRUSTED = (0, 0, 0)
_decode_event = msgspec.msgpack.Decoder(Event).decode


class _Entry(msgspec.Struct, frozen=True, gc=False, array_like=True):
    stamp: tuple[int, int, int]
    size: int
    document: Document


class _Index(msgspec.Struct, array_like=True):
    fingerprint: bytes
    pack: str
    entries: dict[str, _Entry]


class Pack:
    """Events in full, by location, as a worker process reads them."""

    def __init__(self, path: Path) -> None:
        """Open the pack.

        :raises DamagedError: it is gone.
        """
        try:
            self._file = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            raise DamagedError("the events of the cache are gone") from None

    def load(self, location: Location) -> Event:
        """Return the event at ``location``.

        :raises DamagedError: the bytes there are not those that were stored.
        """
        data = os.pread(self._file, location.length, location.offset)
        if digest(data) != location.digest:
            raise DamagedError("an event in the cache is damaged")
        return _decode_event(data)

    def close(self) -> None:
        """Give the file back."""
        os.close(self._file)


class DocumentCache:
    """Documents by path, kept from build to build."""

    def __init__(self, folder: Path, fingerprint: bytes) -> None:
        """Open the cache in ``folder``; records made under another ``fingerprint`` are forgotten."""
        self._folder = folder
        self.fingerprint = fingerprint
        self._index_path = folder / "documents"
        self._changed = False
        self._writer: BinaryIO | None = None
        self.damaged = False
        """Whether there was a cache that could not be used."""
        index = self._read_index()
        self._pack_name = index.pack if index else self._free_pack_name()
        self._entries = index.entries if index else {}

    @property
    def pack_path(self) -> Path:
        """Where the events in full are kept."""
        return self._folder / self._pack_name

    def find(self, file: SourceFile) -> Document | None:
        """Return the document of a file that has not been touched since it was stored."""
        entry = self._entries.get(file.path)
        return entry.document if entry is not None and entry.stamp == file.stamp else None

    def known_digest(self, path: str) -> bytes:
        """Return the digest of the bytes that the document of a path was made from, if there is one."""
        entry = self._entries.get(path)
        return entry.document.digest if entry is not None else b""

    def renew(self, file: SourceFile) -> Document:
        """Return the document of a file that was touched but has the known bytes, and note its new stamp.

        :raises KeyError: there is no document of this path.
        """
        self._changed = True
        document = self._entries[file.path].document
        self._entries[file.path] = _Entry(_trusted(file), file.size, document)
        return document

    def store(self, file: SourceFile, document: Document, event: bytes = b"") -> Document:
        """Keep a document, and its encoded event in the pack; return it as it is kept."""
        self._changed = True
        if event:
            location = Location(self._append(event), len(event), digest(event))
            document = msgspec.structs.replace(document, location=location)
        self._entries[file.path] = _Entry(_trusted(file), file.size, document)
        return document

    def flush(self) -> None:
        """Make everything stored so far readable through :class:`Pack`."""
        if self._writer is None:
            self._writer = self._open_writer()
        self.close()

    def keep_only(self, paths: Iterable[str]) -> None:
        """Forget the documents of all other paths."""
        kept = set(paths)
        if not self._entries.keys() <= kept:
            self._entries = {path: entry for path, entry in self._entries.items() if path in kept}
            self._changed = True

    def save(self) -> None:
        """Write the index if it has changed, and drop packs no longer used.

        A pack that another process has put out of use meanwhile has no index worth writing.
        """
        if not self._changed or not self.pack_path.exists():
            return
        self._compact_when_wasteful()
        write_record(self._index_path, _Index(self.fingerprint, self._pack_name, self._entries))
        self._changed = False
        for stale in self._folder.glob("events-*.pack"):
            if stale.name != self._pack_name:
                stale.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the pack; what comes next goes to where it ends by then."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _read_index(self) -> _Index | None:
        index = read_record(self._index_path, _Index)
        if index is None:
            self.damaged = self._index_path.exists()
            return None
        if index.fingerprint != self.fingerprint:
            return None
        name = index.pack
        known = name.startswith("events-") and "/" not in name and "\\" not in name
        end = max((_end(entry) for entry in index.entries.values()), default=0)
        try:
            complete = known and (self._folder / name).stat().st_size >= end
        except OSError:
            complete = False
        if not complete:
            self.damaged = True
            return None
        return index

    def _free_pack_name(self) -> str:
        return f"events-{time.time_ns():x}-{os.getpid()}.pack"

    def _open_writer(self) -> BinaryIO:
        self._folder.mkdir(parents=True, exist_ok=True)
        return open(os.open(self.pack_path, _APPEND, 0o644), "ab")  # noqa: PTH123 - never through a link

    def _append(self, data: bytes) -> int:
        if self._writer is None:
            self._writer = self._open_writer()
        offset = self._writer.tell()
        self._writer.write(data)
        return offset

    def _compact_when_wasteful(self) -> None:
        """Copy what is used into a new pack once the old one is mostly waste."""
        used = sum(
            entry.document.location.length for entry in self._entries.values() if entry.document.location
        )
        size = self.pack_path.stat().st_size
        if size < 2 * used + 1_000_000:
            return
        self.close()
        with self.pack_path.open("rb") as old:
            self._pack_name = self._free_pack_name()
            for path, entry in self._entries.items():
                location = entry.document.location
                if location is None:
                    continue
                old.seek(location.offset)
                moved = Location(self._append(old.read(location.length)), location.length, location.digest)
                document = msgspec.structs.replace(entry.document, location=moved)
                self._entries[path] = msgspec.structs.replace(entry, document=document)
        self.flush()


def _end(entry: _Entry) -> int:
    location = entry.document.location
    return location.offset + location.length if location else 0


def _trusted(file: SourceFile) -> tuple[int, int, int]:
    return file.stamp if is_settled(file.stamp) else _UNTRUSTED
