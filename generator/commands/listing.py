"""``weekmark list``: what is in a site, for people and for scripts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import click
import msgspec

from generator.build.pipeline import survey
from generator.commands.options import Place, edition_options, json_option, read_build_options
from generator.commands.report import print_json, print_problems, problem_data
from generator.errors import ContentError
from generator.model import Outlet, Site, Summary, Topic
from generator.rhythms import WEEKLY

Row = dict[str, str | int | bool]

WHAT = ("events", "weeks", "topics", "sources", "drafts", "scheduled")


@click.command("list", short_help="List what is in a site.")
@click.argument("what", metavar="WHAT", type=click.Choice(WHAT))
@edition_options
@json_option
@click.pass_obj
def command(place: Place, /, *, what: str, as_json: bool, **values: Any) -> int:  # noqa: ANN401 - shared options
    """List events, weeks, topics, sources, drafts or what is scheduled; newest first.

    Topics and sources come with how many events they have, those with most first.
    """
    place = place.merged(values)
    options = read_build_options(place, values | {"output": None, "force": False})
    if what in {"drafts", "scheduled"}:
        options = msgspec.structs.replace(options, drafts=True, future=True)
    try:
        site = survey(options)
    except ContentError as error:
        if as_json:
            print_json({"ok": False, "problems": problem_data(error.problems)})
        else:
            print_problems(error.problems, options.root, everything=place.verbose)
        return 1
    rows = list(_rows(site, what, options.now.timestamp()))
    if as_json:
        print_json({"ok": True, what: rows})
    else:
        for row in rows:
            click.echo("  ".join(str(value) for value in row.values() if not isinstance(value, bool)))
    return 0


def _rows(site: Site, what: str, now: float) -> Iterator[Row]:
    match what:
        case "weeks":
            for recap in site.recaps[WEEKLY]:
                title = recap.note.title if recap.note else ""
                yield {"week": recap.id, "events": recap.numbers.events, "title": title}
        case "topics":
            named: dict[str, Topic] = site.topics
            counts = Counter(chain.from_iterable(event.topics for event in site.events))
            yield from _counted("topic", {key: topic.name for key, topic in named.items()}, counts)
        case "sources":
            outlets: dict[str, Outlet] = site.outlets
            counts = Counter(event.source for event in site.events)
            yield from _counted("source", {key: outlet.name for key, outlet in outlets.items()}, counts)
        case "drafts":
            yield from _events(site, (event for event in site.events if event.draft))
        case "scheduled":
            yield from _events(
                site, (event for event in site.events if event.instant > now and not event.draft)
            )
        case _:
            yield from _events(site, site.events)


def _counted(key: str, names: dict[str, str], counts: Counter[str]) -> Iterator[Row]:
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield {key: name, "events": count, "name": names.get(name, name)}


def _events(site: Site, events: Iterable[Summary]) -> Iterator[Row]:
    for event in events:
        file = site.event_files.get(event.slug, "")
        yield {"day": event.day, "slug": event.slug, "title": event.title, "path": file, "draft": event.draft}
