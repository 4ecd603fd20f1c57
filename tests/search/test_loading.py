"""The index is read when it is wanted, shard by shard, and what fails is told and tried again."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.search.conftest import NewReader, write_digest
from tests.search.hosting import Host
from tests.search.reader import RESULTS, Reader
from tests.search.test_finding import GUIDE, KOELN, PAINTER
from tests.sites import SiteFolder

INDEX = "**/search/*.json"
MARCH = "**/search/2026-03.*.json"
ALL = ["2026-01", "2026-02", "2026-03", "2026-04", "manifest"]


def read_from(reader: Reader) -> list[str]:
    """Note which parts of the index the reader's browser asks for."""
    parts: list[str] = []

    def note(url: str) -> None:
        part = re.search(r"/search/([^./]+)[^/]*\.json$", url)
        parts.extend(part.groups() if part else ())

    reader.page.on("request", lambda request: note(request.url))
    return parts


def test_nothing_is_read_before_the_reader_turns_to_the_search(reader: Reader) -> None:
    parts = read_from(reader)
    reader.open().page.wait_for_load_state("networkidle")
    assert parts == []
    reader.field.focus()
    expect(reader.filter("Topic").locator("option")).to_have_count(3)
    reader.page.wait_for_load_state("networkidle")
    assert parts[:2] == ["manifest", "2026-04"]
    assert sorted(parts) == ALL
    reader.type("koln").sees(KOELN).type("robot").sees(GUIDE, PAINTER)
    assert sorted(parts) == ALL


def test_an_address_with_words_reads_at_once(reader: Reader) -> None:
    reader.open("search/?q=robot").sees(GUIDE, PAINTER)
    expect(reader.field).to_have_value("robot")


def test_results_appear_as_shards_arrive(reader: Reader) -> None:
    held = reader.waits_for(MARCH)
    reader.open("search/?q=museum").sees(KOELN, GUIDE)
    progress = reader.page.get_by_role("progressbar")
    expect(progress).to_be_visible()
    expect(progress).to_have_js_property("value", 11 / 12)
    reader.is_told("2 events found. Loading older events …")
    reader.field.focus()
    reader.press("ArrowDown", "ArrowDown").has_focus_on(GUIDE)
    held[0].continue_()
    reader.sees(KOELN, PAINTER, GUIDE).is_told("3 events found.").has_focus_on(GUIDE)
    expect(progress).to_be_hidden()


def test_a_shard_that_fails_is_told_and_tried_again(reader: Reader, mistakes: list[str]) -> None:
    reader.loses(MARCH).open("search/?q=museum").sees(KOELN, GUIDE)
    reader.is_told("2 events found. Part of the search could not be loaded.")
    assert mistakes == ["Failed to load resource: net::ERR_FAILED"]
    mistakes.clear()
    parts = read_from(reader.finds_again(MARCH))
    reader.page.get_by_role("button", name="Try again").click()
    reader.sees(KOELN, PAINTER, GUIDE).is_told("3 events found.")
    expect(reader.page.get_by_role("button", name="Try again")).to_be_hidden()
    assert parts == ["manifest", "2026-03"]


def test_no_index_at_all_is_told_and_tried_again(reader: Reader, mistakes: list[str]) -> None:
    reader.loses(INDEX).open().type("museum")
    reader.is_told("Part of the search could not be loaded.")
    mistakes.clear()
    reader.finds_again(INDEX).page.get_by_role("button", name="Try again").click()
    reader.sees(KOELN, PAINTER, GUIDE)


def test_without_scripts_the_archive_is_linked(new_reader: NewReader) -> None:
    reader = new_reader(java_script_enabled=False).open()
    expect(reader.field).to_be_hidden()
    reader.page.get_by_role("link", name="Look through the archive").click()
    expect(reader.page).to_have_url(f"{reader.url}archive/")


def test_many_results_come_a_few_at_a_time(tmp_path: Path, new_reader: NewReader) -> None:
    site = write_digest(SiteFolder(tmp_path / "site"))
    for number in range(70):
        site.with_event(f"note-{number:02}", title=f"Note {number:02}", published="2025-12-01")
    site.build()
    host = Host(site.output)
    reader = new_reader(host.url).open().type("note")
    results = reader.is_told("70 events found.").page.locator(RESULTS)
    expect(results).to_have_count(30)
    reader.page.get_by_role("button", name="Show more").click()
    expect(results).to_have_count(60)
    reader.has_focus_on("Note 30").press(*["ArrowDown"] * 30).has_focus_on("Note 60")
    expect(results).to_have_count(70)
    expect(reader.page.get_by_role("button", name="Show more")).to_be_hidden()
    host.close()
