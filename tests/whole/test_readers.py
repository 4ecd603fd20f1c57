"""What readers meet in a real browser: accessible pages that fit, stand still, and obey a strict policy."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.whole.conftest import REPOSITORY
from tests.whole.host import Host

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


KINDS = {
    "home": "/",
    "further page": "/page/2/",
    "event": "/events/white-house-memo-distillation/",
    "short event": "/events/openai-operator/",
    "recap": "/weekly/2026-w17/",
    "recaps": "/weekly/",
    "topics": "/topics/",
    "topic": "/topics/policy/",
    "source": "/sources/scmp-tech/",
    "audiences": "/audience/",
    "archive": "/archive/",
    "month": "/archive/2026/04/",
    "predictions": "/predictions/",
    "corrections": "/corrections/",
    "search": "/search/?q=distillation",
    "own page": "/about/",
    "missing page": "/nowhere/",
}
WIDTHS = (360, 1280)
AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
FIND = """
axe.run({resultTypes: ["violations"], preload: false}).then(result => result.violations.flatMap(
  violation => violation.nodes.map(node => `${violation.id}: ${node.html}`)))
"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WATCH = """
window.faults = [];
addEventListener("securitypolicyviolation", e => faults.push(`${e.violatedDirective}: ${e.blockedURI}`));
window.shift = 0;
new PerformanceObserver(list => { for (const e of list.getEntries()) shift += e.value; })
  .observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture(scope="module")
def context(browser: "Browser") -> Iterator["BrowserContext"]:
    """A window of the browser in which every page watches itself."""
    context = browser.new_context()
    context.set_default_timeout(30_000)
    context.add_init_script(WATCH)
    yield context
    context.close()


@pytest.fixture
def page(context: "BrowserContext") -> Iterator["Page"]:
    page = context.new_page()
    yield page
    page.close()


def open_page(page: "Page", url: str) -> None:
    """Go to a page and wait until it rests."""
    page.goto(url, wait_until="load")
    if "?q=" in url:
        page.locator("#search-results li").first.wait_for()


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_a_page_is_accessible_in_every_scheme_and_width(page: "Page", host: Host, path: str) -> None:
    """Rules of axe for WCAG 2.2 AA and best practice."""
    found: list[str] = []
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    open_page(page, host.url + path)
    page.evaluate(AXE.read_text("utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{scheme} {width}: {violation}" for violation in page.evaluate(FIND)]
    assert found == []


def test_axe_finds_faults(page: "Page", host: Host) -> None:
    open_page(page, host.url + "/about/")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate(AXE.read_text("utf-8"))

    assert [violation.split(":")[0] for violation in page.evaluate(FIND)] == ["html-has-lang"]


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_a_page_fits_stands_still_and_obeys_the_policy(page: "Page", host: Host, path: str) -> None:
    mistakes: list[str] = []
    requests: list[str] = []
    is_missing = path == KINDS["missing page"]
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.on("console", lambda said: mistakes.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("request", lambda request: requests.append(request.url))
    host.misses.clear()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        open_page(page, host.url + path)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_timeout(50)
        overflow = page.evaluate(OVERFLOW)
        assert (width, overflow) == (width, 0)
        assert page.evaluate("faults") == []
        assert page.evaluate("shift") == 0
    assert [url for url in requests if not url.startswith((f"{host.url}/", "data:"))] == []
    if is_missing:
        assert set(host.misses) == {path}
        assert all("404" in mistake for mistake in mistakes)
    else:
        assert host.misses == []
        assert mistakes == []


def test_the_watch_sees_what_the_policy_forbids(page: "Page", host: Host) -> None:
    open_page(page, host.url + "/about/")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://example.com/x.png'}))")
    page.wait_for_function("faults.length")

    # once for the header and once for the policy that the page itself holds
    assert set(page.evaluate("faults")) == {"img-src: https://example.com/x.png"}


@pytest.mark.parametrize("path", [path for kind, path in KINDS.items() if kind != "search"])
def test_a_page_says_the_same_without_scripts(
    browser: "Browser", page: "Page", host: Host, path: str
) -> None:
    open_page(page, host.url + path)
    with_scripts = page.locator("main").inner_text()
    context = browser.new_context(java_script_enabled=False)
    without = context.new_page()
    without.goto(host.url + path)
    try:
        assert without.locator("main").inner_text() == with_scripts
        assert len(with_scripts) > 60
        assert not without.locator("button.scheme").is_visible()
    finally:
        context.close()


def test_the_search_without_scripts_leads_to_the_archive(browser: "Browser", host: Host) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.url + "/search/")
    page.get_by_role("link", name="Look through the archive").click()
    assert page.url == host.url + "/archive/"
    context.close()


def test_the_keyboard_skips_to_the_content(page: "Page", host: Host) -> None:
    open_page(page, host.url + KINDS["event"])
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")

    assert skip.evaluate("link => link === document.activeElement")
    assert skip.evaluate("link => link.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_what_has_the_focus_is_seen(page: "Page", host: Host) -> None:
    open_page(page, host.url + KINDS["home"])
    for _ in range(8):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outline")
        assert "none" not in outline, page.evaluate("document.activeElement.outerHTML")


def test_the_switch_of_colours_is_remembered(browser: "Browser", host: Host) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    background = "getComputedStyle(document.body).backgroundColor"
    page.goto(host.url + "/")
    light = page.evaluate(background)
    page.locator("button.scheme").click()
    dark = page.evaluate(background)
    page.goto(host.url + KINDS["event"])

    assert dark != light
    assert page.evaluate(background) == dark
    context.close()


def test_paper_shows_the_article_and_not_the_navigation(page: "Page", host: Host) -> None:
    open_page(page, host.url + KINDS["event"])
    page.emulate_media(media="print")

    assert page.locator("h1").is_visible()
    assert not page.locator("header.masthead nav").is_visible()
    assert not page.locator("nav.pager").is_visible()
