"""``weekmark new``: a dated event file with every key explained, or the editor's note of a period."""

import os
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from string import Template
from zoneinfo import ZoneInfo

import click
import msgspec

from generator.commands.options import Place, place_options
from generator.config import SiteConfig, load_config
from generator.decode.names import slugify
from generator.errors import ContentError, WeekmarkError
from generator.rhythms import RHYTHMS, Rhythm, rhythm_of


@click.group("new", short_help="Begin an event, or the note of a week or another period.")
def command() -> None:
    """Begin an event, or the note of a week or another period."""


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


def _note_command(rhythm: Rhythm) -> click.Command:
    """Return the command that begins the note of a period of a rhythm."""
    metavar = rhythm.noun.upper()

    @click.command(rhythm.noun, short_help=f"Begin the note of a {rhythm.noun}.")
    @click.argument("period", metavar=f"[{metavar}]", required=False)
    @place_options
    @click.pass_obj
    def new_note(place: Place, /, period: str | None, **values: str | None) -> int:
        root, now = _site(place.merged(values))
        today = now.date()
        name = _period(rhythm, period, today)
        if rhythm_of(name) is not rhythm:
            what = "ISO week" if rhythm.noun == "week" else rhythm.noun
            message = f"{period} is no {what}; write it like {rhythm.example}"
            raise click.BadParameter(message, param_hint=metavar)
        target = root / "content" / rhythm.name / f"{name}.md"
        _write(target, "note.md", {"period": name, "noun": rhythm.noun}, root)
        return 0

    examples = f"{rhythm.example}, or next; this {rhythm.noun} if not given"
    new_note.help = f"Make the editor's note of {metavar} (such as {examples})."
    return new_note


def _period(rhythm: Rhythm, given: str | None, today: date) -> str:
    """Return the period that is meant: the one given, that of today, or the one after it."""
    this = rhythm.period_of(today)
    if given is None:
        return this
    name = given.lower()
    return rhythm.period_of(rhythm.last_day(this) + timedelta(days=1)) if name == "next" else name


for _rhythm in RHYTHMS.values():
    command.add_command(_note_command(_rhythm))


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
