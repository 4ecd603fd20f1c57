"""Find the files of a site's ``content`` folder and say what each is."""

import os
import stat
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from generator.cache.stamps import stamp_of
from generator.decode.findings import did_you_mean, nearest
from generator.diagnostics import Problem
from generator.leftovers import is_momentary, is_passed_over
from generator.model import SourceFile, SourceKind
from generator.problems import Name
from generator.rhythms import RHYTHMS

_FOLDERS: dict[str, SourceKind] = {
    "events": "event",
    **dict.fromkeys(RHYTHMS, "note"),
    "pages": "page",
    "static": "static",
}
_REGISTRIES: dict[str, SourceKind] = {"sources.yaml": "sources", "topics.yaml": "topics"}
DOCUMENT_KINDS = frozenset[SourceKind]({"event", "page", "note"})
_DOCUMENT_ENDING = ".md"
_NEARLY_DOCUMENTS = (".md", ".markdown", ".mdown", ".mdx")
_EVENT_FOLDER = "/index.md"
_DEEPEST = 32


class Scan(msgspec.Struct, frozen=True):
    """What was found."""

    files: tuple[SourceFile, ...]
    """In the order of their paths."""
    problems: tuple[Problem, ...]
    has_links: bool = False
    """Whether there are symbolic links: who writes a file tells one of its names at most."""
    passed_over: tuple[str, ...] = ()
    """Hidden files and backups, in the order of their paths; folders end with a slash."""


def scan(root: Path) -> Scan:
    """Find the files of the ``content`` folder below ``root``.

    Hidden and temporary files are passed over, see :mod:`generator.leftovers`; files that mean nothing are
    warned about. A symbolic link may lead to a file or folder elsewhere in ``content``; one that leads
    out of it, nowhere, or back to a folder above itself is an error.
    """
    content = root / "content"
    scanner = _Scanner(root, content)
    if not content.is_dir():
        remedy = "put events into content/events, or make a new site with: weekmark init DIR"
        scanner.report("content", "no-content", "there is no content folder", remedy)
    else:
        scanner.walk()
        scanner.check_event_folders()
    return Scan(
        tuple(sorted(scanner.files, key=_path)),
        tuple(sorted(scanner.problems)),
        scanner.has_links,
        tuple(sorted(scanner.passed_over)),
    )


def rescan(earlier: Scan, root: Path, changed: Iterable[Path]) -> Scan | None:
    """Return what a scan would find after documents were edited in place, by a look at these alone.

    :param earlier: what was found before.
    :param changed: the absolute paths that may differ since; nothing else does.
    :return: None whenever more has happened than that plain files have other bytes, so that only a scan of
        everything can tell. A file looked at anew is another object, equal or not; all others are the same.
    """
    if earlier.has_links:
        return None
    folders = (root, Path(os.path.realpath(root)))
    files = list(earlier.files)
    for path in changed:
        relative = next((path.relative_to(folder) for folder in folders if path.is_relative_to(folder)), path)
        name = relative.as_posix()
        place = bisect_left(files, name, key=_path)
        if place == len(files) or files[place].path != name or files[place].kind not in DOCUMENT_KINDS:
            return None
        try:
            status = os.lstat(root / name)
        except OSError:
            return None
        if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:  # by its other name it is more than one
            return None
        files[place] = _source_file(name, files[place].kind, status)
    return msgspec.structs.replace(earlier, files=tuple(files))


def describe_passed_over(found: Scan) -> tuple[str, ...]:
    """Return one line that names the hidden files and backups that were passed over, if there are any."""
    paths = found.passed_over
    if not paths:
        return ()
    shown = ", ".join(paths[:5]) + (f" and {len(paths) - 5} more" if len(paths) > 5 else "")
    return (f"passed over as hidden or a backup: {shown}",)


def _path(file: SourceFile) -> str:
    return file.path


def _printable(path: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in path)


def _source_file(path: str, kind: SourceKind, status: os.stat_result) -> SourceFile:
    return SourceFile(path, kind, status.st_size, stamp_of(status))


class _Scanner:
    """One walk through the content folder."""

    def __init__(self, root: Path, content: Path) -> None:
        self.files: list[SourceFile] = []
        self.problems: list[Problem] = []
        self.passed_over: list[str] = []
        self.has_links = content.is_symlink()
        self._root = root
        self._real_content = os.path.realpath(content)

    def report(self, path: str, name: Name, message: str, remedy: str = "") -> None:
        """Note a problem with a file as a whole."""
        self.problems.append(Problem(_printable(path), 0, 0, name, message, remedy))

    def walk(self) -> None:
        """Visit every folder, without recursion."""
        waiting: list[tuple[str, SourceKind | None, int]] = [("content", None, 0)]
        while waiting:
            folder, kind, depth = waiting.pop()
            for entry in self._entries(folder):
                path = f"{folder}/{entry.name}"
                is_link = entry.is_symlink()
                self.has_links |= is_link
                if is_link and not self._link_is_fine(entry, path):
                    continue
                if not entry.is_dir():
                    self._take_file(entry, path, kind)
                elif depth >= _DEEPEST:
                    self.report(path, "too-many-folders", f"more than {_DEEPEST} folders deep", "move it up")
                elif (inner := self._kind_of_folder(entry.name, path, kind)) is not None:
                    waiting.append((path, inner, depth + 1))

    def check_event_folders(self) -> None:
        """Report each folder that is an event and holds others."""
        events = sorted(file.path for file in self.files if file.kind == "event")
        for path in events:
            if not path.endswith(_EVENT_FOLDER) or path == f"content/events{_EVENT_FOLDER}":
                continue
            folder = path.removesuffix(_EVENT_FOLDER)
            first = bisect_left(events, f"{folder}/")
            other = next((event for event in events[first : first + 2] if event != path), "")
            if other.startswith(f"{folder}/"):
                message = f"the folder is an event by its index.md, and holds {other} too"
                self.report(path, "event-folder", message, "give each event a folder of its own, or none")

    def _entries(self, folder: str) -> Iterator[os.DirEntry[str]]:
        """Yield what a folder holds, without what is hidden, temporary or has an unusable name."""
        try:
            with os.scandir(self._root / folder) as entries:
                found = list(entries)
        except OSError as error:
            self.report(folder, "unreadable-file", f"the folder can't be read: {error.strerror}")
            return
        for entry in found:
            name = entry.name
            if is_passed_over(name, folder):
                if not is_momentary(name):
                    self.passed_over.append(_printable(f"{folder}/{name}{'/' if entry.is_dir() else ''}"))
                continue
            if not name.isprintable() or "\\" in name:
                self.report(
                    f"{folder}/{name}",
                    "unusable-file",
                    "the name has characters that no URL can hold",
                    "rename it",
                )
                continue
            yield entry

    def _kind_of_folder(self, name: str, path: str, kind: SourceKind | None) -> SourceKind | None:
        """Return what the files of a folder are, by the folder it lies in."""
        if kind is not None:
            return kind
        if name not in _FOLDERS:
            remedy = (
                did_you_mean(name, _FOLDERS) or "content has the folders events, weekly, pages and static"
            )
            self.report(path, "unused-file", "nothing reads this folder", remedy)
        return _FOLDERS.get(name)

    def _take_file(self, entry: os.DirEntry[str], path: str, kind: SourceKind | None) -> None:
        """Keep a file, or warn that it means nothing."""
        try:
            status = entry.stat()
        except OSError as error:
            self.report(path, "unreadable-file", f"the file can't be read: {error.strerror}")
            return
        name = entry.name
        if not stat.S_ISREG(status.st_mode):
            self.report(path, "unusable-file", "this is neither a file nor a folder", "remove it")
            return
        kind = _REGISTRIES.get(name) if kind is None else kind
        if kind in DOCUMENT_KINDS and not name.endswith(_DOCUMENT_ENDING):
            kind = None if name.lower().endswith(_NEARLY_DOCUMENTS) else "beside"
            remedy = f"rename it to {Path(name).stem}{_DOCUMENT_ENDING}"
        else:
            remedy = ""
        if kind is None:
            self.report(path, "unused-file", "nothing reads this file", remedy or _remedy_for_file(name))
            if path == f"content/{name}" and name.endswith(".yaml"):  # it is one, if a taxonomy is called so
                self.files.append(_source_file(path, "registry", status))
            return
        self.files.append(_source_file(path, kind, status))

    def _link_is_fine(self, entry: os.DirEntry[str], path: str) -> bool:
        """Say whether a symbolic link leads to something else inside the content folder."""
        target = os.path.realpath(entry.path)
        if not Path(target).exists():
            self.report(
                path, "symbolic-link", "the symbolic link leads nowhere or back to itself", "remove it"
            )
            return False
        if not target.startswith(self._real_content + os.sep):
            remedy = "copy what it leads to into content"
            self.report(path, "symbolic-link", "the symbolic link leads out of the content folder", remedy)
            return False
        here = os.path.realpath(Path(entry.path).parent) + os.sep
        if here.startswith(target + os.sep):
            self.report(
                path, "symbolic-link", "the symbolic link leads back to a folder above it", "remove it"
            )
            return False
        return True


def _remedy_for_file(name: str) -> str:
    """Say what to do about a file that nothing reads."""
    stem, ending = Path(name).stem, Path(name).suffix.lower()
    near = nearest(f"{stem}.yaml".lower(), _REGISTRIES) if ending in {".yaml", ".yml"} else ""
    return f"rename it to {near}" if near else "files to be copied belong into content/static"
