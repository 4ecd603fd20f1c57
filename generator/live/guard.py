"""Who may ask, and for what: hosts and paths that are refused before any file is looked at."""

import ipaddress
from urllib.parse import unquote_to_bytes, urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LONGEST_PATH = 2048
"""Bytes of a path as it was sent; longer ones are answered with 414."""
MOST_HEADERS = 16 * 1024
"""Bytes of all headers of a request together; more are answered with 431."""

_LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
_EVERY_ADDRESS = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with what the user gave, never bound here


class PathError(Exception):
    """A path that no file can have, with the status to answer it by."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class HostGuard:
    """Refuses requests made under a foreign name (DNS rebinding) or from another site's page."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._host = host.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 421, 403 (RFC 9110) or 431 (RFC 6585)."""
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        refusal: PlainTextResponse | None = None
        if sum(len(name) + len(value) for name, value in headers.raw) > MOST_HEADERS:
            refusal = PlainTextResponse("These headers are too long.\n", 431)
        elif not is_local(host, self._host):
            refusal = PlainTextResponse("This preview answers only to local names.\n", 421)
        elif origin is not None and _host_of(origin) != host:
            refusal = PlainTextResponse("This preview answers only to its own pages.\n", 403)
        await (refusal or self._app)(scope, receive, send)


def _host_of(origin: str) -> str:
    """Return the host and port of an Origin header (RFC 6454), or nothing where it has none."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def is_local(host: str, served: str) -> bool:
    """Say whether a Host header, whatever its port, names this machine or the host that is served.

    Served at every address, any address is fine: only a name can be bound to another machine.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if name in _LOCAL_HOSTS or name.endswith(".localhost") or name == served:
        return True
    return served in _EVERY_ADDRESS and _is_address(name)


def split_path(raw: bytes) -> list[str]:
    """Return the parts of a request's path, decoded once; the last one is empty for a folder.

    :param raw: the path as it was sent, percent-encoded, without the query.
    :raises PathError: for a path that could lead out of the folder, that is no text, or that is too long.
    """
    if len(raw) > LONGEST_PATH:
        raise PathError(414)
    if not raw.startswith(b"/"):
        raise PathError(400)
    try:
        parts = [unquote_to_bytes(part).decode() for part in raw[1:].split(b"/")]
    except UnicodeDecodeError:
        raise PathError(400) from None
    if any(character < " " or character in "\x7f\\/" for part in parts for character in part):
        raise PathError(400)
    if "" in parts[:-1] or any(part.startswith(".") and part != ".well-known" for part in parts):
        raise PathError(404)
    return parts


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
