"""How the preview begins and ends: its port, its signals, its exit code."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.errors import WeekmarkError
from generator.live.listen import listen, url_of
from generator.output.lock import build_lock
from tests.build.command import assert_all_end, living, with_events
from tests.live.conftest import Serve, Start
from tests.live.preview import PATIENCE, Preview
from tests.sites import SiteFolder


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly_with_pages_open(preview: Preview, number: signal.Signals) -> None:
    with preview.connect() as page, preview.connect() as silent:
        page.sendall(b"GET /__weekmark/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert page.recv(65536).startswith(b"HTTP/1.1 200 ")
        lines = list(preview.lines)
        assert preview.end(number) == 0
        assert preview.lines == lines
        assert silent.recv(1) == b""


def test_a_signal_does_not_wait_for_a_build(preview: Preview) -> None:
    preview.write("content/slow.html", "SLOW")
    assert preview.end() == 0
    assert not (preview.root / "output/slow").exists()


def test_a_signal_does_not_wait_for_a_slow_reader(root: Path, start: Start) -> None:
    (root / "static/clip.mp4").write_bytes(b"0" * 30_000_000)
    preview = start()
    with preview.connect() as reader:
        reader.sendall(b"GET /clip.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        reader.recv(1024)
        lines = list(preview.lines)
        assert preview.end() == 0
        assert preview.lines == lines


def test_the_next_free_port_is_taken_and_said(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        preview = start("--port", str(port))
        assert preview.lines[0].startswith(f"port {port} is taken; using ")
        assert preview.url == f"http://127.0.0.1:{preview.lines[0].split()[-1]}/"
        assert preview.get("/one/").status_code == 200


def test_another_host(start: Start) -> None:
    preview = start("--host", "0.0.0.0")  # noqa: S104 - what is tested
    assert "other machines can reach this preview, drafts included" in preview.lines
    assert preview.status("/one/", "192.168.1.4") == 200
    assert preview.status("/one/", "evil.example.org") == 421


def test_a_host_that_is_not_here() -> None:
    with pytest.raises(WeekmarkError, match=r"can't find the address of nowhere\.invalid"):
        listen("nowhere.invalid", 8000, print)
    with pytest.raises(WeekmarkError, match=r"can't listen at 192\.0\.2\.1, port 8000"):
        listen("192.0.2.1", 8000, print)


def test_answers_are_sent_without_delay() -> None:
    with listen("127.0.0.1", 0, print) as listener:
        assert listener.proto == socket.IPPROTO_TCP  # what asyncio looks at before it sets TCP_NODELAY


def test_the_url_can_be_clicked() -> None:
    with listen("127.0.0.1", 0, print) as listener:
        port = listener.getsockname()[1]
        assert url_of(listener, "::1", "/team/") == f"http://[::1]:{port}/team/"
        assert url_of(listener, "0.0.0.0", "/") == f"http://127.0.0.1:{port}/"  # noqa: S104 - shown


def test_it_ends_at_once_while_another_build_holds_the_caches(site: SiteFolder, serve: Serve) -> None:
    preview = serve()
    site.with_event("memo", title="Edited")
    preview.said("changed")
    lines = list(preview.lines)
    with build_lock(site.root / ".weekmark/preview", print):
        assert preview.end() == 0
    assert preview.lines == lines


def test_it_ends_at_once_when_the_cache_can_no_longer_be_written(site: SiteFolder, serve: Serve) -> None:
    preview = serve()
    site.with_event("memo", title="Edited")
    preview.said("changed")
    shutil.rmtree(site.root / ".weekmark")
    site.with_file(".weekmark", "not a folder")
    lines = list(preview.lines)
    assert preview.end() == 0
    assert preview.lines == lines


def test_it_ends_at_once_during_the_first_build_of_a_big_site(site: SiteFolder) -> None:
    with_events(site, 1500)
    command = [sys.executable, "-m", "generator", "-C", str(site.root), "serve", "--port", "0", "--jobs", "2"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as preview:
        deadline = time.monotonic() + PATIENCE
        while not living(preview.pid):
            assert preview.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.01)
        os.killpg(preview.pid, signal.SIGINT)  # as a terminal does
        output, errors = preview.communicate(timeout=PATIENCE)
    assert (preview.returncode, output, errors) == (0, "", "")
    assert_all_end(preview.pid)
    assert not (site.root / ".weekmark/preview/site").exists()
