"""Edit an event of the sample in Decap CMS, configured by ``weekmark schema cms``, and build it.

``make decap`` runs it. Decap and what it needs are 600 MB from npm, too much for every run of the tests.
"""

import functools
import http.server
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from tests.whole.commands import weekmark
from tests.whole.conftest import REPOSITORY

PLACE = REPOSITORY / "build" / "decap"
TITLE = "A title from the browser"
PAGE = '<!doctype html><meta charset="utf-8"><title>Editor</title><body><script src="decap-cms.js"></script>'


def install() -> Path:
    """Return the folder of the npm packages, fetched once."""
    packages = PLACE / "node_modules"
    if not packages.is_dir():
        PLACE.mkdir(parents=True, exist_ok=True)
        (PLACE / "package.json").write_text("{}", "utf-8")
        names = ("decap-cms@3", "decap-server@3")
        subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", "--silent", *names], cwd=PLACE, check=True
        )
    return packages


def serve(folder: Path) -> str:
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=folder)
    server = http.server.ThreadingHTTPServer(("localhost", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://localhost:{server.server_port}"


def wait_for(port: int) -> None:
    """Wait until something answers at a port of this machine."""
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("localhost", port), 1):
            return
        time.sleep(0.2)


def edit(address: str) -> None:
    """Give the oldest event another title, and publish it to the local repository."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        page.get_by_role("button", name="Login").click()
        page.get_by_text("Stargate: half a trillion dollars").click()
        page.locator("input[id^=title-field]").fill(TITLE)
        page.get_by_role("button", name="Publish", exact=True).click()
        page.get_by_text("Publish now").first.click()
        page.get_by_text("Changes saved").wait_for()
        browser.close()


def main() -> None:
    packages = install()
    with tempfile.TemporaryDirectory() as folder:
        site, admin = Path(folder, "site"), Path(folder, "admin")
        shutil.copytree(REPOSITORY / "content", site / "content")
        shutil.copy(REPOSITORY / "site.yaml", site)
        shutil.copytree(packages / "decap-cms" / "dist", admin)
        (admin / "index.html").write_text(PAGE, "utf-8")
        (admin / "config.yml").write_text(weekmark("schema", "cms", folder=site).output, "utf-8")
        git = ("git", "-c", "user.name=tests", "-c", "user.email=tests@example.org")
        for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "A site")):
            subprocess.run([*git, *words], cwd=site, check=True)
        with subprocess.Popen([packages / ".bin" / "decap-server"], cwd=site) as server:
            try:
                wait_for(8081)
                edit(serve(admin))
            finally:
                server.terminate()
        changed = subprocess.run(
            ["git", "diff", "--stat"], cwd=site, check=True, capture_output=True, text=True
        )
        built = weekmark("build", folder=site)
        assert "1 file changed" in changed.stdout, changed.stdout
        assert built.code == 0, built.errors
        assert TITLE in (site / "public/events/stargate-announced/index.html").read_text("utf-8")
        click.echo("Decap CMS has edited an event, and the site builds with it")


if __name__ == "__main__":
    main()
