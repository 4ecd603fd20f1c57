"""``weekmark new``: what it makes builds, and every key it explains is understood."""

import re
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
import yaml
from click.testing import CliRunner

from generator.commands.new import command
from generator.commands.options import Place
from generator.rhythms import RHYTHMS
from generator.source.front_matter import EventMatter
from tests.sites import SiteFolder
from tests.whole.commands import weekmark


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """A new site, as ``init`` makes it."""
    assert weekmark("init", "digest", folder=tmp_path).code == 0
    return SiteFolder(tmp_path / "digest")


def made(site: SiteFolder, *words: str) -> Path:
    """Return the file that ``weekmark new`` says it has made."""
    result = CliRunner().invoke(command, words, obj=Place(str(site.root)), standalone_mode=False)
    assert (result.return_value, result.stderr) == (0, "")
    return site.root / result.stdout.removeprefix("made ").strip()


def test_a_new_event_builds_with_two_edits(site: SiteFolder) -> None:
    site.with_file(
        "content/sources.yaml", "gazette: {name: Harbour Gazette, url: 'https://gazette.example/'}\n"
    )
    path = made(site, "event", "The ferry gets a night boat", "--source", "harbour gazette")
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 10
    edited = text.replace("https://example.com/replace-me", "https://gazette.example/night-boat")
    path.write_text(edited.replace("draft: true\n", ""), "utf-8")
    built = weekmark("build", folder=site.root)

    assert (built.code, path.name) == (0, "the-ferry-gets-a-night-boat.md")
    assert "Harbour Gazette" in site.page("/events/the-ferry-gets-a-night-boat/")


def test_a_new_event_can_begin_with_an_address(site: SiteFolder) -> None:
    site.with_file(
        "content/sources.yaml", "gazette: {name: Harbour Gazette, url: 'https://gazette.example/'}\n"
    )
    path = made(site, "event", "https://www.gazette.example/2026/night-boat.html?page=2", "--no-fetch")
    text = re.sub(r"\d{4}-\d\d-\d\d", "DAY", path.read_text("utf-8"))

    assert path.name == "night-boat.md"
    assert re.sub(r"\d\d:\d\d\+00:00", "TIME", text) == (
        '---\ntitle: "Replace me"\nurl: https://www.gazette.example/2026/night-boat.html?page=2\n'
        "source: gazette\npublished: DAY\ncollected: DAY TIME\ndraft: true\nhook:\ntopics: []\n---\n"
    )


def test_what_is_left_of_the_template_is_never_published(site: SiteFolder) -> None:
    for words in (
        ("event", "???"),
        ("event", "https://example.com/7", "--no-fetch"),
        ("week", "next"),
        ("page", "About us"),
    ):
        path = made(site, *words)
        path.write_text(path.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    built = weekmark("build", folder=site.root)

    assert built.code == 1
    assert re.findall(r": error: (.*)", built.errors) == [
        '"https://example.com/replace-me" is from the template [placeholder]',
        '"Replace me" is from the template [placeholder]',
        '"Replace me" is from the template [placeholder]',
        '"Replace me" is from the template [placeholder]',
    ]


def test_every_title_gets_a_name_that_every_system_can_have(site: SiteFolder) -> None:
    names = {
        "???": r"\d{4}-\d\d-\d\d-event",
        "🚀": r"\d{4}-\d\d-\d\d-event-2",
        "a" * 300: "a{80}",
        "CON": "con-",
        "Index": "index-event",
        "日本": "日本",
        "../../x": "x",
        "\u0007 Ring\n twice": "ring-twice",
    }
    found = {title: made(site, "event", title) for title in names}

    assert [title for title, name in names.items() if not re.fullmatch(name, found[title].stem)] == []
    assert weekmark("build", "--drafts", folder=site.root).code == 0


def test_no_event_takes_the_name_of_another(site: SiteFolder) -> None:
    site.with_event("memo")
    again = weekmark("new", "event", "Memo", folder=site.root)

    assert (again.code, again.output) == (1, "")
    assert "content/events/memo.md is there already" in again.errors


def test_a_source_that_is_nearly_one_of_the_registry_is_told(site: SiteFolder) -> None:
    result = weekmark("new", "event", "Memo", "--source", "Exmaple News", folder=site.root)

    assert result.errors == (
        'sources.yaml has no "Exmaple News", so it is shown by that name; did you mean "Example News"?\n'
    )
    assert "source: Exmaple News\n" in (site.root / result.output.removeprefix("made ").strip()).read_text()


def test_a_new_event_of_any_title_builds(site: SiteFolder) -> None:
    path = made(site, "event", 'Größe: "zählt" & <mehr>')
    path.write_text(path.read_text("utf-8").replace("example.com/replace-me", "example.com/memo"), "utf-8")
    built = weekmark("build", "--strict", "--drafts", folder=site.root)

    assert re.fullmatch(
        r"content/events/\d{4}/w\d\d/grösse-zählt-mehr.md", path.relative_to(site.root).as_posix()
    )
    assert (built.code, built.errors) == (0, "")
    assert '<h1 class="p-name">Größe: “zählt” &amp; &lt;mehr&gt;</h1>' in site.page(
        "/events/grösse-zählt-mehr/"
    )


def test_a_note_of_any_week_is_a_draft_until_it_is_written(site: SiteFolder) -> None:
    site.with_event("memo", source="example-news")
    assert weekmark("new", "week", "2026-w17", folder=site.root) == (
        0,
        "made content/weekly/2026-w17.md\n",
        "",
    )
    assert weekmark("build", "--strict", folder=site.root).code == 0
    assert "Replace me" not in site.page("/weekly/2026-w17/")
    path = site.root / "content/weekly/2026-w17.md"
    path.write_text(
        path.read_text().replace("draft: true", "").replace("\nReplace me\n", "\nAll was well.\n")
    )
    assert weekmark("build", "--strict", folder=site.root).code == 0
    assert "All was well." in site.page("/weekly/2026-w17/")


def test_a_note_of_the_next_week_is_the_one_after_this(site: SiteFolder) -> None:
    this = weekmark("new", "week", folder=site.root)
    following = made(site, "week", "next")

    assert this.code == 1  # init has made this week's note already
    assert following.stem > max(
        path.stem for path in site.root.glob("content/weekly/*.md") if path != following
    )


def test_an_editor_opens_what_is_made(
    site: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "Edited." >> "$1"\n')
    editor.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(editor))

    assert made(site, "page", "About us", "--edit").read_text().endswith("Edited.\n")


def test_every_key_that_a_new_event_explains_is_understood(site: SiteFolder) -> None:
    weekmark("new", "event", "Explained", "--source", "Example News", "--full", folder=site.root)
    (path,) = site.root.glob("content/events/*/*/explained.md")
    text = re.sub(r"^#(?=[a-z]|  )", "", path.read_text("utf-8"), flags=re.MULTILINE)
    text = re.sub(
        r"^(published|collected|updated): .*", r"\1: 2026-04-23T10:00:00Z", text, flags=re.MULTILINE
    )
    path.write_text(text, "utf-8")
    site.with_file("content/static/images/picture.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    result = weekmark("build", "--drafts", folder=site.root)

    assert (result.code, result.errors) == (0, "")
    assert yaml.safe_load(text.split("\n---\n")[0]).keys() == {
        field.name for field in msgspec.structs.fields(EventMatter)
    } - {"extra"}


@pytest.mark.parametrize("noun", ["day", "week", "month", "quarter", "year"])
def test_a_note_of_the_next_period_is_begun_in_its_folder(tmp_path: Path, noun: str) -> None:
    site = SiteFolder(tmp_path).with_settings(timezone="Pacific/Kiritimati")
    rhythm = next(rhythm for rhythm in RHYTHMS.values() if rhythm.noun == noun)
    this, following = (weekmark("new", noun, *which, folder=site.root) for which in ((), ("next",)))
    wrong = weekmark("new", noun, "17", folder=site.root)

    names = sorted(path.stem for path in (site.root / "content" / rhythm.name).iterdir())
    assert (this.code, following.code, len(names)) == (0, 0, 2)
    assert rhythm.period_of(rhythm.last_day(names[0]) + timedelta(1)) == names[1]
    assert wrong.code == 2
    assert f"write it like {rhythm.example}" in wrong.errors
