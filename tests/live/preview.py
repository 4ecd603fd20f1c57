"""A preview running as a program of its own, seen from outside: its files, its terminal, its server."""

import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import httpx2

SMALL_SITE = [sys.executable, str(Path(__file__).with_name("small_site.py"))]
PATIENCE = 15.0
"""Seconds after which a test gives up; nothing is asserted about how fast a machine is."""


class Preview:
    """Starts a preview of the files below ``root`` and ends it again."""

    def __init__(self, root: Path, command: list[str]) -> None:
        self.root = root
        self.lines: list[str] = []
        self._arrived = threading.Condition()
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def url(self) -> str:
        """The URL it has printed."""
        line = self.said("serving http")
        return line.split()[1]

    def said(self, text: str, times: int = 1) -> str:
        """Wait until the terminal shows so many lines with a text, and return the last of them."""
        deadline = time.monotonic() + PATIENCE
        with self._arrived:
            while len(found := [line for line in self.lines if text in line]) < times:
                assert self._arrived.wait(deadline - time.monotonic()), f"{text!r} is not in {self.lines}"
        return found[-1]

    def write(self, path: str, text: str | bytes) -> Self:
        """Write a file of the site."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)
        return self

    def get(self, path: str, method: str = "GET", **headers: str) -> httpx2.Response:
        """Ask for a path below the site's URL; ``if_none_match="x"`` is a header."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx2.request(method, self.url + path.removeprefix("/"), headers=named, timeout=PATIENCE)

    def shows(self, path: str, text: str) -> bool:
        """Say whether a page comes to have a text."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if text in self.get(path).text:
                return True
            time.sleep(0.01)
        return False

    def connect(self) -> socket.socket:
        """Open a connection and say nothing."""
        address = urlsplit(self.url)
        return socket.create_connection((str(address.hostname), address.port or 0), timeout=PATIENCE)

    def raw(self, request: bytes) -> bytes:
        """Send bytes as they are, and return all that comes back until the connection is closed."""
        with self.connect() as connection:
            connection.sendall(request)
            parts = []
            while part := connection.recv(65536):
                parts.append(part)
        return b"".join(parts)

    def status(self, target: str, host: str = "localhost", *more: str) -> int:
        """Ask for a target exactly as it is written, and return the status."""
        headers = "".join(f"{line}\r\n" for line in (f"Host: {host}", "Connection: close", *more))
        answer = self.raw(f"GET {target} HTTP/1.1\r\n{headers}\r\n".encode())
        return int(answer.split(b" ", 2)[1])

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        """Send a signal and return the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()
        return code

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            with self._arrived:
                self.lines.append(line.rstrip("\n"))
                self._arrived.notify_all()


def rebuilds(preview: Preview, least: int = 1) -> list[str]:
    """Return what the terminal said about each rebuild, without times, once it has told of so many.

    A page may show an edit before the terminal tells of it.
    """
    preview.said("changed: ", least)
    return [line.rpartition("; ")[0] for line in preview.lines if line.startswith("changed: ")]
