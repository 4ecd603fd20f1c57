"""A digest in each language: its words, its dates and lists, and a page that fits a phone."""

import re
from pathlib import Path

import pytest

from tests.look.conftest import Newsstand, OpenPage
from tests.look.newspaper import WORDS
from tests.sites import SiteFolder
from tests.whole.test_readers import AXE, FIND

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
EVENT = "/events/archive/"
WEEK = "/weekly/2026-w17/"
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def read(host_folder: Path, path: str) -> str:
    return (host_folder / path.lstrip("/") / "index.html").read_text("utf-8")


KINDS_OF_SCRIPT = ("de", "ja", "ar")
"""Long words, no spaces, right to left: the others look like one of these."""


@pytest.mark.parametrize("language", WORDS)
def test_pages_speak_the_language_of_the_site(newsstand: Newsstand, language: str) -> None:
    words = WORDS[language]
    folder = newsstand(language).folder
    home, event, week = read(folder, "/"), read(folder, EVENT), read(folder, WEEK)
    for page in (home, event, week):
        assert f'<html lang="{language}" dir="{words.direction}">' in page
        assert words.date in page
        assert f'title="{words.country}"' in page
    assert f">{words.days}</time>" in week
    assert f">{words.events}</span>" in event
    assert f'<h1 class="p-name">{words.week}</h1>' in week
    assert f"<title>{words.week} · {words.title}</title>" in week
    assert f"&lt;dd&gt;{words.readers}&lt;/dd&gt;" in (folder / "feed.xml").read_text("utf-8")
    if language != "en":
        for english in ("Deep insight", "Weekly recap", "Show as a table", "Search"):
            assert not re.search(rf">\s*{english}\s*<", home + event + week)


@pytest.mark.parametrize("language", KINDS_OF_SCRIPT)
def test_every_page_of_a_language_fits_a_phone(
    open_page: OpenPage, newsstand: Newsstand, language: str
) -> None:
    host = newsstand(language)
    page = open_page("/", language)
    paths = sorted(file.relative_to(host.folder).as_posix() for file in host.folder.rglob("index.html"))
    paths = [path.removesuffix("index.html") for path in paths]
    wide = {}
    for path in paths:
        page.goto(f"{host.url}/{path}")
        wide[path] = page.evaluate(OVERFLOW)
    assert {path: excess for path, excess in wide.items() if excess} == {}
    assert len(wide) > 15


@pytest.mark.parametrize("language", KINDS_OF_SCRIPT)
def test_a_language_is_accessible(open_page: OpenPage, language: str) -> None:
    for path in (EVENT, WEEK):
        page = open_page(path, language)
        page.evaluate(AXE.read_text("utf-8"))
        assert page.evaluate(FIND) == []


@pytest.mark.parametrize("language", WORDS)
def test_what_an_event_says_in_another_language_is_marked_so(newsstand: Newsstand, language: str) -> None:
    foreign = "en" if language == "ar" else "ar"
    marks = f'lang="{foreign}" dir="{WORDS[foreign].direction}"'
    folder = newsstand(language).folder
    home, week = read(folder, "/"), read(folder, WEEK)
    own = read(folder, "/events/foreign-ar/")
    assert f"<html {marks}>" in own
    assert re.search(rf"<h2 [^>]*{marks}><a [^>]+>{re.escape(WORDS[foreign].event)}", home)
    assert re.search(rf"<h3 [^>]*{marks}><a [^>]+>{re.escape(WORDS[foreign].event)}", week)
    assert f"<dd {marks}>{WORDS[foreign].text}" in week
    assert f"<dt {marks}" not in week


def test_arabic_runs_from_right_to_left(open_page: OpenPage) -> None:
    page = open_page(EVENT, "ar", 1280)
    boxes = {
        name: page.locator(selector).first.bounding_box()
        for name, selector in {
            "switch": "button.scheme",
            "heading": "#insight",
            "insight": ".takeaways",
            "flag": ".flag",
            "source": ".kicker a",
            "first": ".answers > :nth-child(1)",
            "second": ".answers > :nth-child(2)",
        }.items()
    }
    left = {name: box["x"] for name, box in boxes.items() if box}
    assert left["switch"] < 200
    assert left["insight"] < left["heading"]
    assert left["source"] < left["flag"]
    assert left["second"] < left["first"]


def test_foreign_titles_stay_on_the_side_of_the_page_and_code_runs_its_own_way(open_page: OpenPage) -> None:
    page = open_page("/", "ar")
    side = "element => { const s = getComputedStyle(element); return [s.direction, s.textAlign]; }"
    assert page.locator("h2[lang=en]").evaluate(side) == ["ltr", "right"]
    page = open_page(EVENT, "ar")
    assert page.locator(".recap li a").first.evaluate(side)[0] == "rtl"
    assert page.locator(".prose pre").evaluate(side)[0] == "ltr"
    assert open_page("/", "en").locator("h2[lang=ar]").evaluate(side) == ["rtl", "left"]


def test_the_charts_of_an_arabic_page_begin_at_the_right(open_page: OpenPage) -> None:
    page = open_page(WEEK, "ar")
    days = page.locator(".chart .day")
    assert days.all_text_contents()[0] == "الاثنين"
    first, last = days.first.bounding_box(), days.last.bounding_box()
    assert first
    assert last
    assert first["x"] > last["x"]
    months = open_page("/topics/letters/", "ar").locator(".chart .bar")
    january, april = months.first.bounding_box(), months.last.bounding_box()
    assert january
    assert april
    assert january["x"] > april["x"]


def test_a_site_can_bring_a_language_and_change_a_text_of_its_theme(site: SiteFolder) -> None:
    locale = "themes/gazette/locale"
    site.with_settings(language="it", theme="gazette")
    site.with_file(f"{locale}/it/LC_MESSAGES/weekmark.po", HEADER + 'msgid "Sources"\nmsgstr "Fonti"\n')
    site.with_file(f"{locale}/de/LC_MESSAGES/weekmark.po", HEADER + 'msgid "Sources"\nmsgstr "Blätter"\n')
    site.with_event("memo", lang="de").with_event("nota").build()
    pages = {
        "nota": ('<html lang="it"', ">Fonti</a>", "23 aprile 2026"),
        "memo": ('<html lang="de"', ">Blätter</a>", ">Themen</a>", "23. April 2026"),
    }
    for slug, texts in pages.items():
        page = site.page(f"/events/{slug}/")
        assert [text for text in texts if text not in page] == []
