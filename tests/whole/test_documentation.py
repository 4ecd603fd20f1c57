"""What the documentation tells a reader to write and to type works, and its links lead somewhere."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from generator.config import load_config
from generator.source.registry import read_sources, read_topics
from tests.sites import SiteFolder
from tests.whole import markdown_pages as pages
from tests.whole.commands import weekmark
from tests.whole.conftest import REPOSITORY
from tests.whole.markdown_pages import DOCS, REFERENCE

PAGES = [*sorted(DOCS.rglob("*.md")), REPOSITORY / "README.md"]


def test_settings_and_registries_of_the_reference_are_understood() -> None:
    settings = [text for _, text in pages.blocks(REFERENCE / "configuration.md", "yaml")]
    registries = [
        text
        for _, text in pages.blocks(REFERENCE / "front-matter.md", "yaml")
        if text.startswith("# content/")
    ]

    whole = [
        text if "title:" in text else f"title: A\nbase_url: https://a.example/\n{text}" for text in settings
    ]

    assert {load_config(text.encode(), "site.yaml")[1] for text in whole} == {()}
    assert [
        (read_sources if "sources.yaml" in text else read_topics)(text.encode(), "x")[1]
        for text in registries
    ] == [(), ()]


def test_the_events_of_the_reference_build(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path).with_settings()
    blocks = [text for _, text in pages.blocks(REFERENCE / "front-matter.md", "yaml")]
    events = [text for text in blocks if text.startswith("---")]
    for number, text in enumerate(events):
        site.with_file(f"content/events/2026-04-25-memo-{number}.md", text)
    for registry in blocks:
        if registry.startswith("# content/"):
            site.with_file(registry.split("\n")[0].removeprefix("# "), registry)

    told = re.findall(r"\[([a-z-]+)\]$", site.warnings(), re.MULTILINE)
    assert sorted(told) == ["same-address", "unknown-topic"]
    for number in range(len(events)):
        assert "SCMP Technology" in site.page(f"/events/2026-04-25-memo-{number}/")


def test_the_object_for_machines_is_as_the_reference_shows_it(tmp_path: Path) -> None:
    shown = json.loads(pages.blocks(REFERENCE / "commands.md", "json")[0][1])
    SiteFolder(tmp_path).with_settings().with_event("memo")
    printed = json.loads(weekmark("build", "--json", folder=tmp_path).output)

    assert shown.keys() == printed.keys()
    assert shown["report"].keys() == printed["report"].keys()
    assert shown["report"]["changes"].keys() == printed["report"]["changes"].keys()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    broken = []
    for link in pages.links(page):
        if not re.match("[a-z]+:", link) and not link.startswith(("event:", "/")):
            path, _, fragment = link.partition("#")
            target = page.parent / path if path else page
            if not target.exists() or (fragment and fragment not in pages.anchors(target)):
                broken.append(link)
    assert broken == []


def test_every_page_is_in_the_index() -> None:
    linked = {(DOCS / link.partition("#")[0]).resolve() for link in pages.links(DOCS / "README.md")}

    assert {page.resolve() for page in DOCS.rglob("*.md")} - linked == {(DOCS / "README.md").resolve()}


def test_the_tutorial_works(tmp_path: Path) -> None:
    folder = tmp_path
    answers: list[str] = []
    for language, text in pages.blocks(DOCS / "tutorial.md", "sh", "yaml"):
        if language == "yaml":
            write(folder, text)
            continue
        for line in text.splitlines():
            words = shlex.split(line)
            if words[0] == "cd":
                folder /= words[1]
            elif words[1] == "serve":
                answers.append(serve(folder))
            else:
                result = weekmark(*words[1:], folder=folder)
                assert (result.code, result.errors) == (0, ""), line
                answers.append(result.output)
    assert answers[1].endswith(" s\n")
    assert re.search(r"from 1 event, .* no problems", answers[1])
    assert re.search(
        r"^made content/events/\d{4}/w\d\d/the-ferry-to-the-islands-gets-a-night-boat\.md$",
        answers[2].strip(),
    )
    assert re.search(r"^checked 2 events in .* no problems$", answers[4].strip())
    assert answers[-1].endswith("nothing to publish\n")
    assert "night boat" in (tmp_path / "www/index.html").read_text("utf-8")


def write(folder: Path, text: str) -> None:
    """Do with a block of YAML what the tutorial says: set keys of the event, or of the settings."""
    if text.startswith("url: "):
        (event,) = folder.glob("content/events/*/*/the-ferry*.md")
        matter, _, body = event.read_text("utf-8").partition("\n---\n")
        set_keys = "|".join(["draft", *re.findall("^[a-z]+", text, re.MULTILINE)])
        kept = re.sub(rf"^(?:{set_keys}):.*\n", "", f"{matter}\n", flags=re.MULTILINE)
        event.write_text(f"{kept}{text}---\n{body}", "utf-8")
    else:
        settings = folder / "site.yaml"
        set_keys = "|".join(re.findall("^[a-z_]+", text, re.MULTILINE))
        kept = re.sub(rf"^(?:{set_keys}):.*\n", "", settings.read_text("utf-8"), flags=re.MULTILINE)
        settings.write_text(kept + text, "utf-8")


def serve(folder: Path) -> str:
    """Start the preview, and end it as soon as it serves."""
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", "--port", "0"],
        cwd=folder,
        env={"PYTHONPATH": str(REPOSITORY), "PATH": "", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with process:
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            if line.startswith("serving "):
                break
        process.terminate()
    assert "serving http://127.0.0.1:" in said
    return said
