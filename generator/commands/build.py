"""``weekmark build``: the site into the output folder."""

from typing import Any

import click

from generator.build.pipeline import Surroundings, build
from generator.commands.options import Place, build_options, json_option, read_build_options
from generator.commands.progress import progress_bar
from generator.commands.report import print_json, print_problems, print_report
from generator.errors import ContentError


@click.command("build", short_help="Build the site into public/.")
@build_options
@json_option
@click.pass_obj
def command(place: Place, /, *, as_json: bool, **values: Any) -> int:  # noqa: ANN401 - the shared options
    """Build the site into the output folder.

    Only what has changed is rendered. After an error the folder stays as it was.
    """
    place = place.merged(values)
    options = read_build_options(place, values)
    try:
        with progress_bar(hidden=place.quiet or as_json, verbose=place.verbose) as progress:
            report = build(
                options,
                surroundings=Surroundings(progress=progress, say=lambda text: click.echo(text, err=True)),
            )
    except ContentError as error:
        if as_json:
            print_json({"ok": False, "problems": sorted(error.problems)})
        else:
            print_problems(error.problems, options.root)
            click.echo("nothing was built; the output folder is as it was", err=True)
        return 1
    if as_json:
        print_json({"ok": True, "problems": report.problems, "report": report})
    else:
        print_report(report, options.root, options.output, quiet=place.quiet)
    return 0
