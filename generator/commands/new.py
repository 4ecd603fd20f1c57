"""``weekmark new``: a short dated event file, the editor's note of a period, or a page."""

import os
import re
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from string import Template
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import click
import msgspec

from generator.addresses import host_and_path
from generator.commands.options import Place, place_options
from generator.config import SiteConfig, load_config
from generator.decode.findings import did_you_mean
from generator.decode.names import slug_of, slugify
from generator.errors import ContentError, WeekmarkError
from generator.rhythms import RHYTHMS, Rhythm, rhythm_of, week_of
from generator.site.taxonomy import Sources
from generator.source.markdown.links import is_external
from generator.source.placeholders import TEXT, URL
from generator.source.registry import read_sources

_LONGEST_NAME = 80

_edit_option = click.option("--edit", is_flag=True, help="Open the file in your editor ($EDITOR).")


@click.group("new", short_help="Begin an event, the note of a week or another period, or a page.")
def command() -> None:
    """Begin an event, the note of a week or another period, or a page."""


@command.command("event", short_help="Begin an event.")
@click.argument("what", metavar="TITLE|URL")
@click.option(
    "--source", metavar="NAME", help="Who published it: an id or name of sources.yaml, or any name."
)
@click.option("--full", is_flag=True, help="Explain every key.")
@_edit_option
@place_options
@click.pass_obj
def new_event(
    place: Place, /, what: str, source: str | None, full: bool, edit: bool, **values: str | None
) -> int:
    """Make a draft of an event in the folder of this week: of a TITLE, or of the URL of the original.

    Its source is that of the address, as far as sources.yaml tells.
    """
    root, now = _site(place.merged(values))
    title, url = (TEXT, what.strip()) if is_external(what.strip()) else (_plain(what) or TEXT, URL)
    name = _name_of_url(url) if url != URL else slugify(title)
    week = week_of(now.date())
    folder = root / "content" / "events" / week[:4] / week[5:]
    target = folder / f"{_file_name(name, now, root, is_free=title == TEXT)}.md"
    outlet = _source(root, source, url)
    filled = {
        "title": msgspec.json.encode(title).decode(),
        "url": url,
        "source": f"source: {_scalar(outlet)}\n" if outlet else "",
        "published": now.date().isoformat(),
        "collected": now.isoformat(" ", "minutes"),
        "week": week,
    }
    return _write(target, "event-full.md" if full else "event.md", filled, root, edit=edit)


def _note_command(rhythm: Rhythm) -> click.Command:
    """Return the command that begins the note of a period of a rhythm."""
    metavar = rhythm.noun.upper()

    @click.command(rhythm.noun, short_help=f"Begin the note of a {rhythm.noun}.")
    @click.argument("period", metavar=f"[{metavar}]", required=False)
    @_edit_option
    @place_options
    @click.pass_obj
    def new_note(place: Place, /, period: str | None, edit: bool, **values: str | None) -> int:
        root, now = _site(place.merged(values))
        today = now.date()
        name = _period(rhythm, period, today)
        if rhythm_of(name) is not rhythm:
            what = "ISO week" if rhythm.noun == "week" else rhythm.noun
            message = f"{period} is no {what}; write it like {rhythm.example}"
            raise click.BadParameter(message, param_hint=metavar)
        target = root / "content" / rhythm.name / f"{name}.md"
        return _write(target, "note.md", {"period": name, "noun": rhythm.noun}, root, edit=edit)

    examples = f"{rhythm.example}, or next; this {rhythm.noun} if not given"
    new_note.help = f"Make a draft of the editor's note of {metavar} (such as {examples})."
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


@command.command("page", short_help="Begin a page.")
@click.argument("title")
@_edit_option
@place_options
@click.pass_obj
def new_page(place: Place, /, title: str, edit: bool, **values: str | None) -> int:
    """Make a draft of a page of the site's own, such as its imprint."""
    root, now = _site(place.merged(values))
    plain = _plain(title) or TEXT
    name = slug_of(slugify(plain)[:_LONGEST_NAME].strip("-") or f"page-{now.date().isoformat()}")
    filled = {"title": msgspec.json.encode(plain).decode()}
    return _write(root / "content" / "pages" / f"{name}.md", "page.md", filled, root, edit=edit)


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


def _plain(title: str) -> str:
    """Return a title on one line, without what can't be printed."""
    return "".join(character for character in " ".join(title.split()) if character.isprintable())


def _scalar(text: str) -> str:
    """Return a text as YAML, without quotes where it needs none."""
    return text if re.fullmatch(r"\w(?:[\w -]*\w)?", text) else msgspec.json.encode(text).decode()


def _name_of_url(url: str) -> str:
    """Return a name made of the last step of an address; where that has no letters, of its host too."""
    host, path = host_and_path(url)
    last = slugify(unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2].partition(".")[0])
    return last if any(map(str.isalpha, last)) else slugify(f"{host} {last or path}")


def _file_name(name: str, now: datetime, root: Path, *, is_free: bool) -> str:
    """Return the name of an event's file: one that every system can have and that is no other event's.

    :param name: the wanted one; where it has no letter or digit, the day and a number stand for it.
    :param is_free: whether a number may be put behind it.
    """
    plain = name[:_LONGEST_NAME].strip("-")
    wanted = slug_of(plain or f"{now.date().isoformat()}-event")
    wanted = f"{wanted}-event" if wanted == "index" else wanted
    taken = {path.stem: path for path in (root / "content" / "events").rglob("*.md")}
    if wanted in taken and plain and not is_free:
        there = taken[wanted].relative_to(root).as_posix()
        raise WeekmarkError(f"{there} is there already", "edit it, or choose another title")
    number = 1
    found = wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def _source(root: Path, name: str | None, url: str) -> str:
    """Return what the event says of its source: the id of the registry, or the name as given.

    Nothing where none is given and no outlet has the host: then its host is its name.
    """
    path = root / "content" / "sources.yaml"
    registry, problems = read_sources(path.read_bytes() if path.is_file() else b"", "content/sources.yaml")
    if problems and not registry:
        raise ContentError(problems)
    sources = Sources(registry)
    if name is None:
        return "" if url == URL else sources.find(url)
    found = sources.find(name)
    if not found:
        remedy = did_you_mean(name, [*registry, *(outlet.name for outlet in registry.values())])
        click.echo(
            f'sources.yaml has no "{name}", so it is shown by that name; {remedy}'.rstrip("; "), err=True
        )
    return found or _plain(name)


def _write(target: Path, template: str, values: dict[str, str], root: Path, *, edit: bool) -> int:
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
