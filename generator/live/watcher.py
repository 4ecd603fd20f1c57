"""Watches the files that a build reads, whether or not they exist yet."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

from watchfiles import Change, awatch

from generator.leftovers import is_passed_over
from generator.live.changed import NOTHING, Changed

_STEP = 5  # milliseconds; a save is told once so long nothing more has happened, which is also how long a
# program may take between emptying a file and writing it
_LONGEST = 400  # milliseconds; many files at once are told together, but not later than this
_MOST = 1000  # files at once; where there are more, the system may have lost count

_Changes = set[tuple[Change, str]]


class Watcher:
    """Collects the paths that change, from the moment it is started.

    Folders are watched with all that is in them. What lies around each path is watched too, but no
    deeper, so that a path may come, go and be replaced: nothing beside the given paths costs a watch,
    however many files a virtual environment has.
    """

    def __init__(self, paths: Iterable[Path], say: Callable[[str], None]) -> None:
        self._paths = frozenset(path.parent.resolve() / path.name for path in paths)
        self._say = say
        self._changed = NOTHING
        self._is_polling = bool(os.environ.get("WATCHFILES_FORCE_POLLING"))
        self._news = asyncio.Event()
        self._stop = asyncio.Event()
        self._moved = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to watch: whatever changes after this is told."""
        self._tasks = [asyncio.create_task(self._follow_paths()), asyncio.create_task(self._follow_folders())]
        for task in self._tasks:
            task.add_done_callback(self._end)
        await asyncio.sleep(0)

    async def stop(self) -> None:
        """End watching, and with it the iteration over changes."""
        self._end()
        await asyncio.gather(*self._tasks)

    def wake(self, changed: frozenset[Path] = frozenset()) -> None:
        """Have the site built again for another reason than a change that was told, or one that was not."""
        self._changed |= Changed(changed, is_all=False)
        self._news.set()

    async def changes(self) -> AsyncIterator[Changed]:
        """Yield what has changed since the last time; no paths when something else woke us."""
        while True:
            await self._news.wait()
            if self._stop.is_set():
                return
            self._news.clear()
            changed, self._changed = self._changed, NOTHING
            yield changed

    async def _follow_paths(self) -> None:
        """Watch whether each path is there, and what becomes of those that are files."""
        around = [str(path) for path in {path.parent for path in self._paths} if path.is_dir()]
        async for changes in self._watch(around, self._is_given, self._stop, recursive=False):
            self._note(changes)
            (self._moved if any(map(_is_folder_moved, changes)) else self._news).set()

    async def _follow_folders(self) -> None:
        """Watch all that is in the folders, and begin anew when one of them comes or goes."""
        loop = asyncio.get_running_loop()
        while not self._stop.is_set():
            moved = self._moved = asyncio.Event()
            folders = [str(path) for path in self._paths if path.is_dir()]
            async for changes in self._watch(folders, self._is_content, moved, recursive=True):
                self._note(changes)
                self._news.set()
            await moved.wait()
            # Told once the new watch has begun, so that the build finds whatever was written before.
            loop.call_soon(self.wake)

    def _note(self, changes: _Changes) -> None:
        is_doubtful = self._is_polling or len(changes) > _MOST or any(map(_is_folder_moved, changes))
        self._changed |= Changed(frozenset(Path(path) for _, path in changes), is_all=not is_doubtful)

    async def _watch(
        self,
        paths: list[str],
        watch_filter: Callable[[Change, str], bool],
        stop_event: asyncio.Event,
        *,
        recursive: bool,
    ) -> AsyncIterator[_Changes]:
        """Yield what changes at the paths; by polling, where the system can't watch so many."""
        for polling in (False, True) if paths else ():
            try:
                async for changes in awatch(
                    *paths,
                    watch_filter=watch_filter,
                    debounce=_LONGEST,
                    step=_STEP,
                    rust_timeout=0,  # on a timeout, what has just changed would be forgotten
                    stop_event=stop_event,
                    force_polling=polling or None,
                    recursive=recursive,
                ):
                    yield changes
            except FileNotFoundError:
                stop_event.set()
            except (OSError, RuntimeError) as error:
                self._is_polling = True
                self._say(f"files are looked at every 0.3 s, because they can't be watched: {error}")
                continue
            return

    def _end(self, _: object = None) -> None:
        """Wake up everything that waits, to find out that nothing more will come."""
        for event in (self._stop, self._moved, self._news):
            event.set()

    def _is_given(self, _: Change, path: str) -> bool:
        return Path(path) in self._paths

    def _is_content(self, _: Change, path: str) -> bool:
        return self.counts(Path(path))

    def counts(self, changed: Path) -> bool:
        """Say whether a changed path is one that a build reads, and no editor's temporary file."""
        folder = next((given for given in self._paths if changed.is_relative_to(given)), changed.parent)
        inside = folder.name
        for name in changed.relative_to(folder).parts:
            if is_passed_over(name, inside):
                return False
            inside += f"/{name}"
        return True


def _is_folder_moved(change: tuple[Change, str]) -> bool:
    """Say whether a path has come or gone that is no file."""
    kind, path = change
    return kind is not Change.modified and not Path(path).is_file()
