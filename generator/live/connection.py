"""A connection that does not wait for ever for a client to ask something."""

import asyncio
from typing import cast

from uvicorn.protocols.http.h11_impl import H11Protocol

_PATIENCE = 20.0
"""Seconds in which the first request of a connection has to be complete."""


class Connection(H11Protocol):
    """uvicorn's HTTP/1.1, which closes a connection that stays silent or sends its request by drops."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as in uvicorn
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._deadline = self.loop.call_later(_PATIENCE, self._close_if_silent)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        if self._deadline is not None:
            self._deadline.cancel()
        super().connection_lost(exc)

    def _close_if_silent(self) -> None:
        if cast("object", self.cycle) is None:  # uvicorn says it is never None, and sets it to None
            self.transport.close()
