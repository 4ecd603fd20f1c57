"""The wheel alone, in an empty environment far from any checkout, makes a complete site."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.whole.commands import weekmark
from tests.whole.conftest import REPOSITORY


def pip(*arguments: str | Path, python: str | Path = sys.executable) -> None:
    subprocess.run(
        [python, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments], check=True, timeout=300
    )


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The command as it is installed from the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--wheel-dir", folder / "dist", REPOSITORY)
    (wheel,) = (folder / "dist").glob("weekmark-*-py3-none-any.whl")
    venv.create(folder / "venv", with_pip=True)
    pip("install", wheel, python=folder / "venv/bin/python")
    return (str(folder / "venv/bin/weekmark"),)


def test_a_site_is_begun_built_and_checked(program: tuple[str, ...], tmp_path: Path) -> None:
    made = weekmark("init", "x", folder=tmp_path, program=program)
    built = weekmark("-C", "x", "build", folder=tmp_path, program=program)
    checked = weekmark("check", "-C", "x", "--strict", folder=tmp_path, program=program)
    output = tmp_path / "x/public"
    files = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}

    assert [result.code for result in (made, built, checked)] == [0, 0, 0]
    assert built.errors == checked.errors == ""
    assert {"index.html", "weekly/latest/index.html", "feed.xml", "sitemap.xml", "404.html"} <= files
    assert {file.split(".")[0] for file in files} >= {"assets/style", "assets/theme", "assets/search"}


def test_events_and_weeks_are_begun(program: tuple[str, ...], tmp_path: Path) -> None:
    weekmark("init", "x", folder=tmp_path, program=program)
    made = [
        weekmark("new", "event", "A memo", "-C", "x", folder=tmp_path, program=program),
        weekmark("new", "week", "2026-w17", "-C", "x", folder=tmp_path, program=program),
        weekmark("-C", "x", "build", "--drafts", folder=tmp_path, program=program),
    ]
    assert [result.code for result in made] == [0, 0, 0]
    assert (tmp_path / "x/public/events/a-memo/index.html").is_file()


def test_version_and_schemas_are_told(program: tuple[str, ...], tmp_path: Path) -> None:
    version = weekmark("--version", folder=tmp_path, program=program)
    schema = weekmark("schema", "event", folder=tmp_path, program=program)

    assert (version.code, version.output.split()[0]) == (0, "weekmark")
    assert '"$schema": "https://json-schema.org/draft/2020-12/schema"' in schema.output


def test_the_environment_lacks_nothing_it_says_it_needs(program: tuple[str, ...]) -> None:
    pip("check", python=Path(program[0]).with_name("python"))
