"""Swapping two folders in one step, where the system can."""

import ctypes
import os
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
