"""However collecting, taking, editing and deleting the database are mixed, the content is the same."""

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.desk.database import Database
from generator.desk.identity import find
from generator.desk.records import Entry, FeedState, FeedUpdate
from generator.inbox.desk_site import load_desk_site
from generator.inbox.session import opened
from tests.sites import SiteFolder

FEED = "https://one.example/feed"
TITLES = ("Ebay rejects Icahn", "Central bank raises rates", "Harvest of apples is late")
ENTRIES = [
    Entry(str(number), f"https://one.example/{number}", title, date="Thu, 23 Apr 2026 09:00:00 GMT")
    for number, title in enumerate(TITLES)
]
SEEN = 1776935100
STEPS = st.tuples(st.sampled_from(["collect", "delete", "take", "edit"]), st.integers(0, len(TITLES) - 1))


class Desk:
    """A site whose feed is read without a network."""

    def __init__(self, root: Path) -> None:
        self.site = SiteFolder(root).with_settings()
        self.site.with_file("content/sources.yaml", f"one: {{name: One, feeds: ['{FEED}']}}\n")

    def collect(self, _number: int = 0) -> None:
        with Database.open(self.site.root / ".weekmark") as database:
            known, is_first = database.items_of(FEED), FEED not in database.states()
            found = find(FEED, ENTRIES, known, SEEN, is_first=is_first)
            database.record(FeedUpdate(FeedState(FEED, last_read=SEEN), found.new, found.changed))

    def delete(self, _number: int = 0) -> None:
        if (self.site.root / ".weekmark").exists():
            self.site.without(".weekmark")

    def take(self, number: int) -> None:
        with opened(load_desk_site(self.site.root, self.site.root / "site.yaml")) as inbox:
            for offer in inbox.offers():
                if offer.head.title == TITLES[number]:
                    inbox.do(inbox.take(offer.handle))

    def edit(self, number: int) -> None:
        for draft in self.site.root.glob("content/events/**/*.md"):
            text = draft.read_text()
            if TITLES[number] in text and "Mine" not in text:
                draft.write_text(text.replace("hook:", "hook: By hand  # so") + "Mine.\n")

    def content(self) -> dict[str, str]:
        """Return all content, without times of collection, which get lost with the database."""
        files = self.site.files(self.site.root / "content")
        return {path: re.sub(r"collected: .*\n", "", data.decode()) for path, data in files.items()}


@pytest.fixture(autouse=True)
def _no_settings_of_a_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def after(steps: list[tuple[str, int]]) -> dict[str, str]:
    """Take steps, then all that is left to do."""
    last = [("collect", 0), *((name, number) for number in range(3) for name in ("take", "edit"))]
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        for name, number in [*steps, *last]:
            getattr(desk, name)(number)
        return desk.content()


def test_the_content_is_the_same_whatever_happens_on_the_way() -> None:
    expected = after([])
    assert sum("Mine." in text for text in expected.values()) == len(TITLES)

    @settings(max_examples=12, deadline=None)
    @given(st.lists(STEPS, max_size=8))
    def check(steps: list[tuple[str, int]]) -> None:
        assert after(steps) == expected

    check()
