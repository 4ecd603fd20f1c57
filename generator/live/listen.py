"""The port that the preview listens at, and the URL to reach it by."""

import errno
import os
import socket
from collections.abc import Callable

import msgspec

from generator.errors import WeekmarkError

_TRIES = 100


class ServeOptions(msgspec.Struct, frozen=True):
    """How to serve."""

    host: str = "127.0.0.1"
    """The name or address to listen at."""
    port: int = 8000
    """The port, or the first free one above it; 0 takes any."""
    open_browser: bool = False
    """Open the site in the user's browser once it is built."""
    say: Callable[[str], None] = print
    """Takes a message for the terminal."""
    opens_desk: bool = False
    """Open the curator's desk rather than the site."""
    collect: Callable[[], str] | None = None
    """Asks the feeds, and returns what there is to say of it."""
    collect_every: float = 0
    """Seconds from one such time to the next; 0 for never."""


def listen(host: str, port: int, say: Callable[[str], None]) -> socket.socket:
    """Return a socket bound to the port, or to the next free one above it, which is said aloud.

    :param port: 0 for any that is free.
    :raises WeekmarkError: when the host has no address here, or all these ports are taken.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise WeekmarkError(f"can't find the address of {host}: {error}", "try 127.0.0.1") from None
    for candidate in range(port, min(port + _TRIES, 65536)):
        # asyncio sends at once only on sockets that say they are TCP; others wait 40 ms between two writes.
        listener = socket.socket(family, kind, socket.IPPROTO_TCP)
        if os.name == "posix":  # elsewhere it would take the port from whoever has it
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address[0], candidate))
            listener.listen(2048)
        except OSError as error:
            listener.close()
            if error.errno != errno.EADDRINUSE:
                raise WeekmarkError(f"can't listen at {host}, port {candidate}: {error.strerror}") from None
            continue
        if candidate != port:
            say(f"port {port} is taken; using {candidate}")
        return listener
    raise WeekmarkError(f"ports {port} to {port + _TRIES - 1} are all taken", "choose another with --port")


def url_of(listener: socket.socket, host: str, path: str) -> str:
    """Return the URL of a path on the server that listens, as a browser on this machine takes it."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - shown, not bound
    port = listener.getsockname()[1]
    return f"http://[{name}]:{port}{path}" if ":" in name else f"http://{name}:{port}{path}"


def is_public(listener: socket.socket) -> bool:
    """Say whether other machines can reach the server."""
    address = str(listener.getsockname()[0])
    return not address.startswith("127.") and address != "::1"
