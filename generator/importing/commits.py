"""When git first had a file: the date of one that says none."""

import subprocess
from collections.abc import Iterable
from datetime import date
from pathlib import Path

_PATIENCE = 60
"""Seconds that git may take."""


def first_commits(root: Path | None, paths: Iterable[str]) -> dict[str, date]:
    """Return the day of the first commit of each file that git knows, by its path below the root.

    Git is asked once, and with nothing that a repository could make it run; where there is no git or no
    repository, nothing is known.
    """
    wanted = set(paths)
    if root is None or not wanted:
        return {}
    command = [
        *("git", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false"),
        *("-C", str(root), "log", "--no-show-signature", "--no-ext-diff", "--diff-filter=A", "--name-only"),
        *("--relative", "--format=%x00%as", "--reverse", "--", "."),
    ]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603 - see above
    except (OSError, subprocess.TimeoutExpired):
        return {}
    found: dict[str, date] = {}
    day = None
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        if line.startswith("\0"):
            day = date.fromisoformat(line[1:])
        elif line in wanted and day:
            found.setdefault(line, day)
    return found
