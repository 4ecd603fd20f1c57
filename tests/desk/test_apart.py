"""A build loads nothing of the desk, and the desk says what it lacks."""

import subprocess
import sys
from pathlib import Path

import pytest

from generator.desk import extra
from generator.errors import WeekmarkError
from tests.sites import SiteFolder

BUILD = """
import sys
from generator.commands import run
sys.argv = ["weekmark", "-C", sys.argv[1], "build"]
code = run()
print(*sorted(sys.modules))
sys.exit(code)
"""


def test_a_build_loads_nothing_of_the_desk(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path).with_settings().with_event("memo", source="ap")
    site.with_file("content/sources.yaml", "ap: {name: AP, feeds: ['https://ap.example/feed']}\n")
    built = subprocess.run(
        [sys.executable, "-c", BUILD, tmp_path], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in built.stdout.split()} | set(built.stdout.split())
    assert "generator.build.pipeline" in loaded
    assert (
        not {"generator.desk", "feedparser", "httpx2", "lxml", "platformdirs", "sqlite3", "trafilatura"}
        & loaded
    )


@pytest.mark.parametrize(
    "command", [["collect"], ["desk", "feeds"], ["enrich", "memo"], ["check", "--sources"], ["links"]]
)
def test_a_command_of_the_desk_without_the_extra(tmp_path: Path, command: list[str]) -> None:
    SiteFolder(tmp_path).with_settings()
    hidden = f"import sys; sys.modules |= dict.fromkeys({extra.MODULES})\n"
    run = subprocess.run(
        [sys.executable, "-c", hidden + BUILD.replace('"build"', repr(command)[1:-1]), tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (
        1,
        (
            "error: the desk needs feedparser, httpx2, platformdirs, protego, stamina, trafilatura, "
            "which the base install leaves out\n"
            "  install it with: pip install 'weekmark[desk]'\n"
        ),
    )


def test_who_lacks_the_extra_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extra, "MODULES", ("msgspec", "not_there"))
    with pytest.raises(WeekmarkError) as caught:
        extra.require_extra()
    assert (caught.value.message, caught.value.remedy) == (
        "the desk needs not_there, which the base install leaves out",
        "install it with: pip install 'weekmark[desk]'",
    )
