"""The same files and the same moment give the same bytes, wherever and by whomever they are built."""

import os
import shutil
from pathlib import Path

import pytest

from tests.build.command import run, with_events
from tests.sites import SiteFolder

EVENTS = 150
EVENT_OF_ANOTHER_NAME = """---
title: A file name that is not ASCII
published: 2026-04-23
source: wire1
url: https://example.com/
slug: oe
---
"""

HOME = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"}
ELSEWHERE = {
    "ascii": {"LC_ALL": "C", "TZ": "America/St_Johns", "PYTHONHASHSEED": "1"},
    "german": {
        "LC_ALL": "de_DE.UTF-8",
        "LANGUAGE": "de",
        "TZ": "Europe/Berlin",
        "PYTHONHASHSEED": "4294967295",
    },
    "turkish": {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "77"},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A site that is built by two processes, with cards, compressed copies and text in many scripts."""
    site = with_events(SiteFolder(tmp_path_factory.mktemp("home") / "site"), EVENTS)
    site.with_settings(timezone="Asia/Tokyo", precompress=["gzip"], cards={"recent": 3})
    site.with_event(
        "i", title="İstanbul, ΣΊΣΥΦΟΣ, 東京 and straße", audience=["Ärzte", "Zoologen", "Ölhändler"]
    )
    site.with_file("content/events/ö-ß.md", EVENT_OF_ANOTHER_NAME)
    site.with_file("content/static/grüße.txt", "Grüße")
    ended = run(site, "--jobs", "2", env={**os.environ, **HOME})
    assert (ended.returncode, ended.stderr) == (0, "")
    return site


@pytest.mark.parametrize("place", ELSEWHERE)
def test_another_path_locale_zone_and_hash_seed_make_no_difference(
    made: SiteFolder, tmp_path: Path, place: str
) -> None:
    copy = SiteFolder(tmp_path / "another path" / "mit ä")
    copy.with_file("site.yaml", (made.root / "site.yaml").read_bytes())
    shutil.copytree(made.root / "content", copy.root / "content", dirs_exist_ok=True)

    ended = run(copy, "--jobs", "1", umask=0o077, env={**os.environ, **ELSEWHERE[place]})

    assert (ended.returncode, ended.stderr) == (0, "")
    assert copy.files() == made.files()


def test_a_locale_that_can_not_name_the_folder_is_told_so(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "mit ä").with_settings().with_event("memo")
    ascii_only = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}

    ended = run(site, env={**os.environ, **ascii_only})

    message, remedy = ended.stderr.splitlines()
    assert (ended.returncode, ended.stdout) == (1, "")
    assert message.startswith("error: the name of a file or folder is not UTF-8: ")
    assert remedy == "  rename it, or set a locale that has UTF-8, such as LC_ALL=C.UTF-8"
