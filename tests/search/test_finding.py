"""What a reader types is found, best first, and marked."""

from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.search.conftest import HOSTILE, NewReader, write_digest
from tests.search.hosting import BASE_PATH, Host
from tests.search.reader import RESULTS, Reader
from tests.sites import SiteFolder

KOELN = "Museum in Köln opens its archive"
GUIDE = "A robot guides visitors"
PAINTER = "Robot paints a museum wall"


def test_every_word_must_match_and_the_better_field_comes_first(reader: Reader) -> None:
    reader.open().type("museum").sees(KOELN, PAINTER, GUIDE).is_told("3 events found.")
    reader.type("museum rob").sees(PAINTER, GUIDE)
    reader.type("museum rob letters").sees().is_told("Nothing found.")
    reader.type("letters museum").sees(KOELN).is_told("One event found.")


def test_what_is_typed_narrows_what_is_found_and_widens_it_again(reader: Reader) -> None:
    reader.open().type("rob").sees(GUIDE, PAINTER)
    reader.press("Space", "w", "a").sees(PAINTER)
    reader.press("Backspace", "Backspace").sees(GUIDE, PAINTER)


@pytest.mark.parametrize(
    ("words", "title", "marks"),
    [
        ("koln", KOELN, ["Köln"]),
        ("KÖL arch", KOELN, ["Köl", "arch"]),
        ("Ko\u0308ln", KOELN, ["Köln"]),
        ("3.5", KOELN, ["3.5"]),
        ("scholars", KOELN, ["Scholars"]),
        ("conserv", KOELN, ["conserv"]),
        ("espejo", GUIDE, ["Espejo"]),
        ("machines wall", PAINTER, ["wall", "machines"]),
        ("متحف", "مُتحف القاهرة يفتح أبوابه", ["مُتحف"]),
        ("人工知能", "東京大学の博物館が人工知能を使う", ["人工", "知能"]),
        ("京都", "京都で展覧会が始まる", ["京都"]),
        ("修复 智能", "故宫用人工智能修复古画", ["智能", "修复"]),
        ("国会", "美国会通过一项法案", ["国会"]),
        ("参政", "外国人参政権の議論", ["参政"]),
        ("مكتبه 2026", "مكتبة ٢٠٢٦ تفتح", ["مكتبة", "٢٠٢٦"]),
        ("gpt5", "GPT-5 is sold without distillation", []),
        ("GPT-5", "GPT-5 is sold without distillation", ["GPT", "5"]),
        ("distilation", "GPT-5 is sold without distillation", ["distillation"]),
        ("disitllation sold", "GPT-5 is sold without distillation", ["sold", "distillation"]),
        ("mus\u00adeum arch\u200bive", KOELN, ["Museum", "archive", "Museum"]),
    ],
)
def test_words_are_found_without_regard_to_case_and_diacritics(
    reader: Reader, words: str, title: str, marks: list[str]
) -> None:
    reader.open().type(words)
    expect(reader.page.locator(f"{RESULTS} h2").first).to_have_text(title)
    expect(reader.page.locator(RESULTS).first.locator("mark")).to_have_text(marks)


def test_a_word_behind_a_dash_is_not_wanted(reader: Reader) -> None:
    reader.open().type("museum -robot").sees(KOELN)
    reader.type("museum -arch").sees(PAINTER, GUIDE)


def test_a_word_of_the_summary_shows_the_sentence_it_is_in(reader: Reader) -> None:
    reader.open().type("scholars archive").sees(KOELN)
    excerpt = reader.page.locator("[data-field=excerpt]")
    expect(excerpt).to_have_text("Scholars had asked for 3.5 years.")
    assert reader.marks() == ["archive", "Scholars"]


def test_a_result_leads_to_the_event_and_to_its_source_and_topics(reader: Reader) -> None:
    reader.open().type("guides").sees(GUIDE)
    links = reader.page.locator(f"{RESULTS} a")
    assert [(link.inner_text(), link.get_attribute("href")) for link in links.all()] == [
        ("El Espejo", "/team/digest/sources/mirror/"),
        (GUIDE, "/team/digest/events/robot-guide/"),
        ("Museums", "/team/digest/topics/museums/"),
        ("Robots and machines", "/team/digest/topics/robots/"),
    ]
    expect(reader.page.locator(f"{RESULTS} time")).to_have_text("April 14, 2026")


def test_a_result_is_in_the_language_of_its_event(reader: Reader) -> None:
    reader.open().type("القاهرة")
    title = reader.page.locator(f"{RESULTS} [data-field=title]")
    expect(title).to_have_attribute("lang", "ar")
    expect(title).to_have_attribute("dir", "rtl")


def test_markup_in_a_title_stays_text(reader: Reader) -> None:
    reader.open().type("quoted bold").sees(HOSTILE)
    result = reader.page.locator(RESULTS)
    expect(result.locator("[data-field=hook]")).to_have_text("Not <b>bold</b>.")
    assert result.locator("img, b, script").count() == 0
    assert reader.marks() == ["quoted", "bold"]
    expect(reader.page).to_have_title("Search · The Test Week")
    assert result.locator("h2 a").get_attribute("href") == "/team/digest/events/hostile/"


def test_a_result_says_where_it_was_published_and_how_it_came_about(
    new_reader: NewReader, tmp_path: Path
) -> None:
    site = write_digest(SiteFolder(tmp_path / "site"))
    site.with_file("content/sources.yaml", "gazette: {name: The Gazette, country: hk}\n")
    site.with_event(
        "corrected",
        title="A museum was corrected",
        source="gazette",
        origin="ai",
        model="lumen-4",
        corrections=[{"date": "2026-04-24", "text": "The name was wrong."}],
    )
    site.build()
    with closing(Host(site.output)) as host:
        reader = new_reader(host.url).open().type("corrected").sees("A museum was corrected")

        parts = reader.page.locator(RESULTS).locator(
            ".flag, [data-field=ai], [data-field=ai-reviewed], .corrected"
        )
        expect(parts.locator("visible=true")).to_have_text(["HK", "AI-written", "Corrected"])
        expect(reader.page.locator(".corrected")).to_have_attribute(
            "href", f"{BASE_PATH}events/corrected/#corrections"
        )

        reader.type("koln").sees(KOELN)
        expect(parts.locator("visible=true")).to_have_text(["HK"])
        reader.page.close()


def test_who_has_no_word_yet_or_finds_nothing_is_led_on(reader: Reader) -> None:
    begin = reader.open().page.locator("#search-start")
    expect(begin.get_by_role("link")).to_have_text(
        ["Museums", "Robots and machines", "Week 17 of 2026", "Week 16 of 2026", "Week 11 of 2026"]
    )

    reader.type("robot").sees(GUIDE, PAINTER)
    expect(begin).to_be_hidden()

    reader.type("conservation robots").sees()
    expect(begin).to_be_visible()
    reader.page.get_by_role("link", name="conservators").click()
    reader.sees(KOELN)


def test_filters_are_folded_on_a_phone_unless_one_is_set(reader: Reader) -> None:
    topic = reader.filter("Topic")
    expect(topic.and_(reader.open().page.locator("select"))).to_be_visible()

    reader.page.set_viewport_size({"width": 360, "height": 640})
    reader.open()
    expect(topic).to_be_hidden()
    reader.page.get_by_text("Narrow down").click()
    expect(topic).to_be_visible()

    reader.open("search/?topic=museums").sees(KOELN, GUIDE)
    expect(topic).to_be_visible()
