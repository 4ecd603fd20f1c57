"""``weekmark collect`` and ``weekmark desk feeds``, as a curator's shell runs them."""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

from tests.desk.home import Home
from tests.desk.host import FeedHost, drips, stories
from tests.whole.conftest import REPOSITORY


def test_a_curator_collects(home: Home, host: FeedHost) -> None:
    home.with_sources(scmp=host.serves("/scmp", stories([1, 2])), gone=f"{host.base}/gone")
    first = home.run("collect")
    gone, *_ = first.errors.splitlines()
    assert first.code == 0
    assert gone.startswith(f"gone  {host.base}/gone  404: there is nothing, again at ")
    news, summary = first.output.splitlines()
    assert news.startswith(f"scmp  {host.base}/scmp  2 new items")
    assert summary.startswith("asked 2 feeds: 2 new items, 1 failing, ")
    assert (
        host.asked[0].headers["user-agent"].endswith("(+https://digest.example.org/; mailto:ann@example.org)")
    )
    again = home.run("collect")
    assert again.output.startswith("asked 0 feeds: 0 new items, 2 not due, 1 failing, ")
    assert not list(home.site.root.glob("content/events/**/*"))


def test_what_is_collected_is_grouped_before_anybody_looks(home: Home, host: FeedHost) -> None:
    home.with_sources(scmp=host.serves("/scmp", stories([1, 2]))).does("collect")
    with closing(sqlite3.connect(home.site.root / ".weekmark/desk.sqlite")) as database:
        ((before,),) = database.execute("SELECT digest FROM stories").fetchall()
        home.inbox("list")
        assert database.execute("SELECT digest FROM stories").fetchall() == [(before,)]


def test_machines_read_json(home: Home, host: FeedHost) -> None:
    home.with_sources(scmp=host.serves("/scmp", stories([1])))
    collected = home.run("collect", "scmp", "--json")
    found = json.loads(collected.output)
    (feed,) = found.pop("feeds")
    assert (collected.code, found.pop("seconds") < 30, found) == (0, True, {"ok": True, "new": 1})
    assert feed.pop("next").startswith("20")
    del feed["words"]
    assert feed == {
        "asked": True,
        "new": 1,
        "source": "scmp",
        "url": f"{host.base}/scmp",
        "failing": False,
        "moved_to": None,
        "items": 1,
        "newest": "2026-04-23T09:00:00+00:00",
    }
    (told,) = json.loads(home.run("desk", "feeds", "--json").output)["feeds"]
    assert told.keys() == {"source", "url", "failing", "words", "moved_to", "items", "newest", "next"}


def test_what_is_subscribed_is_listed_without_asking(home: Home, host: FeedHost) -> None:
    home.with_sources(scmp=f"{host.base}/scmp")
    listed = home.run("desk", "feeds")
    assert listed.output == f"scmp  {host.base}/scmp  0 items; not asked yet\n1 feed, 0 failing\n"
    assert host.asked == []


def test_a_feed_that_has_moved_is_moved_and_remembered(home: Home, host: FeedHost) -> None:
    new = host.serves("/new", stories([1, 2]))
    old = host.serves("/old", "", 301, Location="/new")
    ours = f"# ours\nscmp: {{name: SCMP, feeds: ['{host.base}/other', '{old}']}}   # both\n"
    home.site.with_file("content/sources.yaml", ours)
    home.does("collect")
    (handle, *_) = home.handles().values()
    home.inbox("drop", handle)
    shown = home.run("desk", "feeds", "--fix", "--dry-run")
    assert shown.output.splitlines()[-2:] == [
        f"+scmp: {{name: SCMP, feeds: ['{host.base}/other', '{new}']}}   # both",
        "not done: moved 1 feed in content/sources.yaml",
    ]
    assert home.does("desk", "feeds", "--fix")["fixed"]["words"] == "moved 1 feed in content/sources.yaml"
    assert (home.site.root / "content/sources.yaml").read_text() == ours.replace(old, new)
    host.serves("/new", stories([1, 2, 3]))
    assert home.does("collect", "scmp")["new"] == 1
    assert len(home.handles()) == 2
    assert home.run("desk", "feeds", "--fix").errors.startswith("error: no feed has moved to an address")
    home.inbox("undo")
    assert (home.site.root / "content/sources.yaml").read_text() == ours


def test_a_feed_that_is_given_up_offers_nothing(home: Home, host: FeedHost) -> None:
    home.with_sources(scmp=host.serves("/scmp", stories([1]))).does("collect")
    assert len(home.handles()) == 1
    home.with_sources(other=f"{host.base}/other")
    assert home.handles() == {}


def test_a_cloned_site_reaches_into_no_private_network(home: Home, host: FeedHost) -> None:
    home.with_own_settings("").with_sources(scmp=host.serves("/scmp", stories([1])))
    home.site.with_file("desk.yaml", "private_hosts: [127.0.0.1]\n")
    refused = home.run("collect")
    assert (refused.code, refused.errors.splitlines()[0]) == (
        1,
        'desk.yaml:1:1: error: unknown key "private_hosts" [unknown-key]',
    )
    home.site.with_file("desk.yaml", "model: any\n")
    assert home.run("collect").code == 1
    assert host.asked == []


def test_a_site_without_feeds(home: Home) -> None:
    nothing = home.run("collect")
    assert (nothing.code, nothing.output) == (
        0,
        "nothing to collect: no source in content/sources.yaml has feeds\n",
    )


def test_ctrl_c_ends_it_at_once_and_keeps_what_has_come(home: Home, host: FeedHost) -> None:
    home.with_sources(
        quick=host.serves("/quick", stories([1])),
        slow=host.behaves("/slow", drips).replace("127.0.0.1", "localhost"),
    )
    home.with_own_settings("private_hosts: [127.0.0.1, localhost]\n")
    command = [sys.executable, "-m", "generator", "-C", home.site.root, "collect"]
    with subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        while len(host.asked) < 2:
            time.sleep(0.01)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        started = time.monotonic()
        _, errors = process.communicate()
    assert (process.returncode, errors.strip()) == (130, "interrupted")
    assert time.monotonic() - started < 5
    listed = home.run("desk", "feeds").output
    assert f"quick  {host.base}/quick  1 item" in listed
    assert "0 items; not asked yet" in listed


def test_a_source_that_is_not_there(home: Home, host: FeedHost) -> None:
    home.with_sources(scmp=f"{host.base}/scmp")
    wrong = home.run("collect", "scpm")
    assert wrong.code == 2
    assert 'no source "scpm" has feeds; did you mean "scmp"?' in wrong.errors


def test_settings_with_errors_are_told_with_their_place(home: Home) -> None:
    home.with_own_settings("private_hosts: ['http://a/']\n")
    wrong = home.run("desk", "feeds")
    assert wrong.code == 1
    assert wrong.errors.startswith(f"{home.settings}:1:17: error: private_hosts[0]: ")


def test_the_schema_of_desk_yaml(home: Home) -> None:
    schema = json.loads(home.run("schema", "desk").output)
    assert set(schema["properties"]) == {"reviewed", "never", "mute", "apart", "together", "model"}
