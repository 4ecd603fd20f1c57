"""Measure the live preview of the sample site in a browser: from saving an event to seeing it.

    python benchmarks/visible.py --runs 10

An event of the sample is open in a headless Chromium; its title, or a paragraph of its body, is edited on
disk. Told is when the page holds the new text, and when the browser has painted it.
"""

import argparse
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright
from preview import free_port
from tables import table
from trial import workspace

SAMPLE = Path(__file__).parent.parent
EVENT = "content/events/2026/w38/nyt-brief-unredacted.md"
PAUSE = 2.0
"""Seconds between edits: an editor's, in which the machine comes to rest."""

NOTE_TEXT = """
new MutationObserver(() => {
  if (!window.seen && document.querySelector("footer")) window.seen = performance.now();
}).observe(document, { childList: true, subtree: true });
"""
"""Run in every page before its own scripts: notes when all that readers read is there."""
TELL = """() => ({
  start: performance.timeOrigin,
  text: window.seen,
  paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
})"""


@contextmanager
def preview(root: Path) -> Iterator[str]:
    """Run the preview of a site, and give its address."""
    port = free_port()
    command = [sys.executable, "-m", "generator", "-C", str(root), "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            while server.stdout and "serving" not in server.stdout.readline():
                pass
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def edit_title(source: str, number: int) -> str:
    """Return an event with another title."""
    return re.sub(r"^title: .*$", f"title: Edit {number} says it more plainly", source, flags=re.MULTILINE)


def edit_body(source: str, number: int) -> str:
    """Return an event with another last paragraph."""
    return f"{source.rstrip()}\n\nEdit {number} says it more plainly.\n"


def measure(page: Page, file: Path, edited: str) -> tuple[float, float]:
    """Save an edited event; return the milliseconds until its page has the text, and until it is painted."""
    saved = time.time() * 1000
    file.write_text(edited, encoding="utf-8")
    time.sleep(PAUSE)
    told = page.evaluate(TELL)
    if told["start"] < saved:
        raise SystemExit("the page has not reloaded")
    since = told["start"] - saved
    return since + told["text"], since + told["paint"]


def main() -> None:
    """Measure both kinds of edits, and print one table."""
    parser = argparse.ArgumentParser(description="Measure from saving an event to seeing it in a browser.")
    parser.add_argument("--runs", type=int, default=10, help="edits counted, of each kind")
    runs = parser.parse_args().runs
    lines = []
    with workspace() as root, sync_playwright() as playwright:
        shutil.copytree(SAMPLE / "content", root / "content")
        shutil.copy(SAMPLE / "site.yaml", root)
        file = root / EVENT
        source = file.read_text(encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.add_init_script(NOTE_TEXT)
        with preview(root) as url:
            page.goto(f"{url}events/{file.stem}/")
            time.sleep(PAUSE)
            for name, edit in {"title": edit_title, "body": edit_body}.items():
                waits = [measure(page, file, edit(source, number)) for number in range(runs + 1)][1:]
                for what, times in zip(("there", "painted"), zip(*waits, strict=True), strict=True):
                    cells = (f"{figure:.0f} ms" for figure in (min(times), median(times), max(times)))
                    lines.append([f"{name}: the text is {what}", *cells])
        browser.close()
    print(table(["sample site, save to", "min", "median", "max"], lines))


if __name__ == "__main__":
    main()
