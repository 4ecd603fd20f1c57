"""A theme draws its own cards; what it gets wrong is told with its place."""

import pytest

from generator.plan import social_cards as social
from generator.theme.fonts import own_fonts
from tests.sites import SiteFolder

CARD = "themes/default/templates/card.svg"


def svg(body: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">{body}</svg>'


def test_a_theme_can_draw_cards_of_its_own(site: SiteFolder) -> None:
    site.build()
    before = site.files()["events/memo/card.png"]

    report = site.with_file(CARD, svg("<rect width='9' height='9'/>{# #}")).build()

    assert {path for path in report.changes.changed if path.endswith(".png")} == {
        "events/memo/card.png",
        "weekly/2026-w17/card.png",
    }
    assert site.files()["events/memo/card.png"] != before


def test_a_theme_can_bring_its_own_font(site: SiteFolder) -> None:
    with open(own_fonts()["SourceSansPro-Black"], "rb") as file:  # noqa: PTH123 - a path as text
        site.with_file("themes/default/assets/fonts/Poster.ttf", file.read())
    site.with_file(CARD, svg('{{ (page.title | fit("Poster", 500, 60, 40, 40)).lines | length }}'))

    assert site.warnings() == ""


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ page.titel }}", 'SocialCard has no field "titel"'),
        ('{{ page.title | fit("SourceSerif", 9, 9, 9, 9) }}', 'there is no font "SourceSerif"'),
        ('{% include "event.html" %}', 'the theme has no template "event.html"'),
    ],
)
def test_mistakes_are_told_with_their_place(site: SiteFolder, template: str, message: str) -> None:
    first, second = site.with_file(CARD, f"{{# #}}\n{template}").errors().splitlines()[:2]
    assert (first, second) == (f"{CARD}:2: error: {message} [template-error]", f"  2 | {template}")


def test_what_is_no_svg_is_told(site: SiteFolder) -> None:
    message = "the picture can't be drawn: the root node was opened but never closed"
    assert site.with_file(CARD, "<svg>").errors() == f"{CARD}: error: {message} [card-not-drawn]"


def test_a_title_in_a_script_without_a_font_is_warned_about(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.with_event("memo", title="Ein Größenvergleich, Ελλάδα и Россия")
    site.with_event("chip", title="新しいチップ")
    assert site.warnings() == ""

    monkeypatch.setattr(social, "further_fonts", tuple)
    site.with_event("memo", title="Another title")

    assert site.warnings() == (
        "content/events/chip.md: warning: the title can't be drawn on its social card, since no font for it "
        "is installed [font-missing]\n"
        '  install one, such as noto-cjk-sans-jp-regular, with pip; or write "cards: off" in site.yaml'
    )
    for title, language, font in (
        ("人工知能", "ja", "noto-cjk-sans-jp-regular"),
        ("人工智能", "zh", "noto-cjk-sans-sc-regular"),
        ("人工智慧", "zh-Hant", "noto-cjk-sans-tc-regular"),
        ("인공지능", "ko", "noto-cjk-sans-kr-regular"),
        ("الذكاء الاصطناعي", "ar", "fontpkg-noto-sans-arabic"),
        ("ปัญญาประดิษฐ์", "th", "fontpkg-noto-sans-thai"),
    ):
        site.with_event("chip", title=title, lang=language)
        assert f"install one, such as {font}, with pip" in site.warnings()
    assert site.with_settings(cards="off").warnings() == ""
