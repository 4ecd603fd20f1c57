# ruff: noqa: RUF001 - quotes of many scripts
"""Quotes of sources in four scripts: in a browser, in mail and feeds, carried by exports, built again."""

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from generator.importing.importer import import_into
from generator.importing.request import Request
from tests.sites import SiteFolder
from tests.whole.commands import weekmark
from tests.whole.conftest import REPOSITORY
from tests.whole.host import Host

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
FIND = """
axe.run({resultTypes: ["violations"], preload: false}).then(result => result.violations.flatMap(
  violation => violation.nodes.map(node => `${violation.id}: ${node.html}`)))
"""
WORDS = {
    "en": 'under the "Apache" License, it\'s free -- for <script>document.title = "run"</script> all',
    "de": 'seit Freitag "frei" für alle, sagte die Donaudampfschifffahrtsgesellschaft',
    "zh": "权重已于周五公开发布，任何人都可以免费下载和使用这些模型",
    "ar": "أصبحت الأوزان متاحة للجميع يوم الجمعة \u202eevil",
}


def quotes_of(words: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    """Return the words as front matter has them."""
    return [{"cite": cite, "text": text} for cite, text in words]


def with_quotes(site: SiteFolder) -> SiteFolder:
    """Write the same event in each language; its claims rest on words of two reports."""
    site.with_settings(problems={"control-character": "off", "uncited-claim": "off"})
    beta = {"id": "beta", "title": "Beta reports", "url": "https://beta.example/", "source": "Beta"}
    for language, text in WORDS.items():
        words = (("source", text), ("beta", WORDS["zh"]))
        site.with_event(
            f"memo-{language}",
            lang=language,
            origin="ai-reviewed",
            reviewed_by="Ada Example",
            reviewed="2026-04-25",
            coverage=[beta],
            tldr={"what_changed": "It is out.", "quotes": {"what_changed": quotes_of(words)}},
            insight={
                "origin": "ai",
                "takeaways": [{"text": "It is free.", "quotes": quotes_of(words)}],
                "implications": [
                    {"prediction": "More.", "rationale": "It is out.", "quotes": quotes_of(words)}
                ],
                "timeline": [{"date": "2026-04-23", "text": "It came out.", "quotes": quotes_of(words)}],
            },
            provenance={"at": "2026-04-24T08:00:00Z", "sources": {"source": "ab" * 32}},
        )
    return site


def test_the_words_are_a_tab_away_in_every_language_scheme_and_width(
    site: SiteFolder, browser: "Browser"
) -> None:
    with_quotes(site).build()
    found: list[str] = []
    with Host(site.output) as host:
        for script in (True, False):
            context = browser.new_context(java_script_enabled=script)
            page = context.new_page()
            for language, text in WORDS.items():
                page.goto(f"{host.url}/events/memo-{language}/")
                folded = page.locator("details.words")
                assert folded.count() == 4
                assert not folded.first.locator("blockquote").first.is_visible()
                folded.first.locator("summary").focus()
                page.keyboard.press("Enter")
                assert folded.first.locator("q").first.inner_text() == text
                assert page.title() != "run"
                link = folded.first.get_by_role("link", name="Beta")
                assert link.get_attribute("href") == "https://beta.example/"
                if not script or language in {"de", "zh"}:
                    continue
                page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
                page.evaluate(AXE.read_text("utf-8"))
                for scheme in ("light", "dark"):
                    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
                    for width in (360, 1280):
                        page.set_viewport_size({"width": width, "height": 900})
                        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                        faults = page.evaluate(FIND)
                        found += [f"{language} {scheme} {width}: {fault}" for fault in faults]
                        found += [f"{language} {width}: {overflow} px too wide"] * (overflow > 0)
            context.close()
    assert found == []


def test_feeds_and_mail_name_the_sources_of_the_summary_once(site: SiteFolder) -> None:
    with_quotes(site).build()

    answer = "It is out. (Example News, Beta)"
    mail = " ".join(site.page("/weekly/2026-w17/mail.txt").split())
    assert mail.count(answer) == 4
    named = "It is out. <small>(<bdi>Example News</bdi>, <bdi>Beta</bdi>)</small>"
    feed = json.loads(site.page("/feed.json"))
    assert [item["content_html"].count(named) for item in feed["items"] if "memo-" in item["url"]] == [2] * 4


def test_an_export_brings_the_words_back_letter_by_letter(site: SiteFolder, tmp_path: Path) -> None:
    with_quotes(site)
    weekmark("export", "jsonl", "-o", "all.jsonl", folder=site.root)
    other = SiteFolder(tmp_path / "other").with_file("site.yaml", (site.root / "site.yaml").read_bytes())

    account = import_into(other.root, [str(site.root / "all.jsonl")], Request("jsonl"))

    assert (account.dropped, account.mended, account.hands) == ([], [], [])
    site.build()
    other.build()
    assert other.page("/data/2026-04.json") == site.page("/data/2026-04.json")


def test_another_word_in_a_quote_makes_the_page_anew_as_a_clean_build_does(site: SiteFolder) -> None:
    with_quotes(site).build()
    path = site.root / "content/events/memo-de.md"
    site.with_file("content/events/memo-de.md", path.read_text().replace("seit Freitag", "seit Montag"))

    site.build()
    made = site.files()

    assert "seit Montag" in site.page("/events/memo-de/")
    shutil.rmtree(site.root / ".weekmark")
    site.build(output=site.root / "clean")
    assert made == site.files(site.root / "clean")
