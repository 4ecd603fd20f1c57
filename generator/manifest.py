"""The manifest of a folder: how it is read, and that nothing it says leads out of the folder.

A manifest lies in the output folder and at every place that the folder is published to. It may have come
with a clone, from anybody, and files are removed by what it says: so build and publish read it here alone.
"""

import errno
import os
import stat
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec

MANIFEST_NAME = ".weekmark-manifest.json"
"""Lies in the output folder, and at every place that the folder is published to."""

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_SUCH_FILE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP})
_MANY = 100
"""From how many folders on those beside each other are looked at all at once."""


class Listing(Protocol):
    """What every manifest says, whatever else it does."""

    @property
    def files(self) -> Mapping[str, Any]:
        """What is known of each file, by its path below the folder."""


Kind = TypeVar("Kind", bound=Listing)


class ManifestError(ValueError):
    """The bytes are no manifest, or ``path`` in it does not lie below its folder."""

    def __init__(self, path: str | None = None) -> None:
        super().__init__(path)
        self.path = path


def decode_manifest(data: bytes, kind: type[Kind]) -> Kind:
    """Return the manifest that the bytes are.

    :raises ManifestError: they are none, or one that names a path which is not below its folder.
    """
    try:
        manifest = msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise ManifestError from None
    strange = first_not_below(manifest.files)
    if strange is not None:
        raise ManifestError(strange)
    return manifest


def first_not_below(paths: Collection[str]) -> str | None:
    """Return the first of the paths that does not name a file below any folder it is joined to."""
    if is_below("/\n/".join(paths)):  # what is strange in one is strange in all together, at a look
        return None
    return next((path for path in paths if not is_below(path)), None)


def is_below(path: str) -> bool:
    """Say whether a path with forward slashes names a file below any folder it is joined to."""
    if "\0" in path or (os.sep == "\\" and ("\\" in path or ":" in path)):
        return False
    framed = f"/{path}/"
    return "//" not in framed and "/./" not in framed and "/../" not in framed


def folders_above(paths: Iterable[str]) -> set[str]:
    """Return the folders above the paths, each once, as paths like these."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def linked_folders(folder: Path, paths: Iterable[str]) -> set[str]:
    """Return those folders above the paths, below ``folder``, that are symbolic links."""
    inside: dict[str, list[str]] = {}
    for inner in folders_above(paths):
        inside.setdefault(inner.rpartition("/")[0], []).append(inner)
    return {path for above, inner in inside.items() for path in _links(folder, above, inner)}


def _links(folder: Path, above: str, paths: list[str]) -> Iterable[str]:
    """Return those of the paths of one folder that are symbolic links; of many, all are looked at at once."""
    if len(paths) < _MANY:
        return [path for path in paths if os.path.islink(f"{folder}/{path}")]  # noqa: PTH114 - a text as it came
    try:
        with os.scandir(f"{folder}/{above}") as entries:
            links = [entry.name for entry in entries if entry.is_symlink()]
    except OSError:
        return []
    return {f"{above}/{name}" if above else name for name in links}.intersection(paths)


def without_links(folder: Path, paths: Collection[str]) -> Collection[str]:
    """Return those of the paths that are below ``folder`` itself, with no symbolic link on their way."""
    linked = linked_folders(folder, paths)
    return [path for path in paths if linked.isdisjoint(folders_above((path,)))] if linked else paths


def read_plain_file(place: Path) -> bytes:
    """Return the bytes of a regular file; a pipe would be waited for, and a link may lead anywhere.

    :raises FileNotFoundError: there is nothing.
    :raises IsADirectoryError: there is a folder, a symbolic link, a pipe or a device.
    """
    try:
        if not stat.S_ISREG(os.lstat(place).st_mode):
            raise IsADirectoryError(errno.EISDIR, "not a file", str(place))
        with open(os.open(place, _READ), "rb") as file:  # noqa: PTH123 - a descriptor
            return file.read()
    except OSError as error:
        if error.errno in _NO_SUCH_FILE:
            raise FileNotFoundError(errno.ENOENT, "no such file", str(place)) from None
        raise
