"""Files of the output folder, found by the path of a request and opened once."""

import os
import stat
from pathlib import Path
from typing import BinaryIO, NamedTuple


class OpenFile(NamedTuple):
    """A file that was opened; what it says stays the same whatever a build does meanwhile."""

    path: str
    """Below the output folder, with forward slashes."""
    file: BinaryIO
    size: int
    tag: str
    """Changes when the file does: for an entity tag."""


def open_file(output: Path, parts: list[str]) -> OpenFile | None:
    """Open a file below the output folder, or return None when there is none to be served.

    :param parts: as :func:`generator.live.guard.split_path` returns them; an empty last one means the
        folder's ``index.html``.
    """
    names = [*parts[:-1], parts[-1] or "index.html"]
    path = _path_inside(output, names)
    if path is None:
        return None
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - opening a pipe would block
            return None
        file = open(path, "rb")  # noqa: SIM115, PTH123 - whoever answers the request closes it
    except (OSError, ValueError):
        return None
    found = os.fstat(file.fileno())
    return OpenFile("/".join(names), file, found.st_size, file_tag(found))


def file_tag(found: os.stat_result) -> str:
    """Return what changes when a file does."""
    return f"{found.st_ino:x}-{found.st_mtime_ns:x}-{found.st_size:x}"


def is_folder(output: Path, parts: list[str]) -> bool:
    """Say whether the path without a last slash names a folder that has a page."""
    index = _path_inside(output, [*parts, "index.html"])
    return bool(parts[-1]) and index is not None and os.path.isfile(index)  # noqa: PTH113 - takes any name


def _path_inside(folder: Path, names: list[str]) -> str | None:
    """Return the path of a file that stays in the folder when all symbolic links are followed, else None."""
    path = os.fspath(folder)
    has_link = os.name != "posix"  # elsewhere a name can hold a drive, and links have more kinds
    for name in names:
        path = os.path.join(path, name)  # noqa: PTH118 - once a request, and the names are checked
        has_link = has_link or os.path.islink(path)  # noqa: PTH114 - as above
    try:
        return path if not has_link or _lies_inside(path, folder) else None
    except (OSError, ValueError):
        return None


def _lies_inside(path: str, folder: Path) -> bool:
    return os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep)
