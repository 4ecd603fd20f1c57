"""One build at a time on one site, and into one output folder."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.file_lock import file_lock
from generator.output.staging import lock_place


@contextlib.contextmanager
def build_lock(folder: Path, say: Callable[[str], None], *, wait: bool = True) -> Iterator[None]:
    """Hold the lock of a site, waiting for another build to end, and saying so once.

    :param folder: where the caches of the site lie.
    :raises BlockingIOError: another build is running, and it shall not be waited for.
    """
    folder.mkdir(parents=True, exist_ok=True)

    def held(holder: str) -> None:
        if not wait:
            raise BlockingIOError
        say(f"another build of this site is running (process {holder or 'unknown'}); waiting for it to end")

    with file_lock(folder / "lock", held) as descriptor:
        _sign(descriptor)
        yield


@contextlib.contextmanager
def output_lock(output: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of an output folder, which builds of other sites may have too; see :func:`build_lock`.

    The file of the lock lies beside the folder, or inside it where staging does, while a build runs.
    """
    place = lock_place(output)
    place.parent.mkdir(parents=True, exist_ok=True)

    def held(holder: str) -> None:
        say(f"another build into {output} is running (process {holder or 'unknown'}); waiting for it to end")

    with file_lock(place, held, passing=True) as descriptor:
        _sign(descriptor)
        yield


def _sign(descriptor: int) -> None:
    """Write into the lock who holds it, for who waits; where the disk is full, that stays unknown."""
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
