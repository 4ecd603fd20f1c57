"""One publication at a time from this folder to a target, and who it is for others."""

import contextlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from generator.errors import PublishError
from generator.file_lock import file_lock
from generator.publish.target import Run


@contextlib.contextmanager
def local_run(folder: Path, name: str, *, force: bool = False) -> Iterator[Run]:
    """Hold the lock of a target on this machine and give the run its ids.

    While it is held, no other run of this folder and target goes on, since the system keeps the lock of a
    process as long as it lives and no longer. So a lock that such a run left at the target may be taken.

    :param folder: where the lock file may lie.
    :param name: the target's name in ``site.yaml``.
    :raises PublishError: another publication to the target runs here.
    """
    folder.mkdir(parents=True, exist_ok=True)

    def held(_owner: str) -> None:
        raise PublishError(
            f"another publication to {name} is under way from this folder", "wait for it to end"
        )

    with file_lock(folder / f"{name}.run", held) as descriptor:
        owner = os.pread(descriptor, 32, 0).decode("ascii", "replace")
        if not re.fullmatch("[0-9a-f]{32}", owner):
            owner = secrets.token_hex(16)
            os.pwrite(descriptor, owner.encode(), 0)
        yield Run(f"{owner}-{secrets.token_hex(8)}", owner, force)
