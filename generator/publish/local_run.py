"""One publication at a time from this folder, and the memory of who the last one was."""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from generator.errors import PublishError
from generator.publish.target import Run

try:
    import fcntl
except (
    ImportError
):  # pragma: no cover - Windows has no fcntl; publications from one folder are not kept apart
    fcntl = None  # type: ignore[assignment]


@contextlib.contextmanager
def local_run(folder: Path, name: str, *, force: bool = False) -> Iterator[Run]:
    """Hold the lock of a target on this machine and give the run its id.

    The id of the run before is known to be over, since the system gives back the lock of a process however
    it ended. So a lock that it left at the target can be taken at once.

    :param folder: where the lock file may lie.
    :param name: the target's name in ``site.yaml``.
    :raises PublishError: another publication to the target runs here.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / f"{name}.run", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if fcntl is not None:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise PublishError(
                    f"another publication to {name} is under way from this folder", "wait for it to end"
                ) from None
        previous = os.pread(descriptor, 64, 0).decode("ascii", "replace").strip()
        run = Run(secrets.token_hex(16), previous, force)
        os.pwrite(descriptor, run.id.encode(), 0)
        yield run
    finally:
        os.close(descriptor)
