"""What planning has digested of a week is kept: an edit digests its week, and no other."""

from pathlib import Path

import pytest

from generator.cache.weeks import WeekRecord, WeekRecords
from tests.sites import SiteFolder


@pytest.fixture
def digested(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the weeks that are digested anew."""
    weeks = []
    keep = WeekRecords.keep

    def note(records: WeekRecords, week: str, record: WeekRecord) -> None:
        weeks.append(week)
        keep(records, week, record)

    monkeypatch.setattr(WeekRecords, "keep", note)
    return weeks


def test_an_edit_digests_its_week(tmp_path: Path, digested: list[str]) -> None:
    site = SiteFolder(tmp_path / "site").with_settings(cards="off")
    for number in range(1, 5):
        site.with_event(f"memo-{number}", published=f"2026-03-{7 * number - 5:02}T09:00:00Z", source="wire")
    site.build()
    assert digested == ["2026-w13", "2026-w12", "2026-w11", "2026-w10"]
    digested.clear()

    site.with_event("memo-2", "More.", published="2026-03-09T09:00:00Z", source="wire").build()
    assert digested == ["2026-w11"]
    digested.clear()

    site.with_file("content/sources.yaml", "wire: {name: The Wire}\n").build()
    assert digested == ["2026-w13", "2026-w12", "2026-w11", "2026-w10"]
