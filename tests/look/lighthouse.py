"""What Lighthouse says of the sample digest on a phone: ``make lighthouse``.

Each page is measured several times, since a busy machine spoils a run; the median counts. Ends with 1 when
a score is too low.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

import click

from tests.conftest import CHROMIUM_FLAGS
from tests.whole.conftest import REPOSITORY, build_sample, copy_sample
from tests.whole.host import Host

LIGHTHOUSE = REPOSITORY / "node_modules" / ".bin" / "lighthouse"
LEAST = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
PAGES = {
    "home": "/",
    "event": "/events/white-house-memo-distillation/",
    "recap": "/weekly/2026-w17/",
    "search": "/search/",
}
UNLISTED = frozenset(("search",))
"""The pages that search engines are asked not to list, which Lighthouse takes for a mistake."""
RUNS = 3


def measure(url: str, *, listed: bool = True) -> dict[str, float]:
    """Return the four scores of a page, from 0 to 100, its weight in kB and its shift of layout.

    :param listed: whether search engines shall list the page.
    """
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("Lighthouse needs a browser: run tests/install-tools")
    flags = " ".join(("--headless", *CHROMIUM_FLAGS))
    options = ["--quiet", "--output=json", f"--chrome-path={browser}", f"--chrome-flags={flags}"]
    if not listed:
        options.append("--skip-audits=is-crawlable")
    told = subprocess.run(
        [LIGHTHOUSE, url, *options],
        check=True,
        capture_output=True,
        env={"PATH": str(Path(shutil.which("node") or "node").parent), "CHROME_PATH": browser},
    )
    report = json.loads(told.stdout)
    audits = report["audits"]
    return {
        **{name: 100 * report["categories"][name]["score"] for name in LEAST},
        "kB": audits["total-byte-weight"]["numericValue"] / 1000,
        "shift": audits["cumulative-layout-shift"]["numericValue"],
        "LCP in s": audits["largest-contentful-paint"]["numericValue"] / 1000,
    }


def show(name: str, scores: Mapping[str, float]) -> None:
    """Print one row of the table."""
    cells = [f"{number:.{0 if key in LEAST else 1}f}" for key, number in scores.items()]
    click.echo(f"| {name} | {' | '.join(cells)} |")


def main() -> int:
    """Build, serve and measure; return 1 where a page does not reach the least."""
    lacking = []
    with tempfile.TemporaryDirectory() as folder:
        root = copy_sample(Path(folder))
        build_sample(root)
        with Host(root / "public") as host:
            for name, path in PAGES.items():
                runs = [measure(host.url + path, listed=name not in UNLISTED) for _ in range(RUNS)]
                scores = {key: median(run[key] for run in runs) for key in runs[0]}
                if name == "home":
                    click.echo(f"| page | {' | '.join(scores)} |\n{'|---' * (len(scores) + 1)}|")
                show(name, scores)
                lacking += [f"{name}: {key}" for key, least in LEAST.items() if scores[key] < least]
    if lacking:
        click.echo(f"too low: {', '.join(lacking)}", err=True)
    return bool(lacking)


if __name__ == "__main__":
    sys.exit(main())
