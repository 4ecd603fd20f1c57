"""``weekmark inbox``: a curator's ten minutes, and what becomes of the files."""

import json
import re
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from generator.desk.articles import fetching
from generator.errors import EditError, UndatedError, WeekmarkError
from tests.desk.articles import page as article
from tests.desk.home import Home
from tests.desk.host import FeedHost, rss, story

TITLES = {
    "ebay-1": "Ebay rejects Icahn's board nominees",
    "ebay-2": "Icahn's nominees rejected by Ebay board",
    "rates": "Central bank raises rates to four percent",
    "apples": "Harvest of apples is late this year",
    "bridge": "Bridge over the river is closed for repairs",
}
BY_HAND = """---
# mine
title:   'Apples: a year of waiting'   # as I like it
published: 2026-04-21
url: https://example.org/apples
coverage:
  - {title: First, url: "https://first.example/1"}   # keep

hook: Harvest of apples may be late
---
My *own* text.
"""


def entry(name: str) -> str:
    link = f"https://{name}.example/{name}"
    date = "Thu, 23 Apr 2026 09:00:00 +0000"
    return (
        f"<guid>{name}</guid><title>{TITLES[name]}</title><link>{link}</link><pubDate>{date}</pubDate>"
        f"<description>About &lt;b&gt;{name}&lt;/b&gt;</description>"
    )


@pytest.fixture
def collected(home: Home, host: FeedHost) -> Home:
    """A site with five reports of four stories."""
    one = host.serves("/one", rss(entry("ebay-1"), entry("rates"), entry("apples")))
    two = host.serves("/two", rss(entry("ebay-2"), entry("bridge")))
    home.with_sources(one=one, two=two).does("collect")
    return home


def test_what_two_publishers_report_comes_first(collected: Home) -> None:
    stories = collected.inbox("list")["stories"]
    assert [len(story["same"]) for story in stories] == [2, 1, 1, 1]
    first = stories[0]
    assert (first["publishers"], first["importance"]) == (2, 1.0)
    assert first["score"] == round(2 * first["recency"], 4)


def test_topics_that_its_words_suggest_give_a_story_weight(collected: Home) -> None:
    registry = "interest-rates: {name: Interest rates, aliases: [Rates]}\nfruit: {name: Fruit}\n"
    collected.site.with_file("content/topics.yaml", registry)
    collected.site.with_event("earlier", topics=["rates"], importance=5).with_event("too", topics=["fruit"])
    story = collected.inbox("list")["stories"][1]
    assert (story["same"][0]["title"], story["topics"]) == (TITLES["rates"], ["interest-rates"])
    assert (story["publishers"], story["importance"]) == (1, 1.67)
    (step,) = collected.inbox("take", story["handle"])["steps"]
    text = (collected.site.root / step["files"][0]).read_text()
    assert "topics: []\n# Words of it suggest: interest-rates\n" in text


def test_a_draft_never_makes_itself_fresher_than_anybody_knows(home: Home, host: FeedHost) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    dates = (format_datetime(now), f"{now:%Y-%m-%d %H:%M:%S}", "Thu, 23 Apr 2099 09:00:00 GMT")
    home.with_sources(one=host.serves("/one", rss())).does("collect")
    host.serves("/one", rss(*(story(number, date) for number, date in enumerate(dates))))
    home.does("collect", "one")
    told: dict[str, bool] = {}
    paths = [home.inbox("take", handle)["steps"][0]["files"][0] for handle in home.handles().values()]
    home.site.build(drafts=True, now=now + timedelta(minutes=1))
    for path in paths:
        comment = re.search(r"published: \S+(.*)\n", (home.site.root / path).read_text())
        assert comment
        told[comment[1]] = 'class="fresh"' in home.site.page(f"/events/{Path(path).stem}/")
    assert told == {
        "": True,
        f'  # no zone, read as UTC; the feed says "{dates[1]}"': False,
        f'  # when it was seen first; the feed says "{dates[2]}", which had not come': False,
    }


def test_a_draft_says_what_is_known_and_no_more(collected: Home) -> None:
    (step,) = collected.inbox("take", collected.inbox("list")["stories"][0]["handle"])["steps"]
    (path,) = step["files"]
    assert path.startswith("content/events/2026/w17/2026-04-23-")
    text = (collected.site.root / path).read_text()
    head, other = ("one", "two") if "ebay-1" in path or "rejects" in path else ("two", "one")
    lines = text.splitlines()
    assert lines[3:6] == [f'source: "{head}"', "published: 2026-04-23T09:00:00+00:00", "draft: true"]
    assert "# The feed says: About ebay-" in text
    assert f'  - {{"source": "{other}", "title": ' in text
    assert len(collected.inbox("list")["stories"]) == 3
    assert collected.site.build(drafts=True).events == 1


def test_a_draft_lies_in_the_week_of_the_sites_own_time(home: Home, host: FeedHost) -> None:
    late = story(1, date="Sun, 26 Apr 2026 22:00:00 -0800")
    home.with_sources(one=host.serves("/one", rss(late))).does("collect")
    home.site.with_settings(timezone="Asia/Shanghai")
    (step,) = home.inbox("take", *home.handles().values())["steps"]
    (path,) = step["files"]
    assert path.startswith("content/events/2026/w18/2026-04-27-")
    assert home.run("check", "--drafts", "--strict").code == 0


def test_a_draft_is_shown_before_it_is_made(collected: Home) -> None:
    before = collected.content()
    told = collected.inbox("take", "--dry-run", collected.handles()[TITLES["rates"]])
    assert told["steps"][0]["difference"].startswith("--- /dev/null\n+++ content/events/2026/w17/")
    assert collected.content() == before


def test_a_report_is_attached_to_an_event_that_a_person_wrote(collected: Home) -> None:
    site = collected.site.with_file("content/events/apples.md", BY_HAND)
    (match,) = next(
        story["events"]
        for story in collected.inbox("list")["stories"]
        if story["same"][0]["title"] == TITLES["apples"]
    )
    assert match["slug"] == "apples"
    collected.inbox("attach", collected.handles()[TITLES["apples"]], "1")
    added = (
        "  - source: one\n    title: Harvest of apples is late this year\n"
        "    url: https://apples.example/apples\n    published: '2026-04-23T09:00:00+00:00'\n"
    )
    written = (site.root / "content/events/apples.md").read_text()
    assert written == BY_HAND.replace("   # keep\n", f"   # keep\n{added}")
    assert TITLES["apples"] not in collected.handles()


def test_every_step_can_be_taken_back(collected: Home) -> None:
    collected.site.with_file("content/events/apples.md", BY_HAND).with_file(
        "desk.yaml", "# ours\nmodel: any\n"
    )
    handles = collected.handles()
    content, waiting = collected.content(), collected.inbox("list")["stories"]
    steps = (
        ("take", handles[TITLES["rates"]]),
        ("attach", handles[TITLES["apples"]], "apples"),
        ("drop", handles[TITLES["bridge"]]),
        ("never", next(iter(handles.values()))),
        ("mute", "quiz"),
        ("done",),
    )
    for step in steps:
        collected.inbox(*step)
    assert collected.handles() == {}
    for _ in steps:
        collected.inbox("undo")
    assert collected.content() == content
    after = collected.inbox("list")["stories"]
    assert [story["handle"] for story in after] == [story["handle"] for story in waiting]
    with pytest.raises(WeekmarkError, match="there is nothing to take back"):
        collected.inbox("undo")


def test_what_was_touched_since_is_not_taken_back(collected: Home) -> None:
    (step,) = collected.inbox("take", collected.handles()[TITLES["rates"]])["steps"]
    draft = collected.site.root / step["files"][0]
    draft.write_text(draft.read_text() + "Mine.\n")
    with pytest.raises(EditError, match="was changed meanwhile"):
        collected.inbox("undo")
    assert draft.read_text().endswith("Mine.\n")


KILLED = """
import os, signal, sys
from pathlib import Path
from generator.inbox import files, steps
from generator.inbox.desk_site import load_desk_site
from generator.inbox.session import opened

root, moment, *handle = Path(sys.argv[1]), *sys.argv[2:]
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
make = steps.make
if moment == "half-written":
    files.os.link = die
else:
    steps.make = lambda *given: (moment == "written" and make(*given), die())
with opened(load_desk_site(root, root / "site.yaml")) as inbox:
    inbox.do(inbox.take(*handle)) if handle else inbox.undo()
"""


@pytest.mark.parametrize("moment", ["not begun", "half-written", "written"])
def test_who_is_killed_while_taking_a_step_can_take_it_back(collected: Home, moment: str) -> None:
    before, handle = collected.content(), collected.handles()[TITLES["rates"]]
    root = str(collected.site.root)
    killed = subprocess.run([sys.executable, "-c", KILLED, root, moment, handle], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (handle in collected.handles().values()) == (moment != "written")
    if moment == "written":
        subprocess.run([sys.executable, "-c", KILLED, root, moment], check=False)
    assert collected.inbox("undo")["undone"]["words"].startswith(f'took "{TITLES["rates"]}"')
    assert {path: data for path, data in collected.content().items() if not path.endswith(".tmp")} == before
    collected.inbox("take", handle)
    assert not list(collected.site.root.rglob("*.tmp"))
    collected.inbox("undo")
    assert collected.content() == before


def test_stories_are_merged_and_split_by_hand(collected: Home) -> None:
    collected.site.with_file("desk.yaml", "# ours\nmodel: any   # of mine\n")
    handles = collected.handles()
    collected.inbox("merge", handles[TITLES["rates"]], handles[TITLES["bridge"]])
    first = collected.inbox("list")["stories"][0]["same"]
    assert {one["title"] for one in first} == {TITLES["rates"], TITLES["bridge"]} or len(first) == 2
    ebay = next(
        story["same"] for story in collected.inbox("list")["stories"] if "Ebay" in story["same"][0]["title"]
    )
    collected.inbox("split", ebay[0]["handle"])
    assert {TITLES["ebay-1"], TITLES["ebay-2"]} <= collected.handles().keys()
    text = (collected.site.root / "desk.yaml").read_text()
    assert text.startswith("# ours\nmodel: any   # of mine\ntogether:\n")


def test_a_report_is_taken_out_of_a_merge_too(collected: Home) -> None:
    ours = "# ours\ntogether:   # by hand\n- [https://a.example/1, 'https://a.example/2']\nmodel: any\n"
    collected.site.with_file("desk.yaml", ours)
    handles = collected.handles()
    three = [handles[TITLES[name]] for name in ("rates", "bridge", "apples")]
    collected.inbox("merge", *three)
    text = (collected.site.root / "desk.yaml").read_text()
    collected.inbox("split", three[1])
    assert TITLES["bridge"] in collected.handles()
    assert max(len(story["same"]) for story in collected.inbox("list")["stories"]) == 2
    assert "bridge" not in (collected.site.root / "desk.yaml").read_text().partition("apart:")[0]
    collected.inbox("undo")
    assert (collected.site.root / "desk.yaml").read_text() == text
    collected.inbox("split", three[1])
    collected.inbox("split", three[0])
    assert (collected.site.root / "desk.yaml").read_text().startswith(f"{ours}apart:\n")
    collected.inbox("merge", three[0], three[1])
    assert len(collected.handles()) == 3


def test_what_nobody_has_collected_yet_is_not_done_with(home: Home, host: FeedHost) -> None:
    now = datetime.now(UTC)
    one, two = (story(number, format_datetime(now - timedelta(hours=number))) for number in (1, 2))
    home.with_sources(one=host.serves("/one", rss())).does("collect")
    host.serves("/one", rss(one, story(3, f"{now:%Y-%m-%d}")))
    home.does("collect", "one")
    assert len(home.handles()) == 2
    home.inbox("done")
    assert home.handles() == {}
    time.sleep(1.1)  # times are in whole seconds
    host.serves("/one", rss(one, two))
    home.does("collect", "one")
    ((title, _),) = home.handles().items()
    assert title == "A bridge is opened 2"
    home.inbox("done")
    assert home.handles() == {}
    for _ in range(2):
        home.inbox("undo")
    assert len(home.handles()) == 3
    home.inbox("done", "--until", (now - timedelta(minutes=90)).isoformat())
    assert title not in home.handles()
    assert len(home.handles()) == 2
    home.inbox("done", "--until", "2099-01-01")
    home.inbox("done")
    assert (home.site.root / "desk.yaml").read_text() == "reviewed: 2099-01-01T00:00:00Z\n"


def test_done_is_done_although_the_database_is_gone(collected: Home) -> None:
    collected.inbox("done", "--until", "2026-04-23T10:00:00Z")
    assert (collected.site.root / "desk.yaml").read_text() == "reviewed: 2026-04-23T10:00:00Z\n"
    collected.inbox("done", "--until", "2026-04-23T11:00:00Z")
    assert (collected.site.root / "desk.yaml").read_text() == "reviewed: 2026-04-23T11:00:00Z\n"
    collected.site.without(".weekmark")
    collected.does("collect")
    assert collected.handles() == {}


def test_what_would_make_settings_wrong_is_not_written(collected: Home) -> None:
    collected.site.with_file("desk.yaml", "mute: {words: [quiz]}   # ours\n")
    with pytest.raises(EditError, match=r"desk.yaml is left as it is: "):
        collected.inbox("mute", "--domain", "https://spam.example/")
    collected.inbox("mute", "horoscope")
    assert (collected.site.root / "desk.yaml").read_text() == "mute: {words: [quiz, horoscope]}   # ours\n"


def undated(home: Home, host: FeedHost, page: str, status: int = 200) -> str:
    """Collect a report without a date, whose page is this, and return its handle."""
    link = host.serves("/a-quiet-thing", page, status, Content_Type="text/html")
    later = host.serves("/late", rss())
    home.with_sources(late=later).does("collect")
    host.serves("/late", rss(f"<guid>x</guid><title>A quiet thing</title><link>{link}</link>"))
    home.does("collect", "late")
    ((title, handle),) = home.handles().items()
    assert title == "A quiet thing"
    return handle


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no host be waited for."""
    monkeypatch.setattr(fetching, "PAUSE", 0.0)


@pytest.mark.usefixtures("hurry")
@pytest.mark.parametrize(
    ("page", "status", "reason"),
    [
        (article(), 200, "its page gives none either"),
        ("", 404, r"its page can't be read \(404: there is nothing\)"),
    ],
)
def test_what_has_no_date_waits_for_one(
    home: Home, host: FeedHost, page: str, status: int, reason: str
) -> None:
    handle = undated(home, host, page, status)
    with pytest.raises(UndatedError, match=f'^"A quiet thing" has no date in its feed, and {reason}'):
        home.inbox("take", handle)
    with pytest.raises(WeekmarkError, match="is no"):
        home.inbox("take", handle, "--published", "2026-04-23\ndraft: false")
    (step,) = home.inbox("take", handle, "--published", "2026-04-23")["steps"]
    text = (home.site.root / step["files"][0]).read_text()
    assert "published: 2026-04-23  # the feed says nothing\n" in text
    assert "collected" not in text


@pytest.mark.usefixtures("hurry")
@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("2026-04-21T08:00:00+02:00", "2026-04-21T08:00:00+02:00  # the feed says nothing, its page does\n"),
        ("2026-04-21", "2026-04-21  # the feed says nothing, its page does\n"),
    ],
)
def test_a_page_says_when_it_appeared_where_its_feed_does_not(
    home: Home, host: FeedHost, told: str, written: str
) -> None:
    head = f'<meta property="article:published_time" content="{told}">'
    (step,) = home.inbox("take", undated(home, host, article(head=head)))["steps"]
    text = (home.site.root / step["files"][0]).read_text()
    assert f"published: {written}" in text
    assert "collected" not in text
    assert home.site.build(drafts=True).events == 1


def test_copies_of_an_agency_count_once_and_reports_of_one_owner_too(home: Home, host: FeedHost) -> None:
    def told(name: str, more: str = "") -> str:
        title = "<title>Central bank raises rates to four percent</title>"
        date = "<pubDate>Thu, 23 Apr 2026 09:00:00 +0000</pubDate>"
        return rss(f"<guid>{name}</guid>{title}<link>https://{name}.example/1</link>{date}{more}")

    copy = '<source url="https://apnews.com/">Associated Press</source>'
    feeds = {
        "one": host.serves("/one", told("one")),
        "two": host.serves("/two", told("two", copy)),
        "three": host.serves("/three", told("three", copy)),
    }
    owned = "domains: [{0}.example], publisher: Owner"
    lines = [
        f"{name}: {{name: {name}, feeds: ['{url}'], {owned.format(name)}}}\n" for name, url in feeds.items()
    ]
    four = f"four: {{name: Four, feeds: ['{host.serves('/four', told('four'))}'], publisher: OWNER}}\n"
    agency = "ap: {name: Associated Press, url: 'https://apnews.com/', wire: true}\n"
    home.site.with_file("content/sources.yaml", "".join([*lines, four, agency]))
    home.does("collect")
    (story,) = home.inbox("list")["stories"]
    assert (len(story["same"]), story["publishers"]) == (4, 2)


def test_a_handle_that_waits_nowhere(collected: Home) -> None:
    wrong = collected.run("inbox", "take", "nothing")
    assert (wrong.code, wrong.errors.splitlines()[0]) == (
        1,
        'error: nothing with the handle "nothing" waits in the inbox',
    )
    shown = collected.run("inbox", "list", "--limit", "1")
    assert shown.output.splitlines()[-1] == "4 stories wait, 1 shown"
    assert json.loads(collected.run("inbox", "list", "--json").output)["waiting"] == 4
