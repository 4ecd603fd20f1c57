"""A week with a model: collect, take, draft, review in a browser, build; and all of it taken back."""

import html
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.desk.articles import fetching
from generator.editing.front_matter import read_keys
from tests.desk.articles import PARAGRAPHS, page
from tests.desk.home import Home
from tests.desk.host import FeedHost, rss
from tests.desk.model_host import KEY, ModelHost
from tests.live.preview import PATIENCE, Preview

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TITLES = {
    "post": "Eastport orders 320 electric cranes",
    "wire": "Eastport orders 320 electric cranes for harbour",
}
KINDS = ("takeaways", "implications", "timeline")


@pytest.fixture
def desk(
    home: Home, host: FeedHost, model: ModelHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Home:
    """A site with two feeds, each with a report of one story, and a model."""
    monkeypatch.setattr(fetching, "PAUSE", 0.0)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("MY_KEY", KEY)
    home.with_own_settings(
        "private_hosts: [127.0.0.1]\n"
        f"models:\n  local: {{endpoint: '{model.endpoint}', model: m-1, key_env: MY_KEY}}\n"
    )
    feeds = {}
    for name, title in TITLES.items():
        url = host.serves(f"/{name}/cranes", page(title=title), Content_Type="text/html; charset=utf-8")
        entry = f"<title>{title}</title><link>{url}</link><pubDate>{formatdate(time.time() - 600)}</pubDate>"
        feeds[name] = host.serves(f"/{name}/feed", rss(entry), Content_Type="application/rss+xml")
    return home.with_sources(**feeds)


@pytest.fixture
def preview(desk: Home) -> Iterator[Preview]:
    """The site's preview."""
    command = [
        sys.executable,
        "-m",
        "generator",
        "-C",
        str(desk.site.root),
        "serve",
        "--port",
        "0",
        "--jobs",
        "1",
    ]
    preview = Preview(desk.site.root, command)
    preview.said("serving")
    yield preview
    assert preview.end() == 0


@pytest.fixture
def screen(browser: "Browser") -> Iterator["Page"]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    screen = context.new_page()
    screen.set_default_timeout(PATIENCE * 1000)
    yield screen
    context.close()


def does(desk: Home, *arguments: str) -> Any:
    """Run a command, in a thread without the event loop of the browser."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(desk.does, *arguments).result()


def content(desk: Home) -> dict[str, bytes]:
    """Return the files that a person writes."""
    return {path: data for path, data in desk.content().items() if not path.startswith("public/")}


def says(screen: "Page", words: str) -> None:
    screen.get_by_role("status").get_by_text(words).wait_for()


def test_from_feeds_to_readers_and_back(desk: Home, preview: Preview, screen: "Page") -> None:
    at_first = content(desk)
    assert does(desk, "collect")["new"] == 2
    screen.goto(f"{preview.url}__weekmark/desk/")
    assert screen.locator("article").count() == 1
    screen.keyboard.press("t")
    says(screen, "took ")
    (draft,) = desk.site.root.glob("content/events/*/*/*.md")
    taken = content(desk)

    assert does(desk, "enrich", draft.stem)["ok"]
    screen.get_by_role("link", name="Review").click()
    screen.get_by_role("link", name=TITLES["post"]).click()
    claims = screen.locator("article")
    claims.first.wait_for()
    assert claims.count() == 8
    for quote in claims.locator("mark").all_text_contents():
        assert any(quote in paragraph for paragraph in PARAGRAPHS)
    claims.filter(has_text="The finance office says nothing.").get_by_role("button", name="Drop").click()
    says(screen, "dropped takeaway 2")
    screen.keyboard.press("k")
    for _ in range(7):
        screen.keyboard.press("a")
    says(screen, "All is accepted")
    screen.get_by_label("Reviewed by").fill("Ada Example")
    screen.get_by_label("Reviewed by").press("Enter")
    says(screen, "reviewed the claims of")
    assert screen.get_by_text("Nothing waits").is_visible()

    built = desk.run("build", "--drafts")
    assert built.code == 0, built
    shown = (desk.site.root / f"public/events/{draft.stem}/index.html").read_text("utf-8")
    matter = read_keys(draft.read_bytes())
    tldr, insight = matter["tldr"], matter["insight"]
    texts = [matter["hook"], *(tldr[key] for key in ("what_changed", "why_it_matters", "what_to_do_next"))]
    texts += [one["text"] for one in (*insight["takeaways"], *insight["timeline"])]
    texts += [one[key] for one in insight["implications"] for key in ("prediction", "rationale")]
    lists = (tldr["quotes"].values(), (one["quotes"] for key in KINDS for one in insight[key]))
    quotes = [quote for of_kind in lists for of_claim in of_kind for quote in of_claim]
    assert len(quotes) == 5
    for text in [*texts, *(quote["text"] for quote in quotes)]:
        assert text in html.unescape(shown)
    assert "Ada Example" in shown
    assert "The finance office says nothing." not in shown

    for words in ("reviewed the claims of", "dropped takeaway 2", "drafted "):
        assert does(desk, "inbox", "undo")["undone"]["words"].startswith(words)
    assert content(desk) == taken
    assert does(desk, "inbox", "undo")["undone"]["words"].startswith("took ")
    assert content(desk) == at_first
