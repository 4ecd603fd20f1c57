"""One build at a time on one site."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no fcntl; builds there are not kept apart
    fcntl = None  # type: ignore[assignment]


@contextlib.contextmanager
def build_lock(folder: Path, say: Callable[[str], None], *, wait: bool = True) -> Iterator[None]:
    """Hold the lock of a site, waiting for another build to end, and saying so once.

    The system gives the lock back when a process ends, however it ends.

    :raises BlockingIOError: another build is running, and it shall not be waited for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if fcntl is not None:
            _acquire(descriptor, say, wait)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, say: Callable[[str], None], wait: bool) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        if not wait:
            raise
        holder = os.pread(descriptor, 32, 0).decode(errors="replace").strip() or "unknown"
        say(f"another build of this site is running (process {holder}); waiting for it to end")
        fcntl.flock(descriptor, fcntl.LOCK_EX)
