"""A lock that the system gives back when its process ends, however it ends."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.interrupts import blocked_interrupts

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no fcntl; processes there are not kept apart
    fcntl = None  # type: ignore[assignment]

_OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@contextlib.contextmanager
def file_lock(path: Path, held: Callable[[str], None], *, passing: bool = False) -> Iterator[int]:
    """Hold the lock that is the file at ``path``, made if need be, and give its descriptor.

    :param held: called with what the file says when another process has the lock; it raises, or else the
        lock is waited for.
    :param passing: whether the file shall be gone when nobody holds or awaits the lock.
    :raises OSError: the file can't be opened, or is a symbolic link.
    """
    descriptor = _acquire(path, held, passing=passing)
    try:
        yield descriptor
    finally:
        if passing and fcntl is not None:
            path.unlink(missing_ok=True)
        os.close(descriptor)


def _acquire(path: Path, held: Callable[[str], None], *, passing: bool) -> int:
    while True:
        descriptor = -1
        try:
            with blocked_interrupts():  # a file that is made and not known would be left behind
                descriptor = os.open(path, _OPEN, 0o644)
            if fcntl is not None:
                _lock(descriptor, held)
            if _is_still_at(path, descriptor):
                return descriptor
        except BaseException:
            if descriptor >= 0:
                if passing and fcntl is not None:
                    _clear_away(path, descriptor)
                os.close(descriptor)
            raise
        os.close(descriptor)


def _lock(descriptor: int, held: Callable[[str], None]) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held(os.pread(descriptor, 64, 0).decode(errors="replace").strip())
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def _clear_away(path: Path, descriptor: int) -> None:
    """Remove the file of a lock that was being taken, unless another process has it."""
    with contextlib.suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if _is_still_at(path, descriptor):
            path.unlink()


def _is_still_at(path: Path, descriptor: int) -> bool:
    """Say whether the file that was waited for has not been removed meanwhile by who held it."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False
