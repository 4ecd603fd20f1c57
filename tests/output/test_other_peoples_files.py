"""What other people keep in the output folder stays theirs, as it was, however a build is put in place."""

import os
import shutil
from pathlib import Path

import pytest

from generator.errors import OutputError
from generator.exchange import carry_over
from generator.output import commit as commit_module
from tests.output.test_every_step import put

OLD = {"index.html": "old", "private/index.html": "old", "events/a/index.html": "old", "gone/a/x.html": "old"}
NEW = {"index.html": "new", "private/index.html": "new", "events/a/index.html": "new", "b/index.html": "new"}


@pytest.fixture(params=["move", "swap"], autouse=True)
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run each test with files moved one by one, and again with the whole tree swapped."""
    monkeypatch.setattr(commit_module, "_SWAP_FROM", 0 if request.param == "swap" else 1000)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    put(tmp_path / "public", OLD)
    return tmp_path / "public"


def access(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Return permissions, owner and group of a folder and all below it but what the site puts there."""
    found = {}
    for path in sorted([folder, *folder.rglob("*")]):
        status = path.lstat()
        if path.is_dir() or status.st_uid == 1234:
            found[path.relative_to(folder).as_posix()] = (
                oct(status.st_mode & 0o7777),
                status.st_uid,
                status.st_gid,
            )
    return found


def test_folders_keep_their_permissions_owners_and_groups(output: Path) -> None:
    (output / "uploads/2026/empty").mkdir(parents=True)
    (output / "uploads/note.txt").write_text("mine")
    for path, mode in {
        ".": 0o700,
        "private": 0o2770,
        "uploads/2026": 0o750,
        "uploads/2026/empty": 0o1777,
    }.items():
        (output / path).chmod(mode)
    if os.geteuid() == 0:
        for path in ("private", "uploads/2026/empty", "uploads/note.txt"):
            mode = (output / path).stat().st_mode & 0o7777
            os.chown(output / path, 1234, 2345)
            (output / path).chmod(mode)
    before = access(output)

    put(output, NEW)

    after = access(output)
    assert (output / "index.html").read_text() == "new"
    assert after.pop("b") == (oct(0o777 & ~current_umask()), os.geteuid(), os.getegid())
    assert after == {path: found for path, found in before.items() if not path.startswith("gone")}


def current_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_an_empty_private_folder_stays_private(tmp_path: Path) -> None:
    output = tmp_path / "public"
    output.mkdir()
    output.chmod(0o2710)

    put(output, NEW)

    assert oct(output.stat().st_mode & 0o7777) == oct(0o2710)
    assert (output / "index.html").read_text() == "new"


def test_a_folder_replaced_by_a_symbolic_link_is_never_written_through(output: Path, tmp_path: Path) -> None:
    (output / "events").rename(tmp_path / "elsewhere")
    (output / "events").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(OutputError) as refusal:
        put(output, NEW)

    assert refusal.value.message == f"{output / 'events'} is in the way, and Weekmark did not write it"
    assert (tmp_path / "elsewhere/a/index.html").read_text() == "old"
    assert (output / "index.html").read_text() == "old"

    put(output, NEW, force=True)

    assert not (output / "events").is_symlink()
    assert {path: (output / path).read_text() for path in NEW} == NEW
    assert (tmp_path / "elsewhere/a/index.html").read_text() == "old"


def test_by_force_a_file_gives_way_to_a_folder(output: Path) -> None:
    (output / "b").write_text("mine")

    with pytest.raises(OutputError):
        put(output, NEW)
    put(output, NEW, force=True)

    assert {path: (output / path).read_text() for path in NEW} == NEW


def test_a_folder_where_a_file_of_ours_was_is_kept(output: Path) -> None:
    (output / "gone/a/x.html").unlink()
    (output / "gone/a/x.html").mkdir()
    (output / "gone/a/x.html/notes.txt").write_text("mine")

    put(output, NEW)

    assert (output / "gone/a/x.html/notes.txt").read_text() == "mine"


def test_what_cannot_be_kept_is_left_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "old/theirs").mkdir(parents=True)
    (tmp_path / "old/theirs").chmod(0o2770)
    (tmp_path / "new").mkdir()

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(shutil, "copystat", refuse)

    assert not carry_over(tmp_path / "old", tmp_path / "new", ())
