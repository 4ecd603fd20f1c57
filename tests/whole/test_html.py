"""Every page of the sample digest is valid HTML, by the Nu checker of the W3C."""

import json
import re
import subprocess
from pathlib import Path

from tests.whole.conftest import REPOSITORY

CHECKER = REPOSITORY / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


POLICY = re.compile(
    r"Resource violates Content Security Policy \(meta tag\)"
    r"|Inline script violates .*<script type=\"application/ld\+json\">",
    re.DOTALL,
)
"""What the checker gets wrong about a policy in a page: to it, files have no origin to share,
and data for machines is a script."""
KINDS_OF_FILES = ("--skip-non-html", "--also-check-css", "--also-check-svg")
FAULTY = "<!doctype html>\n<html lang=en><title>A page</title>\n<p id=a>One\n<p id=a>Two\n"


def check(*folders: Path) -> list[str]:
    """Return what the checker says about pages, style sheets and pictures, warnings included."""
    assert CHECKER.is_file(), "tests need the HTML checker: run npm install"
    run = subprocess.run(
        ["java", "-Xss4m", "-jar", CHECKER, "--format", "json", *KINDS_OF_FILES, *folders],
        capture_output=True,
        check=False,
    )
    return [
        f"{message['url'].rpartition(':')[2]}: {message['message']} {message.get('extract', '')!r}"
        for message in json.loads(run.stderr)["messages"]
    ]


def test_every_page_is_valid_and_the_checker_awake(sample: Path, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.html"
    faulty.write_text(FAULTY)

    found = check(sample, tmp_path)
    serious = [said for said in found if not POLICY.search(said)]
    assert [said.split(" ID ")[0] for said in serious] == [
        f"{faulty}: Duplicate",
        f"{faulty}: The first occurrence of",
    ]
