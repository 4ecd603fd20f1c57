"""Two builds at once on one site."""

import os
import signal
import time

from generator.output.lock import build_lock
from tests.build.command import living, start, with_events
from tests.sites import SiteFolder


def test_the_second_build_says_that_it_waits_and_both_succeed(site: SiteFolder) -> None:
    with_events(site, 150).build(jobs=1)
    expected = site.files()
    site.with_settings(title="Another title", cards="off")

    first = start(site, "--jobs", "2")
    while not (site.root / ".public.weekmark-staging").exists():
        assert first.poll() is None
        time.sleep(0.002)
    second = start(site, "--jobs", "2")
    (_, first_errors), (_, second_errors) = first.communicate(timeout=60), second.communicate(timeout=60)

    assert (first.returncode, first_errors) == (0, "")
    assert second.returncode == 0
    assert second_errors == (
        f"another build of this site is running (process {first.pid}); waiting for it to end\n"
    )
    with_events(site, 150).build(jobs=1)
    assert site.files() == expected


def test_who_waits_can_still_be_interrupted(site: SiteFolder) -> None:
    with build_lock(site.root / ".weekmark", print):
        waiting = start(site)
        assert waiting.stderr is not None
        assert waiting.stderr.readline() == (
            f"another build of this site is running (process {os.getpid()}); waiting for it to end\n"
        )
        waiting.send_signal(signal.SIGINT)
        _, errors = waiting.communicate(timeout=60)

    assert (waiting.returncode, errors.strip()) == (130, "interrupted")
    assert living(waiting.pid) == []
    assert not site.output.exists()


def test_a_lock_of_a_process_that_is_gone_holds_nobody_up(site: SiteFolder) -> None:
    site.with_file(".weekmark/lock", "1\n")

    said: list[str] = []
    with build_lock(site.root / ".weekmark", said.append):
        pass

    assert said == []


def test_builds_into_two_folders_do_not_disturb_each_other(site: SiteFolder) -> None:
    with_events(site, 30).build()
    expected = site.files()

    ends = [start(site, "--output", name) for name in ("one", "two", "three")]
    for process in ends:
        process.communicate(timeout=120)

    assert [process.returncode for process in ends] == [0, 0, 0]
    for name in ("one", "two", "three"):
        assert site.files(site.root / name) == expected
