"""How a staged build is put in place."""

from pathlib import Path

import pytest

from generator.errors import OutputError
from generator.manifest import MANIFEST_NAME
from generator.model import Changes, Manifest, ManifestEntry
from generator.output import commit as commit_module
from generator.output.commit import commit
from generator.output.manifest import check_ownership, read_manifest
from generator.output.staging import Staging, StagingWriter, open_staging


class Folder:
    """An output folder that takes one version of a site after the other."""

    def __init__(self, output: Path) -> None:
        self.output = output

    def put(self, files: dict[str, str], *, force: bool = False) -> Changes:
        """Commit these files, staging only those that differ."""
        owned = read_manifest(self.output)
        before = owned.files if owned else {}
        staging = open_staging(self.output)
        writer = StagingWriter(staging)
        entries: dict[str, ManifestEntry] = {}
        for path, text in files.items():
            entries[path] = writer.write(path, text.encode(), before.get(path)).entry
        return commit(Staging(staging), self.output, before, Manifest(entries), force=force)

    def texts(self) -> dict[str, str]:
        """Return every file but the manifest."""
        return {
            path.relative_to(self.output).as_posix(): path.read_text()
            for path in sorted(self.output.rglob("*"))
            if path.is_file() and path.name != MANIFEST_NAME
        }


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "public")


@pytest.fixture(params=["move", "swap"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test with files moved one by one, and again with the whole tree swapped."""
    if request.param == "swap":
        monkeypatch.setattr(commit_module, "_SWAP_FROM", 0)


def test_a_first_build_becomes_the_folder(folder: Folder) -> None:
    changes = folder.put({"index.html": "home", "events/a/index.html": "a"})

    assert changes == Changes(added=("index.html", "events/a/index.html"))
    assert folder.texts() == {"index.html": "home", "events/a/index.html": "a"}
    assert [path.name for path in folder.output.parent.iterdir()] == ["public"]


@pytest.mark.usefixtures("either_way")
def test_only_what_differs_is_touched(folder: Folder) -> None:
    folder.put({"index.html": "home", "a/index.html": "a", "b/index.html": "b"})
    untouched = (folder.output / "a/index.html").stat().st_mtime_ns

    changes = folder.put({"index.html": "new", "a/index.html": "a", "c/index.html": "c"})

    assert changes == Changes(("c/index.html",), ("index.html",), ("b/index.html",), 1)
    assert folder.texts() == {"index.html": "new", "a/index.html": "a", "c/index.html": "c"}
    assert (folder.output / "a/index.html").stat().st_mtime_ns == untouched
    assert not (folder.output / "b").exists()
    manifest = read_manifest(folder.output)
    assert manifest is not None
    assert set(manifest.files) == {"index.html", "a/index.html", "c/index.html"}


@pytest.mark.usefixtures("either_way")
def test_a_file_of_the_users_survives_every_build(folder: Folder) -> None:
    folder.put({"index.html": "home"})
    (folder.output / "CNAME").write_text("digest.example.org")

    folder.put({"index.html": "new"})
    folder.put({"other.html": "other"})

    assert folder.texts() == {"CNAME": "digest.example.org", "other.html": "other"}


@pytest.mark.usefixtures("either_way")
def test_links_of_the_users_survive_every_build(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    folder.put({"index.html": "home"})
    folder.output.chmod(0o750)
    (folder.output / "photos").symlink_to(tmp_path / "photos")
    (folder.output / "nowhere").symlink_to("missing")

    folder.put({"index.html": "new"})

    assert (folder.output / "photos").readlink() == tmp_path / "photos"
    assert (folder.output / "nowhere").readlink() == Path("missing")
    assert folder.output.stat().st_mode & 0o777 == 0o750


@pytest.mark.usefixtures("either_way")
def test_a_file_of_the_users_where_a_folder_must_be_is_kept(folder: Folder) -> None:
    folder.put({"index.html": "home"})
    (folder.output / "events").write_text("mine")

    with pytest.raises(OutputError) as refusal:
        folder.put({"index.html": "home", "events/a/index.html": "a"})

    assert refusal.value.message == f"{folder.output / 'events'} is in the way, and Weekmark did not write it"
    assert folder.texts() == {"events": "mine", "index.html": "home"}


def test_a_file_of_the_users_in_the_way_is_not_written_over(folder: Folder) -> None:
    folder.put({"index.html": "home"})
    (folder.output / "robots.txt").write_text("mine")

    with pytest.raises(OutputError) as refusal:
        folder.put({"index.html": "home", "robots.txt": "ours"})

    assert (
        refusal.value.message
        == f"{folder.output / 'robots.txt'} is in the way, and Weekmark did not write it"
    )
    assert folder.texts() == {"index.html": "home", "robots.txt": "mine"}
    folder.put({"index.html": "home", "robots.txt": "ours"}, force=True)
    assert folder.texts() == {"index.html": "home", "robots.txt": "ours"}


def test_a_folder_of_unknown_origin_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("Dear Ada")

    with pytest.raises(OutputError) as refusal:
        check_ownership(tmp_path / "letters", force=False)

    assert refusal.value.message == f"{tmp_path / 'letters'} holds files that Weekmark did not write"
    check_ownership(tmp_path / "letters", force=True)
    check_ownership(tmp_path / "new", force=False)


def test_what_a_killed_build_staged_is_cleared_away(folder: Folder) -> None:
    staging = open_staging(folder.output)
    StagingWriter(staging).write("half/index.html", b"half")

    folder.put({"index.html": "home"})

    assert folder.texts() == {"index.html": "home"}


def test_an_output_folder_behind_a_symbolic_link_is_filled_in_place(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "public").symlink_to(tmp_path / "elsewhere")
    folder = Folder(tmp_path / "public")

    folder.put({"index.html": "home"})
    folder.put({"index.html": "new"})

    assert (tmp_path / "public").is_symlink()
    assert folder.texts() == {"index.html": "new"}
