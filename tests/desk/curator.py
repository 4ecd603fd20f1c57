"""A curator for tests: sources with feeds, a clock that is set by hand, and what a collect brings."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.desk.collect import Manner, collect, subscriptions
from generator.desk.database import Database
from generator.desk.records import Asked, Collection, FeedState, Item
from generator.model import Outlet

MORNING = int(datetime(2026, 4, 23, 9, 5, tzinfo=UTC).timestamp())
"""Five minutes after the stories of the host appeared."""


class Curator:
    """Collects the feeds it has subscribed to, each as a source of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = MORNING
        self.allowed: tuple[str, ...] = ("127.0.0.1",)
        self._outlets: dict[str, Outlet] = {}

    def subscribes(self, *feeds: str) -> "Curator":
        """Add feeds; their sources are called ``s0``, ``s1``, …"""
        for feed in feeds:
            name = f"s{len(self._outlets)}"
            self._outlets[name] = Outlet(name, name.upper(), feeds=(feed,))
        return self

    def waits(self, seconds: int = 3600) -> "Curator":
        """Let time pass."""
        self.now += seconds
        return self

    def collects(self, *sources: str) -> Collection:
        """Ask the feeds that are due, or those of the sources named."""
        with self.database() as database:
            return collect(subscriptions(self._outlets), database, self.manner(), frozenset(sources))

    def manner(self) -> Manner:
        """Return how everything of the web is asked."""
        agent = "+https://digest.example.org/; mailto:ann@example.org"
        return Manner(agent, self.allowed, self._clock, ZoneInfo("UTC"))

    def told(self, *sources: str) -> str:
        """Collect, and return what there is to say of the one feed that is subscribed."""
        (asked,) = self.collects(*sources).feeds
        return "; ".join(asked.health.words)

    def asked(self) -> Asked:
        """Collect from the one feed that is subscribed."""
        (asked,) = self.collects().feeds
        return asked

    def items(self) -> tuple[Item, ...]:
        """Return all that is kept."""
        with self.database() as database:
            return database.items()

    def item(self) -> Item:
        """Return the only item that is kept."""
        (item,) = self.items()
        return item

    def titles(self) -> list[str]:
        """Return the titles of all that is kept."""
        return [item.title for item in self.items()]

    def state(self) -> FeedState:
        """Return what is remembered of the one feed that is subscribed."""
        with self.database() as database:
            (state,) = database.states().values()
        return state

    @contextmanager
    def database(self) -> Iterator[Database]:
        """Open the database."""
        with Database.open(self.folder) as database:
            yield database

    def _clock(self) -> int:
        return self.now
