"""Days, ISO weeks, quarters and years at their edges, in zones on both sides of the date line."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rhythms import FIRST_YEAR, LAST_YEAR, RHYTHMS, rhythm_of
from tests.sites import SiteFolder

ALL = {"daily": {}, "monthly": {}, "quarterly": {}, "yearly": {}}
days = st.dates(date(FIRST_YEAR, 1, 7), date(LAST_YEAR, 12, 24))


@given(day=days)
def test_every_day_is_in_one_period_of_each_rhythm(day: date) -> None:
    for rhythm in RHYTHMS.values():
        period = rhythm.period_of(day)
        first, last = rhythm.first_day(period), rhythm.last_day(period)
        assert first <= day <= last
        assert rhythm_of(period) is rhythm
        assert {rhythm.period_of(first), rhythm.period_of(last)} == {period}
        assert rhythm.period_of(first - timedelta(1)) < period < rhythm.period_of(last + timedelta(1))
        parts = rhythm.parts(period)
        assert not parts or day.isoformat()[: len(parts[0])] in parts
        assert list(parts) == sorted(set(parts))


@pytest.mark.parametrize(
    "name",
    ["2026-02-29", "2025-w53", "2026-w00", "2026-13", "2026-q5", "2026-q0", "0999", "9999", "2026-W17", ""],
)
def test_what_is_no_period_is_of_no_rhythm(name: str) -> None:
    assert rhythm_of(name) is None


@pytest.mark.parametrize(
    ("moment", "zone", "expected"),
    [
        # Kiritimati is fourteen hours ahead of UTC, Adak ten behind.
        (
            "2026-12-31T10:00:00Z",
            "Pacific/Kiritimati",
            ["2027-01-01", "2026-w53", "2027-01", "2027-q1", "2027"],
        ),
        (
            "2026-12-31T09:59:00Z",
            "Pacific/Kiritimati",
            ["2026-12-31", "2026-w53", "2026-12", "2026-q4", "2026"],
        ),
        ("2027-01-01T09:59:00Z", "America/Adak", ["2026-12-31", "2026-w53", "2026-12", "2026-q4", "2026"]),
        ("2027-01-01T10:00:00Z", "America/Adak", ["2027-01-01", "2026-w53", "2027-01", "2027-q1", "2027"]),
        ("2027-01-04T00:00:00Z", "UTC", ["2027-01-04", "2027-w01", "2027-01", "2027-q1", "2027"]),
        ("2024-12-30T00:00:00Z", "UTC", ["2024-12-30", "2025-w01", "2024-12", "2024-q4", "2024"]),
    ],
)
def test_an_event_is_in_the_periods_of_its_day_in_the_sites_zone(
    site: SiteFolder, moment: str, zone: str, expected: list[str]
) -> None:
    site.with_settings(timezone=zone, recaps=ALL, cards="off", mail={"enabled": False})
    site.with_event("memo", published=moment)
    site.build(now=datetime(2030, 1, 1, tzinfo=UTC))

    pages = [path for path in site.files() if re.fullmatch(r"[a-z]+ly/[^/]*\d[^/]*/index\.html", path)]
    assert sorted(pages) == sorted(
        f"{rhythm}/{period}/index.html" for rhythm, period in zip(RHYTHMS, expected, strict=True)
    )
    assert "memo" in site.page(f"/quarterly/{expected[3]}/")
