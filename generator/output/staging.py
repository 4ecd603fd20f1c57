"""The staging folder: where a build writes before anything is shown."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from generator.digest import hexadecimal_digest
from generator.model import ManifestEntry

STAGING_NAME = ".weekmark-staging"
LOCK_NAME = ".weekmark-lock"
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def staging_folder(output: Path) -> Path:
    """Return the path of the staging folder of an output folder: beside it, on the same file system.

    Where the output folder is a mount point, or nothing may be written beside it, staging lies inside it.
    """
    return _beside(output, STAGING_NAME)


def lock_place(output: Path) -> Path:
    """Return the path of the lock of an output folder, one for all the names that the folder has."""
    return _beside(output.resolve(), LOCK_NAME)


def _beside(output: Path, name: str) -> Path:
    if output.is_dir() and (
        output.is_symlink() or _is_mount(output) or not os.access(output.parent, os.W_OK)
    ):
        return output / name
    return output.parent / f".{output.name}{name}"


def _is_mount(folder: Path) -> bool:
    """Say whether something is mounted here; Linux lists even folders mounted from the same file system."""
    if folder.is_mount():
        return True
    try:
        mounts = Path("/proc/self/mountinfo").read_bytes().splitlines()
    except OSError:
        return False
    place = os.fsencode(folder.resolve()).replace(b"\\", rb"\134").replace(b" ", rb"\040")
    return any(mount.split()[4] == place for mount in mounts)


def open_staging(output: Path) -> Path:
    """Make an empty staging folder, as private as the output folder, and return its path."""
    clear_staging(output)
    folder = staging_folder(output)
    folder.mkdir(parents=True)
    if output.is_dir():
        shutil.copymode(output, folder)
    return folder


@contextmanager
def fresh_staging(output: Path) -> Iterator[Path]:
    """Give an empty staging folder, and take it away, whatever happens meanwhile."""
    try:
        yield open_staging(output)
    finally:
        remove_tree(staging_folder(output))


def clear_staging(output: Path) -> None:
    """Remove what a killed build has left, or whatever else has the name of a staging folder."""
    folder = staging_folder(output)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        folder.unlink()
    elif folder.exists():
        remove_tree(folder)


def remove_tree(folder: Path) -> None:
    """Remove a folder with all that is in it, as far as the system lets us, read-only folders too."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        for inner, folders, _ in os.walk(folder):
            for name in folders:
                with suppress(OSError):
                    Path(inner, name).chmod(0o700)
        shutil.rmtree(folder, ignore_errors=True)


def staged_name(path: str, *, is_flat: bool) -> str:
    """Return what a file is called in the staging folder.

    :param path: below the output folder, with forward slashes.
    :param is_flat: lay files side by side: of a few files making and removing their folders takes longest.
    """
    return hexadecimal_digest(os.fsencode(path)) if is_flat else path


class Staging(msgspec.Struct, frozen=True):
    """A staging folder that is filled."""

    folder: Path
    is_flat: bool = False
    """Whether its files lie side by side."""

    def place(self, path: str) -> Path:
        """Return where the file for a path of the output folder lies."""
        return self.folder / staged_name(path, is_flat=self.is_flat)


class StagedFile(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What became of one file of a build."""

    path: str
    entry: ManifestEntry
    modified: int
    """Modification time in nanoseconds; 0 when the file equals the one that is there, and was not written."""


class StagingWriter:
    """Writes files below a staging folder, making each folder once."""

    def __init__(self, folder: Path) -> None:
        self._prefix = f"{folder}{os.sep}"
        self._known = {""}

    def write(
        self, path: str, data: bytes, present: ManifestEntry | None = None, *, is_flat: bool = False
    ) -> StagedFile:
        """Write a file unless it equals the one ``present`` in the output folder.

        :param path: below the output folder, with forward slashes; see :func:`staged_name`.
        """
        entry = ManifestEntry(hexadecimal_digest(data), len(data))
        if entry == present:
            return StagedFile(path, entry, 0)
        descriptor = self._create(staged_name(path, is_flat=is_flat))
        try:
            _write_all(descriptor, data)
            return StagedFile(path, entry, os.fstat(descriptor).st_mtime_ns)
        except OSError as error:
            raise _naming(error, self._prefix + path) from None
        finally:
            os.close(descriptor)

    def copy(
        self, path: str, source: str, present: ManifestEntry | None = None, *, is_flat: bool = False
    ) -> StagedFile:
        """Copy a file of any size, holding no more than a piece of it in memory, unless it is ``present``."""
        hashing = blake2b(digest_size=16)
        size = 0
        try:
            descriptor = self._create(staged_name(path, is_flat=is_flat))
            with open(descriptor, "wb", 0) as writer, open(source, "rb") as reader:  # noqa: PTH123 - a descriptor
                while piece := reader.read(1 << 20):
                    hashing.update(piece)
                    size += _write_all(writer.fileno(), piece)
                modified = os.fstat(writer.fileno()).st_mtime_ns
        except OSError as error:
            raise _naming(error, self._prefix + path) from None
        entry = ManifestEntry(hashing.hexdigest(), size)
        return StagedFile(path, entry, 0 if entry == present else modified)

    def _create(self, name: str) -> int:
        folder = name.rpartition("/")[0]
        if folder not in self._known:
            _make_folder(self._prefix + folder)
            self._known.add(folder)
        try:
            return os.open(self._prefix + name, _FLAGS, 0o644)
        except FileExistsError:  # of a worker that has died while it was doing what is now done again
            os.unlink(self._prefix + name)  # noqa: PTH108 - see above
            return os.open(self._prefix + name, _FLAGS, 0o644)


def _make_folder(path: str) -> None:
    """Make a folder whose parent is there most of the time, which is then not looked for."""
    try:
        os.mkdir(path)  # noqa: PTH102 - ten thousand times a build
    except FileExistsError:
        if not os.path.isdir(path):  # noqa: PTH112 - see above
            raise
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)  # noqa: PTH103 - see above


def _write_all(descriptor: int, data: bytes) -> int:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    return len(data)


def _naming(error: OSError, path: str) -> OSError:
    """Return the error with the path that it is about, which writing to a descriptor does not tell."""
    return OSError(error.errno, error.strerror, error.filename or path)
