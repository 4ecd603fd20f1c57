"""Filters, the order, the address and the keys."""

import pytest
from playwright.sync_api import expect

from tests.search.reader import RESULTS, Reader
from tests.search.test_finding import GUIDE, KOELN, PAINTER


@pytest.mark.parametrize(
    ("name", "choice", "titles", "query"),
    [
        ("Topic", "Robots and machines", [PAINTER, GUIDE], "topic=robots"),
        ("Source", "The Gazette", [KOELN, PAINTER], "source=gazette"),
        ("Who should care", "Historians", [KOELN, PAINTER], "audience=historians"),
        ("Week", "April 13 – 19, 2026", [GUIDE], "week=2026-w16"),  # noqa: RUF001 - as CLDR has it
        ("Order", "Newest first", [KOELN, GUIDE, PAINTER], "sort=date"),
    ],
)
def test_results_are_narrowed_down(
    reader: Reader, name: str, choice: str, titles: list[str], query: str
) -> None:
    reader.open().type("museum").sees(KOELN, PAINTER, GUIDE)
    reader.choose(name, choice).sees(*titles).is_at(f"?q=museum&{query}")
    reader.page.reload()
    reader.sees(*titles)
    expect(reader.filter(name).locator("option:checked")).to_have_text(choice)


def test_a_filter_alone_lists_its_events_newest_first(reader: Reader) -> None:
    reader.open("search/?topic=robots").sees(GUIDE, PAINTER)
    reader.choose("Source", "The Gazette").sees(PAINTER)
    reader.choose("Topic", "All").choose("Source", "All").sees().is_told("").is_at("")


def test_a_filter_nobody_knows_finds_nothing(reader: Reader) -> None:
    reader.open("search/?q=museum&topic=gone").is_told("Nothing found.")
    expect(reader.filter("Topic").locator("option:checked")).to_have_text("gone")


def test_back_and_forward_go_from_search_to_search(reader: Reader) -> None:
    reader.open().type("robot").sees(GUIDE, PAINTER).is_at("?q=robot")
    reader.choose("Source", "El Espejo").sees(GUIDE).is_at("?q=robot&source=mirror")
    reader.page.go_back()
    reader.sees(GUIDE, PAINTER).is_at("?q=robot")
    reader.page.go_back()
    reader.sees().is_at("")
    expect(reader.field).to_have_value("")
    reader.page.go_forward()
    reader.page.go_forward()
    reader.sees(GUIDE).is_at("?q=robot&source=mirror")
    expect(reader.filter("Source").locator("option:checked")).to_have_text("El Espejo")


def test_back_from_an_event_finds_the_results_again(reader: Reader) -> None:
    reader.open().type("koln").sees(KOELN)
    reader.page.get_by_role("link", name=KOELN).click()
    expect(reader.page).to_have_url(f"{reader.url}events/koeln-archive/")
    reader.page.go_back()
    reader.is_at("?q=koln").sees(KOELN)


def test_the_keys_choose_a_result_and_clear_the_words(reader: Reader) -> None:
    reader.open().type("robot").sees(GUIDE, PAINTER)
    reader.press("ArrowDown").has_focus_on(GUIDE)
    reader.press("ArrowDown").has_focus_on(PAINTER)
    reader.press("ArrowDown").has_focus_on(PAINTER)
    reader.press("ArrowUp", "ArrowUp")
    expect(reader.field).to_be_focused()
    reader.press("ArrowDown", "Escape").sees().is_at("")
    expect(reader.field).to_be_focused()
    expect(reader.field).to_have_value("")
    reader.type("robot").press("ArrowDown", "ArrowDown", "Enter")
    expect(reader.page).to_have_url(f"{reader.url}events/robot-painter/")


def test_a_slash_leads_to_the_search_from_every_page(reader: Reader) -> None:
    reader.open("events/koeln-archive/").press("/")
    expect(reader.field).to_be_focused()
    reader.press("k", "o", "/").sees(KOELN)
    expect(reader.field).to_have_value("ko/")
    reader.press("Tab", "/")
    expect(reader.field).to_be_focused()
    expect(reader.field).to_have_value("ko/")


def test_the_search_asks_for_no_more_room_than_a_phone_has(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 360, "height": 640})
    reader.open().type("museum").sees(KOELN, PAINTER, GUIDE)
    assert reader.page.evaluate("document.documentElement.scrollWidth") == 360
    assert reader.page.locator(RESULTS).count() == 3
