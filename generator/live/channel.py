"""The reload channel: server-sent events (WHATWG HTML) to every open page, and nothing back."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import msgspec
from starlette.responses import StreamingResponse

_HEARTBEAT = 15.0  # seconds; finds out about pages that went away without a word
_WAITING = 64  # a page that leaves so many messages unread has to connect again

Message = tuple[str, Mapping[str, Any]]
"""The name of an event and its data."""


class Channel:
    """Tells every open page what happened.

    :param greeting: gives the messages that a page is sent first, to catch up with what it missed.
    """

    def __init__(self, greeting: Callable[[], list[Message]]) -> None:
        self._greeting = greeting
        self._pages: set[asyncio.Queue[Message | None]] = set()
        self._closed = False

    def send(self, event: str, data: Mapping[str, Any]) -> None:
        """Send an event to every page."""
        for page in tuple(self._pages):
            if page.qsize() < _WAITING:
                page.put_nowait((event, data))
            else:
                self._pages.discard(page)
                page.put_nowait(None)

    def close(self) -> None:
        """Let go of every page, because the server is ending."""
        self._closed = True
        for page in self._pages:
            page.put_nowait(None)

    def respond(self) -> StreamingResponse:
        """Return the response that a page keeps open."""
        return StreamingResponse(
            self._stream(), headers={"cache-control": "no-store"}, media_type="text/event-stream"
        )

    async def _stream(self) -> AsyncIterator[bytes]:
        page: asyncio.Queue[Message | None] = asyncio.Queue()
        self._pages.add(page)
        try:
            yield b"retry: 500\n\n" + b"".join(map(_encode, self._greeting()))
            while not self._closed:
                try:
                    message = await asyncio.wait_for(page.get(), _HEARTBEAT)
                except TimeoutError:
                    yield b":\n\n"
                    continue
                if message is None:
                    return
                yield _encode(message)
        finally:
            self._pages.discard(page)


def _encode(message: Message) -> bytes:
    event, data = message
    return b"event: %s\ndata: %s\n\n" % (event.encode(), msgspec.json.encode(data))
