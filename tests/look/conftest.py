"""The digests of all languages on their servers, and windows to read them in."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

from tests.look.newspaper import write_newspaper
from tests.sites import SiteFolder
from tests.whole.host import Host

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Newsstand = Callable[[str], Host]
OpenPage = Callable[..., "Page"]


@pytest.fixture(scope="session")
def newsstand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsstand]:
    """Gives the digest of a language, built and served when it is first asked for."""
    hosts: dict[str, Host] = {}
    with ExitStack() as stack:

        def find(language: str) -> Host:
            if language not in hosts:
                site = write_newspaper(SiteFolder(tmp_path_factory.mktemp(language) / "site"), language)
                assert site.build().problems == ()
                hosts[language] = stack.enter_context(Host(site.output))
            return hosts[language]

        yield find


@pytest.fixture
def open_page(browser: "Browser", newsstand: Newsstand) -> Iterator[OpenPage]:
    """Opens a page of a language's digest, on a phone unless said otherwise; no page may complain."""
    mistakes: list[str] = []
    with ExitStack() as stack:

        def open_window(path: str, language: str = "en", width: int = 360, **settings: Any) -> "Page":
            context = browser.new_context(viewport={"width": width, "height": 800}, **settings)
            stack.callback(context.close)
            # Browsers ask for it beside a feed, which can't name another.
            context.route("**/favicon.ico", lambda route: route.fulfill(status=204))
            page = context.new_page()
            page.on("pageerror", lambda error: mistakes.append(str(error)))
            page.on("console", lambda said: mistakes.append(said.text) if said.type == "error" else None)
            page.goto(newsstand(language).url + path)
            return page

        yield open_window
    assert mistakes == []
