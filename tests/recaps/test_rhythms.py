"""Every rhythm has all that the week has, and a site with all of them is the same at once or by bits."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.rhythms import RHYTHMS
from tests.sites import SiteFolder

ALL = {
    "daily": None,  # as "daily:" with no more said
    "monthly": {"name": "The month", "top": 1},
    "quarterly": {"rest": 1},
    "yearly": {"top": 2},
}
PERIODS = {
    "daily": "2026-04-20",
    "weekly": "2026-w17",
    "monthly": "2026-04",
    "quarterly": "2026-q2",
    "yearly": "2026",
}
PLAIN = {"cards": "off", "page_size": 3}


def write_site(site: SiteFolder, **extra: object) -> SiteFolder:
    site.with_settings(**PLAIN, **extra)
    for number, day in enumerate(("2026-03-31", "2026-04-01", "2026-04-20", "2026-04-20", "2025-12-31")):
        site.with_event(
            f"event-{number}", published=f"{day}T12:00:00Z", title=f"Event {number}", topics=["ai"]
        )
    return site


def files_of(site: SiteFolder, place: Path) -> dict[str, bytes]:
    """Return the files of a build from the beginning, in another place."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(site.root / "content", place / "content")
    shutil.copy(site.root / "site.yaml", place)
    copy = SiteFolder(place)
    copy.build()
    return copy.files()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    site = write_site(SiteFolder(tmp_path_factory.mktemp("rhythms")), recaps=ALL)
    site.build()
    return site


@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_every_rhythm_has_all_that_the_week_has(built: SiteFolder, rhythm: str) -> None:
    period = PERIODS[rhythm]
    files = built.files()
    assert {f"{rhythm}/{name}" for name in ("index.html", "latest/index.html", "feed.xml")} <= files.keys()
    assert {f"{rhythm}/{period}/{name}" for name in ("index.html", "mail.html", "mail.txt")} <= files.keys()
    latest, own = built.page(f"/{rhythm}/latest/"), built.page(f"/{rhythm}/{period}/")
    assert f'<link rel="canonical" href="https://digest.example.org/{rhythm}/{period}/">' in latest
    assert f'<a href="/{rhythm}/{period}/">' in built.page(f"/{rhythm}/")
    assert f'<li><a href="/{rhythm}/"' in own
    assert f'href="/{rhythm}/feed.xml"' in own


def test_titles_say_the_period(built: SiteFolder) -> None:
    titles = [
        re.findall('<h1 class="p-name">(.*?)</h1>', built.page(f"/{rhythm}/{period}/"))[0]
        for rhythm, period in PERIODS.items()
    ]
    assert titles == ["April 20, 2026", "Week 17 of 2026", "April 2026", "2nd quarter 2026", "2026"]


def test_a_cut_list_says_how_many_more_there_are(built: SiteFolder) -> None:
    settings = {**ALL, "yearly": {"top": 1, "rest": 1}}
    site = write_site(SiteFolder(built.root.parent / "cut"), recaps=settings)
    site.build()
    page = site.page("/yearly/2026/")
    assert '<a href="/archive/">2 more events in the archive</a>' in page
    assert "<dd>4</dd>" in page


def test_parts_lead_to_the_recaps_below(built: SiteFolder) -> None:
    assert '<a href="/daily/2026-04-20/">April 20, 2026</a>' in built.page("/weekly/2026-w17/")
    assert '<a href="/monthly/2026-04/">April 2026</a>' in built.page("/yearly/2026/")


def test_a_rhythm_turned_off_leaves_nothing_over(tmp_path: Path) -> None:
    site = write_site(SiteFolder(tmp_path / "site"))
    site.build()
    before = site.files()
    for recaps in (ALL, {"monthly": {"name": "Other", "top": 2}}):
        write_site(site, recaps=recaps).build()
        assert site.files() == files_of(site, tmp_path / "copy")
    write_site(site).build()
    assert site.files() == before


NOTES = ("content/weekly/2026-w17.md", "content/daily/2026-04-20.md", "content/monthly/2026-05.md",
         "content/quarterly/2026-q1.md", "content/yearly/2026.md")  # fmt: skip
texts = st.sampled_from((
    "Hello.\n", "---\npin: [event-1]\n---\n## Links\n\n- [A](https://a.example/x): why\n",
    "---\ntitle: A title\nexclude: [event-2]\n---\n",
    "## Ads {.sponsored}\n\n- [B](https://b.example/)\n\n## Jobs\n",
))  # fmt: skip
edits = st.one_of(
    st.tuples(st.sampled_from(NOTES), st.one_of(st.none(), texts)),
    st.tuples(
        st.integers(0, 4).map("content/events/event-{}.md".format),
        st.dates().map(lambda day: day.replace(year=2025 + day.year % 2)).map(str),
    ),
)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(st.lists(edits, min_size=1, max_size=2), min_size=1, max_size=2))
def test_bit_by_bit_is_as_at_once(tmp_path: Path, rounds: list[list[tuple[str, str | None]]]) -> None:
    shutil.rmtree(tmp_path / "site", ignore_errors=True)
    site = write_site(SiteFolder(tmp_path / "site"), recaps=ALL)
    site.build()
    for changes in rounds:
        for path, text in changes:
            if text is None:
                (site.root / path).unlink(missing_ok=True)
            elif path in NOTES:
                site.with_file(path, text)
            else:
                site.with_event(path.rpartition("/")[2].removesuffix(".md"), published=text, topics=["ai"])
        site.build()
        assert site.files() == files_of(site, tmp_path / "copy")
