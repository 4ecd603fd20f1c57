"""``weekmark init``: a new site that builds at once."""

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
    if folder.exists() and any(folder.iterdir()):
        raise WeekmarkError(f"{folder} is not empty", "name a folder that is new or empty")
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
    _copy(files("generator") / "commands" / "skeleton", folder, values)
    click.echo(f"made a site in {folder}; build it with `weekmark -C {folder} build`")
    return 0


def _copy(source: Traversable, target: Path, values: dict[str, str]) -> None:
    """Copy a folder of the skeleton, filling in names and texts."""
    target.mkdir(parents=True, exist_ok=True)
    for entry in source.iterdir():
        name = Template(entry.name).substitute(values).replace("dot-", ".", 1)
        if entry.is_dir():
            _copy(entry, target / name, values)
        else:
            text = Template(entry.read_text("utf-8")).substitute(values)
            (target / name).write_text(text, "utf-8")
