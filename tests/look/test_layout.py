"""Pages of long words in many scripts in windows of any width, and what one sees of pages first."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.sites import SiteFolder
from tests.whole.host import Host

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ADDRESS = "https://example.org/" + "a-very-long-path-of-one-word-" * 4
LONG = (
    ("de", "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz tritt in Kraft"),
    ("fi", "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas kertoo"),
    ("th", "ปัญญาประดิษฐ์แห่งชาติประกาศใช้มาตรฐานความปลอดภัยใหม่สำหรับทุกหน่วยงาน"),
    ("ar", "الاستراتيجيةالوطنيةللذكاءالاصطناعيتدخلحيزالتنفيذ"),
    ("ja", "人工知能に関する国際的な安全基準が来年から全面的に施行されることが決まりました"),
)
PAGES = ("/", "/events/long-de/", "/events/long-th/", "/weekly/2026-w17/", "/about/")
WIDEST = """
[...document.querySelectorAll("body *")]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3)
  .map(e => `${e.localName}.${e.className}: ${e.textContent.slice(0, 40)}`)
"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    site = SiteFolder(tmp_path_factory.mktemp("layout")).with_settings(cards="off")
    for number, (language, title) in enumerate(LONG):
        site.with_event(
            f"long-{language}",
            f"Text with {ADDRESS} in it.\n",
            title=title,
            lang=language,
            published=f"2026-04-2{number}",
            importance=5 if language == "fi" else 3,
            hook=f"{title} {ADDRESS}",
            tldr={"what_changed": ADDRESS, "why_it_matters": title.replace(" ", "")},
            audience=["Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte"],
            insight={
                "origin": "human",
                "takeaways": [{"text": ADDRESS, "quotes": [{"cite": "source", "text": ADDRESS}]}],
                "timeline": [{"date": "2026-04", "text": ADDRESS, "cites": ["source"]}],
            },
            coverage=[{"title": ADDRESS, "url": ADDRESS, "source": "Wirtschaftsnachrichtenagenturverbund"}],
            corrections=[{"date": "2026-04-26", "text": ADDRESS}],
        )  # fmt: skip
    site.with_file(
        "content/weekly/2026-w17.md", f"{ADDRESS}\n\n## {LONG[0][1]}\n\n- [{ADDRESS}]({ADDRESS})\n"
    )
    site.with_file("content/pages/about.md", f"---\ntitle: {LONG[1][1]}\n---\n{ADDRESS}\n").build()
    with Host(Path(site.root) / "public") as host:
        yield host


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    yield page
    page.close()


def test_no_page_is_wider_than_its_window(page: "Page", host: Host) -> None:
    found = {}
    for path in PAGES:
        page.goto(f"{host.url}{path}")
        for width in (256, 320, 360, 1280):
            page.set_viewport_size({"width": width, "height": 640})
            if page.evaluate(OVERFLOW):
                found[path, width] = page.evaluate(WIDEST)
    assert found == {}


def test_what_is_ranked_first_leads_and_a_recap_begins_with_its_headlines(page: "Page", host: Host) -> None:
    page.goto(f"{host.url}/")
    headlines = page.locator("main :is(h2, h3).p-name")
    texts = headlines.all_inner_texts()
    assert texts[0].startswith("Lentokone")
    assert len(texts) == len(set(texts)) == len(LONG)
    assert page.locator(".colophon").get_by_text(LONG[1][1]).get_attribute("href") == "/about/"

    page.goto(f"{host.url}/weekly/2026-w17/")
    first = page.locator(".headlines a").first
    box = first.bounding_box()
    assert box
    assert box["y"] < 640
    first.click()
    assert page.evaluate("document.activeElement.id || location.hash.slice(1)") == "long-fi"


def test_cites_have_names_and_the_original_is_near_the_title(page: "Page", host: Host) -> None:
    page.goto(f"{host.url}/events/long-de/")
    assert page.get_by_role("link", name="Quelle 1: Example News").first.inner_text() == "1"
    box = page.get_by_role("link", name="Original", exact=True).bounding_box()
    assert box
    assert box["y"] < page.get_by_role("heading", level=2).first.bounding_box()["y"]  # type: ignore[index]  # it is shown
    assert page.get_by_role("button", name="Teilen").is_visible()


def test_a_site_looks_as_its_settings_say(page: "Page", tmp_path: Path) -> None:
    site = SiteFolder(tmp_path).with_event("memo", "Text.\n", tldr={"what_changed": "It is out."})
    site.with_file(
        "content/static/images/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='30'/>"
    )
    look = {"accent": {"light": "#0b5d4e", "dark": "#7fd0bd"}, "serif": "Georgia, serif", "measure": 30}
    site.with_settings(cards="off", look={**look, "logo": "/images/logo.svg"}).build()
    with Host(tmp_path / "public") as host:
        page.goto(f"{host.url}/events/memo/")
        assert page.get_by_role("img", name="The Test Week").is_visible()
        colour = page.locator(".tldr h2").evaluate("e => getComputedStyle(e).color")
        assert colour == "rgb(11, 93, 78)"
        assert page.locator("body").evaluate("e => getComputedStyle(e).fontFamily") == "Georgia, serif"

    site.with_settings(look={"accent": "red; } body { display: none"})
    assert '"red; } body { display: none" is not a colour [wrong-value]' in site.errors()
