"""Times at the edges of the calendar and zones that are none: they end in a message or in a site."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from tests.sites import SiteFolder
from tests.whole.commands import weekmark


@pytest.mark.parametrize(
    ("published", "zone"),
    [
        ("9998-12-31T23:59:59-23:59", "Pacific/Kiritimati"),
        ("9998-12-31", "America/Adak"),
        ("1000-01-01T00:00+23:59", "America/Adak"),
    ],
)
def test_the_last_and_the_first_moment_can_be_published(site: SiteFolder, published: str, zone: str) -> None:
    site.with_settings(timezone=zone, cards="off").with_event("edge", published=published)
    now = datetime.fromisoformat(f"{published[:10]}T23:59:59Z")

    site.build(now=now, future=True)

    assert (site.output / "events/edge/index.html").is_file()


@pytest.mark.parametrize("published", ["9999-12-31", "9999-01-01 00:00", "9999-12-31T23:59:59Z"])
def test_a_later_year_is_refused_where_it_stands(site: SiteFolder, published: str) -> None:
    site.with_event("edge", published=published, corrections=[{"date": published[:10], "text": "x"}])

    errors = site.errors(future=True)

    assert errors.count("the year 9999 is out of range") == 2
    assert "write one from 1000 to 9998" in errors


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("9999-12-31T12:00:00Z", "the year 9999 is out of range; write one from 1000 to 9998"),
        ("0001-01-01", "the year 1 is out of range; write one from 1000 to 9998"),
        ("0001-01-01T00:00+14:00", "the year 1 is out of range; write one from 1000 to 9998"),
        ("soon", "'soon' is no time; write 2026-04-23T09:00:00Z"),
    ],
)
def test_a_build_is_of_a_year_within_the_calendar(tmp_path: Path, option: str, told: str) -> None:
    site = SiteFolder(tmp_path).with_settings()

    result = weekmark("build", "--now", option, folder=site.root)

    assert (result.code, result.output) == (2, "")
    assert result.errors.endswith(f"Error: Invalid value for --now: {told}\n")


@pytest.mark.parametrize("week", ["9999-w52", "0001-w01", "2025-w53", "२०२६-w01"])
def test_a_note_is_of_a_week_that_exists(tmp_path: Path, week: str) -> None:
    site = SiteFolder(tmp_path).with_settings()

    result = weekmark("new", "week", week, folder=site.root)

    assert result.code == 2
    assert f"{week} is no ISO week; write it like 2026-w17" in result.errors
    assert site.with_file(f"content/weekly/{week}.md", "x").errors()


@pytest.mark.parametrize("zone", ["/etc/passwd", "../../etc/passwd", "Nowhere/Land", ":::"])
def test_the_zone_of_the_machine_does_not_matter(
    site: SiteFolder, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.with_settings(cards="off").with_event("memo")
    monkeypatch.setenv("TZ", os.path.relpath("/etc/passwd", site.root) if zone.startswith("..") else zone)

    assert weekmark("build", folder=site.root).code == 0
