"""``type: folder``: a folder of this machine, such as the root of a web server.

Where the file system allows, a whole new folder is made beside the old one, of links to what stays and
copies of what is new, and the two are exchanged in one step. Elsewhere each file is put in place by a
rename, in the order of the plan.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from generator.errors import PublishError
from generator.exchange import carry_over, exchange
from generator.file_lock import file_lock
from generator.manifest import MANIFEST_NAME, linked_folders, read_plain_file
from generator.model import Manifest
from generator.publish.state import State, read_state, write_state
from generator.publish.target import Job, Session, There, first_few
from generator.targets import FolderOptions

_LOCK_FILE = ".weekmark-lock"
_OWN = frozenset({MANIFEST_NAME, _LOCK_FILE})
_DRAFT = ".weekmark-new"


class FolderTarget:
    """A folder of this machine."""

    settings = ""

    def __init__(self, options: FolderOptions, root: Path, tree: Path) -> None:
        """Find the folder.

        :param root: the site's folder, which the path is relative to.
        :param tree: the folder of the built site.
        :raises PublishError: the folder is one of the site's own.
        """
        self._folder = (root / Path(options.path).expanduser()).resolve()
        _refuse_own_places(self._folder, root.resolve(), tree.resolve())
        self._atomic = options.atomic
        self.where = str(self._folder)
        self.hosts = (options.host,) if options.host else ()

    def published(self, manifest: Manifest) -> Manifest:
        """Return the manifest as it is."""
        return manifest

    def look(self) -> There:
        """Read the manifest, or else look for files of another origin."""
        if self._folder.exists() and not self._folder.is_dir():
            raise PublishError(f"{self._folder} is a file, not a folder", "name a folder in site.yaml")
        try:
            return There(read_state(read_plain_file(self._folder / MANIFEST_NAME), self.where))
        except FileNotFoundError:
            return There(None, first_few(path for path in _walk(self._folder) if not _is_own(path)))

    @contextmanager
    def open(self, job: Job) -> Iterator[Session]:
        """Lock the folder; the system frees the lock when the process ends, however it ends."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with file_lock(self._folder / _LOCK_FILE, self._held):
            fresh = self._fresh_folder() if self._atomic else None
            if fresh is None:
                yield _FilesSession(job.tree, self._folder)
                return
            try:
                yield _SwapSession(job, self._folder, fresh)
            finally:
                shutil.rmtree(fresh, ignore_errors=True)

    def _held(self, _holder: str) -> None:
        raise PublishError(
            f"{self._folder} is held by another publisher", "wait for it to end, then publish again"
        )

    def _fresh_folder(self) -> Path | None:
        """Make an empty folder beside the target, or return None where that is not allowed."""
        fresh = self._folder.with_name(f".{self._folder.name}{_DRAFT}")
        shutil.rmtree(fresh, ignore_errors=True)
        try:
            fresh.mkdir()
        except OSError:
            return None
        return fresh


def _refuse_own_places(folder: Path, root: Path, tree: Path) -> None:
    """Refuse a folder that the site itself lives in or is built in."""
    if folder in {root, *root.parents, tree, *tree.parents}:
        raise PublishError(f"{folder} holds the site's own files", "publish to a folder of its own")
    if tree in folder.parents or root / "content" in (folder, *folder.parents):
        raise PublishError(f"{folder} lies inside the site's own files", "publish to a folder of its own")


def _is_own(path: str) -> bool:
    """Say whether a file without a manifest can only be one of ours: a lock, or a draft that was cut off."""
    return path in _OWN or path.endswith(_DRAFT)


class _FilesSession:
    """Puts files in place one by one."""

    def __init__(self, tree: Path, folder: Path) -> None:
        self._tree = tree
        self._folder = folder

    def claim(self, state: State) -> None:
        _write(self._folder / MANIFEST_NAME, write_state(state))

    def send(self, paths: Sequence[str], done: Callable[[str], None]) -> None:
        _refuse_links(self._folder, paths)
        for path in paths:
            place = self._folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            _write(place, (self._tree / path).read_bytes())
            done(path)

    def remove(self, paths: Sequence[str], done: Callable[[str], None]) -> None:
        _refuse_links(self._folder, paths)
        for path in paths:
            place = self._folder / path
            if place.is_symlink() or not place.is_dir():
                place.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                for parent in Path(path).parents[:-1]:
                    (self._folder / parent).rmdir()
            done(path)

    def finish(self, state: State) -> None:
        self.claim(state)


class _SwapSession:
    """Fills a fresh folder and exchanges it with the target at the end; until then nothing changes there."""

    def __init__(self, job: Job, folder: Path, fresh: Path) -> None:
        self._job = job
        self._folder = folder
        self._fresh = fresh
        self._claim = State({})
        self._sent: list[str] = []
        self._removed: Sequence[str] = ()

    def claim(self, state: State) -> None:
        """Note the claim; an interruption leaves the target as it was."""
        self._claim = state

    def send(self, paths: Sequence[str], done: Callable[[str], None]) -> None:
        for path in paths:
            _copy(self._job.tree / path, self._fresh / path)
            self._sent.append(path)
            done(path)

    def remove(self, paths: Sequence[str], done: Callable[[str], None]) -> None:
        self._removed = paths
        for path in paths:
            done(path)

    def finish(self, state: State) -> None:
        (self._fresh / MANIFEST_NAME).write_bytes(write_state(state))
        _refuse_links(self._folder, [*self._sent, *self._removed, *self._job.kept])
        is_whole = carry_over(self._folder, self._fresh, {*self._removed, *self._sent, MANIFEST_NAME})
        for path in self._job.kept:
            if is_whole and not (self._fresh / path).exists():
                _copy(self._job.tree / path, self._fresh / path)
        if not (is_whole and exchange(self._fresh, self._folder)):
            self._put_in_place(state)

    def _put_in_place(self, state: State) -> None:
        """Do without the exchange: the folder is a mount point, or the system has no such thing."""
        session = _FilesSession(self._job.tree, self._folder)
        session.claim(self._claim)
        session.send(self._sent, lambda _path: None)
        session.remove(self._removed, lambda _path: None)
        session.finish(state)


def _walk(folder: Path) -> Iterator[str]:
    """Yield the paths of all files below a folder, symbolic links included."""
    for parent, folders, names in os.walk(folder):
        inner = os.path.relpath(parent, folder)
        links = [name for name in folders if os.path.islink(os.path.join(parent, name))]  # noqa: PTH114, PTH118 - quick
        for name in sorted((*names, *links)):
            yield name if inner == "." else f"{inner}/{name}".replace(os.sep, "/")


def _refuse_links(folder: Path, paths: Iterable[str]) -> None:
    """Refuse to change or remove files that lie behind a symbolic link, outside of the folder.

    :raises PublishError: naming the first such link.
    """
    for linked in sorted(linked_folders(folder, paths)):
        raise PublishError(
            f"{folder / linked} is a symbolic link, and files of the site belong below it",
            "put a folder in its place, or publish to where it leads",
        )


def _copy(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(old, new)


def _write(place: Path, data: bytes) -> None:
    """Put a file in place such that a reader sees all of the old one or all of the new one."""
    draft = place.with_name(f".{place.name}{_DRAFT}")
    try:
        draft.unlink(missing_ok=True)
        with draft.open("xb") as file:
            file.write(data)
        draft.replace(place)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
