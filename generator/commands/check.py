"""``weekmark check``: everything that a build checks, with nothing written where the site is."""

from datetime import UTC, datetime, timedelta
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
from generator.decode.findings import Refused
from generator.decode.scalars import read_duration
from generator.errors import ContentError


@click.command("check", short_help="Check everything that a build checks, and write nothing.")
@click.argument("url", required=False)
@click.option("--fresh", metavar="TIME", help="Check instead that the site at URL has news: 36h, 2d.")
@build_options
@json_option
@click.pass_obj
def command(
    place: Place,
    /,
    *,
    url: str | None,
    fresh: str | None,
    as_json: bool,
    **values: Any,  # noqa: ANN401 - the shared options
) -> int:
    """Check content, settings, links and templates.

    What a build would render is rendered and thrown away; the output folder is left alone.
    """
    if (url is None) != (fresh is None):
        raise click.UsageError("--fresh TIME and URL belong together: weekmark check --fresh 36h https://…")
    if url and fresh:
        return _check_freshness(url, fresh, as_json=as_json)
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


def _check_freshness(url: str, fresh: str, *, as_json: bool) -> int:
    """Say how old the newest entry of a published site is; 1 where it is older than it may be."""
    from generator.commands.freshness import describe_age, newest_entry  # noqa: PLC0415 - the network's modules

    try:
        limit = timedelta(seconds=read_duration(fresh))
    except Refused as refused:
        raise click.BadParameter(f"{refused.message}; {refused.remedy}", param_hint="--fresh") from None
    is_fresh, age = describe_age(newest_entry(url), datetime.now(UTC), limit)
    if as_json:
        print_json({"ok": is_fresh, "url": url, "age": age})
    else:
        click.echo(f"{url}: {age}" if is_fresh else f"{url}: {age}, more than {fresh}", err=not is_fresh)
    return 0 if is_fresh else 1
