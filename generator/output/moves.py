"""Moving files into a folder so that a failure half way can be taken back."""

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Self


class Moves:
    """Moves files in and out of a folder, and remembers how to undo it.

    Use it as a context manager: whatever is raised inside, the folder gets back what it held, as far as
    the system lets it.
    """

    def __init__(self, folder: Path, aside: Path) -> None:
        """Change ``folder``; what it loses is kept in ``aside``, on the same file system, until the end."""
        self._folder = folder
        self._aside = aside
        self._undo: list[Callable[[], object]] = []
        aside.mkdir()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            for undo in reversed(self._undo):
                with contextlib.suppress(OSError):
                    undo()
        shutil.rmtree(self._aside, ignore_errors=True)

    def put(self, source: Path, path: str) -> None:
        """Move a file to ``path``, over the file or the folder of empty folders that is there."""
        target = self._folder / path
        kept = self._new_name()
        try:
            link_or_copy(target, kept)
        except (FileNotFoundError, IsADirectoryError):
            target.parent.mkdir(parents=True, exist_ok=True)
            for empty, _, _ in os.walk(target, topdown=False):
                Path(empty).rmdir()
            self._undo.append(lambda: self._discard(path))
        else:
            self._undo.append(lambda: kept.replace(target))
        _rename(source, target, target)

    def take_away(self, path: str) -> None:
        """Move the file at ``path`` out, if it is there, and remove the folders that it leaves empty."""
        target = self._folder / path
        if target.is_dir() and not target.is_symlink():
            return
        kept = self._new_name()
        try:
            _rename(target, kept, target)
        except (FileNotFoundError, NotADirectoryError):
            return
        self._undo.append(lambda: self._restore(kept, target))
        self._remove_empty_folders(path)

    def _new_name(self) -> Path:
        return self._aside / str(len(self._undo))

    def _discard(self, path: str) -> None:
        (self._folder / path).unlink(missing_ok=True)
        self._remove_empty_folders(path)

    def _restore(self, kept: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        kept.replace(target)

    def _remove_empty_folders(self, path: str) -> None:
        with contextlib.suppress(OSError):
            while path := path.rpartition("/")[0]:
                (self._folder / path).rmdir()


def _rename(source: Path, target: Path, shown: Path) -> None:
    """Rename a file; an error names the one of the two that a reader knows."""
    try:
        source.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(shown)) from None


def has_files(path: Path) -> bool:
    """Say whether there is a file at a path or anywhere below it."""
    return path.is_symlink() or not path.is_dir() or any(names for _, _, names in os.walk(path))


def link_or_copy(source: Path, target: Path) -> None:
    """Give a file a second name, or a copy where the file system or the file's owner allows no second name.

    :raises FileNotFoundError: there is no such file.
    :raises IsADirectoryError: it is a folder.
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotFoundError(source) from None
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
