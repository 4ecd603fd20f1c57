"""Requests that are refused, and clients that must not hold up others."""

import os
import socket
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.live.guard import PathError, is_local, split_path
from tests.live.conftest import Start
from tests.live.preview import Preview


@pytest.mark.parametrize(
    ("host", "served", "expected"),
    [
        ("localhost:8000", "127.0.0.1", True),
        ("LOCALHOST", "127.0.0.1", True),
        ("127.0.0.1:1", "127.0.0.1", True),
        ("[::1]:8000", "127.0.0.1", True),
        ("digest.localhost:8000", "127.0.0.1", True),
        ("desk.example.org:8000", "desk.example.org", True),
        ("192.168.1.4:8000", "0.0.0.0", True),  # noqa: S104 - a header, not an address to bind
        ("evil.example.org", "0.0.0.0", False),  # noqa: S104 - see above
        ("evil.example.org:8000", "127.0.0.1", False),
        ("192.168.1.4:8000", "127.0.0.1", False),
        ("localhost.evil.example", "127.0.0.1", False),
        ("evillocalhost", "127.0.0.1", False),
        ("localhost@evil.example", "127.0.0.1", False),
        ("[::1", "127.0.0.1", False),
        ("", "127.0.0.1", False),
    ],
)
def test_only_local_hosts_are_answered(host: str, served: str, expected: bool) -> None:
    assert is_local(host, served) is expected


def test_a_foreign_host_is_refused_for_every_address(preview: Preview) -> None:
    for target in ("/", "/one/", "/__weekmark/", "/__weekmark/events", "/__weekmark/client.js"):
        assert preview.status(target, "evil.example.org") == 421
    assert preview.raw(b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 421 ")


def test_the_page_of_another_site_is_refused(preview: Preview) -> None:
    for origin in (
        "http://evil.example.org",
        "null",
        "http://localhost:1",
        "http://[",
        "http://℀",
        "//",
        "[::1",
    ):
        assert preview.status("/__weekmark/events", "localhost", f"Origin: {origin}") == 403
    assert preview.status("/one/", "localhost", "Origin: http://localhost") == 200


@pytest.fixture
def secrets(preview: Preview) -> Preview:
    """A preview beside files that must not be read, with symbolic links that lead to them."""
    outside = preview.root / "secret"
    outside.mkdir()
    (outside / "index.html").write_text("SECRET")
    preview.said("serving")
    output = preview.root / "output"
    (output / ".weekmark-manifest.json").write_text("SECRET")
    (output / "linked").symlink_to(outside)
    (output / "linked.html").symlink_to(outside / "index.html")
    (output / "loop").symlink_to(output / "loop")
    (output / "folder").mkdir()
    os.mkfifo(output / "pipe")
    return preview


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/../secret/index.html", 404),
        ("/one/../../secret/index.html", 404),
        ("/%2e%2e/secret/index.html", 404),
        ("/%2E%2E%2Fsecret/index.html", 400),
        ("/..%2fsecret/index.html", 400),
        ("/%252e%252e/secret/index.html", 404),
        ("/..%5csecret%5cindex.html", 400),
        ("/..\\secret\\index.html", 400),
        ("/one/%00", 400),
        ("/one%0d%0aSet-Cookie:%20a", 404),
        ("/%ff%fe", 400),
        ("/%c0%ae%c0%ae/secret/index.html", 400),
        ("//one/", 404),
        ("/one//", 404),
        ("/./one/", 404),
        ("//evil.example.org/%2f..", 400),
        ("/.weekmark-manifest.json", 404),
        ("/%2eweekmark-manifest.json", 404),
        ("/linked/", 404),
        ("/linked", 404),
        ("/linked/index.html", 404),
        ("/linked.html", 404),
        ("/loop", 404),
        ("/pipe", 404),
        ("/folder/", 404),
        ("/folder", 404),
        ("/__weekmark/../one/", 404),
        ("/__weekmark/client%2ejs%00", 404),
        ("/__weekmark/%2e%2e%2fclient.js", 400),
        ("/" + "a" * 3000, 414),
        ("/" + "a/" * 900, 404),
        ("/" + "a" * 300, 404),
        ("http://evil.example.org/one/", 404),
        ("*", 404),
    ],
)
def test_no_path_leaves_the_output(secrets: Preview, target: str, status: int) -> None:
    answer = secrets.raw(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert int(answer.split(b" ", 2)[1]) == status
    assert b"SECRET" not in answer
    assert b"set-cookie" not in answer.lower()


@given(st.binary() | st.text(alphabet="./\\%25eEfFcC0:~a").map(str.encode))
def test_no_bytes_lead_out_of_the_folder(raw: bytes) -> None:
    try:
        parts = split_path(b"/" + raw)
    except PathError:
        return
    path = os.path.normpath(os.path.join("/output", *parts))  # noqa: PTH118 - as the server joins them
    assert path == "/output" or path.startswith("/output/")


def test_the_root_itself_may_be_a_link(root: Path, start: Start) -> None:
    (root / "elsewhere").mkdir()
    (root / "output").symlink_to(root / "elsewhere")
    assert "One" in start().get("/one/").text


def test_nothing_is_taken_from_a_page(preview: Preview) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        for path in ("/one/", "/", "/__weekmark/", "/__weekmark/events"):
            assert preview.get(path, method).status_code == 405


def test_too_long_headers_are_refused(preview: Preview) -> None:
    assert preview.status("/one/", "localhost", "X-Long: " + "a" * 40_000) == 431
    with preview.connect() as connection:
        connection.sendall(b"GET /one/ HTTP/1.1\r\nX-Long: " + b"a" * 40_000)
        assert connection.recv(65536).startswith(b"HTTP/1.1 400 ")
    assert preview.raw(b"\x16\x03\x01\x02\x00\x01 not http\r\n\r\n").startswith(b"HTTP/1.1 400 ")


def test_silent_and_slow_clients_hold_up_nobody(preview: Preview) -> None:
    preview.write("static/clip.mp4", b"0" * 30_000_000).said("changed: static/clip.mp4")
    waiting: list[socket.socket] = []
    try:
        for number in range(60):
            connection = preview.connect()
            waiting.append(connection)
            if number % 3 == 1:
                connection.sendall(b"GET /one/ HTTP/1.1\r\nHost: local")
            if number % 3 == 2:
                connection.sendall(b"GET /clip.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        before = time.monotonic()
        assert "One" in preview.get("/one/").text
        assert time.monotonic() - before < 5  # a server that waited for one of them would wait for ever
        preview.write("content/one.html", "<h1>Two</h1>")
        assert preview.shows("/one/", "Two")
    finally:
        for connection in waiting:
            connection.close()
