"""A site of notes alone, shaped like a community weekly: built, listed, fed, mailed and searched."""

import json
import re
import shutil

import pytest

from tests.recaps.weekly import ITEMS, SECTIONS, write_weekly
from tests.sites import SiteFolder


@pytest.fixture(scope="module")
def weekly(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    site = write_weekly(SiteFolder(tmp_path_factory.mktemp("weekly") / "site"), "2026-w16", "2026-w17")
    assert site.build().problems == ()
    return site


def test_an_issue_has_its_sections_with_anchors_and_a_table_of_contents(weekly: SiteFolder) -> None:
    page = weekly.page("/weekly/2026-w17/")
    anchors = re.findall(r'<h2 id="(h-[a-z-]+)" class="rubric">', page)
    assert len(anchors) == len(SECTIONS)
    assert re.findall(r'<li><a href="#(h-[a-z-]+)">', page) == anchors
    assert page.count('href="https://2026-w17.example/') == len(SECTIONS) * ITEMS
    assert page.count('rel="sponsored noopener"') == ITEMS
    assert '<b class="status">Sponsored</b>' in page
    assert "<dt>links</dt><dd>250</dd>" in page
    assert "<dt>event" not in page


def test_lists_count_links_where_there_are_no_events(weekly: SiteFolder) -> None:
    index = weekly.page("/weekly/")
    assert index.count("<span>250 links</span>") == 2
    assert '<a href="/weekly/2026-w17/#h-official" dir="auto">Official</a>' in index
    assert "250 links" in weekly.page("/")
    assert "0 events" not in index + weekly.page("/") + weekly.page("/weekly/2026-w17/")


def test_feed_and_mail_carry_the_sections(weekly: SiteFolder) -> None:
    feed = weekly.page("/weekly/feed.xml")
    mail, text = weekly.page("/weekly/2026-w17/mail.html"), weekly.page("/weekly/2026-w17/mail.txt")
    assert feed.count("&lt;h2&gt;") == 2 * len(SECTIONS)
    assert "Jobs (Sponsored)" in feed
    assert mail.count("https://2026-w17.example/") == len(SECTIONS) * ITEMS
    assert mail.count('rel="sponsored noopener"') == ITEMS
    assert "== Jobs (Sponsored) ==" in text
    assert "Asia link 3 <https://2026-w17.example/18/3>" in text or "https://2026-w17.example/18/3" in text


def test_the_search_has_an_entry_for_each_section_and_link(weekly: SiteFolder) -> None:
    ((_, url, count),) = json.loads(weekly.page("/search/manifest.json"))["shards"]
    shard = json.loads(weekly.page(url))
    entries = shard["events"]
    assert count == len(entries["title"]) == 2 * len(SECTIONS) * (1 + ITEMS)
    at = entries["url"].index("https://2026-w17.example/23/4")
    assert {name: column[at] for name, column in entries.items()} == {
        "slug": [0, ""], "title": "Jobs link 4", "hook": "by author23x4", "tldr": "", "takeaways": "",
        "topic": [], "source": [], "audience": [], "recap": entries["recap"][at], "day": "2026-04-20",
        "week": "2026-w17", "lang": "", "url": "https://2026-w17.example/23/4", "rel": "sponsored noopener",
    }  # fmt: skip
    assert shard["places"]["recap"][entries["recap"][at]] == [
        "Issue of 2026-w17: Jobs",
        "/weekly/2026-w17/#h-jobs",
    ]


def test_an_edit_of_a_note_renders_what_shows_it(weekly: SiteFolder) -> None:
    path = weekly.root / "content/weekly/2026-w16.md"
    path.write_text(path.read_text() + "\n## Errata\n\nNone.\n")
    changes = weekly.build().changes
    changed = {*changes.changed, *changes.added, *changes.removed}
    assert {file for file in changed if not file.startswith("search/2026")} == {
        "search/manifest.json", "weekly/2026-w16/index.html", "weekly/2026-w16/mail.html",
        "weekly/2026-w16/mail.txt", "weekly/feed.xml",
    }  # fmt: skip
    assert weekly.files() == build_from_the_beginning(weekly)


def build_from_the_beginning(site: SiteFolder) -> dict[str, bytes]:
    """Return the files of a build from the beginning."""
    copy = SiteFolder(site.root.parent / "copy of it")
    shutil.copytree(site.root / "content", copy.root / "content", dirs_exist_ok=True)
    shutil.copy(site.root / "site.yaml", copy.root)
    copy.build()
    return copy.files()
