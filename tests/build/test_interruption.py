"""A build that is killed, interrupted or ended from outside, and the next one.

What happens at each single step of putting a site in place is in ``tests/output/test_every_step.py``; here a
whole build in its own processes is ended at moments that nobody chose.
"""

import os
import random
import re
import signal
import time
from collections.abc import Callable

import pytest

from generator.digest import hexadecimal_digest
from generator.manifest import MANIFEST_NAME
from generator.output.manifest import read_manifest
from tests.build.command import assert_all_end, left_beside, living, run, start, with_events
from tests.sites import SiteFolder

EVENTS = 150
KILLS = 200 if os.environ.get("WEEKMARK_LONG") else 5
EDITIONS = ("first", "second")


class Editions:
    """A built site, and the files that each of its editions must have."""

    def __init__(self, site: SiteFolder) -> None:
        self.site = site
        self.files: dict[str, dict[str, bytes]] = {}
        for edition in reversed(EDITIONS):
            with_events(site, EVENTS, edition).build()
            self.files[edition] = site.files()
        self.seconds = self.time_of_a_build()

    def time_of_a_build(self) -> float:
        """Return how long the command takes to build everything, and come back to the first edition."""
        with_events(self.site, EVENTS, "second")
        began = time.monotonic()
        ended = run(self.site, "--jobs", "2")
        assert ended.returncode == 0, ended.stderr
        seconds = time.monotonic() - began
        with_events(self.site, EVENTS, "first").build()
        return seconds

    def check_what_is_there(self, old: str, new: str) -> None:
        """See that every file is whole, and that pages which stay lead to nothing that is missing."""
        before, after, found = self.files[old], self.files[new], self.site.files()
        found.pop(MANIFEST_NAME)
        for path, data in found.items():
            assert hexadecimal_digest(data) in {
                hexadecimal_digest(files[path]) for files in (before, after) if path in files
            }, path
        assert read_manifest(self.site.output) is not None
        staying = before.keys() & after.keys() - {MANIFEST_NAME}
        assert staying <= found.keys()
        assert missing_links(found, staying) == []

    def check_repair(self, edition: str) -> None:
        """See that the next build makes what a clean one does, and leaves nothing else."""
        self.site.build(jobs=1)
        assert self.site.files() == self.files[edition]
        assert left_beside(self.site) == set()


def missing_links(files: dict[str, bytes], start: set[str]) -> list[tuple[str, str]]:
    """Return the links into nothing on the pages that a reader can come to from ``start``."""
    seen: set[str] = set()
    missing = []
    ahead = sorted(path for path in start if path.endswith(".html"))
    while ahead:
        path = ahead.pop()
        if path in seen:
            continue
        seen.add(path)
        for link in re.findall(r'(?:href|src)="/([^"#?]*)', files[path].decode()):
            target = link + "index.html" if not link or link.endswith("/") else link
            if target not in files:
                missing.append((path, link))
            elif target.endswith(".html"):
                ahead.append(target)
    return missing


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    return Editions(SiteFolder(tmp_path_factory.mktemp("killed") / "site"))


def kill_all(process: int) -> None:
    os.killpg(process, signal.SIGKILL)


def kill_parent(process: int) -> None:
    os.kill(process, signal.SIGKILL)


def end_parent(process: int) -> None:
    os.kill(process, signal.SIGTERM)


def interrupt_all(process: int) -> None:
    os.killpg(process, signal.SIGINT)


def interrupt_parent(process: int) -> None:
    os.kill(process, signal.SIGINT)


def test_a_build_killed_at_any_moment_is_repaired_by_the_next(editions: Editions) -> None:
    """Kill a real build at random moments, 20 times; with ``WEEKMARK_LONG=1`` in the environment, 200 times.

    The moments are spread over the time that such a build takes on this machine now: less when one came too
    late, more when it came in time. By turns all processes are killed, the parent alone is killed, and the
    parent alone is asked to end. Each build is of the other edition than the one before.
    """
    moments = random.Random(KILLS)  # noqa: S311 - moments are no secrets
    old, new = EDITIONS
    window, hits = editions.seconds, 0
    for number in range(KILLS):
        process = start(with_events(editions.site, EVENTS, new), "--jobs", "2")
        time.sleep(moments.uniform(0, window))
        (kill_all, kill_parent, end_parent)[number % 3](process.pid)
        _, errors = process.communicate(timeout=60)
        assert_all_end(process.pid)

        assert errors == ""
        editions.check_what_is_there(old, new)
        editions.check_repair(new)
        hits += process.returncode < 0
        window *= 1.05 if process.returncode < 0 else 0.9
        old, new = new, old
    assert hits > KILLS // 3


def lock(site: SiteFolder) -> bool:
    return (site.root / ".weekmark/lock").exists()


def staging(site: SiteFolder) -> bool:
    return (site.root / ".public.weekmark-staging").exists()


def rendering(site: SiteFolder) -> bool:
    return (site.root / ".public.weekmark-staging/events").exists()


@pytest.mark.parametrize("reach", [interrupt_all, interrupt_parent])
@pytest.mark.parametrize("moment", [lock, staging, rendering])
def test_ctrl_c_ends_the_build_at_once_and_leaves_the_old_site(
    editions: Editions, moment: Callable[[SiteFolder], bool], reach: Callable[[int], None]
) -> None:
    site = with_events(editions.site, EVENTS, "first")
    site.build()
    (with_events(site, EVENTS, "second").root / ".weekmark/lock").unlink()
    process = start(site, "--jobs", "2")
    while not moment(site):
        assert process.poll() is None
        time.sleep(0.002)

    reach(process.pid)
    printed, errors = process.communicate(timeout=60)

    assert (process.returncode, printed, errors.strip()) == (130, "", "interrupted")
    assert living(process.pid) == []
    assert site.files() == editions.files["first"]
    assert left_beside(site) == set()
