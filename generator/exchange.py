"""Putting a new folder in an old one's place in one step, with all that is other people's in it."""

import ctypes
import os
import shutil
from collections.abc import Container
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def exchange(new: Path, old: Path) -> bool:
    """Give each of two folders the other's name, with no moment in between that a reader could see.

    That is renameat2 with RENAME_EXCHANGE (Linux 3.15).

    :returns: whether it was done; other systems, some file systems and mount points can't.
    """
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    paths = (_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old))
    return bool(rename(*paths, _RENAME_EXCHANGE) == 0)


def carry_over(old: Path, new: Path, replaced: Container[str]) -> bool:
    """Give a new folder what stays of the old one, before the two are exchanged.

    Files and symbolic links get a second name there, empty folders are made again, and every folder that
    both have gets the owner, group and permissions that it had.

    :param replaced: the files of the old folder that shall not stay, by paths with forward slashes.
    :returns: whether the new folder has all of that; if not, the old one has to be changed in place.
    """
    try:
        for parent, folders, names in os.walk(old, onerror=_give_up):
            inner = "" if parent == str(old) else os.path.relpath(parent, old).replace(os.sep, "/") + "/"
            links = [name for name in folders if os.path.islink(os.path.join(parent, name))]  # noqa: PTH114, PTH118 - ten thousand times a build
            for name in names + links:
                if f"{inner}{name}" not in replaced:
                    _link(os.path.join(parent, name), f"{new}/{inner}{name}")  # noqa: PTH118 - see above
            if not folders and not names:
                os.makedirs(f"{new}/{inner}", exist_ok=True)  # noqa: PTH103 - see above
        return all(_give_access(old, new, parent) for parent, _, _ in os.walk(new, onerror=_give_up))
    except OSError:
        return False


def _give_up(error: OSError) -> None:
    """End a walk at a folder that can't be read: whatever is in it would be lost."""
    raise error


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120 - ten thousand times a build
        os.link(source, target, follow_symlinks=False)


def _give_access(old: Path, new: Path, folder: str) -> bool:
    """Give a folder of the new tree what its twin in the old one has, if there is one; say whether it has."""
    twin = os.path.join(old, os.path.relpath(folder, new))  # noqa: PTH118 - ten thousand times a build
    if os.path.islink(twin) or not os.path.isdir(twin):  # noqa: PTH112, PTH114 - as above
        return True
    wanted, given = os.stat(twin), os.stat(folder)  # noqa: PTH116 - as above
    if (wanted.st_uid, wanted.st_gid) != (given.st_uid, given.st_gid):
        os.chown(folder, wanted.st_uid, wanted.st_gid)
    if _access(wanted) != _access(given) or os.listxattr(twin):
        shutil.copystat(twin, folder)
    return _access(os.stat(folder)) == _access(wanted)  # noqa: PTH116 - as above


def _access(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_uid, status.st_gid, status.st_mode
