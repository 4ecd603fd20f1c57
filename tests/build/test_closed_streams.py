"""A command whose standard streams are closed does its work and ends without a traceback."""

import shlex
import subprocess

import pytest

from tests.build.command import command
from tests.sites import SiteFolder


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("arguments", [["--json"], []])
def test_a_build_with_closed_streams(site: SiteFolder, arguments: list[str], closed: str) -> None:
    line = shlex.join(command(site, *arguments))

    ended = subprocess.run(
        ["/bin/sh", "-c", f"exec {line} {closed}"], capture_output=True, text=True, timeout=60, check=False
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    assert (ended.stdout == "") == (">&-" in closed.split())
    assert "A memo is published" in site.page("/")
    assert (site.root / ".weekmark/lock").read_text().strip().isdigit()


def test_errors_with_a_closed_output(site: SiteFolder) -> None:
    site.with_event("bad", published="never")

    ended = subprocess.run(
        ["/bin/sh", "-c", f"exec {shlex.join(command(site, '--json'))} >&-"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (1, "")
