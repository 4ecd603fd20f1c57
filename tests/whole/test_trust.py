"""What the page on trust promises is held by tests that are there."""

import re
import socket
from pathlib import Path

import pytest

from tests.sites import SiteFolder
from tests.whole.conftest import REPOSITORY
from tests.whole.markdown_pages import DOCS

TRUST = DOCS / "explanation" / "trust.md"
PROMISE = re.compile(r"^- \*\*.*?(?=^- \*\*|^$|\Z)", re.MULTILINE | re.DOTALL)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_promise_names_its_tests_and_they_exist() -> None:
    promises = PROMISE.findall(TRUST.read_text("utf-8"))
    named = {promise.splitlines()[0]: TEST.findall(promise) for promise in promises}
    missing = [
        f"{path}::{name}"
        for tests in named.values()
        for path, name in tests
        if f"def {name}(" not in (REPOSITORY / path).read_text("utf-8")
    ]
    assert len(promises) > 20
    assert [promise for promise, tests in named.items() if not tests] == []
    assert missing == []


def test_a_build_asks_nothing_of_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, lambda _socket, *address: asked.append(address))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *address, **_options: asked.append(address))
    site = SiteFolder(tmp_path).with_settings()
    site.with_event("memo", "![A memo](https://example.com/a.png)", url="https://example.com/memo").build()

    assert "https://example.com/a.png" in site.page("/events/memo/")
    assert asked == []


@pytest.mark.parametrize(
    ("html", "picture"),
    [
        ("escape", "![A memo](https://example.com/a.png)"),
        ("sanitize", "![A memo](https://example.com/a.png)"),
        ("sanitize", '<img src="https://example.com/a.png" alt="A memo">'),
    ],
)
def test_a_picture_of_another_site_is_never_loaded(tmp_path: Path, html: str, picture: str) -> None:
    site = SiteFolder(tmp_path).with_settings(markdown={"html": html})
    site.with_event("memo", f"{picture}\n").build()

    assert "A memo" in site.page("/events/memo/")
    assert 'src="https://example.com' not in site.page("/events/memo/")
