"""Exchanging two folders in one step (renameat2 with RENAME_EXCHANGE, Linux 3.15)."""

import ctypes
import os
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def exchange(new: Path, old: Path) -> bool:
    """Give each of two folders the other's name, with no moment in between.

    :returns: whether it was done; the system or the file system may not be able to.
    """
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    paths = (_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old))
    return bool(rename(*paths, _RENAME_EXCHANGE) == 0)
