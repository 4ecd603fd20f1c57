"""``weekmark inbox``: what waits for a curator, and what becomes of it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import click

from generator.commands.desk_site import read_desk_site
from generator.commands.inbox_report import offer_record, print_offer, print_step, step_record
from generator.commands.options import Place, json_option, place_options
from generator.commands.report import print_json, print_problems
from generator.decode.findings import Refused
from generator.decode.times import moment
from generator.desk.records import Step
from generator.diagnostics import counted
from generator.errors import ContentError, WeekmarkError
from generator.inbox.session import Inbox, opened

_HANDLE = "HANDLE"
_Plan = Callable[[Inbox], Step]


@click.group("inbox", short_help="What waits for a curator, and what becomes of it.")
def command() -> None:
    """Take, drop, attach, merge and split what `weekmark collect` has brought.

    Each story has a handle, which `weekmark inbox list` shows. All that is written are files in content/ and
    desk.yaml; what a person wrote there stays byte for byte.
    """


@command.command("list", short_help="Show what waits, best first.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many stories.")
@place_options
@json_option
@click.pass_obj
def show(place: Place, /, *, limit: int, as_json: bool, **values: Any) -> int:  # noqa: ANN401 - the shared options
    """Show the stories that wait, best first, each with its score and what that is made of."""
    place = place.merged(values)
    with opened(read_desk_site(place)) as inbox:
        offers = inbox.offers()
    if as_json:
        print_json({"stories": [offer_record(offer) for offer in offers[:limit]], "waiting": len(offers)})
        return 0
    for offer in offers[:limit]:
        print_offer(offer)
    if not place.quiet:
        waiting = f"{len(offers)} stories wait" if len(offers) != 1 else "1 story waits"
        click.echo(f"{waiting}, {min(limit, len(offers))} shown")
    return 0


def _step_options(function: Callable[..., int]) -> Callable[..., int]:
    """Add the options of every command that changes something."""
    dry = click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
    return click.pass_obj(dry(place_options(json_option(function))))


def _do(place: Place, plans: list[_Plan], *, dry_run: bool, as_json: bool, **values: Any) -> int:  # noqa: ANN401 - see above
    """Take steps one after the other, each seeing what the last has done, and say what they were."""
    place = place.merged(values)
    steps = []
    for plan in plans:
        with opened(read_desk_site(place)) as inbox:
            try:
                step = plan(inbox)
            except ContentError as error:
                print_problems(error.problems, place.folder)
                return 1
            steps.append(step if dry_run else inbox.do(step))
        if not as_json:
            print_step(step, dry_run=dry_run, quiet=place.quiet)
    if as_json:
        print_json({"ok": True, "dry_run": dry_run, "steps": [step_record(step) for step in steps]})
    return 0


@command.command("take", short_help="Make drafts of stories.")
@click.argument("handles", metavar="HANDLE...", nargs=-1, required=True)
@click.option("--published", metavar="DAY", default="", help="When it appeared, if its feed does not say.")
@click.option("--pin", is_flag=True, help="Put it first in the recap.")
@_step_options
def take(place: Place, /, handles: tuple[str, ...], published: str, *, pin: bool, **values: Any) -> int:  # noqa: ANN401 - see above
    """Make a draft of each story; the report that is named is the source, the others become its coverage."""
    return _do(
        place,
        [partial(Inbox.take, handle=handle, published=published, pin=pin) for handle in handles],
        **values,
    )


@command.command("drop", short_help="Put stories aside.")
@click.argument("handles", metavar="HANDLE...", nargs=-1, required=True)
@_step_options
def drop(place: Place, /, handles: tuple[str, ...], **values: Any) -> int:  # noqa: ANN401 - see above
    """Put stories aside with all their reports."""
    return _do(place, [lambda inbox: inbox.drop(handles)], **values)


@command.command("attach", short_help="Make a story coverage of an event.")
@click.argument("handle", metavar=_HANDLE)
@click.argument("event", metavar="EVENT")
@_step_options
def attach(place: Place, /, handle: str, event: str, **values: Any) -> int:  # noqa: ANN401 - see above
    """Put the reports of a story into `coverage` of EVENT: a slug, or 1 to 3 for one that the list names."""

    def plan(inbox: Inbox) -> Step:
        if event not in ("1", "2", "3"):
            return inbox.attach(handle, event)
        matches = inbox.find(handle).matches
        if int(event) > len(matches):
            raise WeekmarkError(f"the inbox names {counted(len(matches), 'event')} for {handle}")
        return inbox.attach(handle, matches[int(event) - 1].slug)

    return _do(place, [plan], **values)


@command.command("merge", short_help="Make stories one.")
@click.argument("handles", metavar="HANDLE HANDLE...", nargs=-1, required=True)
@_step_options
def merge(place: Place, /, handles: tuple[str, ...], **values: Any) -> int:  # noqa: ANN401 - see above
    """Make stories one, by `together` in desk.yaml."""
    return _do(place, [lambda inbox: inbox.merge(handles)], **values)


@command.command("split", short_help="Take a report out of its story.")
@click.argument("handle", metavar=_HANDLE)
@_step_options
def split(place: Place, /, handle: str, **values: Any) -> int:  # noqa: ANN401 - see above
    """Take the report with this HANDLE out of its story, by `apart` and `together` in desk.yaml."""
    return _do(place, [lambda inbox: inbox.split(handle)], **values)


@command.command("never", short_help="Never offer these articles again.")
@click.argument("handle", metavar=_HANDLE)
@_step_options
def never(place: Place, /, handle: str, **values: Any) -> int:  # noqa: ANN401 - see above
    """Never offer the reports of a story again, by `never` in desk.yaml."""
    return _do(place, [lambda inbox: inbox.never(handle)], **values)


@command.command("mute", short_help="Never offer what has a word, or comes from a host.")
@click.argument("words", metavar="[WORD]...", nargs=-1)
@click.option("--domain", "domains", metavar="HOST", multiple=True, help="A host, with all below it.")
@_step_options
def mute(place: Place, /, words: tuple[str, ...], domains: tuple[str, ...], **values: Any) -> int:  # noqa: ANN401 - see above
    """Mute words of titles, or hosts, by `mute` in desk.yaml."""
    return _do(place, [lambda inbox: inbox.mute(words, domains)], **values)


@command.command("done", short_help="Be done with all the rest.")
@click.option("--until", metavar="TIME", default="", help="Only with what appeared by then.")
@_step_options
def done(place: Place, /, until: str, **values: Any) -> int:  # noqa: ANN401 - see above
    """Be done with everything that waits, by `reviewed` in desk.yaml."""
    when = _moment(until)

    def plan(inbox: Inbox) -> Step:
        if not when:
            return inbox.done()
        found = datetime.fromisoformat(when)
        return inbox.done(found if found.tzinfo else found.replace(tzinfo=inbox.site.config.zone))

    return _do(place, [plan], **values)


@command.command("undo", short_help="Take the last step back.")
@place_options
@json_option
@click.pass_obj
def undo(place: Place, /, *, as_json: bool, **values: Any) -> int:  # noqa: ANN401 - see above
    """Take the last step back; a file that was touched since is left as it is, and so is the step."""
    place = place.merged(values)
    with opened(read_desk_site(place)) as inbox:
        step = inbox.undo()
    if as_json:
        print_json({"ok": True, "undone": step_record(step)})
    elif not place.quiet:
        click.echo(f"taken back: {step.words}")
    return 0


def _moment(text: str) -> str:
    """Return a day or a time as ISO 8601, or nothing.

    :raises click.UsageError: it is neither.
    """
    try:
        return moment(text).isoformat() if text else ""
    except Refused as refused:
        raise click.UsageError(f"{refused.message}; {refused.remedy}") from None
