"""``weekmark merge A B``: one event becomes coverage of another, and its address leads there."""

from pathlib import Path

import click
import msgspec

from generator.commands.options import Place, place_options
from generator.commands.report import print_problems
from generator.config import load_config
from generator.decode.findings import did_you_mean
from generator.decode.names import document_name, fold
from generator.diagnostics import has_errors
from generator.editing.change import Change
from generator.errors import ContentError, EditError, WeekmarkError
from generator.model import Event, SourceFile, Summary
from generator.plan.urls import event_path
from generator.source.merge import merge_event
from generator.source.parse import parse
from generator.source.scan import scan
from generator.source.settings import ParseSettings, parse_settings

BACKUP = ".bak"
"""The ending of a file that is kept and not read."""


class _Found(msgspec.Struct):
    """An event and its file."""

    path: str
    data: bytes
    summary: Summary
    event: Event


@click.command("merge", short_help="Make one event coverage of another.")
@click.argument("kept", metavar="A")
@click.argument("moved", metavar="B")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@place_options
@click.pass_obj
def command(place: Place, /, kept: str, moved: str, *, dry_run: bool, **values: str | None) -> int:
    """Make event B coverage of event A; both are slugs.

    What B covers goes along, its address leads to A, and its file is kept as a backup that no build reads.
    Whatever else is in both files stays byte for byte.
    """
    place = place.merged(values)
    try:
        events = _Events(place)
        into, other = events.find(kept), events.find(moved)
    except ContentError as error:
        print_problems(error.problems, place.folder)
        return 1
    if into.path == other.path:
        raise WeekmarkError(f'"{kept}" and "{moved}" are one event already')
    change, backup = _plan(events.root, into, other)
    if dry_run:
        click.echo(change.difference(), nl=False)
        click.echo(f"{other.path} would be kept as {backup.name}")
        return 0
    _apply(events.root, change, other, backup)
    click.echo(f"{into.path} has {other.path} as coverage; it is kept as {backup.name}")
    return 0


def _plan(root: Path, kept: _Found, moved: _Found) -> tuple[Change, Path]:
    """Return what becomes of one file, and the name that the other gets."""
    backup = root / (moved.path + BACKUP)
    if backup.exists():
        raise WeekmarkError(f"{moved.path}{BACKUP} is there already", "remove it, or give it another name")
    try:
        after = merge_event(
            kept.data,
            (kept.summary, kept.event),
            (moved.summary, moved.event),
            event_path(moved.summary.slug),
        )
    except EditError as error:
        raise EditError(f"{kept.path}: {error.message}", error.remedy) from None
    return Change(root / kept.path, kept.path, kept.data, after), backup


def _apply(root: Path, change: Change, moved: _Found, backup: Path) -> None:
    """Write the one file, then put the other aside; done again after it was cut short, it goes on."""
    Change(root / moved.path, moved.path, moved.data, moved.data).check()
    change.make()
    (root / moved.path).rename(backup)


class _Events:
    """The events of a site, each read when it is asked for."""

    def __init__(self, place: Place) -> None:
        self.root = place.folder
        config = self.root / (place.config or "site.yaml")
        if not config.is_file():
            raise click.UsageError(
                f"there is no {config.name} in {config.parent}; begin a site with `weekmark init DIR`"
            )
        settings, problems = load_config(config.read_bytes(), config.name, {})
        if settings is None:
            raise ContentError(problems)
        self._settings: ParseSettings = parse_settings(settings)
        self._files = [file for file in scan(self.root).files if file.kind == "event"]

    def find(self, slug: str) -> _Found:
        """Return the event of a slug.

        :raises WeekmarkError: there is none.
        :raises ContentError: its file has errors.
        """
        names = {file.path: document_name(file.path) for file in self._files}
        likely = [file for file in self._files if fold(names[file.path]) == fold(slug)]
        mentioned = (file for file in self._files if file not in likely)
        for file in likely:
            if (found := self._read(file, slug, must_be_sound=True)) is not None:
                return found
        for file in mentioned:  # whose slug is not the name of its file
            if (found := self._read(file, slug, must_be_sound=False)) is not None:
                return found
        raise WeekmarkError(f'there is no event "{slug}"', did_you_mean(slug, names.values()))

    def _read(self, file: SourceFile, slug: str, *, must_be_sound: bool) -> _Found | None:
        data = (self.root / file.path).read_bytes()
        if not must_be_sound and slug.encode() not in data:
            return None
        document = parse(file, data, self._settings)
        if must_be_sound and has_errors(document.problems):
            raise ContentError(document.problems)
        content, event = document.content, document.event
        if not isinstance(content, Summary) or event is None or content.slug != slug:
            return None
        return _Found(file.path, data, content, event)
