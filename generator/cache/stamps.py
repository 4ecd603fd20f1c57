"""When a file's times prove that it has not changed."""

import os
import time

from generator.model import SourceFile

_BLUR_FINE = 100_000_000
"""Nanoseconds: the kernel's tick, generously, on file systems that keep nanoseconds."""
_BLUR_COARSE = 2_500_000_000
"""Nanoseconds: the two seconds of the coarsest file systems, and some."""

Stamp = tuple[int, int, int]


def stamp_of(status: os.stat_result) -> Stamp:
    """Return what tells one writing of a file from another: its two times in nanoseconds, and its inode."""
    return status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def is_settled(stamp: Stamp, now: int | None = None) -> bool:
    """Say whether a later write would be sure to give the file another stamp.

    :param stamp: see :func:`stamp_of`.
    :param now: nanoseconds since 1970; the present by default.
    """
    blur = _BLUR_FINE if stamp[0] % 1_000_000 else _BLUR_COARSE
    return max(stamp[0], stamp[1]) < (time.time_ns() if now is None else now) - blur


def all_settled(files: tuple[SourceFile, ...]) -> bool:
    """Say whether every one of the files is settled."""
    now = time.time_ns()
    return all(is_settled(file.stamp, now) for file in files)
