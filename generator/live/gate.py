"""The gate between requests and builds, so that no request ever sees half a build."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager

Committing = Callable[[], AbstractContextManager[None]]
"""Opens the only moments in which a build may change the output folder."""


class StoppingError(Exception):
    """The server is ending, and no build may touch the output any more."""


class Gate:
    """Lets requests through, except before the first build and while files are put in place.

    Requests pass on the event loop and open their file there without awaiting anything, and the gate is
    closed on the loop too: so a closed gate means that nobody is reading, without any lock. A file that
    was opened before stays whole, because builds replace files by renaming.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._open = asyncio.Event()
        self._free = asyncio.Event()
        self._free.set()
        self._was_open = False
        self._stopping = False

    async def passed(self) -> None:
        """Wait until the output may be read; read it before anything else is awaited."""
        while not self._open.is_set():
            await self._open.wait()

    def open(self) -> None:
        """Let requests through: the first build has ended."""
        self._open.set()

    @contextmanager
    def committing(self) -> Iterator[None]:
        """Hold requests back while a build changes the output; for the thread that builds.

        :raises StoppingError: when the server is ending.
        """
        closed: Future[None] = Future()
        try:
            self._loop.call_soon_threadsafe(self._close, closed)
        except RuntimeError:  # the loop is closed
            raise StoppingError from None
        closed.result()
        try:
            yield
        finally:
            self._loop.call_soon_threadsafe(self._reopen)

    async def stop(self, patience: float = 5.0) -> None:
        """Let no build touch the output any more, and wait for one that is just doing so.

        :param patience: seconds to wait at most.
        """
        self._stopping = True
        self._open.set()
        try:
            await asyncio.wait_for(self._free.wait(), patience)
        except TimeoutError:
            return

    def _close(self, closed: Future[None]) -> None:
        if self._stopping:
            closed.set_exception(StoppingError())
            return
        self._was_open = self._open.is_set()
        self._open.clear()
        self._free.clear()
        closed.set_result(None)

    def _reopen(self) -> None:
        self._free.set()
        if self._was_open or self._stopping:
            self._open.set()
