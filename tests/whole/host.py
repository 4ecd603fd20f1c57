"""A host of static sites that compresses, and reads ``_headers`` as Netlify and Cloudflare Pages do."""

import gzip
import mimetypes
import threading
from fnmatch import fnmatchcase
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

PACKED = frozenset({"image/jpeg", "image/png", "image/webp"})
"""What gains nothing from compression."""


def read_headers(text: str) -> list[tuple[str, dict[str, str]]]:
    """Return the rules of a ``_headers`` file: a pattern of paths, and the headers of those that match."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            rules.append((line.strip(), {}))
        elif line.strip():
            assert line.startswith("  "), line
            name, _, value = line.strip().partition(": ")
            assert name not in rules[-1][1], line
            rules[-1][1][name] = value
    return rules


class Host:
    """Serves a folder on a port of its own until it is left.

    :param strict: with the headers of ``_headers``; without them, nothing but the site itself guards readers.
    """

    def __init__(self, folder: Path, *, strict: bool = True) -> None:
        self.folder = folder
        self.rules = read_headers((folder / "_headers").read_text("utf-8")) if strict else []
        self.misses: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def headers(self, path: str) -> dict[str, str]:
        """Return the headers of a path."""
        found: dict[str, str] = {}
        for pattern, headers in self.rules:
            if fnmatchcase(path, pattern):
                found |= headers
        return found

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                path = unquote(urlsplit(self.path).path)
                file = host.folder / path.lstrip("/")
                file = file / "index.html" if path.endswith("/") else file
                found = file.is_file()
                if not found:
                    host.misses.append(path)
                    file = host.folder / "404.html"
                body = file.read_bytes()
                kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
                packed = "gzip" in self.headers.get("Accept-Encoding", "") and kind not in PACKED
                self.send_response(200 if found else 404)
                for name, value in ({"Content-Type": kind} | host.headers(path)).items():
                    self.send_header(name, value)
                if packed:
                    self.send_header("Content-Encoding", "gzip")
                    body = gzip.compress(body, 6)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments: object) -> None:
                """Say nothing."""

        return Handler
