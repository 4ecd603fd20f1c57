"""``weekmark check``: everything that a build checks, with nothing written where the site is."""

from typing import Any

import click

from generator.build.pipeline import check
from generator.build.surroundings import Surroundings
from generator.commands.options import Place, build_options, json_option, read_build_options
from generator.commands.progress import progress_bar
from generator.commands.report import (
    count_problems,
    describe_left_out,
    describe_skipped,
    print_json,
    print_notices,
    print_problems,
    problem_data,
)
from generator.errors import ContentError


@click.command("check", short_help="Check everything that a build checks, and write nothing.")
@build_options
@json_option
@click.pass_obj
def command(place: Place, /, *, as_json: bool, **values: Any) -> int:  # noqa: ANN401 - the shared options
    """Check content, settings, links and templates.

    What a build would render is rendered and thrown away; the output folder is left alone.
    """
    place = place.merged(values)
    options = read_build_options(place, values)
    try:
        with progress_bar(hidden=place.quiet or as_json, verbose=place.verbose) as progress:
            report = check(options, Surroundings(progress=progress))
    except ContentError as error:
        if as_json:
            print_json({"ok": False, "problems": problem_data(error.problems)})
        else:
            print_problems(error.problems, options.root, everything=place.verbose)
        return 1
    if as_json:
        print_json({"ok": True, "problems": problem_data(report.problems)})
        return 0
    print_problems(report.problems, options.root, everything=place.verbose)
    if not place.quiet:
        print_notices(report)
        for line in filter(None, (describe_skipped(report), describe_left_out(report))):
            click.echo(line)
        click.echo(
            f"checked {report.events} events in {report.seconds:.2f} s: {count_problems(report.problems)}"
        )
    return 0
