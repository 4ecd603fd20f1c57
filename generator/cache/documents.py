"""The document cache: what the parser made of each file, and where each event is kept in full.

``documents-2026-04`` has the documents of a month's events, ``documents-others`` those of notes and pages;
``documents`` says which of them there are. So an edit writes its month, not everything. ``events-N.pack`` has
the events in full one after the other, read one at a time when a page shows them. A changed event is appended
to the pack; when more than half of it is no longer used, a new pack is begun.
"""

import os
import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import msgspec

from generator.cache.record import read_record, write_record
from generator.cache.stamps import is_settled
from generator.digest import digest
from generator.model import Document, Location, SourceFile, Summary

_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_UNTRUSTED = (0, 0, 0)
_OTHERS = "others"
_CHAPTER = re.compile(rf"\d{{4}}-\d{{2}}|{_OTHERS}", re.ASCII)
"""The names of chapters; a record that came with a clone may say anything, and a name becomes a path."""


class _Entry(msgspec.Struct, frozen=True, gc=False, array_like=True):
    stamp: tuple[int, int, int]
    size: int
    document: Document


class _Index(msgspec.Struct, array_like=True):
    fingerprint: bytes
    pack: str
    end: int
    """How long the pack is at least."""
    chapters: list[str]


class _Chapter(msgspec.Struct, array_like=True):
    fingerprint: bytes
    pack: str
    entries: dict[str, _Entry]


class DocumentCache:
    """Documents by path, kept from build to build."""

    def __init__(self, folder: Path, fingerprint: bytes) -> None:
        """Open the cache in ``folder``; records made under another ``fingerprint`` are forgotten."""
        self._folder = folder
        self.fingerprint = fingerprint
        self._index_path = folder / "documents"
        self._writer: BinaryIO | None = None
        self.damaged = False
        """Whether there was a cache of which something could not be used."""
        self._chapters: dict[str, dict[str, _Entry]] = {}
        self._chapter_of: dict[str, str] = {}
        """The chapter of each path."""
        self._changed: set[str] = set()
        """The chapters that are not on disk as they are."""
        index = self._read_index()
        self._pack_name = index.pack if index else self._free_pack_name()
        self._end = index.end if index else 0
        for name in index.chapters if index else ():
            self._read_chapter(name)

    @property
    def pack_path(self) -> Path:
        """Where the events in full are kept."""
        return self._folder / self._pack_name

    def find(self, file: SourceFile) -> Document | None:
        """Return the document of a file that has not been touched since it was stored."""
        entry = self._find(file.path)
        return entry.document if entry is not None and entry.stamp == file.stamp else None

    def known_digest(self, path: str) -> bytes:
        """Return the digest of the bytes that the document of a path was made from, if there is one."""
        entry = self._find(path)
        return entry.document.digest if entry is not None else b""

    def renew(self, file: SourceFile) -> Document:
        """Return the document of a file that was touched but has the known bytes, and note its new stamp.

        :raises KeyError: there is no document of this path.
        """
        document = self._chapters[self._chapter_of[file.path]][file.path].document
        self._keep(file.path, _Entry(_trusted(file), file.size, document))
        return document

    def store(self, file: SourceFile, document: Document, event: bytes = b"") -> Document:
        """Keep a document, and its encoded event in the pack; return it as it is kept."""
        if event:
            location = Location(self._append(event), len(event), digest(event))
            document = msgspec.structs.replace(document, location=location)
        self._keep(file.path, _Entry(_trusted(file), file.size, document))
        return document

    def flush(self) -> None:
        """Make everything stored so far readable through :class:`~generator.cache.pack.Pack`."""
        if self._writer is None:
            self._writer = self._open_writer()
        self.close()

    def keep_only(self, paths: Iterable[str]) -> None:
        """Forget the documents of all other paths."""
        for path in self._chapter_of.keys() - set(paths):
            self._drop(path)

    def save(self) -> None:
        """Write the chapters that have changed, then what there is, and drop what is no longer used.

        A pack that another process has put out of use meanwhile has no index worth writing.
        """
        if not self._changed or not self.pack_path.exists():
            return
        self._compact_when_wasteful()
        for name in self._changed:
            if entries := self._chapters.get(name):
                chapter = _Chapter(self.fingerprint, self._pack_name, entries)
                write_record(self._chapter_path(name), chapter)
        names = sorted(name for name, entries in self._chapters.items() if entries)
        write_record(self._index_path, _Index(self.fingerprint, self._pack_name, self._end, names))
        self._changed.clear()
        used = {self._pack_name, *(self._chapter_path(name).name for name in names)}
        for pattern in ("events-*.pack", "documents-*"):
            for stale in self._folder.glob(pattern):
                if stale.name not in used:
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
        try:
            complete = known and (self._folder / name).stat().st_size >= index.end
        except OSError:
            complete = False
        if not complete or not all(map(_CHAPTER.fullmatch, index.chapters)):
            self.damaged = True
            return None
        return index

    def _read_chapter(self, name: str) -> None:
        """Take the documents of a chapter, unless they are of another cache, whose pack is not this one."""
        chapter = read_record(self._chapter_path(name), _Chapter)
        if chapter is None or (chapter.fingerprint, chapter.pack) != (self.fingerprint, self._pack_name):
            self.damaged = True
            return
        known = self._chapter_of.keys() & chapter.entries.keys()
        for path in known:  # of two records, one of which is older, none can be told to be the right one
            del chapter.entries[path]
        if known:
            self._changed.add(name)
        self._chapters[name] = chapter.entries
        self._chapter_of.update(dict.fromkeys(chapter.entries, name))

    def _chapter_path(self, name: str) -> Path:
        return self._folder / f"documents-{name}"

    def _find(self, path: str) -> _Entry | None:
        name = self._chapter_of.get(path)
        return self._chapters[name][path] if name is not None else None

    def _keep(self, path: str, entry: _Entry) -> None:
        name = _chapter_of(entry.document)
        if self._chapter_of.get(path, name) != name:
            self._drop(path)
        self._chapters.setdefault(name, {})[path] = entry
        self._chapter_of[path] = name
        self._changed.add(name)

    def _drop(self, path: str) -> None:
        name = self._chapter_of.pop(path)
        del self._chapters[name][path]
        self._changed.add(name)

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
        self._end = offset + len(data)
        return offset

    def _compact_when_wasteful(self) -> None:
        """Copy what is used into a new pack once the old one is mostly waste."""
        kept = [entries for entries in self._chapters.values() if entries]
        used = sum(_length(entry) for entries in kept for entry in entries.values())
        size = self.pack_path.stat().st_size
        if size < 2 * used + 1_000_000:
            return
        self.close()
        with self.pack_path.open("rb") as old:
            self._pack_name, self._end = self._free_pack_name(), 0
            self._changed.update(self._chapters)
            for entries in kept:
                for path, entry in entries.items():
                    entries[path] = self._moved(entry, old)
        self.flush()

    def _moved(self, entry: _Entry, old: BinaryIO) -> _Entry:
        """Return an entry whose event has been copied from the old pack to the end of the new one."""
        location = entry.document.location
        if location is None:
            return entry
        old.seek(location.offset)
        moved = Location(self._append(old.read(location.length)), location.length, location.digest)
        document = msgspec.structs.replace(entry.document, location=moved)
        return msgspec.structs.replace(entry, document=document)


def _chapter_of(document: Document) -> str:
    month = document.content.day[:7] if isinstance(document.content, Summary) else _OTHERS
    return month if _CHAPTER.fullmatch(month) else _OTHERS


def _length(entry: _Entry) -> int:
    location = entry.document.location
    return location.length if location else 0


def _trusted(file: SourceFile) -> tuple[int, int, int]:
    return file.stamp if is_settled(file.stamp) else _UNTRUSTED
