"""Putting a new folder in an old one's place in one step, with all that is other people's in it."""

import ctypes
import os
import shutil
import stat
import sys
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
    if sys.platform != "linux":  # nowhere else can they be exchanged
        return False
    try:
        for parent, folders, names in os.walk(old, onerror=_give_up):
            inner = parent[len(str(old)) + 1 :].replace(os.sep, "/")
            prefix = f"{inner}/" if inner else ""
            links = [name for name in folders if os.path.islink(f"{parent}/{name}")]  # noqa: PTH114 - ten thousand times a build
            for name in names + links:
                if prefix + name not in replaced:
                    _link(f"{parent}/{name}", f"{new}/{prefix}{name}")
            if not folders and not names:
                os.makedirs(f"{new}/{inner}", exist_ok=True)  # noqa: PTH103 - see above
        for parent, _, _ in os.walk(new, onerror=_give_up):
            if not _give_access(f"{old}{parent[len(str(new)) :]}", parent):
                return False
    except OSError:
        return False
    return True


def _give_up(error: OSError) -> None:
    """End a walk at a folder that can't be read: whatever is in it would be lost."""
    raise error


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120 - ten thousand times a build
        os.link(source, target, follow_symlinks=False)


def _give_access(twin: str, folder: str) -> bool:
    """Give a folder of the new tree what its twin in the old one has, if there is one; say whether it has."""
    try:
        wanted = os.lstat(twin)
    except (FileNotFoundError, NotADirectoryError):
        return True
    given = os.lstat(folder)
    if not stat.S_ISDIR(wanted.st_mode) or (_access(wanted) == _access(given) and not os.listxattr(twin)):
        return True
    if (wanted.st_uid, wanted.st_gid) != (given.st_uid, given.st_gid):
        os.chown(folder, wanted.st_uid, wanted.st_gid)
    shutil.copystat(twin, folder)
    return _access(os.lstat(folder)) == _access(wanted)


def _access(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_uid, status.st_gid, status.st_mode
