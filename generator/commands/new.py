"""``weekmark new``: a short dated event file, the editor's note of a period, or a page."""

from datetime import date, timedelta

import click
import msgspec

from generator.commands.new_event import new_event
from generator.commands.new_files import LONGEST_NAME, edit_option, plain_line, site_and_time, write_new
from generator.commands.options import Place, place_options
from generator.decode.names import slug_of, slugify
from generator.rhythms import RHYTHMS, Rhythm, rhythm_of
from generator.source.placeholders import TEXT


@click.group("new", short_help="Begin an event, the note of a week or another period, or a page.")
def command() -> None:
    """Begin an event, the note of a week or another period, or a page."""


command.add_command(new_event)


def _note_command(rhythm: Rhythm) -> click.Command:
    """Return the command that begins the note of a period of a rhythm."""
    metavar = rhythm.noun.upper()

    @click.command(rhythm.noun, short_help=f"Begin the note of a {rhythm.noun}.")
    @click.argument("period", metavar=f"[{metavar}]", required=False)
    @edit_option
    @place_options
    @click.pass_obj
    def new_note(place: Place, /, period: str | None, edit: bool, **values: str | None) -> int:
        root, now = site_and_time(place.merged(values))
        today = now.date()
        name = _period(rhythm, period, today)
        if rhythm_of(name) is not rhythm:
            what = "ISO week" if rhythm.noun == "week" else rhythm.noun
            message = f"{period} is no {what}; write it like {rhythm.example}"
            raise click.BadParameter(message, param_hint=metavar)
        target = root / "content" / rhythm.name / f"{name}.md"
        return write_new(target, "note.md", {"period": name, "noun": rhythm.noun}, root, edit=edit)

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
@edit_option
@place_options
@click.pass_obj
def new_page(place: Place, /, title: str, edit: bool, **values: str | None) -> int:
    """Make a draft of a page of the site's own, such as its imprint."""
    root, now = site_and_time(place.merged(values))
    plain = plain_line(title) or TEXT
    name = slug_of(slugify(plain)[:LONGEST_NAME].strip("-") or f"page-{now.date().isoformat()}")
    filled = {"title": msgspec.json.encode(plain).decode()}
    return write_new(root / "content" / "pages" / f"{name}.md", "page.md", filled, root, edit=edit)
