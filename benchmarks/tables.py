"""Measurements as Markdown tables of ratios."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from processes import Usage

Measure = Callable[[Usage], float]


@dataclass(frozen=True)
class Row:
    """A row of a table: its name, which kind of run it is taken from, and what is read off a run."""

    name: str
    kind: str
    measure: Measure
    unit: str


ROWS = (
    Row("clean build", "clean", lambda usage: usage.seconds, "s"),
    Row("after one edited event", "edit", lambda usage: usage.seconds, "s"),
    Row("nothing to do", "nothing", lambda usage: usage.seconds, "s"),
    Row("check after one edited event", "check", lambda usage: usage.seconds, "s"),
    Row("processor time, clean build", "clean", lambda usage: usage.processor, "s"),
    Row("processor time, one edit", "edit", lambda usage: usage.processor, "s"),
    Row("memory, clean build, RSS added", "clean", lambda usage: usage.memory / 1e6, "MB"),
    Row("memory, clean build, PSS added", "share", lambda usage: usage.shared / 1e6, "MB"),
)

Runs = dict[str, list[Usage]]
"""Of one generator: the runs of each kind, in the order they were made."""


def amount(value: float, unit: str) -> str:
    """Return a figure with its unit, in about three digits."""
    return f"{value:.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"


def table(header: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table, figures to the right."""
    rule = ["---", *("---:" for _ in header[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, rule, *lines))


def comparison(ours: str, our_runs: Runs, theirs: str, their_runs: Runs) -> str:
    """Return the table of two generators: medians, and the ratios of paired runs."""
    lines = []
    for row in ROWS:
        if row.kind not in our_runs:
            continue
        mine = [row.measure(run) for run in our_runs[row.kind]]
        other = [row.measure(run) for run in their_runs[row.kind]]
        ratios = [one / two for one, two in zip(mine, other, strict=True)]
        figures = (min(ratios), median(ratios), max(ratios))
        medians = [amount(median(values), row.unit) for values in (other, mine)]
        lines.append([row.name, *medians, *(f"{figure:.3f}" for figure in figures)])
    return table(["", theirs, ours, "ratio: min", "median", "max"], lines)


def growth(small: int, small_runs: Runs, large: int, large_runs: Runs) -> str:
    """Return the table of one generator at two sizes: medians, and their ratio."""
    lines = []
    for row in ROWS:
        if row.kind not in small_runs:
            continue
        before, after = (
            median(row.measure(run) for run in runs[row.kind]) for runs in (small_runs, large_runs)
        )
        lines.append([row.name, amount(before, row.unit), amount(after, row.unit), f"{after / before:.2f}"])
    header = ["", f"{small:,} events", f"{large:,} events", f"times (events: {large / small:g})"]
    return table(header, lines)
