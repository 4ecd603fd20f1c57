"""``weekmark new``: a dated event file with every key explained, or the editor's note of a week."""

import os
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from string import Template
from zoneinfo import ZoneInfo

import click
import msgspec

from generator.commands.options import Place, place_options
from generator.config import SiteConfig, load_config
from generator.decode.names import slugify
from generator.decode.times import is_week
from generator.errors import ContentError, WeekmarkError


@click.group("new", short_help="Begin an event or the note of a week.")
def command() -> None:
    """Begin an event or the note of a week."""


@command.command("event", short_help="Begin an event.")
@click.argument("title")
@place_options
@click.pass_obj
def new_event(place: Place, /, title: str, **values: str | None) -> int:
    """Make a draft of an event titled TITLE, in the folder of this week, with every key explained."""
    root, now = _site(place.merged(values))
    year, week, _ = now.isocalendar()
    slug = slugify(title)[:80].strip("-")
    target = root / "content" / "events" / f"{year:04}" / f"w{week:02}" / f"{slug}.md"
    filled = {
        "title": msgspec.json.encode(title).decode(),
        "published": now.isoformat(timespec="minutes"),
        "day": now.date().isoformat(),
    }
    _write(target, "event.md", filled, root)
    return 0


@command.command("week", short_help="Begin the note of a week.")
@click.argument("week", required=False)
@place_options
@click.pass_obj
def new_week(place: Place, /, week: str | None, **values: str | None) -> int:
    """Make the editor's note of WEEK (such as 2026-w17; this week if not given)."""
    root, now = _site(place.merged(values))
    year, number, _ = now.isocalendar()
    name = (week or f"{year:04}-w{number:02}").lower()
    if not is_week(name):
        raise click.BadParameter(f"{week} is no ISO week; write it like 2026-w17", param_hint="WEEK")
    _write(root / "content" / "weekly" / f"{name}.md", "week.md", {"week": name}, root)
    return 0


def _site(place: Place) -> tuple[Path, datetime]:
    """Return the site's folder and the time in its zone."""
    root = place.folder
    path = root / (place.config or "site.yaml")
    if not path.is_file():
        raise click.UsageError(
            f"there is no {path.name} in {path.parent}; begin a site with `weekmark init DIR`"
        )
    config, problems = load_config(path.read_bytes(), path.name, {})
    if config is None:
        raise ContentError(problems)
    return root, _now(config)


def _now(config: SiteConfig) -> datetime:
    return datetime.now(ZoneInfo(config.timezone)).replace(second=0, microsecond=0)


def _write(target: Path, template: str, values: dict[str, str], root: Path) -> None:
    if os.path.lexists(target):
        raise WeekmarkError(
            f"{target.relative_to(root)} is there already", "edit it, or choose another title"
        )
    text = (files("generator") / "commands" / "templates" / template).read_text("utf-8")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(Template(text).substitute(values), "utf-8")
    click.echo(f"made {target.relative_to(root)}")
