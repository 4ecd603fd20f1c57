"""The documentation tells all there is, and what it tells a reader to write and type works."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import msgspec
import pytest

from generator import config, model, views
from generator.commands import weekmark as program
from generator.config import SiteConfig, load_config
from generator.source import front_matter
from generator.source.registry import SourceEntry, TopicEntry, read_sources, read_topics
from tests.sites import SiteFolder
from tests.whole import markdown_pages as pages
from tests.whole.commands import weekmark
from tests.whole.conftest import REPOSITORY
from tests.whole.markdown_pages import DOCS, REFERENCE

PAGES = [*sorted(DOCS.rglob("*.md")), REPOSITORY / "README.md"]
NOT_FOR_TEMPLATES = {"Composition", "Output", "Location"}


def fields_of(kind: type[msgspec.Struct]) -> list[str]:
    return [field.name for field in msgspec.structs.fields(kind) if field.name != "extra"]


def structs_of(module: Any) -> dict[str, type[msgspec.Struct]]:
    return {
        name: kind
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and not name.startswith("_")
    }


def test_every_field_of_every_view_is_listed() -> None:
    listed = pages.sections(REFERENCE / "views.md")
    parts = {name: kind for name, kind in structs_of(model).items() if name in listed}
    kinds = {name: kind for name, kind in structs_of(views).items() if name not in NOT_FOR_TEMPLATES} | parts

    assert {"Event", "Insight", "Coverage", "Tldr", "Image"} <= parts.keys()
    assert {name: pages.first_cells(listed.get(name, "")) for name in kinds} == {
        name: [[field.name for field in msgspec.structs.fields(kind)]] for name, kind in kinds.items()
    }


TABLES: dict[str, list[type[msgspec.Struct]]] = {
    "Event": [front_matter.EventMatter],
    "tldr": [front_matter.TldrMatter],
    "insight": [
        front_matter.InsightMatter,
        front_matter.TakeawayMatter,
        front_matter.ImplicationMatter,
        front_matter.TimelineMatter,
    ],
    "coverage": [front_matter.CoverageMatter],
    "corrections": [front_matter.CorrectionMatter],
    "image": [front_matter.ImageMatter],
    "source": [front_matter.InlineSource],
    "Note of a week": [front_matter.WeekMatter],
    "Page": [front_matter.PageMatter],
    "Registries": [SourceEntry, TopicEntry],
}


def test_every_key_of_front_matter_is_listed() -> None:
    listed = pages.sections(REFERENCE / "front-matter.md")
    explained = {kind for kinds in TABLES.values() for kind in kinds}

    assert set(structs_of(front_matter).values()) <= explained
    assert {heading: pages.first_cells(listed[heading]) for heading in TABLES} == {
        heading: [fields_of(kind) for kind in kinds] for heading, kinds in TABLES.items()
    }


def test_every_setting_is_listed() -> None:
    listed = pages.sections(REFERENCE / "configuration.md")
    expected = {
        "Settings": SiteConfig,
        "publisher": config.SitePublisher,
        "recap": config.Recap,
        "feeds": config.Feeds,
        "markdown": config.Markdown,
        "nav": config.NavigationItem,
        "cards": config.Cards,
        "mail": config.Mail,
    }
    own = {kind for kind in structs_of(config).values() if kind.__module__ == config.__name__}

    assert own == set(expected.values())
    assert {heading: pages.first_cells(listed[heading]) for heading in expected} == {
        heading: [fields_of(kind)] for heading, kind in expected.items()
    }


def test_every_command_and_option_is_listed() -> None:
    listed = pages.sections(REFERENCE / "commands.md")
    shared = options_in(listed["Which site"]) | options_in(listed["Options of a build"])
    missing = {
        name: sorted(options_of(command) - options_in(listed[f"weekmark {name}"]) - shared)
        for name, command in commands(program)
    }

    assert {heading for heading in listed if heading.startswith("weekmark ")} == {
        f"weekmark {name}" for name in missing
    }
    assert {name: options for name, options in missing.items() if options} == {}
    invented = {
        f"{name} {option}"
        for name, command in commands(program)
        for option in options_in(listed[f"weekmark {name}"])
        if option not in options_of(command)
    }
    assert invented == set()


def options_in(text: str) -> set[str]:
    return {name for table in pages.first_cells(text) for name in table if name.startswith("-")}


def commands(group: click.Group, prefix: str = "") -> list[tuple[str, click.Command]]:
    """Return every command that does something, by the words that call it."""
    context = click.Context(group)
    found: list[tuple[str, click.Command]] = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found += (
            commands(command, f"{name} ") if isinstance(command, click.Group) else [(prefix + name, command)]
        )
    return found


def options_of(command: click.Command) -> set[str]:
    return {
        name
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in (*parameter.opts, *parameter.secondary_opts)
    }


def test_settings_and_registries_of_the_reference_are_understood() -> None:
    settings = [text for _, text in pages.blocks(REFERENCE / "configuration.md", "yaml")]
    registries = [
        text
        for _, text in pages.blocks(REFERENCE / "front-matter.md", "yaml")
        if text.startswith("# content/")
    ]

    assert [load_config(text.encode(), "site.yaml")[1] for text in settings] == [()]
    assert [
        (read_sources if "sources.yaml" in text else read_topics)(text.encode(), "x")[1]
        for text in registries
    ] == [(), ()]


def test_the_event_of_the_reference_builds(tmp_path: Path) -> None:
    text = next(
        text for _, text in pages.blocks(REFERENCE / "front-matter.md", "yaml") if text.startswith("---")
    )
    site = SiteFolder(tmp_path).with_settings().with_file("content/events/memo.md", text)
    for _, registry in pages.blocks(REFERENCE / "front-matter.md", "yaml"):
        if registry.startswith("# content/"):
            site.with_file(registry.split("\n")[0].removeprefix("# "), registry)

    assert [
        line for line in site.warnings().splitlines() if "us-china" not in line and "warning" in line
    ] == []
    assert "covert distillation" in site.page("/events/memo/")


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
    if text.startswith("title: "):
        (event,) = folder.glob("content/events/*/*/the-ferry*.md")
        _, _, body = event.read_text("utf-8").partition("\n---\n")
        event.write_text(f"---\n{text}---\n{body}", "utf-8")
    else:
        settings = folder / "site.yaml"
        kept = re.sub("^base_url: .*\n", "", settings.read_text("utf-8"), flags=re.MULTILINE)
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
