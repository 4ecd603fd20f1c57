"""Something happening at one exact step of the work on files: an error, a signal or the end of the process.

Python tells an audit hook of every file that is opened, moved, linked, made or removed, just before it is.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_STEPS = frozenset({"os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "open"})


class _Hook:
    """Counts steps in one folder; a hook can't be removed, so this one lies still when it has no task."""

    def __init__(self) -> None:
        self.folder = ""
        self.left = 0
        self.happen: Callable[[], None] = lambda: None

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.left or event not in _STEPS or not self._concerns(arguments):
            return
        self.left -= 1
        if not self.left:
            self.happen()

    def _concerns(self, arguments: tuple[Any, ...]) -> bool:
        paths = (os.fspath(part) for part in arguments[:2] if isinstance(part, (str, os.PathLike)))
        return any(str(path).startswith(self.folder) for path in paths)


_hook = _Hook()
sys.addaudithook(_hook)


@contextmanager
def at_step(number: int, folder: Path, happen: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """Let something happen at the step of this number, from 1, that concerns files below ``folder``.

    :returns: a function that says whether there was such a step.
    """
    _hook.folder, _hook.left, _hook.happen = str(folder), number, happen
    try:
        yield lambda: not _hook.left
    finally:
        _hook.left = 0
