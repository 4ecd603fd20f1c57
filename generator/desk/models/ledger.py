"""What models have cost in a month, over all sites of a user; kept where the system keeps such things.

An amount is reserved before a request and settled after it, so that two commands at a time stay within one
budget, and what a killed one had under way counts as spent.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from generator.desk.database_file import connect
from generator.errors import WeekmarkError

_TABLES = """
CREATE TABLE spent (
    month TEXT NOT NULL, model TEXT NOT NULL, money INTEGER NOT NULL, PRIMARY KEY (month, model)
) WITHOUT ROWID;
"""


class Ledger:
    """What each model has cost in each month; made by :meth:`open`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def open(cls) -> Iterator["Ledger"]:
        """Open the user's ledger, or make it.

        :raises WeekmarkError: it can't be used.
        """
        folder = Path(platformdirs.user_state_dir("weekmark", appauthor=False))
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "spending.sqlite"
        try:
            connection = connect(path, _TABLES, 1)
            try:
                yield cls(connection)
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise WeekmarkError(
                f"{path} can't be used: {error}", "delete it; what this month has cost is forgotten then"
            ) from error

    def spent(self, model: str, at: int) -> int:
        """Return what a model has cost in the month of an instant, in millionths."""
        query = "SELECT money FROM spent WHERE month = ? AND model = ?"
        row = self._connection.execute(query, (_month(at), model)).fetchone()
        return int(row[0]) if row else 0

    def reserve(self, model: str, at: int, money: int, limit: int | None) -> bool:
        """Count an amount as spent, unless the month would cost more than its limit then.

        :returns: whether it was counted.
        """
        self._connection.execute("BEGIN IMMEDIATE")
        fits = limit is None or self.spent(model, at) + money <= limit
        if fits:
            self._add(model, at, money)
        self._connection.execute("COMMIT")
        return fits

    def settle(self, model: str, at: int, reserved: int, money: int) -> None:
        """Put what a request has cost in the place of what was reserved for it."""
        self._add(model, at, money - reserved)

    def _add(self, model: str, at: int, money: int) -> None:
        self._connection.execute(
            "INSERT INTO spent VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET money = money + excluded.money",
            (_month(at), model, money),
        )


def _month(at: int) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m}"
