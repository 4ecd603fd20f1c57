"""How drafts and what did not hold of them are shown, to people and to machines."""

from collections.abc import Sequence
from typing import Any

import click
import msgspec

from generator.commands.inbox_report import print_step, step_record
from generator.commands.report import print_json
from generator.desk.models.asking import Asking
from generator.desk.models.costs import MILLION, Estimate, written
from generator.diagnostics import counted
from generator.inbox.enriching import Outcome


def print_estimate(asking: Asking, estimates: Sequence[Estimate]) -> None:
    """Print what the questions may cost."""
    new = [one for one in estimates if one.input_tokens]
    if not estimates:
        return
    parts = [f"{counted(len(new), 'question')} for {asking.name}"]
    if len(new) < len(estimates):
        parts.append(f"{len(estimates) - len(new)} answered before")
    if new:
        tokens = sum(one.input_tokens for one in new)
        parts.append(f"about {tokens:,} tokens, and at most {sum(one.output_tokens for one in new):,} back")
    if not asking.settings.is_free:
        parts.append(f"up to {written(sum(one.money for one in new))}")
    click.echo("; ".join(parts))


def print_outcome(outcome: Outcome, *, dry_run: bool, quiet: bool) -> None:
    """Print what came of an event: what is wrong to where errors go, the rest as it is."""
    slug = outcome.candidate.slug
    for words in outcome.missing:
        click.echo(f"{slug}: not read: {words}", err=True)
    for words in outcome.remarks:
        click.echo(f"{slug}: {words}", err=True)
    if outcome.reason:
        is_bad = outcome.is_failure
        if is_bad or not quiet:
            line = f"{slug}: left as it was: {outcome.reason}"
            click.secho(line, fg="red" if is_bad else None, err=is_bad)
    if not quiet or dry_run:
        for one in outcome.dropped:
            click.echo(f"{slug}: dropped {one.where}: {one.reason}: {one.text}")
        for flag in outcome.flags:
            click.echo(f"{slug}: look at {flag.where}: no text has {', '.join(flag.words)}: {flag.text}")
    if outcome.step is not None:
        print_step(outcome.step, dry_run=dry_run, quiet=quiet)


def print_summary(asking: Asking, outcomes: Sequence[Outcome], *, dry_run: bool) -> None:
    """Print a line that sums up."""
    done = sum(outcome.step is not None for outcome in outcomes)
    verb = "would be drafted" if dry_run else "drafted"
    parts = [f"{counted(done, 'event')} {verb}", f"{len(outcomes) - done} left as they were"]
    parts.append(f"{counted(asking.requests, 'request')}")
    if not asking.settings.is_free:
        parts.append(f"{written(asking.spent)} spent")
    click.echo(", ".join(parts))


def print_record(
    asking: Asking, estimates: Sequence[Estimate], outcomes: Sequence[Outcome], *, dry_run: bool
) -> None:
    """Print one JSON object; money in the currency of the prices."""
    print_json(
        {
            "ok": not any(outcome.is_failure for outcome in outcomes),
            "dry_run": dry_run,
            "model": asking.name,
            "requests": asking.requests,
            "estimate": {
                "input_tokens": sum(one.input_tokens for one in estimates),
                "output_tokens": sum(one.output_tokens for one in estimates),
                "money": sum(one.money for one in estimates) / MILLION,
            },
            "spent": asking.spent / MILLION,
            "events": [_outcome_record(outcome) for outcome in outcomes],
        }
    )


def _outcome_record(outcome: Outcome) -> dict[str, Any]:
    return {
        "slug": outcome.candidate.slug,
        "path": outcome.candidate.file.path,
        "failed": outcome.is_failure,
        "reason": outcome.reason,
        "written": outcome.written,
        "not_read": outcome.missing,
        "remarks": outcome.remarks,
        "dropped": msgspec.to_builtins(outcome.dropped),
        "flags": msgspec.to_builtins(outcome.flags),
        "step": step_record(outcome.step) if outcome.step else None,
    }
