"""What the desk remembers, in ``.weekmark/desk.sqlite``: deleting it is safe.

SQLite in WAL mode: who reads is never kept waiting, and a process that is killed leaves whole transactions
alone. What one answer changes is one transaction. A file that is no database, or one of another version of
its tables, is made anew: all that must last is in ``content/`` and ``desk.yaml``.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from generator.desk.database_file import connect
from generator.desk.records import FeedState, FeedUpdate, Item, Step
from generator.errors import WeekmarkError
from generator.file_lock import file_lock

FILE = "desk.sqlite"
KEPT = 90 * 86400
"""For how many seconds an item is kept that is no longer in its feed, and a text or an answer at all."""

STEPS = 50
"""How many steps can be taken back."""

_FOREIGN = "it holds what Weekmark did not write"
_VERSION = 3
_TABLES = """
CREATE TABLE feeds (url TEXT PRIMARY KEY, state BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE items (
    feed TEXT NOT NULL, id TEXT NOT NULL, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL,
    item BLOB NOT NULL, PRIMARY KEY (feed, id)
) WITHOUT ROWID;
CREATE INDEX items_by_time ON items (first_seen);
CREATE TABLE dropped (key TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE steps (number INTEGER PRIMARY KEY, step BLOB NOT NULL);
CREATE TABLE stories (digest BLOB PRIMARY KEY, groups BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE texts (url TEXT PRIMARY KEY, at INTEGER NOT NULL, article BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE answers (digest BLOB PRIMARY KEY, at INTEGER NOT NULL, answer BLOB NOT NULL) WITHOUT ROWID;
"""

Record = TypeVar("Record")

_encode = msgspec.msgpack.Encoder().encode
_states = msgspec.msgpack.Decoder(FeedState)
_items = msgspec.msgpack.Decoder(Item)
_steps = msgspec.msgpack.Decoder(Step)


class Database:
    """The desk's memory; made by :meth:`open`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def open(cls, folder: Path) -> Iterator["Database"]:
        """Open the database of a site, or make it.

        :param folder: where the caches of the site lie.
        :raises WeekmarkError: it can't be used, or breaks while it is.
        """
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / FILE
        try:
            connection = connect(path, _TABLES, _VERSION)
            try:
                yield cls(connection)
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise WeekmarkError(
                f"{path} can't be used: {error}", "delete it; nothing but a few dropped items is lost"
            ) from error

    def states(self) -> dict[str, FeedState]:
        """Return what is remembered of each feed, by its address."""
        rows = self._connection.execute("SELECT url, state FROM feeds")
        return {url: _read(_states, state) for url, state in rows}

    def items(self, since: int = 0) -> tuple[Item, ...]:
        """Return all items first seen at ``since`` or later, in the order in which they came."""
        query = "SELECT item FROM items WHERE first_seen >= ? ORDER BY first_seen, feed, id"
        return tuple(_read(_items, row[0]) for row in self._connection.execute(query, (since,)))

    def items_of(self, feed: str) -> dict[str, Item]:
        """Return the items of a feed by id."""
        rows = self._connection.execute("SELECT id, item FROM items WHERE feed = ?", (feed,))
        return {name: _read(_items, item) for name, item in rows}

    def counts(self) -> dict[str, int]:
        """Return how many items are kept of each feed."""
        return dict(self._connection.execute("SELECT feed, count(*) FROM items GROUP BY feed").fetchall())

    def record(self, update: FeedUpdate) -> None:
        """Keep what an answer has changed."""
        state = update.state
        kept = [*update.new, *update.changed]
        with self._transaction() as run:
            for old, new in update.renamed:
                run.execute("UPDATE items SET id = ? WHERE feed = ? AND id = ?", (new, state.url, old))
            run.executemany(
                "INSERT INTO items VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET item = excluded.item",
                [(item.feed, item.id, item.first_seen, state.last_read, _encode(item)) for item in kept],
            )
            run.executemany(
                "UPDATE items SET last_seen = ? WHERE feed = ? AND id = ?",
                [(state.last_read, state.url, name) for name in update.present],
            )
            if update.present:
                query = "DELETE FROM items WHERE feed = ? AND last_seen < ?"
                run.execute(query, (state.url, state.last_read - KEPT))
            run.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?)", (state.url, _encode(state)))

    def move(self, state: FeedState, url: str) -> None:
        """Call a feed, and all that is kept of it, by another address."""
        items = self.items_of(state.url)
        moved = msgspec.structs.replace(state, url=url, moved_to="")
        with self._transaction() as run:
            run.execute("UPDATE items SET feed = ? WHERE feed = ?", (url, state.url))
            run.executemany(
                "UPDATE items SET item = ? WHERE feed = ? AND id = ?",
                [
                    (_encode(msgspec.structs.replace(item, feed=url)), url, name)
                    for name, item in items.items()
                ],
            )
            run.execute("UPDATE feeds SET url = ?, state = ? WHERE url = ?", (url, _encode(moved), state.url))

    def dropped(self) -> dict[str, int]:
        """Return the keys of all stories that were dropped, and when."""
        rows = self._connection.execute("SELECT key, at FROM dropped").fetchall()
        try:
            return msgspec.convert(dict(rows), dict[str, int])
        except msgspec.ValidationError as error:
            raise sqlite3.DatabaseError(_FOREIGN) from error

    def forget_dropped(self, before: int) -> None:
        """Forget what was dropped before an instant: what is older is not offered anyway."""
        with self._transaction() as run:
            run.execute("DELETE FROM dropped WHERE at < ?", (before,))

    def add_step(self, step: Step, at: int) -> int:
        """Remember a step and what it drops, so that it can be taken back, and return its number."""
        with self._transaction() as run:
            run.executemany(
                "INSERT OR REPLACE INTO dropped VALUES (?, ?)", [(key, at) for key in step.dropped]
            )
            number = run.execute("INSERT INTO steps (step) VALUES (?)", (_encode(step),)).lastrowid
            run.execute("DELETE FROM steps WHERE number <= (SELECT max(number) FROM steps) - ?", (STEPS,))
        return int(number or 0)

    def last_step(self) -> tuple[int, Step] | None:
        """Return number and step of what was done last and not taken back."""
        row = self._connection.execute(
            "SELECT number, step FROM steps ORDER BY number DESC LIMIT 1"
        ).fetchone()
        return (row[0], _read(_steps, row[1])) if row else None

    def remove_step(self, number: int, step: Step) -> None:
        """Forget a step, and that it has dropped what it has."""
        with self._transaction() as run:
            run.executemany("DELETE FROM dropped WHERE key = ?", [(key,) for key in step.dropped])
            run.execute("DELETE FROM steps WHERE number = ?", (number,))

    def stories(self, key: bytes) -> bytes | None:
        """Return the groups that were worked out for items with this digest."""
        row = self._connection.execute("SELECT groups FROM stories WHERE digest = ?", (key,)).fetchone()
        return row[0] if row and isinstance(row[0], bytes) else None

    def keep_stories(self, key: bytes, groups: bytes) -> None:
        """Remember the groups of items, and forget those of others."""
        with self._transaction() as run:
            run.execute("DELETE FROM stories")
            run.execute("INSERT INTO stories VALUES (?, ?)", (key, groups))

    def text(self, url: str, kind: type[Record]) -> Record | None:
        """Return the article that was kept of an address."""
        return self._record("SELECT article FROM texts WHERE url = ?", url, kind)

    def keep_text(self, url: str, at: int, article: msgspec.Struct) -> None:
        """Keep the article of an address in place of the one before; those of long ago are forgotten."""
        self._keep("texts", url, at, article)

    def answer(self, key: bytes, kind: type[Record]) -> Record | None:
        """Return what a model or a server answered, kept by all that it depends on."""
        return self._record("SELECT answer FROM answers WHERE digest = ?", key, kind)

    def keep_answer(self, key: bytes, at: int, answer: msgspec.Struct) -> None:
        """Keep what a model or a server answered; what is of long ago is forgotten."""
        self._keep("answers", key, at, answer)

    def _record(self, query: str, key: str | bytes, kind: type[Record]) -> Record | None:
        row = self._connection.execute(query, (key,)).fetchone()
        return _read(msgspec.msgpack.Decoder(kind), row[0]) if row else None

    def _keep(self, table: Literal["texts", "answers"], key: str | bytes, at: int, record: object) -> None:
        with self._transaction() as run:
            run.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", (key, at, _encode(record)))  # noqa: S608 - one of two names
            run.execute(f"DELETE FROM {table} WHERE at < ?", (at - KEPT,))  # noqa: S608 - see above

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


@contextmanager
def collecting(folder: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the right to collect for a site, waiting for another process that has it, and saying so once."""
    folder.mkdir(parents=True, exist_ok=True)

    def held(holder: str) -> None:
        say(f"this site is collected by another process ({holder or 'unknown'}); waiting for it to end")

    with file_lock(folder / "desk.lock", held) as descriptor:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield


def _read(decoder: msgspec.msgpack.Decoder[Record], data: bytes) -> Record:
    try:
        return decoder.decode(data)
    except (msgspec.MsgspecError, TypeError) as error:
        raise sqlite3.DatabaseError(_FOREIGN) from error
