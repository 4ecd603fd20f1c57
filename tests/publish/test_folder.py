"""Publishing to a folder of this machine."""

import os
from pathlib import Path

import pytest

from generator.errors import PublishError
from generator.file_lock import file_lock
from generator.publish.folder import FolderTarget
from generator.targets import FolderOptions
from tests.publish.built import BuiltSite, texts


@pytest.fixture(params=[True, False], ids=["swapped", "in place"])
def target(request: pytest.FixtureRequest, built: BuiltSite) -> FolderTarget:
    return FolderTarget(
        FolderOptions("folder", "../www/digest", atomic=request.param), built.root, built.tree
    )


@pytest.fixture
def www(tmp_path: Path) -> Path:
    return tmp_path / "www" / "digest"


def test_a_round_trip(built: BuiltSite, target: FolderTarget, www: Path) -> None:
    first = built.publish(target)
    second = built.publish(target)

    assert texts(www) == built.files
    assert (len(first.added), first.unchanged) == (15, 0)
    assert (second.steps, second.unchanged, second.is_empty) == (0, 15, True)


def test_changes_are_sent_and_own_files_removed(built: BuiltSite, target: FolderTarget, www: Path) -> None:
    built.publish(target)
    kept = (www / "feed.xml").stat().st_ino
    built.put(**{"index.html": "new", "about/index.html": None, "new.html": "new"})

    plan = built.publish(target)

    assert (plan.added, plan.changed, plan.removed) == (("new.html",), ("index.html",), ("about/index.html",))
    assert texts(www) == built.files
    assert not (www / "about").exists()
    assert (www / "feed.xml").stat().st_ino == kept


def test_files_of_another_origin_stop_it_and_stay_when_adopted(
    built: BuiltSite, target: FolderTarget, www: Path
) -> None:
    (www / "old").mkdir(parents=True)
    (www / "old" / "notes.txt").write_text("mine")
    (www / "index.html").write_text("mine too")
    (www / "link").symlink_to("old")

    with pytest.raises(PublishError) as refusal:
        built.publish(target)
    assert texts(www) == {"index.html": "mine too", "old/notes.txt": "mine"}
    built.publish(target, adopt=True)
    built.put(**{"about/index.html": None})
    built.publish(target)

    assert refusal.value.message == (
        f"{www} holds files that Weekmark did not put there, such as index.html, link, old/notes.txt"
    )
    assert texts(www) == built.files | {"old/notes.txt": "mine"}
    assert (www / "link").is_symlink()


def test_permissions_of_the_folder_stay(built: BuiltSite, target: FolderTarget, www: Path) -> None:
    www.mkdir(parents=True)
    www.chmod(0o2775)

    built.publish(target)

    assert www.stat().st_mode & 0o7777 == 0o2775


def test_a_full_disk_is_told_and_the_next_run_completes(built: BuiltSite, small_disk: Path) -> None:
    for atomic in (True, False):
        target = FolderTarget(
            FolderOptions("folder", str(small_disk / f"www-{atomic}"), atomic=atomic), built.root, built.tree
        )
        built.put(**{"index.html": "home"})
        built.publish(target)
        (small_disk / "filler").write_bytes(b"x" * 80_000)
        built.put(**{"index.html": "newer home", "zoo.html": "z" * 400_000})

        with pytest.raises(PublishError) as failure:
            built.publish(target)

        assert "No space left on device" in failure.value.message
        assert (
            failure.value.remedy == "free some space there and publish again; it will complete what was begun"
        )
        assert (small_disk / f"www-{atomic}" / "index.html").read_text() == "home"
        (small_disk / "filler").unlink()
        built.put(**{"zoo.html": "small"})
        built.publish(target)
        assert texts(small_disk / f"www-{atomic}") == built.files
        built.put(**{"zoo.html": None})


def test_a_run_cut_off_in_place_is_completed_and_knows_its_files(
    built: BuiltSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = FolderTarget(FolderOptions("folder", "../www/digest", atomic=False), built.root, built.tree)
    replace, calls = Path.replace, iter(range(6))

    def cut_off(self: Path, other: Path) -> Path:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", cut_off)
    with pytest.raises(KeyboardInterrupt):
        built.publish(target)
    monkeypatch.undo()
    half = texts(tmp_path / "www" / "digest")
    built.put(**{"assets/style.0a1b2c3d.css": None, "assets/style.99999999.css": "body {}"})
    built.publish(target)

    assert 0 < len(half) < len(built.files)
    assert texts(tmp_path / "www" / "digest") == built.files


def test_a_second_publisher_is_refused(
    built: BuiltSite, target: FolderTarget, www: Path, tmp_path: Path
) -> None:
    other = BuiltSite(tmp_path / "other", {"index.html": "other"})
    built.publish(target)

    with file_lock(www / ".weekmark-lock", print), pytest.raises(PublishError) as refusal:
        other.publish(FolderTarget(FolderOptions("folder", str(www)), other.root, other.tree))

    assert refusal.value.message == f"{www} is held by another publisher"
    assert texts(www) == built.files


def test_places_of_the_site_itself_are_refused(built: BuiltSite) -> None:
    for path in (".", "..", "public", "public/x", "content"):
        with pytest.raises(PublishError, match="own files"):
            built.publish(FolderTarget(FolderOptions("folder", path), built.root, built.tree), adopt=True)
    assert texts(built.tree) == built.files


def test_a_file_in_place_of_the_folder_is_told(built: BuiltSite, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(PublishError) as refusal:
        built.publish(FolderTarget(FolderOptions("folder", "../file"), built.root, built.tree))

    assert str(refusal.value) == f"{tmp_path / 'file'} is a file, not a folder"


def test_a_manifest_that_leads_out_is_never_followed(built: BuiltSite, www: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    www.mkdir(parents=True)
    (www / ".weekmark-manifest.json").write_text('{"files": {"../../precious": ["00", 4]}}')

    with pytest.raises(PublishError, match="which can't be published"):
        built.publish(FolderTarget(FolderOptions("folder", str(www)), built.root, built.tree))

    assert (tmp_path / "precious").read_text() == "mine"
    assert [path.name for path in www.iterdir()] == [".weekmark-manifest.json"]


def test_a_folder_replaced_by_a_symbolic_link_is_never_written_through(
    built: BuiltSite, target: FolderTarget, www: Path, tmp_path: Path
) -> None:
    built.publish(target)
    (www / "about").rename(tmp_path / "elsewhere")
    (www / "about").symlink_to(tmp_path / "elsewhere")
    before = texts(tmp_path / "elsewhere")

    for change in ({"about/index.html": "new"}, {"about/index.html": None}):
        built.put(**change)
        with pytest.raises(PublishError) as refusal:
            built.publish(target)
        assert (
            refusal.value.message
            == f"{www / 'about'} is a symbolic link, and files of the site belong below it"
        )

    assert texts(tmp_path / "elsewhere") == before
    assert (www / "about").is_symlink()


def test_empty_folders_and_folders_in_place_of_files_stay(
    built: BuiltSite, target: FolderTarget, www: Path
) -> None:
    built.publish(target)
    (www / "uploads/inbox").mkdir(parents=True)
    (www / "about/index.html").unlink()
    (www / "about/index.html/mine").mkdir(parents=True)
    built.put(**{"about/index.html": None})

    built.publish(target)

    assert (www / "uploads/inbox").is_dir()
    assert (www / "about/index.html/mine").is_dir()


def test_a_manifest_that_is_a_pipe_is_not_waited_for(
    built: BuiltSite, target: FolderTarget, www: Path
) -> None:
    www.mkdir(parents=True)
    os.mkfifo(www / ".weekmark-manifest.json")

    with pytest.raises(PublishError, match="not a file"):
        built.publish(target)
