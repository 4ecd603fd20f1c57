"""Whoever runs a build, as the build sees them."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a build with nothing to do has no use for what plans and makes files
    from generator.build.pool import ExecutorFactory
    from generator.plan.outputs import Output


@dataclass(frozen=True)
class Surroundings:
    """What a build asks of whoever runs it."""

    progress: Callable[[str, int, int], None] = lambda _stage, _done, _total: None
    """Called with the name of a stage, how much of it is done, and how much there is."""
    say: Callable[[str], None] = lambda _message: None
    """Told when another build has to be waited for."""
    executor: "ExecutorFactory | None" = None
    """Makes what parses and renders; None for processes of this machine."""
    committing: Callable[[], AbstractContextManager[None]] = nullcontext
    """Entered while, and only while, the output folder changes."""
    wanted: "Callable[[list[Output]], list[Output]]" = lambda outputs: outputs
    """Chooses the files to make from all that are planned."""
    changed: frozenset[Path] | None = None
    """The files that may differ from what the memory's last successful build saw; None for any."""
