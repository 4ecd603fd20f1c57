"""The desk in the preview: a curator's ten minutes by keys, and who is kept out."""

import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import httpx
import pytest

from generator.desk.database import Database
from generator.desk.plain import folded
from generator.desk.records import FeedState, FeedUpdate, Item
from tests.live.conftest import Serve
from tests.live.preview import PATIENCE
from tests.sites import SiteFolder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DESK = "__weekmark/desk/"
FEEDS = ("https://one.example/feed", "https://two.example/feed")
SOURCES = """one: {name: One News, domains: [one.example], feeds: ['https://one.example/feed']}
two: {name: Two News, domains: [two.example], feeds: ['https://two.example/feed']}
"""
TITLES = (
    "Ebay rejects Icahn's board nominees",
    "Icahn's nominees rejected by Ebay board",
    "Central bank raises rates to four percent",
    "Harvest of apples is late this year",
    "Bridge over the river is closed for repairs",
    "Tram line reopens <script>alert(1)</script> to the airport",
)


def item(number: int, title: str, seen: int) -> Item:
    feed = FEEDS[number % 2]
    url = f"{feed.removesuffix('feed')}{number}"
    moment = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(seen - 60 * number))
    return Item(
        feed=feed,
        id=str(number),
        key=url,
        url=url,
        title=title,
        folded=folded(title),
        summary=f"What is known of {number}.",
        published=moment,
        dating="told",
        told="",
        publisher="",
        lang="en",
        first_seen=seen,
    )


def fill(site: SiteFolder, titles: tuple[str, ...] = TITLES) -> None:
    """Put reports into the inbox of a site."""
    now = int(time.time())
    items = [item(number, title, now) for number, title in enumerate(titles)]
    with Database.open(site.root / ".weekmark") as database:
        for feed in FEEDS:
            mine = tuple(one for one in items if one.feed == feed)
            state = FeedState(feed, next=now + 3600, first_read=now, last_read=now, newest=now)
            database.record(FeedUpdate(state, new=mine))


@pytest.fixture
def desk(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    """A site with six reports of five stories."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(site.root.parent / "settings"))
    site.with_settings().with_file("content/sources.yaml", SOURCES)
    today = time.strftime("%Y-%m-%d", time.gmtime())
    site.with_event("apples", title="Apples are late: harvest of a year", published=today)
    fill(site)
    return site


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A page on a phone that has keys, where no script may fail."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    yield page
    context.close()
    assert mistakes == []


def says(page: "Page", words: str) -> None:
    page.get_by_role("status").get_by_text(words).wait_for()


def test_a_curators_ten_minutes_by_keys_and_by_touch(page: "Page", desk: SiteFolder, serve: Serve) -> None:
    before = (desk.root / "content/events/apples.md").read_bytes()
    page.goto(serve().url + DESK)
    assert page.locator("article").count() == 5
    assert (
        page.locator("article").first.locator(".reports li").count() == 1
    )  # what two publishers report is first
    page.keyboard.press("s")
    says(page, "split ")
    assert page.locator("article").count() == 6
    page.keyboard.press("u")
    says(page, "taken back: split ")
    page.keyboard.press("t")
    says(page, "took ")
    (draft,) = desk.root.glob("content/events/*/*/*.md")
    assert page.locator("#draft-text").text_content() == draft.read_text()
    page.locator("article", has_text="Harvest").get_by_role("button", name="Apples are late").tap()
    says(page, "attached ")
    after = (desk.root / "content/events/apples.md").read_bytes()
    assert after.startswith(before.removesuffix(b"---\n"))
    assert b"coverage:\n" in after
    page.locator("article", has_text="Bridge").get_by_role("button", name="Merge").tap()
    page.locator("article", has_text="Tram").get_by_role("button", name="Merge").tap()
    says(page, "merged ")
    page.keyboard.press("j")
    page.keyboard.press("d")
    says(page, "dropped ")
    page.keyboard.press("D")
    page.get_by_role("button", name="OK").tap()
    says(page, "done with everything")
    assert page.get_by_text("Nothing waits.").is_visible()
    assert (desk.root / "desk.yaml").read_text().startswith("together:\n")


def test_no_other_page_can_take_a_step(desk: SiteFolder, serve: Serve) -> None:
    base = serve().url
    shown = httpx.get(base + DESK).text
    assert "<script>alert" not in shown
    found = re.search('name="weekmark-token" content="([^"]+)"', shown)
    assert found
    own = {"origin": base.rstrip("/"), "x-weekmark-token": found[1]}
    wish = '{"action": "done"}'

    def status(**headers: str) -> int:
        return httpx.post(base + DESK + "step", content=wish, headers={**own, **headers}).status_code

    assert status(origin="https://evil.example") == 403
    assert status(**{"x-weekmark-token": "guess"}) == 403
    assert (
        httpx.post(base + DESK + "step", content=wish, headers={"x-weekmark-token": found[1]}).status_code
        == 403
    )
    assert not (desk.root / "desk.yaml").exists()
    assert httpx.post(base + DESK + "step", content="[]", headers=own).status_code == 400
    assert status() == 200
    assert (desk.root / "desk.yaml").exists()


def test_beyond_this_machine_the_desk_opens_by_a_secret_link_alone(desk: SiteFolder, serve: Serve) -> None:
    preview = serve("--host", "0.0.0.0")  # noqa: S104 - what a user may do is what this is about
    assert httpx.get(preview.url + DESK).status_code == 403
    assert httpx.get(preview.url + DESK + "?key=guess").status_code == 403
    link = preview.said("the desk, for you alone: ").rpartition(" ")[2]
    with httpx.Client(follow_redirects=True) as client:
        assert "stories wait" in client.get(link).text
        assert "key=" not in str(client.get(link).url)
    assert desk.root.is_dir()


def test_two_thousand_items_wait_without_a_pause(desk: SiteFolder) -> None:
    from generator.inbox.desk_site import load_desk_site
    from generator.inbox.session import opened

    words = [f"w{number}" for number in range(400)]
    fill(desk, tuple(f"{words[n % 400]} {words[n * 7 % 399]} {words[n * 13 % 397]} {n}" for n in range(2000)))
    site = load_desk_site(desk.root, desk.root / "site.yaml")
    with opened(site) as inbox:
        assert sum(len(offer.story.items) for offer in inbox.offers()) >= 2000
    started = time.process_time()
    with opened(site) as inbox:
        inbox.offers()
    assert time.process_time() - started < 1.5  # 0.3 s where nothing else runs
