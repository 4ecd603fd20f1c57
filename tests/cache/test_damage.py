"""Whatever happens to a cache or a manifest: it is made anew, with one notice, and the site is the same."""

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from generator.cache.last_build import BuiltFile, LastBuild
from generator.cache.record import read_record, write_record
from generator.manifest import MANIFEST_NAME
from generator.model import ManifestEntry
from tests.build.command import left_beside, run, with_events
from tests.sites import SiteFolder

CACHE_NOTICE = "the cache was damaged, or of another version, and was made anew"
EVENTS = 4
MANIFEST_NOTICE = f"{MANIFEST_NAME} in the output folder could not be read and was made anew"


def emptied(_data: bytes) -> bytes:
    return b""


def truncated(data: bytes) -> bytes:
    return data[: len(data) // 2]


def foreign(_data: bytes) -> bytes:
    return b"PK\x03\x04 a file of some other program"


def of_the_future(data: bytes) -> bytes:
    return data.replace(b"weekmark record 1\n", b"weekmark record 2\n").replace(b'{"files"', b'{"documents"')


def with_one_bit_flipped(data: bytes) -> bytes:
    return data[:-40] + bytes([data[-40] ^ 1]) + data[-39:]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a site once its settings have changed."""
    site = changed(with_events(SiteFolder(tmp_path_factory.mktemp("expected") / "site"), EVENTS))
    site.build()
    return site.files()


@pytest.fixture
def built(tmp_path: Path) -> SiteFolder:
    """That site, built before they change."""
    site = with_events(SiteFolder(tmp_path / "site"), EVENTS)
    site.build()
    return site


def changed(site: SiteFolder) -> SiteFolder:
    """Change what every page shows."""
    return site.with_settings(title="A title on every page", cards="off")


@pytest.mark.parametrize(
    ("record", "damage"),
    [
        ("documents", emptied),
        ("documents", truncated),
        ("documents", foreign),
        ("documents", of_the_future),
        ("documents", with_one_bit_flipped),
        ("documents-2026-04", emptied),
        ("documents-2026-04", of_the_future),
        ("documents-2026-04", with_one_bit_flipped),
        ("related", truncated),
        ("related", of_the_future),
        ("weeks", foreign),
        ("weeks", with_one_bit_flipped),
        ("built-*", foreign),
        ("built-*", with_one_bit_flipped),
    ],
)
def test_a_damaged_record_is_made_anew_with_one_notice(
    built: SiteFolder, expected: dict[str, bytes], record: str, damage: Callable[[bytes], bytes]
) -> None:
    (path,) = (built.root / ".weekmark").glob(record)
    path.write_bytes(damage(path.read_bytes()))

    assert changed(built).build().notices == (CACHE_NOTICE,)
    assert built.files() == expected
    assert built.with_event("event-1", "More.").build().notices == ()


@pytest.mark.parametrize(
    ("damage", "jobs"), [(truncated, 1), (foreign, 2), (with_one_bit_flipped, 1), (with_one_bit_flipped, 2)]
)
def test_damaged_events_are_read_again_with_one_notice(
    built: SiteFolder,
    expected: dict[str, bytes],
    damage: Callable[[bytes], bytes],
    jobs: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("generator.build.pool._POOL_FROM", 1)
    (path,) = (built.root / ".weekmark").glob("events-*.pack")
    path.write_bytes(damage(path.read_bytes()))

    notices = changed(built).build(jobs=jobs).notices

    assert notices == (CACHE_NOTICE,)
    assert built.files() == expected
    assert left_beside(built) == set()


@pytest.mark.parametrize("damage", [emptied, of_the_future])
@pytest.mark.parametrize("with_cache", [True, False])
def test_a_damaged_manifest_is_made_anew_with_one_notice(
    built: SiteFolder, expected: dict[str, bytes], damage: Callable[[bytes], bytes], *, with_cache: bool
) -> None:
    path = built.output / MANIFEST_NAME
    path.write_bytes(damage(path.read_bytes()))
    if not with_cache:
        shutil.rmtree(built.root / ".weekmark")

    notices = changed(built).build().notices

    assert notices == (MANIFEST_NOTICE,)
    found = built.files()
    assert {path: found[path] for path in expected} == expected
    # Nobody knows any more whose the old index of the search is, which has another name by now.
    assert len(found) - len(expected) == (0 if with_cache else 1)


def test_all_of_it_damaged_at_once_gives_one_notice_a_kind(
    built: SiteFolder, expected: dict[str, bytes]
) -> None:
    for path in [*(built.root / ".weekmark").iterdir(), built.output / MANIFEST_NAME]:
        path.write_bytes(b"?")

    ended = run(changed(built))

    assert (ended.returncode, ended.stderr) == (0, f"note: {CACHE_NOTICE}\nnote: {MANIFEST_NOTICE}\n")
    found = built.files()
    assert {path: found[path] for path in expected} == expected
    assert run(built).stderr == ""


def test_a_file_of_the_users_survives_a_damaged_manifest(built: SiteFolder) -> None:
    (built.output / "CNAME").write_text("digest.example.org")
    (built.output / MANIFEST_NAME).write_bytes(b"?")

    built.build()

    assert (built.output / "CNAME").read_text() == "digest.example.org"


def test_another_version_of_the_program_builds_anew_without_a_word(
    built: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built.files()
    monkeypatch.setattr("generator.build.inputs.code_fingerprint", lambda: b"another version")

    report = built.build()

    assert (report.rendered, report.notices) == (report.pages, ())
    assert built.files() == before


def test_a_record_that_claims_a_file_of_the_users_is_not_believed(built: SiteFolder) -> None:
    mine = built.output / "private.html"
    mine.write_text("mine")
    (path,) = (built.root / ".weekmark").glob("built-*")
    record = read_record(path, LastBuild)
    assert record is not None
    forged = BuiltFile(b"", ManifestEntry("0" * 32, 4), 1)
    write_record(path, msgspec.structs.replace(record, files=record.files | {"private.html": forged}))

    changed(built).build()

    assert mine.read_text() == "mine"
