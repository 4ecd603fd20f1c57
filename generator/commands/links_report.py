"""How links and what came of asking for them are shown, to people and to machines."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import click
import msgspec

from generator.commands.inbox_report import print_step, step_record
from generator.commands.options import Place
from generator.commands.report import print_problems, problem_data
from generator.desk.links.judging import Finding
from generator.desk.records import Step
from generator.diagnostics import Problem, counted, has_errors, judge
from generator.inbox.links import LinkReport, Spot, problems_of
from generator.problems import Level, Name

_WORDS: Mapping[Finding, str] = {
    "gone": "gone",
    "moved": "moved",
    "elsewhere": "elsewhere",
    "short": "short",
    "tracked": "with trackers",
    "unclear": "can't be told",
}

_MOST_UNCLEAR = 10


class Result(msgspec.Struct, frozen=True, dict=True):
    """What a run has found, and what it has put right."""

    report: LinkReport
    levels: Mapping[Name, Level]
    """How grave the site wants problems to be."""
    step: Step | None
    """What was written, or would be."""
    mended: frozenset[Spot]
    is_dry: bool

    @cached_property
    def problems(self) -> list[Problem]:
        """All that is left for a person."""
        found = problems_of(self.report, frozenset() if self.is_dry else self.mended)
        return [*self.report.broken, *judge(found, self.levels)]

    @property
    def is_fine(self) -> bool:
        """Whether no problem is an error."""
        return not has_errors(self.problems)


def print_result(result: Result, place: Place) -> None:
    """Print what is wrong, what can't be told, what was written, and a line that sums up."""
    report = result.report
    print_problems(result.problems, place.folder, everything=place.verbose)
    if not place.quiet:
        _print_unclear(report, everything=place.verbose)
    if result.step:
        print_step(result.step, dry_run=result.is_dry, quiet=place.quiet)
    if not place.quiet:
        click.echo(_summary(report))


def _print_unclear(report: LinkReport, *, everything: bool) -> None:
    """Print a line for each address that can't be told, where it stands first; of many the first ones."""
    first = {one.outgoing.url: one for one in reversed(report.unclear)}
    ordered = sorted(first.values(), key=lambda one: one.spot)
    for one in ordered if everything else ordered[:_MOST_UNCLEAR]:
        where = f"{one.file.file.path}:{one.outgoing.place.line}"
        click.echo(f"{where}: can't tell of {one.outgoing.url}: {one.verdict.words}", err=True)
    if len(ordered) > _MOST_UNCLEAR and not everything:
        click.echo(f"and {len(ordered) - _MOST_UNCLEAR} more; -v shows all", err=True)


def result_data(result: Result) -> dict[str, Any]:
    """Return what came of a run for ``--json``."""
    report = result.report
    return {
        "ok": result.is_fine,
        "dry_run": result.is_dry,
        "events": report.events,
        "addresses": report.addresses,
        "asked": report.asked,
        "problems": problem_data(result.problems),
        "links": [
            {
                "path": one.file.file.path,
                "line": one.outgoing.place.line,
                "column": one.outgoing.place.column,
                "url": one.outgoing.url,
                "finding": one.verdict.finding,
                "words": one.verdict.words,
                "better": one.verdict.better or None,
                "certain": one.verdict.is_certain,
                "fixed": one.spot in result.mended,
            }
            for one in report.judged
            if one.verdict.finding != "fine"
        ],
        "step": step_record(result.step) if result.step else None,
    }


def _summary(report: LinkReport) -> str:
    """Return a line that sums up."""
    if not report.judged:
        return "no event leads anywhere"
    counts = Counter(one.verdict.finding for one in report.judged)
    found = [f"{counts[finding]} {words}" for finding, words in _WORDS.items() if counts[finding]]
    addresses = (
        counted(report.addresses, "address") if report.addresses == 1 else f"{report.addresses} addresses"
    )
    known = report.addresses - report.asked
    asked = f"{report.asked} asked" + (f", {known} known" if known else "")
    return f"{addresses} of {counted(report.events, 'event')} ({asked}): {', '.join(found) or 'all there'}"
