"""Publishing to a server over ssh."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from generator.errors import PublishError
from generator.publish.rsync.target import RsyncTarget
from generator.publish.target import Job, Run
from generator.targets import RsyncOptions
from tests.publish.built import BuiltSite, texts
from tests.publish.conftest import Sshd


@pytest.fixture
def www(tmp_path: Path) -> Path:
    return tmp_path / "srv" / "the digest's"


def target(sshd: Sshd, folder: Path) -> RsyncTarget:
    return RsyncTarget(RsyncOptions("rsync", f"127.0.0.1:{folder}/", ssh_port=sshd.port))


def test_a_round_trip_with_changes_and_removals(built: BuiltSite, sshd: Sshd, www: Path) -> None:
    first = built.publish(target(sshd, www))
    second = built.publish(target(sshd, www))
    built.put(**{"index.html": "new", "about/index.html": None, "new.html": "new"})
    third = built.publish(target(sshd, www))

    assert texts(www) == built.files
    assert (len(first.added), second.is_empty) == (15, True)
    assert (third.added, third.changed, third.removed) == (
        ("new.html",),
        ("index.html",),
        ("about/index.html",),
    )
    assert not (www / "about").exists()
    assert not (www / ".weekmark-lock").exists()
    assert (www / "index.html").stat().st_mode & 0o777 == 0o644


def test_nothing_is_removed_behind_a_folder_that_became_a_link(
    built: BuiltSite, sshd: Sshd, www: Path, tmp_path: Path
) -> None:
    built.publish(target(sshd, www))
    elsewhere = (www / "about").rename(tmp_path / "elsewhere")
    (www / "about").symlink_to(elsewhere)
    built.put(**{"about/index.html": None})

    with pytest.raises(PublishError) as refusal:
        built.publish(target(sshd, www))

    assert refusal.value.message.endswith(": about is a symbolic link now")
    assert (elsewhere / "index.html").exists()


def test_files_of_another_origin_stop_it_and_stay_when_adopted(
    built: BuiltSite, sshd: Sshd, www: Path
) -> None:
    (www / "old").mkdir(parents=True)
    (www / "old" / "notes.txt").write_text("mine")

    with pytest.raises(PublishError) as refusal:
        built.publish(target(sshd, www))
    assert texts(www) == {"old/notes.txt": "mine"}
    built.publish(target(sshd, www), adopt=True)
    built.put(**{"about/index.html": None})
    built.publish(target(sshd, www))

    assert str(refusal.value) == (
        f"127.0.0.1:{www}/ holds files that Weekmark did not put there, such as old/notes.txt"
    )
    assert texts(www) == built.files | {"old/notes.txt": "mine"}


def test_of_two_publishers_one_wins_and_the_other_says_so(
    built: BuiltSite, sshd: Sshd, www: Path, tmp_path: Path
) -> None:
    other = BuiltSite(tmp_path / "other", {"index.html": "other"})
    built.publish(target(sshd, www))
    job = Job(built.tree, frozenset(), frozenset(), Run("some-body", "some"))

    with target(sshd, www).open(job), pytest.raises(PublishError) as refusal:
        other.publish(target(sshd, www))
    assert texts(www) == built.files
    other.publish(target(sshd, www))

    assert str(refusal.value) == f"127.0.0.1:{www}/ is held by another publisher"
    assert refusal.value.remedy == "wait for it to end; if it was cut off and will never end, use --force"
    assert texts(www) == other.files


def test_a_lock_left_by_a_crashed_server_is_broken_by_force_alone(
    built: BuiltSite, sshd: Sshd, www: Path
) -> None:
    (www / ".weekmark-lock").mkdir(parents=True)
    (www / ".weekmark-lock" / "owner").write_text("somebody\n")

    with pytest.raises(PublishError, match="is held by another publisher"):
        built.publish(target(sshd, www))
    built.publish(target(sshd, www), force=True)

    assert texts(www) == built.files
    assert not (www / ".weekmark-lock").exists()


def test_a_publisher_killed_half_way_is_completed_by_its_next_run(
    built: BuiltSite, sshd: Sshd, www: Path
) -> None:
    built.put(**{f"assets/big-{number}.0123abcd.bin": f"{number}" * 300_000 for number in range(8)})
    (built.root / "site.yaml").write_text(
        "title: x\nbase_url: https://x.example.org/\npublish: {targets: {web: "
        f'{{type: rsync, to: "127.0.0.1:{www}/", ssh_port: {sshd.port}}}}}}}\n'
    )
    command = [sys.executable, "-m", "generator", "-C", str(built.root), "publish", "--no-build"]
    victim = subprocess.Popen(command, cwd=Path(__file__).parents[2], start_new_session=True)
    while not (www / ".weekmark-manifest.json").exists():
        assert victim.poll() is None
        time.sleep(0.005)
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    assert texts(www) != built.files
    built.put(**{"about/index.html": None})
    built.publish(target(sshd, www))

    assert texts(www) == built.files


def test_a_connection_that_breaks_is_told_and_the_next_run_completes(
    built: BuiltSite, sshd: Sshd, www: Path
) -> None:
    built.put(**{f"assets/big-{number}.0123abcd.bin": f"{number}" * 300_000 for number in range(8)})

    def break_connections() -> None:
        while not (www / ".weekmark-manifest.json").exists():
            time.sleep(0.005)
        for child in Path(f"/proc/{sshd.pid}/task/{sshd.pid}/children").read_text().split():
            os.kill(int(child), signal.SIGKILL)

    breaker = threading.Thread(target=break_connections)
    breaker.start()
    with pytest.raises(PublishError) as failure:
        built.publish(target(sshd, www))
    breaker.join()
    built.publish(target(sshd, www))

    assert str(failure.value) == f"can't write to 127.0.0.1:{www}/: the connection broke"
    assert failure.value.remedy == "publish again; it will complete what was begun"
    assert texts(www) == built.files


def test_a_full_disk_is_told(built: BuiltSite, sshd: Sshd, small_disk: Path) -> None:
    built.put(**{"index.html": "".join(map(str, range(100_000)))})
    (small_disk / "filler").write_bytes(b"x" * 100_000)

    with pytest.raises(PublishError) as failure:
        built.publish(target(sshd, small_disk / "www"))
    (small_disk / "filler").unlink()
    built.put(**{"index.html": "small"})
    built.publish(target(sshd, small_disk / "www"))

    assert str(failure.value) == f"can't write to 127.0.0.1:{small_disk}/www/: the disk there is full"
    assert texts(small_disk / "www") == built.files


def test_places_that_are_none_are_told(built: BuiltSite, sshd: Sshd, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in ("/srv/www", "rsync://host/module/", "host::module/", "-oProxyCommand=x:/srv"):
        with pytest.raises(PublishError) as refusal:
            RsyncTarget(RsyncOptions("rsync", place))
        assert str(refusal.value) == f"publish: {place!r} is no place that rsync reaches over ssh"
    with pytest.raises(PublishError) as unreachable:
        RsyncTarget(RsyncOptions("rsync", "127.0.0.1:/srv/", ssh_port=1)).look()
    with pytest.raises(PublishError) as unwritable:
        built.publish(target(sshd, tmp_path / "file" / "www"))

    assert str(unreachable.value) == "can't reach 127.0.0.1: the connection was refused"
    assert str(unwritable.value).startswith(f"127.0.0.1:{tmp_path}/file/www/ can't be written: mkdir: ")
