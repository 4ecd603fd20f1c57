"""``weekmark check``: everything that a build checks, with nothing written where the site is."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from generator.build.options import BuildOptions
from generator.build.pipeline import check
from generator.build.surroundings import Surroundings
from generator.commands.options import Place, build_options, json_option, read_build_options
from generator.commands.progress import Report, progress_bar
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
from generator.diagnostics import has_errors
from generator.errors import ContentError
from generator.model import BuildReport

if TYPE_CHECKING:
    from generator.inbox.quotes import Standing


@click.command("check", short_help="Check everything that a build checks, and write nothing.")
@click.argument("url", required=False)
@click.option("--fresh", metavar="TIME", help="Check instead that the site at URL has news: 36h, 2d.")
@click.option("--sources", is_flag=True, help="Read cited pages again, and look for the quotes in them.")
@build_options
@json_option
@click.pass_obj
def command(
    place: Place,
    /,
    *,
    url: str | None,
    fresh: str | None,
    sources: bool,
    as_json: bool,
    **values: Any,  # noqa: ANN401 - the shared options
) -> int:
    """Check content, settings, links and templates.

    What a build would render is rendered and thrown away; the output folder is left alone. With --sources
    the pages that quotes cite are read again, which needs weekmark[desk] and the network.
    """
    if (url is None) != (fresh is None):
        raise click.UsageError("--fresh TIME and URL belong together: weekmark check --fresh 36h https://…")
    if url and fresh:
        return _check_freshness(url, fresh, as_json=as_json)
    place = place.merged(values)
    options = read_build_options(place, values)
    try:
        with progress_bar(hidden=place.quiet or as_json, verbose=place.verbose) as progress:
            if sources:
                _require_desk()
            report = check(options, Surroundings(progress=progress))
            standing = _check_sources(place, progress, drafts=options.drafts) if sources else None
    except ContentError as error:
        if as_json:
            print_json({"ok": False, "problems": problem_data(error.problems)})
        else:
            print_problems(error.problems, options.root, everything=place.verbose)
        return 1
    return _tell(place, options, report, standing, as_json=as_json)


def _require_desk() -> None:
    """See that the extra is installed before anything is done.

    :raises WeekmarkError: it is not.
    """
    from generator.desk.extra import require_extra  # noqa: PLC0415 - a check without --sources loads no desk

    require_extra()


def _check_sources(place: Place, progress: Report, *, drafts: bool) -> "Standing":
    from generator.commands.check_sources import check_sources  # noqa: PLC0415 - see above

    return check_sources(place, progress, drafts=drafts)


def _tell(
    place: Place, options: BuildOptions, report: BuildReport, standing: "Standing | None", *, as_json: bool
) -> int:
    """Print what was found, and return the exit code.

    :param standing: what came of looking for quotes, where that was asked for.
    """
    lost = standing.problems if standing else ()
    problems = [*report.problems, *lost]
    # A build with the report's errors would succeed: their files are left out.
    is_fine = not has_errors(lost) and not (options.strict and lost)
    if as_json:
        found: dict[str, object] = {"ok": is_fine, "problems": problem_data(problems)}
        if standing:
            from generator.commands.check_sources import standing_data  # noqa: PLC0415 - see above

            found["sources"] = standing_data(standing)
        print_json(found)
        return 0 if is_fine else 1
    print_problems(problems, options.root, everything=place.verbose)
    if not place.quiet:
        _print_notes(report)
        click.echo(f"checked {report.events} events in {report.seconds:.2f} s: {count_problems(problems)}")
        if standing:
            from generator.commands.check_sources import print_standing  # noqa: PLC0415 - see above

            print_standing(standing)
    return 0 if is_fine else 1


def _print_notes(report: BuildReport) -> None:
    """Print what is no mistake, and yet should be known."""
    print_notices(report)
    for line in filter(None, (describe_skipped(report), describe_left_out(report))):
        click.echo(line)


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
