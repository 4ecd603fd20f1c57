"""Files that ``weekmark new`` makes: none that is there already is ever written over."""

import os
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from string import Template
from zoneinfo import ZoneInfo

import click

from generator.commands.options import Place
from generator.config import SiteConfig, load_config
from generator.errors import ContentError, WeekmarkError

LONGEST_NAME = 80

edit_option = click.option("--edit", is_flag=True, help="Open the file in your editor ($EDITOR).")


def site_and_time(place: Place) -> tuple[Path, datetime]:
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


def plain_line(title: str) -> str:
    """Return a title on one line, without what can't be printed."""
    return "".join(character for character in " ".join(title.split()) if character.isprintable())


def write_new(target: Path, template: str, values: dict[str, str], root: Path, *, edit: bool) -> int:
    """Write a file that is not there yet, say which, and open it if wanted."""
    path = target.relative_to(root).as_posix()
    if os.path.lexists(target):
        raise WeekmarkError(f"{path} is there already", "edit it, or choose another title")
    text = (files("generator") / "commands" / "templates" / template).read_text("utf-8")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(Template(text).substitute(values), "utf-8")
    click.echo(f"made {path}")
    if edit:
        click.edit(filename=str(target))
    return 0
