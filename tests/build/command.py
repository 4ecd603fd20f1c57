"""The real command, in a process of its own, and sites large enough for it to start others."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.sites import NOW, SiteFolder

COUNTRIES = ("DE", "FR", "HK")


def with_events(site: SiteFolder, count: int, edition: str = "first") -> SiteFolder:
    """Write so many events that list, relate to and cite each other, in one of two editions.

    The ``second`` edition has another title of the site, which is on every page, a tenth of the events
    retitled, and its last ten events renamed.
    """
    second = edition == "second"
    site.with_settings(title=f"The {edition} edition", cards="off")
    names = {f"wire{number}": {"name": f"Wire {number}", "country": COUNTRIES[number]} for number in range(3)}
    site.with_file("content/sources.yaml", str(names).replace("'", '"'))
    for number in range(count):
        late = number >= count - 10
        slug = f"{'later' if late and second else 'event'}-{number}"
        if late:
            (site.root / f"content/events/{'event' if second else 'later'}-{number}.md").unlink(
                missing_ok=True
            )
        site.with_event(
            slug,
            f"Text of {number}, with *stress*.",
            title=f"Größe {number}" + (" corrected" if second and number % 10 == 0 else ""),
            published=f"2026-04-{1 + number % 28:02}T09:{number % 60:02}:00Z",
            source=f"wire{number % 3}",
            topics=["chips", "law"][: 1 + number % 2],
            audience=["Engineers"],
        )
    return site.with_file("content/topics.yaml", "chips: {name: Chips}\nlaw: {name: Law}\n")


def command(site: SiteFolder, *arguments: str) -> list[str]:
    """Return the command line of a build of a site, at the time of tests."""
    return [
        sys.executable,
        "-m",
        "generator",
        "build",
        "-C",
        str(site.root),
        "--now",
        NOW.isoformat(),
        *arguments,
    ]


def run(site: SiteFolder, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Build a site and wait for the end."""
    return subprocess.run(
        command(site, *arguments), capture_output=True, text=True, timeout=120, check=False, **options
    )


def start(site: SiteFolder, *arguments: str, env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """Begin to build a site in a session of its own, which no signal of ours reaches by chance."""
    return subprocess.Popen(
        command(site, *arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(env or {})},
        start_new_session=True,
    )


def living(session: int) -> list[int]:
    """Return the processes of a session that have not ended, its leader apart."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, owner = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(owner) == session and state != "Z" and int(folder.name) != session:
            found.append(int(folder.name))
    return found


def assert_all_end(session: int) -> None:
    """Wait until the processes of a session have ended, which they must on their own."""
    deadline = time.monotonic() + 20
    while living(session):
        assert time.monotonic() < deadline, living(session)
        time.sleep(0.02)


def left_beside(site: SiteFolder) -> set[str]:
    """Return what lies in the site's folder that is neither the author's nor the built site nor the cache."""
    return {path.name for path in site.root.iterdir()} - {
        "site.yaml",
        "content",
        "themes",
        "public",
        ".weekmark",
    }
