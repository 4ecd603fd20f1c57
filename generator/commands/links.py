"""``weekmark links``: ask where events lead, and tell what is gone or elsewhere by now."""

from typing import Any

import click
import msgspec

from generator.commands.desk_site import read_desk_site
from generator.commands.options import Place, json_option, place_options, read_week_option
from generator.commands.progress import progress_bar
from generator.commands.report import print_json
from generator.desk.database import Database


@click.command("links", short_help="Ask where events lead, and tell what is gone.")
@click.option("--week", metavar="WEEK", default="", help="Only events of a week, such as 2026-w17.")
@click.option(
    "--fix", "wants_fix", is_flag=True, help="Write better addresses where nobody has to look first."
)
@click.option("--dry-run", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--again", is_flag=True, help="Ask anew what was asked in the last 30 days.")
@place_options
@json_option
@click.pass_obj
def command(  # noqa: PLR0913 - one an option
    place: Place,
    /,
    *,
    week: str,
    wants_fix: bool,
    dry_run: bool,
    again: bool,
    as_json: bool,
    **values: Any,  # noqa: ANN401 - the shared options
) -> int:
    """Ask every address that events lead to: reports, sources, and links in their texts.

    What is gone is an error. What its server refuses or leaves open can't be told, and is no error. An
    address is asked once in 30 days. `weekmark inbox undo` takes a --fix back.
    """
    place = place.merged(values)
    wanted = read_week_option(week)
    site = read_desk_site(place)
    from generator.commands.links_report import Result, print_result, result_data  # noqa: PLC0415 - the extra
    from generator.inbox.links import Spot, check_links, fix, plan_fixes  # noqa: PLC0415 - see above

    with Database.open(site.folder) as database:
        with progress_bar(hidden=place.quiet or as_json, verbose=place.verbose) as progress:
            manner = msgspec.structs.replace(site.manner, progress=progress)
            report = check_links(site, database, manner, wanted, again=again)
            step, mended = None, frozenset[Spot]()
            if wants_fix or dry_run:
                step, mended = plan_fixes(site, database, manner, report)
        if step and not dry_run:
            fix(site, database, step)
    result = Result(report, site.config.problems, step, mended, dry_run)
    if as_json:
        print_json(result_data(result))
    else:
        print_result(result, place)
    return 0 if result.is_fine else 1
