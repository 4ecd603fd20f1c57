"""No text leaves its box, however long it is and whatever it is written in."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render.lines import clusters, unbreakable
from generator.render.pictures.typesetting import LEADING, Typesetter
from generator.theme.fonts import further_fonts, own_fonts
from tests.sites import SiteFolder

TITLES = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " * 4,
    "W" * 5000,
    "米政府、中国企業による「蒸留」を警告する覚書を公開、モデルの保護を求める。" * 6,
    "البيت الأبيض يحذر من تقطير النماذج الأمريكية على نطاق صناعي " * 5,
    "👩‍👩‍👧 🇩🇪 ❤️ \u202e\u0301\ufdfd ﷽﷽﷽ Z̸̢̛͇͎a̴l̵g̶o̷ <script>&amp;\"'",
    "fi ffi AVAVAV To. Wo, “Ty”",
)
FRAMES = {
    "plain": "",
    "covered": '<path d="M0 14H76V630H0zM1124 14H1200V630H1124zM0 622H1200V630H0z" fill="#fffdf8"/>',
}

typesetter = Typesetter((*own_fonts().values(), *further_fonts()))
words = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ["Überraschung", "distillation", "WWWWWWWWWWWWWWWW", "日本語", "「蒸留」", "البيت", "AVAVA", "👩‍👩‍👧"]
)
titles = st.lists(words, max_size=40).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(
    text=titles,
    font=st.sampled_from(["SourceSerifPro-Bold", "SourceSansPro-Regular"]),
    width=st.integers(60, 1040),
    height=st.integers(60, 400),
)
def test_lines_fit_their_box(text: str, font: str, width: int, height: int) -> None:
    block = typesetter.fit(text, font, width, height, 76, 38)
    assert 38 <= block.size <= 76
    assert len(block.lines) * LEADING * block.size <= max(height, LEADING * 38)
    letters = {cluster for line in block.lines for cluster in clusters(line)}
    widest_letter = max((typesetter.width(letter, font) for letter in letters), default=0)
    # Shaped as a whole a line may differ a little from the sum of its pieces.
    assert all(
        typesetter.width(line, font) * block.size <= max(width, widest_letter * block.size) * 1.01
        for line in block.lines
    )


@given(text=titles)
def test_text_is_cut_nowhere_but_at_its_end(text: str) -> None:
    block = typesetter.fit(text, "SourceSerifPro-Bold", 1040, 324, 76, 38)
    shown = "".join("".join(block.lines).split())
    whole = "".join(typesetter.drawable(text, "SourceSerifPro-Bold").split())
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))


@given(text=titles)
def test_pieces_are_the_whole_text(text: str) -> None:
    assert "".join(unbreakable(text)) == text
    assert "".join(clusters(text)) == text


def test_lines_break_as_chinese_and_japanese_do() -> None:
    assert unbreakable("AIは「蒸留」を、well-known と") == [
        *("AI", "は", "「蒸", "留」", "を、", "well-", "known ", "と"),
    ]


def test_characters_without_a_glyph_leave_no_trace() -> None:
    own = Typesetter(tuple(own_fonts().values()))
    assert own.fit("A 蒸 memo 👩‍👩‍👧 is\u0000 out", "SourceSerifPro-Bold", 1040, 324, 76, 38).lines == (
        "A memo is out",
    )
    assert own.fit("蒸留", "SourceSerifPro-Bold", 1040, 324, 76, 38).lines == ()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_is_drawn_on_the_margins(site: SiteFolder, language: str) -> None:
    """What hides the margins hides nothing but a letter's overhang: both pictures have the same bytes."""
    names = {f"topic-{number}": {"name": title} for number, title in enumerate(TITLES)}
    site.with_file("content/topics.yaml", yaml.safe_dump(names, allow_unicode=True))
    for number, title in enumerate(TITLES):
        site.with_event(
            f"event-{number}",
            title=title,
            lang=language,
            topics=[f"topic-{number}", "topic-0"],
            source={"name": title, "country": "DE"},
        )
    pictures: dict[str, dict[str, bytes]] = {}
    for name, cover in FRAMES.items():
        site.with_file(
            "themes/default/templates/card.svg",
            '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">'
            f'{{% include "default/card.svg" %}}{cover}</svg>',
        ).build()
        pictures[name] = {path: data for path, data in site.files().items() if path.endswith("card.png")}
    assert len(pictures["plain"]) == len(TITLES) + 2
    plain, covered = pictures["plain"], pictures["covered"]
    assert [path for path in plain if plain[path] != covered[path]] == []
