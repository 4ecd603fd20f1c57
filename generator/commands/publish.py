"""``weekmark publish``: the built site to where it is served."""

import sys
from typing import Any

import click
import msgspec

from generator.build.options import BuildOptions
from generator.build.pipeline import build
from generator.build.preparation import read_settings
from generator.build.surroundings import Surroundings
from generator.commands.options import Place, build_options, json_option, read_build_options
from generator.commands.progress import progress_bar
from generator.commands.report import print_json, print_problems, print_report, problem_data
from generator.diagnostics import counted
from generator.errors import ContentError, PublishError, WeekmarkError
from generator.model import BuildReport
from generator.publish.local_run import local_run
from generator.publish.plan import Plan, describe
from generator.publish.publication import Prospect, ask_about_removals, execute, prepare, refuse_foreign
from generator.publish.settings import choose, open_target
from generator.publish.target import Run
from generator.publish.verify import choose_files, verify

_SHOWN = 10
"""How many paths of each kind the plan shows."""


class _Choices(msgspec.Struct, frozen=True):
    """What the user wants beyond the build."""

    name: str | None
    force: bool
    no_build: bool
    dry_run: bool
    as_json: bool
    yes: bool
    adopt: bool
    verify: str | None
    verify_patience: int


def _check_address(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Refuse what is no address before anything is published."""
    if value is not None and not value.startswith(("http://", "https://")):
        raise click.BadParameter("write https://digest.example.org/", ctx, option)
    return value


@click.command("publish", short_help="Put the site where it is served.")
@click.argument("name", required=False)
@click.option("--no-build", is_flag=True, help="Publish what was built before.")
@click.option("-n", "--dry-run", is_flag=True, help="Show what would be done, and do nothing.")
@click.option("-y", "--yes", is_flag=True, help="Remove pages unasked, however many.")
@click.option("--adopt", is_flag=True, help="Publish beside files that Weekmark did not put there.")
@click.option(
    "--verify",
    metavar="URL",
    callback=_check_address,
    help="Fetch changed pages and every feed afterwards, and compare.",
)
@click.option(
    "--verify-patience",
    metavar="SECONDS",
    type=click.IntRange(0, 3600),
    default=60,
    show_default=True,
    help="How long to wait for the web to show what was sent.",
)
@build_options
@json_option
@click.pass_obj
def command(place: Place, /, **values: Any) -> int:  # noqa: ANN401 - the shared options
    """Publish the site to the target NAME of site.yaml, or to the default one."""
    force = values["force"]
    values["force"] = False
    chosen = {field: values.pop(field) for field in _Choices.__struct_fields__ if field != "force"}
    choices = _Choices(**chosen, force=force)
    place = place.merged(values)
    options = read_build_options(place, values)
    try:
        _run(options, place, choices)
    except ContentError as error:
        if choices.as_json:
            print_json({"ok": False, "problems": problem_data(error.problems)})
        else:
            print_problems(error.problems, options.root, everything=place.verbose)
            click.echo("nothing was published", err=True)
        return 1
    except WeekmarkError as error:
        if not choices.as_json:
            raise
        print_json({"ok": False, "error": error.message, "remedy": error.remedy})
        return 1
    return 0


def _run(options: BuildOptions, place: Place, choices: _Choices) -> None:
    """Build, plan, publish and verify."""
    config, _ = read_settings(options, options.config.read_bytes())
    name, target_options = choose(config.publish, choices.name)
    with local_run(options.cache / "publish", name, force=choices.force) as run:
        target = open_target(name, target_options, options.root, options.output)
        left_out = () if choices.no_build else _build(options, place, choices).left_out
        prospect = prepare(options.output, target)
        if not choices.adopt:
            refuse_foreign(prospect)
        if not choices.as_json:
            _show(prospect, quiet=place.quiet)
        if not choices.dry_run:
            _confirm(prospect.plan, choices, left_out)
            _publish(prospect, run, place, choices)
    if choices.as_json:
        print_json(_result(prospect, name, published=not choices.dry_run))


def _build(options: BuildOptions, place: Place, choices: _Choices) -> BuildReport:
    """Build the site into the output folder."""
    with progress_bar(hidden=place.quiet or choices.as_json, verbose=place.verbose) as progress:
        report = build(
            options, surroundings=Surroundings(progress=progress, say=lambda text: click.echo(text, err=True))
        )
    if not choices.as_json:
        print_report(report, options.root, options.output, quiet=place.quiet, everything=place.verbose)
    return report


def _publish(prospect: Prospect, run: Run, place: Place, choices: _Choices) -> None:
    """Carry out the plan and compare what the web shows."""
    hidden = place.quiet or choices.as_json
    with progress_bar(hidden=hidden, verbose=place.verbose) as progress:
        execute(prospect, run, progress)
    if not hidden:
        done = "nothing to publish" if prospect.plan.is_empty else f"published to {prospect.target.where}"
        click.echo(done)
    if choices.verify is not None:
        _verify(prospect, choices.verify, choices.verify_patience, hidden=hidden)


def _show(prospect: Prospect, *, quiet: bool) -> None:
    """Print the warnings and the plan."""
    for warning in prospect.warnings:
        click.secho(f"warning: {warning}", fg="yellow", err=True)
    if quiet:
        return
    plan = prospect.plan
    for sign, paths in (("+", plan.added), ("~", plan.changed), ("-", plan.removed)):
        for path in paths[:_SHOWN]:
            click.echo(f"  {sign} {path}")
        if len(paths) > _SHOWN:
            click.echo(f"  {sign} and {counted(len(paths) - _SHOWN, 'more file')}")
    click.echo(f"{prospect.target.where}: {describe(plan)}")


def _confirm(plan: Plan, choices: _Choices, left_out: tuple[str, ...]) -> None:
    """Ask before much is removed, or anything while files with errors are left out.

    :raises PublishError: the user says no, or nobody can be asked.
    """
    question = ask_about_removals(plan) or _ask_about_left_out(plan, left_out)
    if not question or choices.yes:
        return
    remedy = "look at the plan with --dry-run; use --yes if it is what you want"
    if choices.as_json or not sys.stdin.isatty():
        raise PublishError(question, remedy)
    if not click.confirm(f"{question}; go on?", err=True):
        raise PublishError("nothing was published", remedy)


def _ask_about_left_out(plan: Plan, left_out: tuple[str, ...]) -> str:
    if not left_out or not plan.removed:
        return ""
    gone = f"{counted(len(plan.removed), 'file')} would be removed, such as {plan.removed[0]}"
    return f"{gone}, while {counted(len(left_out), 'file')} with errors were left out"


def _verify(prospect: Prospect, url: str, patience: int, *, hidden: bool) -> None:
    """Compare what the web serves.

    :raises PublishError: naming what differs.
    """
    plan = prospect.plan
    paths = choose_files(prospect.manifest, (*plan.added, *plan.changed))
    with progress_bar(hidden=hidden) as progress:
        mismatches = verify(prospect.manifest, paths, url, patience, progress)
    if mismatches:
        shown = ", ".join(f"{mismatch.url} ({mismatch.found})" for mismatch in mismatches[:3])
        more = f" and {len(mismatches) - 3} more" if len(mismatches) > 3 else ""
        number = f"{counted(len(mismatches), 'file')} of {len(paths)}"
        raise PublishError(
            f"published, but the web shows other content for {number}: {shown}{more}",
            "wait for the host or its cache, then run it again with --verify; or check the address",
        )
    if not hidden:
        click.echo(f"verified {counted(len(paths), 'file')} at {url}")


def _result(prospect: Prospect, name: str, *, published: bool) -> dict[str, Any]:
    """Return the plan for machines."""
    plan = prospect.plan
    return {
        "ok": True,
        "target": name,
        "where": prospect.target.where,
        "published": published and not plan.is_empty,
        "added": plan.added,
        "changed": plan.changed,
        "removed": plan.removed,
        "unchanged": plan.unchanged,
        "bytes": plan.bytes,
        "warnings": prospect.warnings,
    }


_force = next(
    option for option in command.params if isinstance(option, click.Option) and option.name == "force"
)
_force.help = "Push a branch by force; break another publisher's lock."
