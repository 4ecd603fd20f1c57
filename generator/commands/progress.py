"""A progress bar for work long enough to be worth one."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 0.7
"""Seconds of silence before a bar appears."""

Report = Callable[[str, int, int], None]
"""Called with the name of a stage, how much is done, and how much there is."""


@contextmanager
def progress_bar(*, hidden: bool, verbose: bool = False) -> Iterator[Report]:
    """Give a function to report progress to; a bar shows on a terminal once the work takes long.

    :param verbose: a line for each stage that is done, in place of the bar.
    """
    if verbose and not hidden:
        yield _tell
        return
    if hidden or not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    bar = _LateBar()
    try:
        yield bar.report
    finally:
        bar.close()


def _tell(stage: str, done: int, total: int) -> None:
    """Say that a stage is done, and how much there was to do."""
    if done == total:
        click.echo(f"{stage}: {total:,}", err=True)


class _LateBar:
    """A bar that is drawn only when the work outlasts the user's patience, so that quick work stays quick."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._bar: Progress | None = None
        self._tasks: dict[str, int] = {}

    def report(self, stage: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` steps of a stage are done."""
        if self._bar is None:
            if time.monotonic() - self._started < _PATIENCE:
                return
            self._bar = self._open()
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage, total=total)
        self._bar.update(self._tasks[stage], completed=done, total=total)  # type: ignore[arg-type]  # rich's TaskID is an int

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def _open(self) -> "Progress":
        from rich.console import Console  # noqa: PLC0415 - rich is loaded only for work worth a bar
        from rich.progress import Progress  # noqa: PLC0415 - see above

        bar = Progress(console=Console(stderr=True), transient=True)
        bar.start()
        return bar
