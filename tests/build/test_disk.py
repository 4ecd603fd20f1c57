"""Disks that are full, read-only, mounted or not ours: one clear message, and the old site as it was."""

import ctypes
import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build.command import left_beside, run, with_events
from tests.sites import SiteFolder

CAPABILITIES = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of Linux: to write and to read in spite of permissions."""
BIG = bytes(range(256)) * 4096
"""One MiB that no file system stores in less."""


@pytest.fixture
def built(site: SiteFolder) -> SiteFolder:
    """A site with a few events that is built already."""
    with_events(site, 12).build()
    return site


def test_a_file_that_can_not_be_written_whole_ends_the_build(built: SiteFolder) -> None:
    before = built.files()
    with_events(built, 12, "second").with_file("content/static/a.bin", BIG)

    def allow_small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 19, 1 << 19))

    ended = run(built, preexec_fn=allow_small_files)

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"error: can't use {staged(built, 'a.bin')}: File too large\n"
    assert built.files() == before
    assert left_beside(built) == set()


def staged(site: SiteFolder, path: str) -> str:
    return str(site.root / ".public.weekmark-staging" / path)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_ends_the_build(small_disk: Path, tmp_path: Path, jobs: str) -> None:
    site = with_events(SiteFolder(tmp_path / "site"), 150)
    site.output = small_disk / "public"
    site.with_file("content/static/a.txt", "small")
    assert run(site, "--output", str(site.output), "--jobs", jobs).returncode == 0
    before = site.files()
    used = sum(len(data) for data in before.values())
    (small_disk / "ballast").write_bytes(bytes(max(free(small_disk) - used // 2, 0)))

    ended = run(with_events(site, 150, "second"), "--output", str(site.output), "--jobs", jobs)

    message, remedy = ended.stderr.splitlines()
    assert (ended.returncode, ended.stdout) == (1, "")
    assert message.startswith(f"error: can't use {small_disk}/.public.weekmark-staging/")
    assert message.endswith(": No space left on device")
    assert remedy == "  free some space on the disk and build again; the site is as it was"
    assert site.files() == before
    assert {path.name for path in small_disk.iterdir()} == {"public", "ballast"}

    (small_disk / "ballast").unlink()
    assert run(site, "--output", str(site.output), "--jobs", jobs).returncode == 0
    assert site.files() == site.files(clean_output(site, tmp_path))


def clean_output(site: SiteFolder, folder: Path) -> Path:
    site.build(output=folder / "clean")
    return folder / "clean"


def free(folder: Path) -> int:
    status = os.statvfs(folder)
    return status.f_bavail * status.f_bsize


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 MiB in memory; mounting one needs root."""
    yield from mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=16m", "tmpfs")


def mounted(folder: Path, *arguments: str) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    subprocess.run([*as_root, "mount", *arguments, str(folder)], check=True)
    if as_root:
        subprocess.run([*as_root, "chown", str(os.geteuid()), str(folder)], check=True)
    yield folder
    subprocess.run([*as_root, "umount", str(folder)], check=True)


def test_a_cache_that_can_not_be_saved_is_no_failure(small_disk: Path, site: SiteFolder) -> None:
    for cache in mounted(site.root / ".weekmark", "--bind", str(small_disk)):
        site.with_file("content/static/a.txt", "one").build()
        site.with_file("content/static/a.txt", "two")
        (cache / "ballast").write_bytes(bytes(free(cache)))
        ended = run(site)

    assert ended.returncode == 0, ended.stderr
    assert site.page("/a.txt") == "two"
    assert ended.stderr == (
        "note: the cache could not be saved, so that the next build takes longer: No space left on device\n"
    )


def test_an_output_folder_that_is_a_disk_of_its_own_is_filled_in_place(
    small_disk: Path, tmp_path: Path
) -> None:
    site = with_events(SiteFolder(tmp_path / "site"), 12)
    for edition in ("first", "second"):
        with_events(site, 12, edition).build(output=small_disk)
        assert site.files(small_disk) == site.files(clean_output(site, tmp_path))
    assert not list(tmp_path.glob(".*"))


def test_a_folder_mounted_from_the_same_disk_is_filled_in_place(tmp_path: Path) -> None:
    site = with_events(SiteFolder(tmp_path / "site"), 12)
    (tmp_path / "volume").mkdir()
    for output in mounted(tmp_path / "public", "--bind", str(tmp_path / "volume")):
        for edition in ("first", "second"):
            with_events(site, 12, edition).build(output=output)
            assert site.files(output) == site.files(clean_output(site, tmp_path))
    assert site.files(tmp_path / "volume") == site.files(tmp_path / "clean")


def test_a_build_killed_before_the_first_file_came_to_a_mounted_folder_is_no_stranger(
    small_disk: Path, site: SiteFolder
) -> None:
    (small_disk / ".weekmark-staging/events").mkdir(parents=True)

    site.build(output=small_disk)

    assert (small_disk / "index.html").exists()
    assert not (small_disk / ".weekmark-staging").exists()


def without_override() -> None:
    """Bind the program to come to the permissions of files, even if it is started by root."""
    if os.geteuid() == 0:
        drop_from_bounding_set = 24
        for capability in CAPABILITIES:
            ctypes.CDLL(None).prctl(drop_from_bounding_set, capability)


def test_one_folder_of_another_owner_leaves_the_old_site(built: SiteFolder) -> None:
    before = built.files()
    guarded = built.output / "events/event-10"
    guarded.chmod(0o555)

    ended = run(with_events(built, 12, "second"), preexec_fn=without_override)

    guarded.chmod(0o755)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == (
        f"error: can't use {guarded}/index.html: Permission denied\n"
        "  check who owns the folder and may write there; the site is as it was\n"
    )
    assert built.files() == before
    assert left_beside(built) == set()


def test_a_folder_that_may_be_filled_but_not_replaced_is_filled_in_place(built: SiteFolder) -> None:
    built.output.chmod(0o755)
    with_events(built, 12, "second").root.chmod(0o555)

    ended = run(built, preexec_fn=without_override)

    built.root.chmod(0o755)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "The second edition" in built.page("/")
    assert not (built.output / ".weekmark-staging").exists()


def test_a_site_where_nothing_may_be_written_is_not_built(site: SiteFolder) -> None:
    site.root.chmod(0o555)

    ended = run(site, preexec_fn=without_override)

    site.root.chmod(0o755)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == (
        f"error: can't use {site.root}/.weekmark: Permission denied\n"
        "  check who owns the folder and may write there; the site is as it was\n"
    )


def test_an_event_that_may_not_be_read_is_named(built: SiteFolder) -> None:
    before = built.files()
    (built.root / "content/events/event-1.md").chmod(0)

    ended = run(built, preexec_fn=without_override)

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == (
        "content/events/event-1.md: error: the file can't be read: Permission denied [unreadable-file]\n"
        "  check who may read it\n"
        "1 error\n"
        "nothing was built; the output folder is as it was\n"
    )
    assert built.files() == before
