"""A site may come with links and pipes where a command writes or reads on its own: it follows none."""

import os
import subprocess
from pathlib import Path

import pytest

from generator.errors import ContentError
from tests.build.command import command, run
from tests.sites import SiteFolder
from tests.whole.commands import weekmark


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    victim = tmp_path / "victim.txt"
    victim.write_text("mine")
    return victim


@pytest.mark.parametrize("lays", ["symlink", "pipe"])
def test_records_are_made_anew_in_place_of_links_and_pipes(site: SiteFolder, victim: Path, lays: str) -> None:
    site.build()
    names = [path.name for path in (site.root / ".weekmark").iterdir() if path.name != "lock"]
    for name in (*names, *(f".{name}.tmp" for name in names if not name.startswith("events-"))):
        place = site.root / ".weekmark" / name
        place.unlink(missing_ok=True)
        if lays == "symlink":
            place.symlink_to(victim)
        else:
            os.mkfifo(place)

    ended = run(site.with_event("memo", title="Another title"))

    assert (ended.returncode, "Traceback" in ended.stderr) == (0, False), ended.stderr
    assert "Another title" in site.page("/")
    assert victim.read_text() == "mine"


def test_an_edition_for_mail_replaces_a_link(site: SiteFolder, victim: Path) -> None:
    site.with_file("mail/other.txt", "").build()
    (site.root / "mail/2026-w17.html").symlink_to(victim)

    arguments = command(site)
    arguments[arguments.index("build")] = "mail"
    subprocess.run(arguments, check=True, capture_output=True, timeout=60)

    assert victim.read_text() == "mine"
    assert "A memo is published" in (site.root / "mail/2026-w17.html").read_text()


def test_a_pipe_in_a_theme_is_told(site: SiteFolder) -> None:
    (site.root / "themes/default/assets").mkdir(parents=True)
    os.mkfifo(site.root / "themes/default/assets/x.css")

    with pytest.raises(ContentError) as refusal:
        site.build()

    assert site.explain(refusal.value.problems) == (
        "themes/default/assets/x.css: error: the file can't be read: this is neither a file nor a folder "
        "[unreadable-file]"
    )


@pytest.mark.parametrize("arguments", [["build"], ["check"], ["import", "markdown", "."], ["publish"]])
def test_caches_behind_a_link_are_neither_written_nor_cleared_away(
    site: SiteFolder, tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "mine/copies").mkdir(parents=True)
    (tmp_path / "mine/copies/letter.txt").write_text("mine")
    (site.root / ".weekmark").symlink_to(tmp_path / "mine")
    site.with_settings(publish={"targets": {"pages": {"type": "git", "remote": str(tmp_path)}}})

    ended = weekmark(*arguments, folder=site.root)

    assert ended.code == 1
    assert ended.errors.endswith(
        "error: .weekmark is a symbolic link\n  delete it; it is made anew, as a folder\n"
    )
    assert [path.name for path in (tmp_path / "mine").rglob("*")] == ["copies", "letter.txt"]


def test_copies_of_pictures_behind_a_link_are_not_cleared_away(site: SiteFolder, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("mine")
    (site.root / ".weekmark").mkdir()
    (site.root / ".weekmark/copies").symlink_to(tmp_path / "mine")

    site.build()

    assert (tmp_path / "mine/letter.txt").read_text() == "mine"
    assert not (site.root / ".weekmark/copies").is_symlink()
