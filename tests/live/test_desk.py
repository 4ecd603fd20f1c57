"""The desk in the preview: a curator's ten minutes by keys and by touch, and who is kept out."""

import re
import time
from typing import TYPE_CHECKING

import httpx2
import msgspec
import pytest

from generator.desk.database import Database
from generator.desk.plain import folded
from generator.desk.records import FeedState, FeedUpdate, Item
from generator.inbox.desk_site import load_desk_site
from generator.inbox.session import opened
from tests.desk.host import FeedHost, drips, stories
from tests.live.conftest import Serve
from tests.live.pages import faults, says
from tests.sites import SiteFolder
from tests.whole.commands import weekmark

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

DESK = "__weekmark/desk/"
FEEDS = ("https://one.example/feed", "https://two.example/feed")
SOURCES = """one: {name: One News, domains: [one.example], feeds: ['https://one.example/feed']}
two: {name: Two News, domains: [two.example], feeds: ['https://two.example/feed']}
"""
EBAY = ("Ebay rejects Icahn's board nominees", "Icahn's nominees rejected by Ebay board")
TITLES = (
    *EBAY,
    "Central bank raises rates to four percent",
    "Harvest of apples is late this year",
    "Bridge over the river is closed for repairs",
    "Tram line reopens <script>alert(1)</script> to the airport",
)
MANY = (*TITLES, *(f"Alpha{number} beta{number} gamma{number}" for number in range(194)))
BY_HAND = """---
# mine
title:   'Apples: a year of waiting'   # as I like it
published: {today}
url: https://example.org/apples
coverage:
  - {{title: First, url: "https://first.example/1"}}   # keep

hook: Harvest of apples may be late
---
My *own* text.
"""
ENTRY = """  - source: two
    title: Harvest of apples is late this year
    url: https://two.example/3
    published: '{published}'
"""


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


def fill(site: SiteFolder, titles: tuple[str, ...] = TITLES) -> list[Item]:
    """Put reports into the inbox of a site."""
    now = int(time.time())
    items = [item(number, title, now) for number, title in enumerate(titles)]
    with Database.open(site.root / ".weekmark") as database:
        for feed in FEEDS:
            mine = tuple(one for one in items if one.feed == feed)
            state = FeedState(feed, next=now + 3600, first_read=now, last_read=now, newest=now)
            database.record(FeedUpdate(state, new=mine))
    return items


@pytest.fixture
def desk(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    """A site with six reports of five stories, and an event that a person wrote."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(site.root.parent / "settings"))
    today = time.strftime("%Y-%m-%d", time.gmtime())
    site.with_settings().with_file("content/sources.yaml", SOURCES)
    site.with_file("content/events/apples.md", BY_HAND.format(today=today))
    fill(site)
    return site


def story(page: "Page", words: str) -> "Locator":
    """Return the story with these words."""
    return page.locator("article", has_text=words)


def take_back(page: "Page", steps: int) -> None:
    """Undo so many steps, after which there is none."""
    for _ in range(steps):
        with page.expect_navigation():
            page.keyboard.press("u")
        says(page, "taken back: ")
    page.keyboard.press("u")
    says(page, "there is nothing to take back")


def test_a_curators_ten_minutes_by_keys(phone: "Page", desk: SiteFolder, serve: Serve) -> None:
    items = fill(desk, MANY)
    before = desk.files(desk.root / "content")
    phone.goto(serve().url + DESK)
    assert phone.locator("#waiting").text_content() == "199"
    first = phone.locator("article").first  # what two publishers report
    assert first.locator(".reports li").count() == 1
    assert "both: " in first.locator(".reports small").inner_text()
    phone.keyboard.press("s")
    says(phone, "split ")
    assert first.locator(".reports li").count() == 0
    phone.keyboard.press("u")
    says(phone, "taken back: split ")
    phone.keyboard.press("t")
    says(phone, "took ")
    (draft,) = desk.root.glob("content/events/*/*/*.md")
    assert phone.locator("#draft-text").text_content() == draft.read_text()
    phone.keyboard.press("d")
    says(phone, 'dropped "Central bank')
    phone.keyboard.press("1")
    says(phone, "attached ")
    entry = ENTRY.format(published=items[3].published)
    by_hand = before["events/apples.md"].decode().replace("   # keep\n", f"   # keep\n{entry}")
    assert (desk.root / "content/events/apples.md").read_bytes() == by_hand.encode()
    for key in "mjm":
        phone.keyboard.press(key)
    says(phone, "merged ")
    phone.keyboard.press("n")
    says(phone, "never again: ")
    phone.keyboard.press("x")
    phone.get_by_label("Or titles with this word").fill("Beta7")
    phone.keyboard.press("Enter")
    says(phone, "muted Beta7")
    assert "words:\n" in (desk.root / "desk.yaml").read_text()
    phone.keyboard.press("D")
    phone.keyboard.press("Enter")
    says(phone, "done with everything")
    assert phone.get_by_text("Nothing waits.").is_visible()
    take_back(phone, 7)
    assert desk.files(desk.root / "content") == before
    assert not (desk.root / "desk.yaml").exists()


def test_a_curators_ten_minutes_by_touch(phone: "Page", desk: SiteFolder, serve: Serve) -> None:
    fill(desk, MANY)
    before = desk.files(desk.root / "content")

    def tap(words: str, button: str) -> None:
        story(phone, words).get_by_role("button", name=button, exact=True).tap()

    phone.goto(serve().url + DESK)
    for other in ("Alpha21 ", "Alpha22 "):
        tap("Alpha20 ", "Merge")
        tap(other, "Merge")
        says(phone, "merged ")
    tap("Alpha20 ", "Split")
    choices = phone.locator("#ask-choices button")
    assert choices.count() == 3
    choices.get_by_text("Alpha21 ").tap()
    says(phone, 'split "Alpha21 ')
    assert story(phone, "Alpha22 ").locator(".reports li").count() == 1
    assert story(phone, "Alpha21 ").locator(".reports li").count() == 0
    tap("Alpha30 ", "Pin")
    says(phone, "took ")
    tap("Harvest", "Apples: a year of waiting")
    says(phone, "attached ")
    tap("Alpha32 ", "Drop")
    says(phone, "dropped ")
    tap("Alpha34 ", "Mute")
    phone.get_by_role("button", name="Everything of one.example").tap()
    says(phone, "muted one.example")
    assert phone.get_by_text("one.example ·").count() == 0
    phone.get_by_role("button", name="Undo").tap()
    says(phone, "taken back: muted one.example")
    phone.get_by_role("button", name="Done with the rest").tap()
    phone.get_by_role("button", name="OK").tap()
    says(phone, "done with everything")
    after = desk.files(desk.root / "content")
    assert len(after) == len(before) + 1
    assert [path for path in before if after[path] != before[path]] == ["events/apples.md"]


def test_everybody_can_work_at_the_desk(phone: "Page", desk: SiteFolder, serve: Serve) -> None:
    with Database.open(desk.root / ".weekmark") as database:
        state = FeedState(FEEDS[0], last_asked=1, next=1, failures=1, failure="429: too many requests")
        undated = item(90, "Nobody knows when", int(time.time()))
        undated = msgspec.structs.replace(undated, published="", dating="missing")
        database.record(FeedUpdate(state, new=(undated,)))
    phone.goto(serve().url + DESK)
    assert "429: too many requests" in phone.locator(".feeds").inner_text()
    phone.keyboard.press("!")
    says(phone, "took ")
    assert faults(phone) == []
    story(phone, "Nobody knows").get_by_role("button", name="Take").tap()
    phone.get_by_label("When did it appear?").fill("2026-04-23")
    assert faults(phone, (360,)) == []
    phone.get_by_role("button", name="OK").tap()
    says(phone, 'took "Nobody knows when"')
    assert "published: 2026-04-23  # the feed says nothing" in phone.locator("#draft-text").inner_text()
    phone.keyboard.press("?")
    assert faults(phone, (360,)) == []
    phone.keyboard.press("Escape")
    phone.keyboard.press("x")
    assert faults(phone, (360,)) == []


def test_a_foreign_page_can_do_nothing(page: "Page", desk: SiteFolder, serve: Serve) -> None:
    statuses: list[int] = []
    step = serve().url + DESK + "step"
    attack = f"""<!doctype html><title>evil</title><form id=f method=post enctype=text/plain action="{step}">
    <input name='{{"action":"done","x":"' value='"}}'></form><script>
    const body = JSON.stringify({{action: "done"}});
    fetch("{step}", {{method: "POST", mode: "no-cors", body}}).catch(() => 0).then(() => f.submit());
    </script>"""
    with FeedHost() as host:
        page.on("response", lambda answer: statuses.append(answer.status) if step == answer.url else None)
        page.goto(host.serves("/evil", attack, content_type="text/html"))
        page.wait_for_url(step)
    assert statuses == [403, 403]
    assert not (desk.root / "desk.yaml").exists()


def test_no_other_page_can_take_a_step(desk: SiteFolder, serve: Serve) -> None:
    base = serve().url
    shown = httpx2.get(base + DESK).text
    assert "<script>alert" not in shown
    found = re.search('name="weekmark-token" content="([^"]+)"', shown)
    assert found
    own = {"origin": base.rstrip("/"), "x-weekmark-token": found[1]}
    wish = '{"action": "done"}'

    def status(**headers: str) -> int:
        return httpx2.post(base + DESK + "step", content=wish, headers={**own, **headers}).status_code

    assert status(origin="https://evil.example") == 403
    assert status(**{"x-weekmark-token": "guess"}) == 403
    assert (
        httpx2.post(base + DESK + "step", content=wish, headers={"x-weekmark-token": found[1]}).status_code
        == 403
    )
    assert not (desk.root / "desk.yaml").exists()
    assert httpx2.post(base + DESK + "step", content="[]", headers=own).status_code == 400
    assert status() == 200
    assert (desk.root / "desk.yaml").exists()
    desk.with_file("desk.yaml", "reviewed: yesterday\n")
    broken = httpx2.get(base + DESK)
    assert broken.status_code == 500
    assert '<p class="trouble" role="alert">desk.yaml:1: ' in broken.text
    assert status() == 409


def test_beyond_this_machine_the_desk_opens_by_a_secret_link_alone(desk: SiteFolder, serve: Serve) -> None:
    preview = serve("--host", "0.0.0.0")  # noqa: S104 - what a user may do is what this is about
    assert httpx2.get(preview.url + DESK).status_code == 403
    assert httpx2.get(preview.url + DESK + "?key=guess").status_code == 403
    link = preview.said("the desk, for you alone: ").rpartition(" ")[2]
    with httpx2.Client(follow_redirects=True) as client:
        assert "stories wait" in client.get(link).text
        assert "key=" not in str(client.get(link).url)
    assert desk.root.is_dir()


def test_a_preview_opens_at_the_desk_and_collects_while_it_runs(
    desk: SiteFolder, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = desk.root.parent / "browser"
    browser.write_text('#!/bin/sh\necho "opened $1"\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    own = desk.root.parent / "settings/weekmark/desk.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("private_hosts: [127.0.0.1]\n")
    with FeedHost() as host:
        quick, slow = host.serves("/quick", stories([1])), host.behaves("/slow", drips)
        desk.with_file("content/sources.yaml", f"quick: {{name: Quick, feeds: ['{quick}']}}\n")
        preview = serve("--collect", "15m", command="desk")
        preview.said("asked 1 feed: 1 new item, ")
        assert preview.said("the desk, for you alone: ").endswith(preview.url + DESK)
        assert preview.said("opened ") == f"opened {preview.url}{DESK}"
        with Database.open(desk.root / ".weekmark") as database:
            assert database.states()[quick].last_read
        assert 'id="waiting">1<' in preview.get(DESK).text  # what is not subscribed any more waits no longer
        assert preview.end() == 0
        desk.with_file("content/sources.yaml", f"slow: {{name: Slow, feeds: ['{slow}']}}\n")
        preview = serve("--collect", "15m")
        while host.asked[-1].path != "/slow":
            time.sleep(0.01)
        started = time.monotonic()
        assert preview.end() == 0
        assert time.monotonic() - started < 10
    with Database.open(desk.root / ".weekmark") as database:
        assert slow not in database.states()
    refused = weekmark("serve", "--collect", "30s", folder=desk.root)
    assert refused.code == 2
    assert "30s is no time of a minute or more; write it like 15m" in refused.errors


def test_two_thousand_items_wait_without_a_pause(desk: SiteFolder) -> None:
    words = [f"w{number}" for number in range(400)]
    fill(desk, tuple(f"{words[n % 400]} {words[n * 7 % 399]} {words[n * 13 % 397]} {n}" for n in range(2000)))
    site = load_desk_site(desk.root, desk.root / "site.yaml")
    with opened(site) as inbox:
        assert sum(len(offer.story.items) for offer in inbox.offers()) >= 2000
    started = time.process_time()
    with opened(site) as inbox:
        inbox.offers()
    assert time.process_time() - started < 1.5  # 0.3 s where nothing else runs
