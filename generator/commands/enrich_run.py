"""One run of ``weekmark enrich``, shown as it goes. It needs the extra."""

import sys
from collections.abc import Callable, Sequence

import click
import msgspec

from generator.commands.enrich_report import print_estimate, print_outcome, print_record, print_summary
from generator.commands.progress import progress_bar
from generator.desk.models.costs import Estimate, written
from generator.errors import ModelError, WeekmarkError
from generator.inbox.candidates import Candidate
from generator.inbox.desk_site import DeskSite
from generator.inbox.enriching import Enriching, Outcome, enriching
from generator.inbox.prompts import read_prompt
from generator.inbox.questions import Question


class Wishes(msgspec.Struct, frozen=True):
    """What was asked for on the command line."""

    estimate: bool
    """Ask no model."""
    dry_run: bool
    again: bool
    yes: bool
    as_json: bool
    quiet: bool
    verbose: bool


def enrich(site: DeskSite, model: str, chosen: Sequence[Candidate], wishes: Wishes) -> int:
    """Let a model draft for events, and return the exit code.

    :param model: its name in the user's settings.
    :raises ModelError: the rest of the events was left, and why; ``--json`` says so in its object.
    """
    outcomes: list[Outcome] = []

    def tell(outcome: Outcome) -> None:
        outcomes.append(outcome)
        if not wishes.as_json:
            print_outcome(outcome, dry_run=wishes.dry_run, quiet=wishes.quiet)

    is_quiet = wishes.quiet or wishes.as_json
    with enriching(site, model, read_prompt(site.root), again=wishes.again) as run:
        with progress_bar(hidden=is_quiet, verbose=wishes.verbose) as progress:
            questions, left = run.prepare(chosen, again=wishes.again, progress=progress)
        estimates = run.estimate(questions)
        if not is_quiet:
            print_estimate(run.asking, estimates)
        for outcome in left:
            tell(outcome)
        stopped = None
        if not wishes.estimate and questions:
            stopped = _ask(run, questions, estimates, tell, wishes)
    if wishes.as_json:
        print_record(run.asking, estimates, outcomes, dry_run=wishes.dry_run)
    elif stopped is not None:
        raise stopped
    elif not wishes.quiet and not wishes.estimate:
        print_summary(run.asking, outcomes, dry_run=wishes.dry_run)
    return 1 if any(outcome.is_failure for outcome in outcomes) else 0


def _ask(
    run: Enriching,
    questions: Sequence[Question],
    estimates: Sequence[Estimate],
    tell: Callable[[Outcome], None],
    wishes: Wishes,
) -> ModelError | None:
    """Ask for all events, once a person has agreed to what it may cost, where there is one."""
    money = sum(one.money for one in estimates)
    has_person = sys.stdin.isatty() and sys.stderr.isatty() and not wishes.as_json
    may_ask = not money or not has_person or wishes.yes
    if not may_ask and not click.confirm(f"spend up to {written(money)}?", err=True):
        raise WeekmarkError("nothing was asked, and nothing spent")

    def begin(question: Question, number: int) -> None:
        if has_person and not wishes.quiet:
            slug = question.candidate.slug
            click.echo(f"asking {run.asking.name} about {slug} ({number} of {len(questions)})", err=True)

    return run.draft_all(questions, begin, tell, dry_run=wishes.dry_run)
