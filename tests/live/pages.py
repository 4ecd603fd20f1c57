"""Pages of a real browser that show a preview."""

from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Error

from tests.live.preview import PATIENCE, Preview

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
FIND = """
axe.run({resultTypes: ["violations"], preload: false}).then(result => result.violations.flatMap(
  violation => violation.nodes.map(node => `${violation.id}: ${node.html}`)))
"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


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


def says(page: "Page", words: str) -> None:
    """Wait until a page of the desk says what has been done."""
    page.get_by_role("status").get_by_text(words).wait_for()


def faults(page: "Page", widths: tuple[int, ...] = (360, 768, 1280)) -> list[str]:
    """Return what is not accessible, or wider than its page, at these widths and in both schemes."""
    found: list[str] = []
    before = page.viewport_size
    page.evaluate(AXE.read_text("utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{scheme} {width}: {violation}" for violation in page.evaluate(FIND)]
            if page.evaluate(OVERFLOW) > 0:
                found.append(f"{scheme} {width}: wider than the page")
    if before is not None:
        page.set_viewport_size(before)
    return found
