"""Swapping two folders in one step, where the system can."""

import contextlib
import ctypes
import os
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def exchange(new: Path, old: Path) -> None:
    """Give each of two folders the other's name.

    Linux does it in one step that no reader can see between (renameat2 with RENAME_EXCHANGE). Elsewhere
    two renames do, with a moment in between in which ``old`` does not exist.

    :raises OSError: a folder could not be renamed; both then have their old names.
    """
    with contextlib.suppress(OSError, AttributeError):
        rename = ctypes.CDLL(None, use_errno=True).renameat2
        if rename(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _RENAME_EXCHANGE) == 0:
            return
    aside = old.with_name(f".{old.name}.weekmark-old")
    old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        aside.rename(old)
        raise
    aside.rename(new)
