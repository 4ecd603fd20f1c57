"""What is remembered is whole, however the process that writes it ends."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from generator.desk.database import Database, collecting
from generator.desk.records import Step
from generator.errors import WeekmarkError
from tests.desk.curator import Curator
from tests.desk.host import FeedHost, stories

KILLED = """
import sys
from pathlib import Path
from tests.desk.curator import Curator
curator = Curator(Path(sys.argv[1])).subscribes(*sys.argv[2:])
print("ready", flush=True)
curator.collects()
"""
PROJECT = Path(__file__).parents[2]


def test_a_process_killed_at_any_moment_leaves_whole_feeds(curator: Curator, host: FeedHost) -> None:
    feeds = [host.serves(f"/{number}", stories(range(40), prefix=f"{number}-")) for number in range(12)]
    for wait in (0.0, 0.05, 0.1, 0.2):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, curator.folder, *feeds], stdout=subprocess.PIPE, cwd=PROJECT
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
        with curator.database() as database:
            states, counts = database.states(), database.counts()
        assert counts == dict.fromkeys(states, 40)
    curator.subscribes(*feeds).collects()
    assert len(curator.items()) == 12 * 40


def test_a_reader_is_not_kept_waiting(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", stories([1])))
    curator.collects()
    writer = sqlite3.connect(curator.folder / "desk.sqlite", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM items")
    assert len(curator.items()) == 1
    writer.close()


def test_a_second_collect_waits_and_says_so(tmp_path: Path) -> None:
    said: list[str] = []
    order: list[str] = []

    def second() -> None:
        with collecting(tmp_path, said.append):
            order.append("second")

    with collecting(tmp_path, said.append):
        thread = threading.Thread(target=second)
        thread.start()
        while not said:
            time.sleep(0.01)
        order.append("first")
    thread.join()
    assert (said, order) == (
        [f"this site is collected by another process ({os.getpid()}); waiting for it to end"],
        ["first", "second"],
    )


def test_what_is_dropped_is_remembered_until_it_is_forgotten(tmp_path: Path) -> None:
    with Database.open(tmp_path) as database:
        first, second = Step("dropped", dropped=("a", "c")), Step("dropped", dropped=("b",))
        database.add_step(first, at=100)
        number = database.add_step(second, at=100)
        database.add_step(Step("dropped", dropped=("d",)), at=200)
        database.remove_step(number, second)
    with Database.open(tmp_path) as database:
        assert database.dropped() == {"a": 100, "c": 100, "d": 200}
        database.forget_dropped(before=200)
        assert database.dropped() == {"d": 200}


def test_a_link_out_of_a_clone_is_not_written_through(
    curator: Curator, host: FeedHost, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.sqlite"
    with sqlite3.connect(mine) as other:
        other.execute("CREATE TABLE cookies (name TEXT)")
    other.close()
    before = mine.read_bytes()
    curator.folder.mkdir()
    (curator.folder / "desk.sqlite").symlink_to(mine)
    (curator.folder / "desk.sqlite-wal").symlink_to(tmp_path / "new")
    assert curator.subscribes(host.serves("/feed", stories([1]))).asked().new == 1
    assert (mine.read_bytes(), (tmp_path / "new").exists()) == (before, False)


def test_rows_that_somebody_else_wrote_are_told(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", stories([1])))
    curator.collects()
    with curator.database() as database:
        database._connection.execute("UPDATE items SET item = ?", (b"\xff\x00",))  # noqa: SLF001 - as a stranger would
    with pytest.raises(WeekmarkError, match="it holds what Weekmark did not write") as caught:
        curator.items()
    assert caught.value.remedy == "delete it; nothing but a few dropped items is lost"
