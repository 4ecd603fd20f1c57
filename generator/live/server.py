"""Starts and ends the preview: its port, its signals, and the loop that rebuilds."""

import asyncio
import contextlib
import gc
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator

import uvicorn
from starlette.types import ASGIApp
from uvicorn.server import HANDLED_SIGNALS

from generator.errors import WeekmarkError
from generator.live.app import create_app
from generator.live.builder import Builder, in_thread
from generator.live.connection import Connection
from generator.live.door import DeskDoor
from generator.live.gate import Gate
from generator.live.guard import MOST_HEADERS
from generator.live.listen import ServeOptions, is_public, listen, url_of
from generator.live.preview import PreviewSession
from generator.live.script import PREFIX
from generator.live.watcher import Watcher

_TICK = 1.0
"""Seconds between looks at the clock."""
_REST = 0.5
"""Seconds after a build in which pages reload, and the garbage collector still waits."""
_TURN = 0.0005
"""Seconds after which a build lets a request that waits be answered; Python's own are ten times as long."""


def serve(session: PreviewSession, options: ServeOptions) -> None:
    """Serve a site and keep it up to date until the user stops it (Ctrl-C, or SIGTERM).

    A mistake in the site's files is told, never raised.

    :raises WeekmarkError: when the server can't listen at the host or port.
    """
    sys.setswitchinterval(_TURN)
    listener = listen(options.host, options.port, options.say)
    with contextlib.closing(listener):
        asyncio.run(_serve(session, options, listener))


async def _serve(session: PreviewSession, options: ServeOptions, listener: socket.socket) -> None:
    gate = Gate()
    builder = Builder(session, gate, options.say)
    watcher = Watcher(session.watched(), options.say)
    door = DeskDoor(session, is_public=is_public(listener))
    server = _Server(create_app(session, builder, gate, options, door), builder.channel.close)
    await watcher.start()
    rebuilding = asyncio.create_task(
        _rebuild(builder, watcher, door, lambda: _say_where(session, options, listener, door))
    )
    rebuilding.add_done_callback(lambda _: server.handle_exit(signal.SIGTERM, None))
    waiting = asyncio.create_task(_wait_for_what_nobody_tells(session, builder, watcher))
    collecting = asyncio.create_task(_collect_again_and_again(options))
    try:
        await server.serve([listener])
    finally:
        waiting.cancel()
        collecting.cancel()
        await gate.stop()
        await watcher.stop()
        if not rebuilding.cancel():
            rebuilding.result()


async def _rebuild(builder: Builder, watcher: Watcher, door: DeskDoor, built: Callable[[], None]) -> None:
    """Build once, and again after every change; what changes during a build leads to the next one."""
    await builder.build()
    built()
    await builder.warm_up()
    await door.warm_up()
    # A build does without the garbage collector; a server that runs all day can't. What the first build
    # has made stays, and is not looked through again and again.
    gc.freeze()
    gc.enable()
    loop = asyncio.get_running_loop()
    resting: asyncio.TimerHandle | None = None
    async for changed in watcher.changes():
        if resting is not None:
            resting.cancel()
        gc.disable()
        await builder.build(changed)
        resting = loop.call_later(_REST, gc.enable)


async def _wait_for_what_nobody_tells(session: PreviewSession, builder: Builder, watcher: Watcher) -> None:
    """Have the site built when time alone has changed it, or a file that the system did not tell of.

    Looks at the clock, which may be set or sleep.
    """
    while True:
        await asyncio.sleep(_TICK)
        overlooked = await builder.overlooked()
        if session.outdated or overlooked:
            watcher.wake(overlooked)


async def _collect_again_and_again(options: ServeOptions) -> None:
    """Ask the feeds at once and at equal intervals, in a thread that keeps nobody waiting."""
    if options.collect is None or not options.collect_every:
        return
    while True:
        try:
            options.say(await in_thread(options.collect))
        except (WeekmarkError, OSError) as error:
            options.say(f"nothing was collected: {error}")
        await asyncio.sleep(options.collect_every)


def _say_where(
    session: PreviewSession, options: ServeOptions, listener: socket.socket, door: DeskDoor
) -> None:
    url = url_of(listener, options.host, session.base_path)
    desk = url_of(listener, options.host, door.path)
    if is_public(listener):
        options.say("other machines can reach this preview, drafts included")
    options.say(f"serving {url} (overview: {url_of(listener, options.host, PREFIX)}; stop with Ctrl-C)")
    if door.is_public or options.opens_desk:
        options.say(f"the desk, for you alone: {desk}")
    if options.opens_desk:
        url = desk
    if options.open_browser:
        threading.Thread(target=webbrowser.open, args=[url], daemon=True).start()


class _Server(uvicorn.Server):
    """uvicorn, which ends at once and leaves the exit code to the command."""

    def __init__(self, app: ASGIApp, on_stop: Callable[[], None]) -> None:
        self._on_stop = on_stop
        super().__init__(
            uvicorn.Config(
                app,
                http=Connection,
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="critical",  # what goes wrong is told by the application, in its own words
                access_log=False,
                proxy_headers=False,
                server_header=False,
                h11_max_incomplete_event_size=MOST_HEADERS,
                timeout_keep_alive=30,
                timeout_graceful_shutdown=1,
            )
        )

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End the server by a signal, and the process only by the command that started it."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in HANDLED_SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let go of the open pages first, which would keep the server waiting."""
        self._on_stop()
        await super().shutdown(sockets)
