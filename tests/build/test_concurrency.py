"""Two builds at once on one site."""

import os
import signal
import threading
import time
from pathlib import Path

from generator.file_lock import file_lock
from generator.output.lock import build_lock, output_lock
from tests.build.command import left_beside, living, start, with_events
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


def test_two_sites_that_build_into_one_folder_take_turns(site: SiteFolder, tmp_path: Path) -> None:
    other = SiteFolder(tmp_path / "other").with_settings(title="The other site")
    with_events(site, 20)
    with_events(other, 20).with_settings(title="The other site", cards="off")
    output, link = tmp_path / "www", tmp_path / "link"
    site.build(output=tmp_path / "one")
    other.build(output=tmp_path / "two")
    expected = [site.files(tmp_path / "one"), site.files(tmp_path / "two")]
    output.mkdir()
    link.symlink_to("www")

    ends = [start(site, "--output", str(output)), start(other, "--output", str(link))]
    errors = [process.communicate(timeout=60)[1] for process in ends]

    assert [process.returncode for process in ends] == [0, 0]
    assert site.files(output) in expected
    assert sorted(error.partition("(")[0] for error in errors if error) in (
        [],
        [f"another build into {output} is running "],
        [f"another build into {link} is running "],
    )
    assert {path.name for path in tmp_path.iterdir()} == {"site", "other", "www", "link", "one", "two"}


def test_a_second_build_into_a_folder_waits_and_leaves_no_lock(site: SiteFolder) -> None:
    with output_lock(site.output, print):
        waiting = start(site)
        assert waiting.stderr is not None
        assert waiting.stderr.readline() == (
            f"another build into {site.output} is running (process {os.getpid()}); waiting for it to end\n"
        )
        assert not site.output.exists()
    _, errors = waiting.communicate(timeout=60)

    assert (waiting.returncode, errors) == (0, "")
    assert left_beside(site) == set()


def test_many_who_wait_for_a_lock_that_passes_hold_it_one_at_a_time(tmp_path: Path) -> None:
    path, inside, most = tmp_path / "lock", [], []

    def hold() -> None:
        for _ in range(20):
            with file_lock(path, lambda _: None, passing=True):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=hold) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (max(most), len(most)) == (1, 160)
    assert not path.exists()
