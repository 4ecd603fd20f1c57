import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.live.preview import PATIENCE, SMALL_SITE, Preview
from tests.sites import SiteFolder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Start = Callable[..., Preview]
Serve = Callable[..., Preview]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small site with a page."""
    for folder in ("content", "static"):
        (tmp_path / folder).mkdir()
    (tmp_path / "content/one.html").write_text("<h1>One</h1>")
    (tmp_path / "static/favicon.ico").write_bytes(b"")  # browsers ask for it, and tell when it is missing
    return tmp_path


@pytest.fixture
def start(root: Path) -> Iterator[Start]:
    """Start a preview of the small site with options of the command line."""
    started: list[Preview] = []

    def start(*options: str) -> Preview:
        preview = Preview(root, [*SMALL_SITE, str(root), *options])
        started.append(preview)
        preview.said("serving")
        return preview

    yield start
    for preview in started:
        preview.end()


@pytest.fixture
def preview(start: Start) -> Preview:
    """A preview of the small site."""
    return start()


@pytest.fixture
def serve(site: SiteFolder) -> Iterator[Serve]:
    """Start ``weekmark serve`` for the site, or ``desk``, at the time of all tests unless told otherwise."""
    started: list[Preview] = []

    def serve(*options: str, command: str = "serve") -> Preview:
        program = [sys.executable, "-m", "generator", "-C", str(site.root), command, "--port", "0"]
        preview = Preview(site.root, [*program, "--now", "2026-05-01T12:00:00Z", "--jobs", "1", *options])
        started.append(preview)
        preview.said("serving")
        return preview

    yield serve
    for preview in started:
        assert preview.end() == 0


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A page of the browser, in a window of its own, where no script may fail."""
    with _page(browser) as page:
        yield page


@pytest.fixture
def phone(browser: "Browser") -> Iterator["Page"]:
    """A page on a phone that has keys, where no script may fail."""
    with _page(browser, viewport={"width": 390, "height": 800}, has_touch=True) as page:
        yield page


@contextmanager
def _page(browser: "Browser", **options: Any) -> Iterator["Page"]:
    context = browser.new_context(**options)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    yield page
    context.close()
    assert mistakes == []
