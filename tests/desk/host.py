"""A host of feeds on loopback: one address a feed, each with the vice that its test is about."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import NamedTuple, Self

Handler = BaseHTTPRequestHandler


class Reply(NamedTuple):
    """What an address answers."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}


class Asked(NamedTuple):
    """A request that came."""

    path: str
    headers: dict[str, str]


Behaviour = Callable[[Handler], None]


class FeedHost:
    """Serves what it is told, on 127.0.0.1 or another loopback address."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self.asked: list[Asked] = []
        self._replies: dict[str, Reply | Behaviour] = {}
        host = self

        class Answering(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                host.answer(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - see above
                pass

        ThreadingHTTPServer.daemon_threads = True
        self._server = ThreadingHTTPServer((address, 0), Answering)
        self._server.block_on_close = False
        self.base = f"http://{address}:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def serves(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> str:
        """Answer a path from now on; underscores in the names of headers are hyphens. Return its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.behaves(path, Reply(body.encode() if isinstance(body, str) else body, status, named))

    def behaves(self, path: str, behaviour: Reply | Behaviour) -> str:
        """Leave the answer of a path to a function that writes to the connection itself."""
        self._replies[path] = behaviour
        return self.base + path

    def answer(self, handler: Handler) -> None:
        """Answer one request; a client that has seen enough may be gone."""
        self.asked.append(Asked(handler.path, {name.lower(): text for name, text in handler.headers.items()}))
        reply = self._replies.get(handler.path, Reply(status=404))
        try:
            if not isinstance(reply, Reply):
                reply(handler)
                return
            validator = reply.headers.get("ETag")
            is_known = validator is not None and handler.headers.get("If-None-Match") == validator
            status, body = (304, b"") if is_known else (reply.status, reply.body)
            handler.send_response_only(status)
            for name, value in reply.headers.items():
                handler.send_header(name, value)
            if status != 304:
                handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)
        except OSError:
            handler.close_connection = True


def drips(handler: Handler) -> None:
    """Send a byte now and then, and never an end."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b" ")
        time.sleep(0.05)


def never(_handler: Handler) -> None:
    """Take the request and say nothing for a while."""
    time.sleep(1)


def is_cut_off(handler: Handler) -> None:
    """Promise more than is sent."""
    handler.send_response(200)
    handler.send_header("Content-Length", "10000")
    handler.end_headers()
    handler.wfile.write(b"<rss><channel>")
    handler.close_connection = True


def hangs_up(handler: Handler) -> None:
    """Say nothing at all."""
    handler.close_connection = True
    handler.connection.close()


def rss(*entries: str, more: str = "") -> str:
    """Return an RSS feed with these ``<item>`` contents."""
    items = "".join(f"<item>{entry}</item>" for entry in entries)
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{more}{items}</channel></rss>'
    )


def story(number: int, date: str = "Thu, 23 Apr 2026 09:00:00 GMT", guid: str | None = None) -> str:
    """Return the content of an ``<item>``."""
    name = f"id-{number}" if guid is None else guid
    return (
        f"<title>{TITLES[number % len(TITLES)]} {number}</title><link>https://news.example/{number}</link>"
        + (f'<guid isPermaLink="false">{name}</guid>' if name else "")
        + (f"<pubDate>{date}</pubDate>" if date else "")
    )


TITLES = ("A memo is published", "Rates are raised", "A bridge is opened", "The harvest is late")


def stories(numbers: Iterable[int], prefix: str = "id-") -> str:
    """Return a feed of numbered stories, their ids with a prefix."""
    return rss(*(story(number, guid=f"{prefix}{number}") for number in numbers))
