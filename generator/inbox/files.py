"""Changes of files, made only where everything is as it was when they were planned."""

import difflib
import os
from collections.abc import Iterable
from pathlib import Path

from generator.desk.records import FileChange
from generator.desk.settings import FILE
from generator.editing.change import Change
from generator.errors import EditError


def difference(change: FileChange) -> str:
    """Return a change as a unified diff."""
    before, after = (
        (data or b"").decode("utf-8", "replace").splitlines(keepends=True)
        for data in (change.before, change.after)
    )
    old, new = (change.path if data is not None else "/dev/null" for data in (change.before, change.after))
    lines = difflib.unified_diff(before, after, old, new)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def reverse(change: FileChange) -> FileChange:
    """Return what takes a change back."""
    return FileChange(change.path, change.after, change.before)


def is_made(root: Path, change: FileChange) -> bool:
    """Say whether a file is already as the change would make it."""
    path = root / change.path
    there = path.read_bytes() if path.is_file() and not path.is_symlink() else None
    return there == change.after


def make(root: Path, changes: Iterable[FileChange]) -> None:
    """Write files.

    :raises EditError: one is not as it was when the change was planned; none was written then.
    :raises OSError: one can't be written.
    """
    changes = [change for change in changes if not is_made(root, change)]
    for change in changes:
        _check(root, change)
    for change in changes:
        path = root / change.path
        if change.after is None:
            path.unlink()
        elif change.before is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            _create(path, change.after)
        else:
            Change(path, change.path, change.before, change.after).make()


def _create(path: Path, data: bytes) -> None:
    """Make a file that is not there, whole or not at all.

    :raises FileExistsError: it is there by now.
    :raises OSError: it can't be written.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as file:
            file.write(data)
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # some file systems have no links
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _check(root: Path, change: FileChange) -> None:
    """Make sure that a change is one of the desk's own, and that its file is as it was.

    Steps are remembered in a database that may have come with a cloned site: whoever takes one back must
    not write into ``.git``, nor anywhere else where a file can do something.
    """
    path = root / change.path
    if change.path != FILE and not path.parent.resolve().is_relative_to(root.resolve() / "content"):
        raise EditError(f"{change.path} lies outside of content/", "write it by hand")
    if change.before is not None:
        Change(path, change.path, change.before, change.before).check()
    elif path.exists() or path.is_symlink():
        raise EditError(f"{change.path} is there already", "try again")
