"""Whatever happens at whichever step of putting a site in place, nobody sees half of it."""

import errno
import os
import re
import shutil
import signal
import sys
import warnings
from pathlib import Path

import pytest

from generator.cache.last_build import present_files
from generator.manifest import MANIFEST_NAME
from generator.model import Manifest
from generator.output import commit as commit_module
from generator.output.commit import commit
from generator.output.manifest import read_manifest
from generator.output.staging import Staging, StagingWriter, open_staging
from tests.output.steps import at_step

OLD = {
    "index.html": 'old <a href="/a/"> <a href="/gone/"> <link href="/assets/style.1.css">',
    "a/index.html": 'old <a href="/"> <link href="/assets/style.1.css">',
    "gone/index.html": 'old <a href="/a/">',
    "same/index.html": '<a href="/">',
    "tree/leaf.html": "a page below a folder",
    "file": "a file where a folder will be",
    "feed.xml": "old",
    "assets/style.1.css": "old",
}
NEW = {
    "index.html": 'new <a href="/a/"> <a href="/b/"> <a href="/c/"> <link href="/assets/style.2.css">',
    "a/index.html": 'new <a href="/b/"> <link href="/assets/style.2.css">',
    "b/index.html": 'new <a href="/c/">',
    "c/index.html": 'new <a href="/b/">',
    "same/index.html": '<a href="/">',
    "tree": "a file where a folder was",
    "file/index.html": "a page below what was a file",
    "feed.xml": "new",
    "assets/style.2.css": "new",
}


IS_FLAT = False
"""Whether files are staged side by side where there is a site already."""


@pytest.fixture(params=["move", "move side by side", "swap"], autouse=True)
def every_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run each test with files moved one by one, staged in folders or not, and with a whole tree swapped."""
    monkeypatch.setattr(commit_module, "_SWAP_FROM", 0 if request.param == "swap" else 1000)
    monkeypatch.setattr(sys.modules[__name__], "IS_FLAT", request.param == "move side by side")


def put(output: Path, files: dict[str, str], *, force: bool = False) -> None:
    """Put a version of a site in place, as a build does."""
    staging = open_staging(output)
    try:
        before = present_files(output, read_manifest(output), {})
        is_flat = bool(before) and IS_FLAT
        writer = StagingWriter(staging)
        entries = {
            path: writer.write(path, text.encode(), before.get(path), is_flat=is_flat).entry
            for path, text in files.items()
        }
        commit(Staging(staging, is_flat), output, before, Manifest(entries), force=force)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def fails_to_put(output: Path, files: dict[str, str]) -> bool:
    try:
        put(output, files)
    except (OSError, KeyboardInterrupt):
        return True
    return False


def run_out_of_space() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def texts(output: Path) -> dict[str, str]:
    files = (path for path in output.rglob("*") if path.is_file() and path.name != MANIFEST_NAME)
    return {path.relative_to(output).as_posix(): path.read_text() for path in files}


def missing_links(files: dict[str, str]) -> list[str]:
    """Return the links into nothing on pages that can be reached from those of both versions."""
    seen: set[str] = set()
    ahead = [path for path in files if path in OLD and path in NEW]
    while ahead:
        path = ahead.pop()
        if path in seen or path not in files:
            continue
        seen.add(path)
        for link in re.findall(r'href="/([^"]*)"', files[path]):
            ahead.append(link + "index.html" if not link or link.endswith("/") else link)
            if ahead[-1] not in files:
                return [path, link]
    return []


def test_an_error_at_any_step_leaves_the_old_site(tmp_path: Path) -> None:
    output = tmp_path / "public"
    number, failures = 0, 0
    happened = True
    while happened:
        number += 1
        put(output, OLD)
        manifest = (output / MANIFEST_NAME).read_bytes()

        with at_step(number, tmp_path, run_out_of_space) as reached:
            failed = fails_to_put(output, NEW)
            happened = reached()

        assert texts(output) == (OLD if failed else NEW), number
        assert ((output / MANIFEST_NAME).read_bytes() == manifest) == failed
        assert [path.name for path in tmp_path.iterdir()] == ["public"]
        failures += failed
    assert failures > 20


def test_ctrl_c_at_any_step_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    output = tmp_path / "public"
    number, found = 0, set()
    happened = True
    while happened:
        number += 1
        put(output, OLD)

        with at_step(number, tmp_path, lambda: signal.raise_signal(signal.SIGINT)) as reached:
            interrupted = fails_to_put(output, NEW)
            happened = reached()

        assert interrupted == happened
        assert texts(output) in (OLD, NEW), number
        assert [path.name for path in tmp_path.iterdir()] == ["public"]
        found.add(texts(output) == NEW)
    assert found == {True, False}


def test_killed_at_any_step_it_leaves_whole_files_and_links_that_lead_somewhere(
    tmp_path: Path,
) -> None:
    output = tmp_path / "public"
    number, states = 0, set()
    killed = True
    while killed:
        number += 1
        put(output, OLD)

        killed = dies_at(number, output)

        found = texts(output)
        states.add(tuple(sorted(found.items())))
        assert all(text in (OLD.get(path), NEW.get(path)) for path, text in found.items()), number
        assert missing_links(found) == [], number
        assert read_manifest(output) is not None
        put(output, NEW)
        assert texts(output) == NEW, number
        assert [path.name for path in tmp_path.iterdir()] == ["public"]
    assert len(states) > 1


def dies_at(number: int, output: Path) -> bool:
    """Put the new version in place in a process that is killed at a step; say whether there was one."""
    with warnings.catch_warnings():
        # Python warns that a fork loses other threads; the child here has no use for them.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        with at_step(number, output.parent, lambda: os.kill(os.getpid(), signal.SIGKILL)):
            put(output, NEW)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
