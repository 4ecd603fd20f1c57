"""A real browser shows the preview while files are edited on disk."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.live.conftest import Start
from tests.live.pages import comes_to_be, is_marked, mark, open_page
from tests.live.preview import PATIENCE, Preview

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

LONG = """<h1>{title}</h1>
<details><summary>First</summary><p>One</p></details>
<details><summary>Second</summary><p>Two</p></details>
{lines}
<a href="/one/">Here</a> <a href="/two/">There</a>
"""


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A page of the browser, in a window of its own, where no script may fail."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.on("console", lambda message: mistakes.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert mistakes == []


def test_an_edit_shows_on_every_open_page_that_has_it(page: "Page", preview: Preview) -> None:
    preview.write("content/two.html", "<h1>Two</h1>").said("changed")
    other, home = page.context.new_page(), page.context.new_page()
    open_page(page, preview)
    open_page(other, preview, "two/")
    open_page(home, preview, "")
    mark(other)
    preview.write("content/one.html", "<h1>Edited</h1>")
    page.get_by_role("heading", name="Edited").wait_for()
    home.get_by_role("heading", name="Edited").wait_for()
    assert is_marked(other)  # it does not show what has changed


def test_the_place_of_the_reader_is_kept(page: "Page", preview: Preview) -> None:
    preview.write("content/one.html", LONG.format(title="One", lines="<br>" * 300)).said("changed")
    open_page(page, preview)
    page.get_by_text("Second").click()
    page.get_by_role("link", name="There").focus()
    page.evaluate("scrollTo(0, 1234)")
    preview.write("content/one.html", LONG.format(title="Edited", lines="<br>" * 300))
    page.get_by_role("heading", name="Edited").wait_for()
    page.wait_for_load_state()
    details = page.evaluate("[...document.querySelectorAll('details')].map(element => element.open)")
    assert details == [False, True]
    assert page.evaluate("document.activeElement.textContent") == "There"
    assert page.evaluate("scrollY") == 1234


def test_a_style_sheet_is_swapped_without_a_reload(page: "Page", root: "Path", start: Start) -> None:
    (root / "themes").mkdir()
    (root / "themes/style.css").write_text("h1 { color: rgb(1, 1, 1) }")
    preview = start()
    open_page(page, preview)
    mark(page)
    for shade in (2, 3):
        preview.write("themes/style.css", f"h1 {{ color: rgb({shade}, 0, 0) }}")
        assert comes_to_be(
            page, "getComputedStyle(document.querySelector('h1')).color", f"rgb({shade}, 0, 0)"
        )
    assert comes_to_be(page, "document.querySelectorAll('link[rel=stylesheet]').length", 1)
    assert is_marked(page)


def test_a_picture_that_is_shown_reloads_the_page(page: "Page", preview: Preview) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="10"/>'
    preview.write("static/a.svg", picture.format(size=10))
    preview.write("content/one.html", '<img src="/a.svg" alt="">')
    assert preview.shows("/one/", "/a.svg")
    open_page(page, preview)
    assert comes_to_be(page, "document.querySelector('img').naturalWidth", 10)
    preview.write("static/a.svg", picture.format(size=20))
    assert comes_to_be(page, "document.querySelector('img').naturalWidth", 20)


def test_problems_lie_over_the_page_until_they_are_mended(page: "Page", preview: Preview) -> None:
    open_page(page, preview)
    preview.write("content/one.html", "<h1>One</h1>\nMISTAKE <b>here</b>")
    overlay = page.get_by_role("alert")
    overlay.wait_for()
    assert [line for line in overlay.inner_text().splitlines() if line] == [
        "The site does not build: 1 error",
        "Close",
        "content/one.html:2:1",
        "error: there is a mistake [unknown-key]",
        "  2 | MISTAKE <b>here</b>",
        "    | ^^^^^^^",
        "take it out",
        "This is the last good page. It is replaced as soon as the problems are mended.",
    ]
    assert page.get_by_role("heading", name="One").is_visible()
    page.reload()
    overlay.wait_for()
    page.keyboard.press("Escape")
    overlay.wait_for(state="detached")
    preview.write("content/one.html", "MISTAKE again\nMISTAKE twice")
    page.get_by_role("heading", name="2 errors").wait_for()
    preview.write("content/one.html", "<h1>Mended</h1>")
    page.get_by_role("heading", name="Mended").wait_for()
    assert page.get_by_role("alert").count() == 0


def test_problems_go_when_the_edit_is_undone(page: "Page", preview: Preview) -> None:
    open_page(page, preview)
    mark(page)
    preview.write("content/one.html", "MISTAKE")
    page.get_by_role("alert").wait_for()
    preview.write("content/one.html", "<h1>One</h1>")
    page.get_by_role("alert").wait_for(state="detached")
    assert is_marked(page)


def test_a_first_build_that_fails_turns_into_the_site(page: "Page", root: "Path", start: Start) -> None:
    (root / "content/one.html").write_text("MISTAKE")
    preview = start()
    page.route("**/one/", lambda route: route.fulfill(response=route.fetch(), status=200))  # 500 is logged
    open_page(page, preview)
    page.get_by_role("alert").get_by_text("content/one.html:1:1").wait_for()
    preview.write("content/one.html", "<h1>Mended</h1>")
    page.get_by_role("heading", name="Mended").wait_for()


def test_a_page_that_was_missing_shows_when_it_is_written(browser: "Browser", preview: Preview) -> None:
    page = browser.new_page()  # whose console has an error: the 404
    open_page(page, preview, "later/")
    page.get_by_role("heading", name="Nothing here").wait_for()
    preview.write("content/later.html", "<h1>Later</h1>")
    page.get_by_role("heading", name="Later").wait_for()
    page.close()


def test_a_page_catches_up_when_the_server_comes_back(browser: "Browser", root: "Path", start: Start) -> None:
    first = start()
    port = first.url.rsplit(":", 1)[1].strip("/")
    page = browser.new_page()  # whose console has an error: no server
    open_page(page, first)
    first.end()
    (root / "content/one.html").write_text("<h1>Meanwhile</h1>")
    start("--port", port)
    page.get_by_role("heading", name="Meanwhile").wait_for()
    page.close()


def test_a_page_seen_again_shows_what_it_missed(page: "Page", preview: Preview) -> None:
    open_page(page, preview)
    page.evaluate(
        """() => {
          Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
          document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
        }"""
    )
    preview.write("content/one.html", "<h1>Edited</h1>").said("changed")
    assert page.get_by_role("heading", name="One").is_visible()
    page.evaluate(
        """() => {
          delete document.visibilityState;
          document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
        }"""
    )
    page.get_by_role("heading", name="Edited").wait_for()


def test_the_overview_in_a_browser(page: "Page", preview: Preview) -> None:
    open_page(page, preview, "__weekmark/")
    mark(page)
    preview.write("content/two.html", "<h1>Two</h1>")
    assert comes_to_be(page, "window.marked === undefined", expected=True)
    page.get_by_role("link", name="<One>").click()
    page.get_by_role("heading", name="One").wait_for()
