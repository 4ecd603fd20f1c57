"""The commands of a curator's day: their exit codes, what they print, and what they leave on disk."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from generator.commands import weekmark as program
from generator.commands.examples import EXAMPLES
from tests.sites import SiteFolder
from tests.whole.commands import NOW, weekmark


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """A new site, as ``init`` makes it, with an event that always has the same date."""
    assert weekmark("init", "digest", folder=tmp_path).code == 0
    return with_memo(SiteFolder(tmp_path / "digest"))


def with_memo(site: SiteFolder, **front_matter: Any) -> SiteFolder:
    return site.with_event("memo", source="example-news", **front_matter)


def with_mistake(site: SiteFolder) -> SiteFolder:
    return with_memo(site, importence=3)


def test_a_new_site_builds_at_once_and_is_clean(tmp_path: Path) -> None:
    made = weekmark("init", "digest", "--title", 'The "AI" Week', folder=tmp_path)
    built = weekmark("-C", "digest", "build", "--strict", folder=tmp_path)
    checked = weekmark("-C", "digest", "check", "--strict", folder=tmp_path)

    assert made == (0, "made a site in digest; build it with `weekmark -C digest build`\n", "")
    assert (built.code, built.errors) == (0, "")
    assert re.search(r"^built .*: \d+ files from 1 event, .* no problems, \d+\.\d\d s$", built.output)
    assert (checked.code, checked.errors) == (0, "")
    assert "The &#34;AI&#34; Week" in (tmp_path / "digest/public/index.html").read_text("utf-8")


def test_a_fresh_repository_becomes_a_site_and_a_site_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / ".gitignore").write_text("/drafts/\n/public/")

    assert weekmark("init", ".", folder=tmp_path).code == 0
    assert weekmark("build", "--strict", folder=tmp_path).code == 0
    assert (tmp_path / "README.md").read_text() == "mine"
    assert (tmp_path / ".gitignore").read_text() == "/drafts/\n/public/\n/.weekmark/\n"

    again = weekmark("init", ".", folder=tmp_path)
    assert (again.code, again.output) == (1, "")
    assert again.errors.endswith(" is there already\n  name a folder that is new, or holds no site yet\n")


def test_the_site_is_found_from_a_folder_in_it(site: SiteFolder) -> None:
    assert weekmark("check", folder=site.root / "content/events").code == 0


def test_a_misspelt_command_is_answered_with_the_nearest(tmp_path: Path) -> None:
    result = weekmark("bild", folder=tmp_path)

    assert result.code == 2
    assert result.errors.endswith('Error: there is no command "bild"; did you mean "build"?\n')


def every_command(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield each command that does something, with its name."""
    if not isinstance(command, click.Group):
        yield name, command
        return
    if command.invoke_without_command:
        yield name, command
    context = click.Context(command)
    for below in command.list_commands(context):
        found = command.get_command(context, below)
        assert found is not None
        yield from every_command(found, f"{name} {below}".strip())


def test_every_command_ends_its_help_with_examples_that_it_understands() -> None:
    commands = dict(every_command(program))

    assert sorted(commands) == sorted(EXAMPLES)
    for name, command in commands.items():
        for example in EXAMPLES[name]:
            line = example.partition(" > ")[0].removeprefix("weekmark ").removeprefix("-C my-digest ")
            assert line.startswith(name)
            command.make_context(name, shlex.split(line.removeprefix(name)))
            assert example in (command.epilog or "")


def test_the_site_is_named_before_or_after_the_command_or_by_the_folder(site: SiteFolder) -> None:
    before = weekmark("-C", site.root, "check", folder=site.root.parent)
    after = weekmark("check", "-C", site.root, folder=site.root.parent)
    inside = weekmark("check", folder=site.root)
    deeper = weekmark("check", "-c", "../other.yaml", folder=site.root)

    assert [result.code for result in (before, after, inside, deeper)] == [0, 0, 0, 2]


@pytest.mark.parametrize("command", ["build", "check", "serve", "publish", "mail", "new week"])
def test_without_a_site_every_command_says_how_to_begin_one(tmp_path: Path, command: str) -> None:
    result = weekmark(*command.split(), folder=tmp_path)

    assert (result.code, result.output) == (2, "")
    assert f"there is no site.yaml in {tmp_path}" in result.errors
    assert "; begin a site with `weekmark init DIR`" in result.errors


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "--drafs"],
        ["build", "--now", "soon"],
        ["build", "--jobs", "many"],
        ["build", "--base-url"],
        ["new", "event"],
        ["new", "week", "2026-w60"],
        ["schema", "events"],
        ["init"],
        ["serve", "--port", "http"],
    ],
    ids=" ".join,
)
def test_a_command_called_wrongly_says_so(site: SiteFolder, arguments: list[str]) -> None:
    result = weekmark(*arguments, folder=site.root)

    assert (result.code, result.output) == (2, "")
    assert "Error: " in result.errors


@pytest.mark.parametrize("command", ["build", "check"])
def test_errors_have_their_line_and_cost_nothing_already_built(site: SiteFolder, command: str) -> None:
    assert weekmark("build", "--now", NOW, folder=site.root).code == 0
    before = site.files()
    result = weekmark(command, "--now", NOW, folder=with_mistake(site).root)

    assert (result.code, result.output) == (1, "")
    lines = result.errors.splitlines()
    assert lines[0].endswith('error: unknown key "importence" [unknown-key]')
    assert lines[3] == '  did you mean "importance"?'
    assert "1 error" in lines
    assert site.files() == before


def test_warnings_count_only_when_strict(site: SiteFolder) -> None:
    with_memo(site, topics=["polcy"])
    lenient = weekmark("build", folder=site.root)
    strict = weekmark("build", "--strict", folder=site.root)

    assert (lenient.code, strict.code) == (0, 1)
    assert "warning: " in lenient.errors


@pytest.mark.parametrize("command", ["build", "check"])
def test_machines_get_one_object(site: SiteFolder, command: str) -> None:
    good = weekmark(command, "--json", folder=site.root)
    bad = weekmark(command, "--json", folder=with_mistake(site).root)
    report = json.loads(good.output)
    (problem,) = json.loads(bad.output)["problems"]

    assert (good.code, good.errors, bad.code, bad.errors) == (0, "", 1, "")
    assert (report["ok"], report["problems"]) == (True, [])
    assert ("report" in report) == (command == "build")
    assert json.loads(bad.output).keys() == {"ok", "problems"}
    assert problem | {"line": 0} == {
        "path": "content/events/memo.md",
        "line": 0,
        "column": 1,
        "severity": "error",
        "name": "unknown-key",
        "message": 'unknown key "importence"',
        "remedy": 'did you mean "importance"?',
        "length": 10,
    }


def test_machines_learn_what_a_build_did(site: SiteFolder) -> None:
    first = json.loads(weekmark("build", "--json", folder=site.root).output)["report"]
    second = json.loads(weekmark("build", "--json", folder=site.root).output)["report"]

    assert first.keys() == {
        *(
            "pages",
            "events",
            "rendered",
            "changes",
            "problems",
            "skipped_drafts",
            "skipped_scheduled",
            "left_out",
        ),
        *("notices", "seconds"),
    }
    assert first["changes"].keys() == {"added", "changed", "removed", "unchanged"}
    assert (first["pages"], first["events"]) == (len(first["changes"]["added"]), 2)
    assert (second["rendered"], second["changes"]["added"]) == (0, [])
    assert second["changes"]["unchanged"] == second["pages"] == first["pages"]


def test_quiet_prints_problems_only(site: SiteFolder) -> None:
    assert weekmark("build", "-q", folder=site.root) == (0, "", "")
    assert weekmark("-q", "check", folder=with_mistake(site).root).code == 1


def test_what_is_left_out_is_named(site: SiteFolder) -> None:
    site.with_event("later", source="example-news", published="2030-01-01")
    site.with_event("idea", source="example-news", draft=True)
    without = weekmark("build", folder=site.root)
    everything = weekmark("build", "--drafts", "--future", folder=site.root)

    skipped = "skipped 1 draft, 1 scheduled: content/events/idea.md, content/events/later.md"
    assert without.output.splitlines()[0] == skipped
    assert "skipped" not in everything.output
    assert {"events/idea/index.html", "events/later/index.html"} <= site.files().keys()


def test_a_build_goes_where_it_is_told(site: SiteFolder) -> None:
    weekmark("build", "-o", "elsewhere", "--base-url", "https://host.example/team/", folder=site.root)
    page = (site.root / "elsewhere/index.html").read_text("utf-8")

    assert not site.output.exists()
    assert '<link rel="canonical" href="https://host.example/team/">' in page
    assert 'href="/team/weekly/"' in page


def test_a_foreign_folder_is_left_alone_unless_forced(site: SiteFolder) -> None:
    site.with_file("photos/mine.txt", "mine")
    refused = weekmark("build", "-o", "photos", folder=site.root)
    forced = weekmark("build", "-o", "photos", "--force", folder=site.root)

    assert (refused.code, forced.code) == (1, 0)
    assert "--force" in refused.errors
    assert (site.root / "photos/mine.txt").read_text() == "mine"


def test_a_fixed_clock_makes_equal_bytes(site: SiteFolder) -> None:
    for output in ("one", "two"):
        assert weekmark("build", "--now", NOW, "-j", "2", "-o", output, folder=site.root).code == 0

    assert site.files(site.root / "one") == site.files(site.root / "two")


def test_the_version_is_told(tmp_path: Path) -> None:
    assert re.fullmatch(r"weekmark \d+\.\d+\.\d+\n", weekmark("--version", folder=tmp_path).output)


def test_help_names_every_command(tmp_path: Path) -> None:
    help_text = weekmark("--help", folder=tmp_path)

    assert help_text.code == 0
    told = re.findall(r"^  ([a-z]+) ", help_text.output, re.MULTILINE)
    assert told == program.list_commands(click.Context(program))


def test_verbose_says_what_each_stage_has_done(site: SiteFolder) -> None:
    built = weekmark("build", "-v", folder=site.root)
    checked = weekmark("-v", "check", folder=site.root)
    again = weekmark("build", "-v", folder=site.root)

    assert re.fullmatch(r"Reading: \d+\nRendering: \d+\n", built.errors)
    assert checked.errors == ""
    assert (again.code, again.errors) == (0, "")
