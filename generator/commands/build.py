"""``weekmark build``: the site into the output folder."""

from dataclasses import replace
from typing import Any

import click
import msgspec

from generator.build.options import BuildOptions
from generator.build.pipeline import build
from generator.build.surroundings import Surroundings
from generator.commands.options import Place, build_options, json_option, read_build_options
from generator.commands.progress import progress_bar
from generator.commands.report import print_json, print_problems, print_report, problem_data, report_data
from generator.errors import ContentError
from generator.model import BuildReport


@click.command("build", short_help="Build the site into public/.")
@build_options
@click.option(
    "--executor",
    metavar="dask:ADDRESS",
    help="Let the workers of a Dask cluster parse and render: dask:tcp://host:8786.",
)
@json_option
@click.pass_obj
def command(place: Place, /, *, as_json: bool, executor: str | None, **values: Any) -> int:  # noqa: ANN401 - the shared options
    """Build the site into the output folder.

    Only what has changed is rendered. After an error the folder stays as it was.
    """
    place = place.merged(values)
    options = read_build_options(place, values)
    try:
        with progress_bar(hidden=place.quiet or as_json, verbose=place.verbose) as progress:
            around = Surroundings(progress=progress, say=lambda text: click.echo(text, err=True))
            report = _build(options, around, executor)
    except ContentError as error:
        if as_json:
            print_json({"ok": False, "problems": problem_data(error.problems)})
        else:
            print_problems(error.problems, options.root, everything=place.verbose)
            click.echo("nothing was built; the output folder is as it was", err=True)
        return 1
    if as_json:
        print_json({"ok": True, "problems": problem_data(report.problems), "report": report_data(report)})
    else:
        print_report(report, options.root, options.output, quiet=place.quiet, everything=place.verbose)
    return 0


def _build(options: BuildOptions, around: Surroundings, executor: str | None) -> BuildReport:
    """Build here, or by the cluster that ``executor`` names."""
    if executor is None:
        return build(options, surroundings=around)
    kind, _, address = executor.partition(":")
    if kind != "dask" or not address:
        raise click.BadParameter("write dask:ADDRESS, such as dask:tcp://host:8786", param_hint="--executor")
    from generator.build.cluster import connect  # noqa: PLC0415 - an extra

    with connect(address) as cluster:
        jobs = options.jobs or cluster.workers
        return build(
            msgspec.structs.replace(options, jobs=jobs), surroundings=replace(around, executor=cluster)
        )
