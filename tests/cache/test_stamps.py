"""A stamp proves something only when it is so old that another write would have given another one."""

import pytest

from generator.build import inputs, worker
from generator.cache.stamps import is_settled
from generator.source import scan
from tests.sites import SiteFolder

SECOND = 1_000_000_000
WRITTEN = 1_777_000_000 * SECOND
"""A time that a file was written at, on the full second."""


@pytest.mark.parametrize(
    ("stamp", "later", "settled"),
    [
        ((WRITTEN + 1, WRITTEN, 7), 90_000_000, False),
        ((WRITTEN + 1, WRITTEN, 7), 110_000_000, True),
        ((WRITTEN, WRITTEN + 100_000_000, 7), 2_590_000_000, False),  # of a clock that counts seconds
        ((WRITTEN, WRITTEN + 100_000_000, 7), 2_610_000_000, True),
        ((WRITTEN - 9 * SECOND + 1, WRITTEN, 7), 90_000_000, False),  # renamed or with its old time put back
        ((WRITTEN + 1, WRITTEN, 7), -60 * SECOND, False),  # the clock was put back
    ],
)
def test_a_stamp_is_settled_once_the_clock_has_moved_on(
    stamp: tuple[int, int, int], later: int, *, settled: bool
) -> None:
    assert is_settled(stamp, WRITTEN + later) is settled


@pytest.fixture
def clock_that_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file be stamped alike, as those are that are written at one tick of a coarse clock."""
    ahead = 4_000_000_000 * SECOND
    for module in (inputs, scan, worker):
        monkeypatch.setattr(module, "stamp_of", lambda status: (ahead, ahead, status.st_ino))


@pytest.mark.usefixtures("clock_that_stands_still")
def test_two_writes_within_a_tick_of_the_clock_are_both_seen(site: SiteFolder) -> None:
    page = "{% extends 'base.html' %}{% block main %}WORD{% endblock %}"
    for word in ("first", "other"):
        site.with_event("memo", title=f"The {word} title")
        site.with_file("content/static/notes.txt", word)
        site.with_file("themes/default/templates/404.html", page.replace("WORD", word)).build()

        assert f"The {word} title" in site.page("/events/memo/")
        assert site.page("/notes.txt") == word
        assert word in site.page("/404.html")
