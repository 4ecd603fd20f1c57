"""The reference lists all there is: every field, key, setting, command and option, and nothing else."""

from typing import Any

import click
import msgspec

from generator import config, model, views
from generator.commands import weekmark as program
from generator.config import SiteConfig
from generator.source import front_matter
from generator.source.registry import SourceEntry, TopicEntry
from tests.whole import markdown_pages as pages
from tests.whole.markdown_pages import REFERENCE

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
    "quotes": [front_matter.QuoteMatter],
    "provenance": [front_matter.ProvenanceMatter],
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
    "Note of a week": [front_matter.NoteMatter],
    "Page": [front_matter.PageMatter],
    "Registries": [SourceEntry, TopicEntry],
}


def test_every_key_of_front_matter_is_listed() -> None:
    listed = pages.sections(REFERENCE / "front-matter.md")
    explained = {kind for kinds in TABLES.values() for kind in kinds}

    assert set(structs_of(front_matter).values()) <= explained | {front_matter.TldrQuotesMatter}
    assert {heading: pages.first_cells(listed[heading]) for heading in TABLES} == {
        heading: [fields_of(kind) for kind in kinds] for heading, kinds in TABLES.items()
    }


def test_every_setting_is_listed() -> None:
    listed = pages.sections(REFERENCE / "configuration.md")
    expected = {
        "Settings": SiteConfig,
        "publisher": config.SitePublisher,
        "recap": config.RecapSettings,
        "recaps": config.Recaps,
        "feeds": config.Feeds,
        "markdown": config.Markdown,
        "limits": config.Limits,
        "nav": config.NavigationItem,
        "cards": config.Cards,
        "mail": config.Mail,
        "look": config.Look,
        "subscribe": config.Subscribe,
    }
    own = {kind for kind in structs_of(config).values() if kind.__module__ == config.__name__}

    assert own == {*expected.values(), config.Pair}
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
        if isinstance(command, click.Group):
            found += commands(command, f"{name} ")
        if not isinstance(command, click.Group) or command.invoke_without_command:
            found.append((prefix + name, command))
    return found


def options_of(command: click.Command) -> set[str]:
    return {
        name
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in (*parameter.opts, *parameter.secondary_opts)
    }
