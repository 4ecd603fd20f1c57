"""A proxy between a publisher and a server that fails on purpose."""

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Rule = Callable[[str, str, int], int | None]
"""Takes method, path and number of a request; returns a status to answer with, or None to pass it on."""


class FaultProxy:
    """Passes requests on to a server, unless a rule says otherwise, and remembers them."""

    def __init__(self, upstream: int) -> None:
        self.upstream = upstream
        self.requests: list[tuple[str, str]] = []
        self.rule: Rule = lambda _method, _path, _number: None
        self.delay = 0.0
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def paths(self, method: str) -> list[str]:
        """Return the paths of all requests of a method so far."""
        return [path for used, path in self.requests if used == method]

    def note(self, method: str, path: str) -> int | None:
        """Remember a request; return what to answer, if anything."""
        with self._lock:
            self.requests.append((method, path))
            number = len(self.requests)
        time.sleep(self.delay)
        return self.rule(method, path, number)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def fault_proxy(upstream: int) -> Iterator[FaultProxy]:
    """Run a proxy in front of a port."""
    proxy = FaultProxy(upstream)
    try:
        yield proxy
    finally:
        proxy.close()


def _handler(proxy: FaultProxy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status = proxy.note(self.command, self.path)
            if status is not None:
                self._answer(
                    status,
                    [],
                    b"<Error><Code>Made up</Code><Message>a secret of the server</Message></Error>",
                )
                return
            server = http.client.HTTPConnection("127.0.0.1", proxy.upstream, timeout=30)
            try:
                server.request(self.command, self.path, body, dict(self.headers.items()))
                answer = server.getresponse()
                self._answer(answer.status, answer.getheaders(), answer.read())
            except (OSError, http.client.HTTPException):
                self.close_connection = True
            finally:
                server.close()

        def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
            self.send_response_only(status)
            for name, value in headers:
                if name.lower() not in {"content-length", "transfer-encoding", "connection"}:
                    self.send_header(name, value)
            length = next((v for n, v in headers if n.lower() == "content-length"), str(len(body)))
            self.send_header("Content-Length", length if self.command == "HEAD" else str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _pass_on  # noqa: N815 - names given by http.server

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by http.server
            """Say nothing."""

    return Handler
