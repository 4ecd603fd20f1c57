"""Pages of a real browser that show a preview."""

from typing import TYPE_CHECKING

from playwright.sync_api import Error

from tests.live.preview import PATIENCE, Preview

if TYPE_CHECKING:
    from playwright.sync_api import Page


def open_page(page: "Page", preview: Preview, path: str = "one/") -> None:
    """Go to a page and wait until it listens to the reload channel."""
    with page.expect_response("**/__weekmark/events"):
        page.goto(preview.url + path)


def mark(page: "Page") -> None:
    """Leave a mark that a reload takes away."""
    page.evaluate("window.marked = true")


def is_marked(page: "Page") -> bool:
    """Say whether the mark is still there."""
    return bool(page.evaluate("window.marked === true"))


def comes_to_be(page: "Page", expression: str, expected: object) -> bool:
    """Say whether an expression takes a value; asked from outside, as the site's policy forbids eval."""
    for _ in range(int(PATIENCE / 0.02)):
        try:
            if page.evaluate(expression) == expected:
                return True
        except Error as error:
            if "Execution context was destroyed" not in str(error):  # it is when the page reloads
                raise
        page.wait_for_timeout(20)
    return False
