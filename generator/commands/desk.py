"""``weekmark desk``: the curator's desk."""

from typing import Any

import click

from generator.commands.desk_feeds import feed_record, print_feed
from generator.commands.desk_site import read_desk_site
from generator.commands.inbox_report import print_step, step_record
from generator.commands.options import Place, build_options, json_option, place_options
from generator.commands.report import print_json
from generator.commands.serve import preview, serve_options
from generator.desk.collect import health
from generator.desk.database import Database
from generator.diagnostics import counted
from generator.inbox.moved_feeds import moved_feeds
from generator.inbox.steps import take_step


@click.group("desk", short_help="Open the curator's desk.", invoke_without_command=True)
@build_options
@serve_options
@click.pass_context
def command(context: click.Context, /, *, every: str, **values: Any) -> int | None:  # noqa: ANN401 - the shared options
    """Open the curator's desk in the preview, or list what is subscribed."""
    place = context.obj = context.obj.merged(values)
    if context.invoked_subcommand is not None:
        return None
    read_desk_site(place)
    return preview(place, values, every=every, opens="desk")


@command.command("feeds", short_help="What is subscribed, and how each feed does.")
@click.option("--fix", is_flag=True, help="Write the new addresses of feeds that have moved.")
@click.option("--dry-run", is_flag=True, help="With --fix: show what would change, and change nothing.")
@place_options
@json_option
@click.pass_obj
def feeds(place: Place, /, *, fix: bool, dry_run: bool, as_json: bool, **values: Any) -> int:  # noqa: ANN401 - the shared options
    """List the feeds of content/sources.yaml and how each does, without asking any.

    A feed that has moved for good says where to. `weekmark inbox undo` takes --fix back.
    """
    place = place.merged(values)
    site = read_desk_site(place)
    with Database.open(site.folder) as database:
        found = health(site.subscriptions, database, site.manner)
        step = moved_feeds(site, found) if fix else None
        if step and not dry_run:
            take_step(site.root, database, step, site.manner.clock())
    if as_json:
        fixed = {"dry_run": dry_run, "fixed": step_record(step)} if step else {}
        print_json({"feeds": [feed_record(one) for one in found], **fixed})
        return 0
    if step:
        print_step(step, dry_run=dry_run, quiet=place.quiet)
        return 0
    for one in found:
        print_feed(one, counted(one.items, "item"))
    if not place.quiet:
        failing = sum(one.is_failing for one in found)
        click.echo(f"{counted(len(found), 'feed')}, {failing} failing")
    return 0
