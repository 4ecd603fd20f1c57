"""The documents of a month are one record: an edit writes that of its month and leaves the others alone."""

import time
from pathlib import Path

import pytest

from tests.sites import SiteFolder


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """Two months with an event each, built."""
    site = SiteFolder(tmp_path / "site").with_settings(cards="off")
    site.with_event("memo", published="2026-04-20T09:00:00Z")
    site.with_event("older", published="2026-03-16T09:00:00Z")
    time.sleep(0.12)  # a file touched this moment is not trusted, and looked at once more
    site.build()
    return site


def records(site: SiteFolder) -> dict[str, int]:
    """Return the records of documents; each that is written is another file."""
    return {path.name: path.stat().st_mtime_ns for path in (site.root / ".weekmark").glob("documents-*")}


def test_an_edit_writes_its_month(site: SiteFolder) -> None:
    before = records(site)

    site.with_event("memo", "More.", published="2026-04-20T09:00:00Z").build()

    after = records(site)
    assert before.keys() == after.keys() == {"documents-2026-03", "documents-2026-04"}
    assert {name for name in after if after[name] != before[name]} == {"documents-2026-04"}


def test_an_event_that_moves_to_another_month_moves_with_its_record(site: SiteFolder) -> None:
    site.with_event("older", published="2026-02-16T09:00:00Z").build()

    assert records(site).keys() == {"documents-2026-02", "documents-2026-04"}


def test_a_month_without_files_has_no_record(site: SiteFolder) -> None:
    site.without("content/events/older.md").build()

    assert records(site).keys() == {"documents-2026-04"}


def test_notes_and_pages_have_a_record_of_their_own(site: SiteFolder) -> None:
    site.with_file("content/pages/about.md", "---\ntitle: About\n---\n").build()

    assert "documents-others" in records(site)
