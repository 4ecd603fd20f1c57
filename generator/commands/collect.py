"""``weekmark collect``: ask the feeds of the sources, and keep what is new for the inbox."""

from typing import Any

import click
import msgspec

from generator.commands.desk_feeds import feed_record, print_feed
from generator.commands.desk_site import DeskSite, read_desk_site
from generator.commands.options import Place, json_option, place_options
from generator.commands.progress import progress_bar
from generator.commands.report import print_json
from generator.decode.findings import did_you_mean
from generator.desk.collect import Manner, collect
from generator.desk.database import Database, collecting
from generator.desk.records import Collection
from generator.diagnostics import counted
from generator.inbox.session import Inbox


@click.command("collect", short_help="Ask the feeds of the sources for news.")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@place_options
@json_option
@click.pass_obj
def command(place: Place, /, sources: tuple[str, ...], *, as_json: bool, **values: Any) -> int:  # noqa: ANN401 - the shared options
    """Ask the feeds of content/sources.yaml that are due, or at once those of each SOURCE named.

    What is new waits in the inbox. Nothing in content/ changes. A feed that fails costs no other.
    """
    place = place.merged(values)
    site = read_desk_site(place)
    _check_sources(sources, site)
    is_quiet = place.quiet or as_json
    with (
        collecting(site.folder, lambda line: click.echo(line, err=True)),
        Database.open(site.folder) as database,
        progress_bar(hidden=is_quiet, verbose=place.verbose) as progress,
    ):
        manner = msgspec.structs.replace(site.manner, progress=progress)
        found = _collected(site, database, manner, frozenset(sources))
    asked = [one for one in found.feeds if one.was_asked]
    failing = [one for one in asked if one.health.is_failing]
    is_fine = not failing or len(failing) < len(asked)
    if as_json:
        feeds = [{"asked": one.was_asked, "new": one.new, **feed_record(one.health)} for one in found.feeds]
        print_json({"ok": is_fine, "new": found.new, "feeds": feeds, "seconds": round(found.seconds, 3)})
    else:
        _print(found, place)
    return 0 if is_fine else 1


def collect_once(place: Place) -> str:
    """Ask the feeds that are due, and return a line on it.

    :raises WeekmarkError: the desk can't be used.
    """
    site = read_desk_site(place)
    with collecting(site.folder, lambda _line: None), Database.open(site.folder) as database:
        return _summary(_collected(site, database, site.manner, frozenset()))


def _collected(site: DeskSite, database: Database, manner: Manner, sources: frozenset[str]) -> Collection:
    """Ask feeds, and group what is new while nobody waits for it: the inbox opens at once then."""
    found = collect(site.subscriptions, database, manner, sources)
    if found.new:
        Inbox(site, database).offers()
    return found


def _check_sources(sources: tuple[str, ...], site: DeskSite) -> None:
    known = {feed.source for feed in site.subscriptions}
    for name in sources:
        if name not in known:
            remedy = did_you_mean(name, known) or "give it `feeds` in content/sources.yaml"
            raise click.BadParameter(f'no source "{name}" has feeds; {remedy}', param_hint="SOURCE")


def _print(found: Collection, place: Place) -> None:
    """Print a line for each feed with news or words, and one that sums up."""
    for one in found.feeds:
        if one.was_asked and (one.new or one.health.words) and (one.health.is_failing or not place.quiet):
            print_feed(one.health, counted(one.new, "new item") if one.new else "")
    if not place.quiet:
        click.echo(_summary(found))


def _summary(found: Collection) -> str:
    """Return a line that sums up."""
    if not found.feeds:
        return "nothing to collect: no source in content/sources.yaml has feeds"
    asked = sum(one.was_asked for one in found.feeds)
    failing = sum(one.health.is_failing for one in found.feeds)
    waiting = len(found.feeds) - asked
    parts = [
        counted(found.new, "new item"),
        *([f"{waiting} not due"] if waiting else []),
        *([f"{failing} failing"] if failing else []),
    ]
    return f"asked {counted(asked, 'feed')}: {', '.join(parts)}, {found.seconds:.2f} s"
