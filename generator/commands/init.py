"""``weekmark init``: a new site that builds at once."""

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template
from uuid import uuid4

import click

from generator.errors import WeekmarkError


@click.command("init", short_help="Make a new site that builds at once.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", default="My weekly digest", help="The title of the site.")
def command(folder: Path, title: str) -> int:
    """Make a new site in FOLDER: settings, registries, a first event and a note of its week."""
    now = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(hours=1)
    year, week, _ = now.isocalendar()
    values = {
        "title": title.replace('"', '\\"'),
        "feed_id": f"urn:uuid:{uuid4()}",
        "published": now.strftime("%Y-%m-%dT%H:%M:00Z"),
        "collected": (now + timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:00Z"),
        "day": now.strftime("%Y-%m-%d"),
        "due": (now + timedelta(days=182)).strftime("%Y-%m-%d"),
        "year": f"{year:04}",
        "week": f"w{week:02}",
    }
    made = dict(_fill(files("generator") / "commands" / "skeleton", folder, values))
    _refuse_what_is_there(made)
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    click.echo(f"made a site in {folder}; build it with `weekmark -C {folder} build`")
    return 0


def _fill(source: Traversable, target: Path, values: dict[str, str]) -> Iterator[tuple[Path, str]]:
    """Yield each file of the skeleton with its text, names and texts filled in.

    What git ignores already stays ignored.
    """
    for entry in source.iterdir():
        name = Template(entry.name).substitute(values).replace("dot-", ".", 1)
        path = target / name
        if entry.is_dir():
            yield from _fill(entry, path, values)
            continue
        text = Template(entry.read_text("utf-8")).substitute(values)
        if name == ".gitignore" and path.is_file():
            before = path.read_text("utf-8")
            added = [line for line in text.splitlines() if line not in before.splitlines()]
            text = before + ("" if before.endswith("\n") or not before else "\n")
            text += "".join(f"{line}\n" for line in added)
        yield path, text


def _refuse_what_is_there(made: Iterable[Path]) -> None:
    """Write over nothing: a fresh repository with a README may become a site, another site may not."""
    there = [path for path in made if path.name != ".gitignore" and os.path.lexists(path)]
    if there:
        raise WeekmarkError(f"{there[0]} is there already", "name a folder that is new, or holds no site yet")
