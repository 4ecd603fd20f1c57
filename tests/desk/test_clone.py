"""A site that came from a stranger, with a ``.weekmark`` of theirs: nothing in it does anything."""

import sqlite3
from contextlib import closing
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.desk.database import Database
from generator.desk.feeds import read_feed
from generator.desk.identity import find
from generator.desk.records import FileChange, Item, Step
from generator.desk.settings import DeskSettings
from generator.desk.stories import stories_of
from generator.errors import EditError, WeekmarkError
from tests.desk.curator import MORNING, Curator
from tests.desk.home import Home
from tests.desk.host import FeedHost, rss, stories

CONFIG = b"[core]\n\tbare = false\n"


@pytest.fixture
def cloned(home: Home, host: FeedHost) -> Home:
    """A site with one story in its inbox."""
    home.with_sources(one=host.serves("/one", stories([1]))).does("collect")
    return home


def forged(home: Home, **changes: Any) -> None:
    """Put another value into the one item of a database, past all that looks at it."""
    with closing(sqlite3.connect(home.site.root / ".weekmark/desk.sqlite")) as database, database:
        ((data,),) = database.execute("SELECT item FROM items").fetchall()
        item = msgspec.msgpack.decode(data) | changes
        database.execute("UPDATE items SET item = ?", (msgspec.msgpack.encode(item),))


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "javascript:alert(1)"},
        {"url": "https://a.example/\nurl: https://b.example/"},
        {"title": "\x1b]0;owned\x07"},
        {"published": "2026-04-23\ndraft: false"},
        {"published": "2026-99-99"},
        {"told": "so\u2028insight: {}"},
        {"publisher": "One\nTwo"},
        {"first_seen": 2**60},
        {"dating": "surely"},
    ],
    ids=repr,
)
def test_an_item_that_no_feed_could_have_had(cloned: Home, changes: dict[str, Any]) -> None:
    forged(cloned, **changes)
    with pytest.raises(WeekmarkError, match="it holds what Weekmark did not write"):
        cloned.inbox("list")


@pytest.mark.parametrize(
    "path", [".git/config", "content/../.git/config", "content/events/config", "../config"]
)
def test_a_step_that_would_write_anywhere_but_into_the_content(cloned: Home, path: str) -> None:
    root = cloned.site.root
    cloned.site.with_file(".git/config", CONFIG.decode())
    (root.parent / "config").write_bytes(CONFIG)
    (root / "content/events").symlink_to("../.git")
    step = Step("took nothing", (FileChange(path, b"[core]\n\tfsmonitor = evil\n", CONFIG),))
    with Database.open(root / ".weekmark") as database:
        database.add_step(step, at=0)
    with pytest.raises(EditError, match=r"lies outside of content/; not taken back: took nothing"):
        cloned.inbox("undo")
    assert (root / ".git/config").read_bytes() == (root.parent / "config").read_bytes() == CONFIG


@pytest.mark.parametrize("groups", [b"\xc1", b"\x91\x92\x91\x07\x90", b"\x92\x92\x91\x00\x90\x92\x90\x90"])
def test_groups_that_are_none(curator: Curator, host: FeedHost, groups: bytes) -> None:
    curator.subscribes(host.serves("/feed", stories([1])))
    curator.collects()
    items: tuple[Item, ...] = curator.items()
    with curator.database() as database:
        right = stories_of(items, DeskSettings(), database)
        database._connection.execute("UPDATE stories SET groups = ?", (groups,))  # noqa: SLF001 - as a stranger would
        assert stories_of(items, DeskSettings(), database) == right


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER mine AFTER INSERT ON items BEGIN DELETE FROM items; END",
        "CREATE VIEW mine AS SELECT * FROM items",
        "CREATE TABLE mine (name TEXT)",
    ],
)
def test_tables_that_do_more_than_ours(curator: Curator, host: FeedHost, statement: str) -> None:
    curator.subscribes(host.serves("/feed", stories([1])))
    curator.collects()
    with closing(sqlite3.connect(curator.folder / "desk.sqlite")) as database, database:
        database.execute(statement)
    assert curator.items() == ()
    assert curator.asked().new == 1


def test_a_lock_that_is_a_link_is_not_written_through(cloned: Home) -> None:
    lock, mine = cloned.site.root / ".weekmark/desk.lock", cloned.site.root.parent / "mine"
    mine.write_text("precious")
    lock.unlink()
    lock.symlink_to(mine)
    refused = cloned.run("collect")
    assert (refused.code, mine.read_text()) == (1, "precious")
    assert refused.errors.startswith("error: ")


def test_a_feed_can_not_say_what_would_be_taken_for_a_forgery(home: Home, host: FeedHost) -> None:
    odd = "<guid>\x01</guid><title>A&#27;[2J\u2028B</title><link>https://x.example/1</link>"
    dated = "<pubDate>Thu, 23 Apr 2041 09:00:00 +0000 \u2028</pubDate>"
    items = [
        {"id": name, "title": "\x1b[2J", "url": f"https://y.example/{number}", "date_published": date}
        for number, (name, date) in enumerate([("\x1b", "2041-01-01\x1b"), ("2", "Thu, 01 Jan 2041 \x1b")])
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "language": "en\u2028", "items": items}
    xml = host.serves("/xml", rss(odd + dated))
    home.with_sources(xml=xml, json=host.serves("/json", msgspec.json.encode(feed)))
    assert home.does("collect")["new"] == 3
    for story in home.inbox("list")["stories"]:
        home.inbox("take", story["handle"], "--published", "2026-04-23")
    assert home.run("check").code == 0


ODD = st.text(
    st.sampled_from([*"aZ09/:?#[]@%<>&;|\t\n\r\x00\x1b\x7f\x85\xa0\u2028\u202e\u3000", "\U0001f600"]),
    max_size=9,
)
ADDRESSES = st.tuples(st.sampled_from(["", "/", "//a.example/", "HTTP://a.example/", "https:"]), ODD).map(
    "".join
)
DATES = st.tuples(
    st.sampled_from(["", "2026-04-23", "Thu, 23 Apr 2026 09:00:00 ", "0001-01-01T00:00:00+14:00"]), ODD
)


@given(ODD, ODD, ADDRESSES, DATES.map("".join))
def test_whatever_a_feed_says_what_is_kept_of_it_can_be_read_again(
    title: str, text: str, url: str, date: str
) -> None:
    entry = {"id": text, "title": title, "url": url, "content_html": text, "date_published": date}
    feed = {"version": "https://jsonfeed.org/version/1.1", "language": title, "items": [entry]}
    read = read_feed(msgspec.json.encode(feed), {}, "https://one.example/feed")
    for item in find("https://one.example/feed", read.entries, {}, MORNING, is_first=False).new:
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(item), type=Item) == item
