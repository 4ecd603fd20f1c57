"""``weekmark enrich``: a model drafts, and what is not in the sources' own words is not written."""

from typing import Any

import click

from generator.commands.desk_site import DeskSite, read_desk_site
from generator.commands.options import Place, json_option, place_options, read_week_option
from generator.commands.report import print_problems
from generator.decode.findings import did_you_mean
from generator.desk.user_settings import settings_path
from generator.errors import WeekmarkError
from generator.inbox.candidates import choose


@click.command("enrich", short_help="Let a model draft, held to its sources' own words.")
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@click.option("--week", metavar="WEEK", default="", help="All events of a week, such as 2026-w17.")
@click.option("--model", metavar="NAME", default="", help="A model of your own desk.yaml.")
@click.option("--estimate", is_flag=True, help="Say what it may cost, and ask nothing.")
@click.option("--dry-run", is_flag=True, help="Ask, show what would change, and change nothing.")
@click.option("--again", is_flag=True, help="Fetch and ask anew what was fetched and asked before.")
@click.option("-y", "--yes", is_flag=True, help="Spend money without asking you first.")
@place_options
@json_option
@click.pass_obj
def command(  # noqa: PLR0913 - one an option
    place: Place,
    /,
    *,
    slugs: tuple[str, ...],
    week: str,
    model: str,
    estimate: bool,
    dry_run: bool,
    again: bool,
    yes: bool,
    as_json: bool,
    **values: Any,  # noqa: ANN401 - the shared options
) -> int:
    """Let a model draft hook, summary and insight of events, from the articles that they name.

    Each claim has to quote its sources. A claim whose words are not found in them is not written. Absent keys
    alone are filled; `weekmark inbox undo` takes an event back.
    """
    place = place.merged(values)
    wanted_week = read_week_option(week)
    if not slugs and not week:
        raise click.UsageError("name events by their slugs, or a week with --week")
    site = read_desk_site(place)
    name = _model(site, model)
    chosen = choose(site, slugs, wanted_week, site.user.models[name].told(name))
    print_problems(chosen.problems, place.folder)
    from generator.commands.enrich_run import Wishes, enrich  # noqa: PLC0415 - it needs the extra

    wishes = Wishes(estimate, dry_run, again, yes, as_json, place.quiet, place.verbose)
    return enrich(site, name, chosen.events, wishes) or int(bool(chosen.problems))


def _model(site: DeskSite, given: str) -> str:
    """Return the name of the model to ask: what was said, what the site says, or the only one there is.

    :raises WeekmarkError: there is none of that name, or too many to choose from.
    """
    models = site.user.models
    name = given or site.settings.model or (next(iter(models)) if len(models) == 1 else "")
    if name in models:
        return name
    path = settings_path()
    if not models:
        raise WeekmarkError("you have no model to ask", f"name one in {path}, below `models`")
    if not name:
        message = f"you have {len(models)} models: {', '.join(models)}"
        raise WeekmarkError(message, "choose one with --model, or with `model` in desk.yaml")
    raise WeekmarkError(f'there is no model "{name}" in {path}', did_you_mean(name, models))
