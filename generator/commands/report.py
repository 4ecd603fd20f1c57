"""How problems and results are printed: for people on the terminal, or as JSON for machines."""

import sys
from collections.abc import Collection, Iterable
from pathlib import Path

import click
import msgspec

from generator.decode.findings import listed
from generator.diagnostics import Abridged, Problem, abridge, counted, line_reader, render_problem
from generator.model import BuildReport


def print_problems(problems: Collection[Problem], root: Path | None, *, everything: bool = False) -> None:
    """Print problems to standard error with their lines, and a summary of how many there are.

    :param everything: print each of them, however many are of one kind.
    """
    read_lines = line_reader(root or Path())
    ordered = sorted(problems)
    chosen = Abridged(ordered, []) if everything else abridge(ordered)
    for problem in chosen.shown:
        color = "red" if problem.severity == "error" else "yellow"
        first, _, rest = render_problem(problem, read_lines).partition("\n")
        click.secho(first, fg=color, err=True)
        if rest:
            click.echo(rest, err=True)
    for line in chosen.more:
        click.echo(f"{line}; -v shows all", err=True)
    if problems:
        click.echo(count_problems(problems), err=True)


def count_problems(problems: Iterable[Problem]) -> str:
    """Return ``2 errors, 1 warning``, or ``no problems``."""
    severities = [problem.severity for problem in problems]
    counts = [counted(severities.count(kind), kind) for kind in ("error", "warning") if kind in severities]
    return ", ".join(counts) or "no problems"


def describe_skipped(report: BuildReport) -> str:
    """Return ``skipped 2 drafts, 1 scheduled: a.md, b.md, c.md``, or nothing."""
    counts = []
    if report.skipped_drafts:
        counts.append(counted(len(report.skipped_drafts), "draft"))
    if report.skipped_scheduled:
        counts.append(f"{len(report.skipped_scheduled)} scheduled")
    if not counts:
        return ""
    paths = [*report.skipped_drafts, *report.skipped_scheduled]
    shown = ", ".join(paths[:5]) + (f" and {len(paths) - 5} more" if len(paths) > 5 else "")
    return f"skipped {', '.join(counts)}: {shown}"


def describe_left_out(report: BuildReport) -> str:
    """Return ``left out 2 files with errors: a.md, b.md``, or nothing."""
    if not report.left_out:
        return ""
    return f"left out {counted(len(report.left_out), 'file')} with errors: {listed(report.left_out)}"


def print_notices(report: BuildReport) -> None:
    """Print what is no mistake, and yet should be known."""
    for notice in report.notices:
        click.echo(f"note: {notice}", err=True)


def print_report(
    report: BuildReport, root: Path, output: Path, *, quiet: bool, everything: bool = False
) -> None:
    """Print the problems of a build, what it left out, and one summary line."""
    print_problems(report.problems, root, everything=everything)
    if quiet:
        return
    print_notices(report)
    for line in filter(None, (describe_skipped(report), describe_left_out(report))):
        click.echo(line)
    changes = report.changes
    click.echo(
        f"built {output}: {counted(report.pages, 'file')} from {counted(report.events, 'event')}, "
        f"{report.rendered} rendered, {len(changes.added)} added, {len(changes.changed)} changed, "
        f"{len(changes.removed)} removed, {count_problems(report.problems)}, {report.seconds:.2f} s"
    )


def problem_data(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Return problems in the order of their places, each with its name and severity, for ``--json``."""
    return [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "severity": problem.severity,
            "name": problem.name,
            "message": problem.message,
            "remedy": problem.remedy,
            "length": problem.length,
        }
        for problem in sorted(problems)
    ]


def report_data(report: BuildReport) -> dict[str, object]:
    """Return what a build did, for ``--json``."""
    return {**msgspec.structs.asdict(report), "problems": problem_data(report.problems)}


def print_json(value: object) -> None:
    """Print one JSON object and a line end."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
