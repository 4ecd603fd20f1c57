"""A manifest may come from anybody, with a clone: no build touches what is not below its output folder."""

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import OutputError
from generator.manifest import MANIFEST_NAME, ManifestError, decode_manifest
from generator.model import Manifest
from tests.build.command import run
from tests.output.test_every_step import put
from tests.sites import SiteFolder

ENTRY = ["0" * 32, 4]


def claim(site: SiteFolder, *paths: str) -> None:
    """Let the manifest of the output folder say that these files are ours, too."""
    place = site.output / MANIFEST_NAME
    manifest = json.loads(place.read_bytes())
    manifest["files"] |= dict.fromkeys(paths, ENTRY)
    place.write_text(json.dumps(manifest))


@pytest.fixture
def victim(site: SiteFolder) -> Path:
    """A file outside of the output folder of a site that was built and has an edit to be built."""
    site.build()
    site.with_event("memo", title="Another title")
    victim = site.root.parent / "victim.txt"
    victim.write_text("mine")
    return victim


@pytest.mark.parametrize("with_cache", [True, False])
@pytest.mark.parametrize(
    "path", ["../../victim.txt", "events/../../../victim.txt", "{victim}", "", "a//b", "./a", "a/", "a\0b"]
)
def test_a_manifest_that_leads_out_is_refused_and_nothing_is_touched(
    site: SiteFolder, victim: Path, path: str, *, with_cache: bool
) -> None:
    path = path.format(victim=victim)
    claim(site, path)
    before = site.files()
    if not with_cache:
        site.without(".weekmark")

    with pytest.raises(OutputError) as refusal:
        site.build(force=True)

    place = site.output / MANIFEST_NAME
    assert refusal.value.message == f"{place} names the file {path!r}, which does not lie in that folder"
    assert victim.read_text() == "mine"
    assert site.files() == before


def test_a_command_tells_of_a_nul_in_a_manifest_without_a_traceback(site: SiteFolder, victim: Path) -> None:
    claim(site, "a\0b")

    ended = run(site)

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == (
        f"error: {site.output / MANIFEST_NAME} names the file 'a\\x00b', which does not lie in that folder\n"
        "  Weekmark did not write this: remove it, look at what else is there, and build with --force\n"
    )
    assert victim.read_text() == "mine"


def test_files_behind_a_symbolic_link_are_not_ours_whatever_a_manifest_says(
    site: SiteFolder, victim: Path
) -> None:
    (site.output / "up").symlink_to(victim.parent)
    claim(site, "up/victim.txt", "up/gone.txt")

    site.build()

    assert victim.read_text() == "mine"
    assert (site.output / "up").is_symlink()
    assert "up/victim.txt" not in json.loads((site.output / MANIFEST_NAME).read_bytes())["files"]


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_what_is_no_file_is_neither_read_nor_removed(
    site: SiteFolder, victim: Path, make: Callable[[Path], object]
) -> None:
    odd = site.output / "odd"
    make(odd)
    claim(site, "odd")

    site.build()

    assert os.path.lexists(odd)
    assert victim.exists()


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_a_manifest_that_is_no_file_is_told(
    site: SiteFolder, victim: Path, make: Callable[[Path], object]
) -> None:
    place = site.output / MANIFEST_NAME
    place.unlink()
    make(place)

    with pytest.raises(OutputError) as refusal:
        site.build(force=True)

    assert refusal.value.message == f"{place} is not a file"
    assert victim.exists()


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to(path.parent.parent)])
def test_what_has_the_name_of_the_staging_folder_is_not_entered(
    site: SiteFolder, victim: Path, make: Callable[[Path], object]
) -> None:
    make(site.root / ".public.weekmark-staging")

    site.build()

    assert "Another title" in site.page("/")
    assert victim.read_text() == "mine"


@pytest.mark.parametrize("lock", [".weekmark/lock", ".public.weekmark-lock"])
def test_a_lock_that_is_a_symbolic_link_is_not_written_through(
    site: SiteFolder, victim: Path, lock: str
) -> None:
    (site.root / lock).unlink(missing_ok=True)
    (site.root / lock).symlink_to(victim)

    ended = run(site)

    assert (ended.returncode, "Traceback" in ended.stderr) == (1, False)
    assert str(site.root / lock) in ended.stderr
    assert victim.read_text() == "mine"


parts = st.sampled_from(
    ["..", ".", "", "a", "up", "pipe", "index.html", "victim.txt", "con", "\0", "\\", "é", "x" * 300, "~"]
)
paths = st.lists(parts, min_size=1, max_size=4).map("/".join) | st.text(max_size=6)
manifests: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {"files": st.dictionaries(paths, st.just(ENTRY) | st.tuples(st.text(max_size=3), st.integers()))}
)
encoded = manifests.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=40)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
@given(encoded)
def test_whatever_a_manifest_says_nothing_outside_of_the_folder_changes(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        output = base / "public"
        (base / "victim.txt").write_text("mine")
        (base / "a").mkdir()
        put(output, {"index.html": "old", "a/index.html": "old"})
        (output / "up").symlink_to(base)
        os.mkfifo(output / "pipe")
        (output / MANIFEST_NAME).write_bytes(data)

        try:
            put(output, {"index.html": "new"}, force=True)
            built = True
        except OutputError:
            built = False

        assert (output / "index.html").read_text() == ("new" if built else "old")
        assert {path.name for path in base.iterdir()} == {"victim.txt", "a", "public"}
        assert (base / "victim.txt").read_text() == "mine"
        assert (output / "up").is_symlink()
        assert (output / "pipe").is_fifo()


@settings(max_examples=300, deadline=None, database=None)
@given(encoded)
def test_whatever_the_bytes_they_are_a_manifest_or_an_error(data: bytes) -> None:
    try:
        paths = list(decode_manifest(data, Manifest).files)
    except ManifestError:
        paths = []
    assert [os.path.normpath(f"/srv/public/{path}") for path in paths] == [
        f"/srv/public/{path}" for path in paths
    ]


def test_a_manifest_nested_too_deeply_is_an_error() -> None:
    with pytest.raises(ManifestError):
        decode_manifest(b'{"x":' + b"[" * 100_000, Manifest)
