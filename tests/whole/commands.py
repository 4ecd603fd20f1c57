"""The command line as a user's shell runs it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.whole.conftest import REPOSITORY

NOW = "2100-01-01T12:00:00Z"
"""Later than any site that a test makes: ``init`` dates its event by the clock."""


class Result(NamedTuple):
    code: int
    output: str
    errors: str


def weekmark(*arguments: str | Path, folder: Path, program: tuple[str, ...] = ()) -> Result:
    """Run the command in a folder; its texts are in plain UTF-8 without colours.

    :param program: the command's own words, where it is not the one of this checkout.
    """
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200", "PYTHONUTF8": "1"}
    environment.pop("SOURCE_DATE_EPOCH", None)
    if program:
        environment.pop("PYTHONPATH", None)
    else:
        environment["PYTHONPATH"] = str(REPOSITORY)
    run = subprocess.run(
        [*(program or (sys.executable, "-m", "generator")), *map(str, arguments)],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert "Traceback" not in run.stderr, run.stderr
    return Result(run.returncode, run.stdout, run.stderr)
