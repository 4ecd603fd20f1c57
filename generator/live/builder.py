"""Builds, one at a time, whenever files have changed, and the word to the open pages afterwards."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Thread
from typing import TypeVar

from generator.diagnostics import Problem, abridge, counted, line_reader
from generator.live.announce import announce
from generator.live.changed import ANYTHING, NOTHING, Changed
from generator.live.channel import Channel, Message
from generator.live.failure import Mistake, describe, mistake, problems_of, tally
from generator.live.gate import Gate, StoppingError
from generator.live.overview import Overview
from generator.live.preview import PreviewSession
from generator.model import BuildReport

_T = TypeVar("_T")
_QUIET = 5.0
"""Seconds without a build after which all files are looked at once, in case a change was not told."""


class Builder:
    """Keeps the output in step with the files, and knows how the last build went."""

    def __init__(self, session: PreviewSession, gate: Gate, say: Callable[[str], None]) -> None:
        self._session = session
        self._gate = gate
        self._say = say
        self._turn = asyncio.Lock()
        self._started = f"{time.time_ns():x}"
        self._changes = 0
        self._unbuilt = ANYTHING
        self._unsure_since: float | None = None
        self._told: frozenset[Problem] = frozenset()
        self.channel = Channel(self._greeting)
        self.served = False
        """Whether a build has succeeded, so that there is a site to serve."""
        self.problems: tuple[Problem, ...] = ()
        """The problems of the last build when it failed, else none."""

    @property
    def number(self) -> str:
        """Tells one state of the output from every other, those of earlier servers included."""
        return f"{self._started}.{self._changes}"

    async def build(self, changed: Changed = ANYTHING) -> None:
        """Build once, and tell the terminal and the open pages how it went.

        :param changed: what has changed since this was last called.
        """
        self._unbuilt |= changed
        self._unsure_since = None
        only = self._unbuilt.paths if self._unbuilt.is_all else None
        started = time.perf_counter()
        try:
            async with self._turn:
                report = await in_thread(lambda: self._session.build(self._gate.committing, only))
        except StoppingError:
            return
        except Exception as error:  # noqa: BLE001 - no mistake, not even our own, may end the preview
            self._failed(error)
        else:
            if only is not None:
                self._unsure_since = time.monotonic()
            self._succeeded(report, time.perf_counter() - started)
        self._gate.open()

    async def overlooked(self) -> frozenset[Path]:
        """Return the files that have changed without a word, looking for them once builds have ceased."""
        if self._unsure_since is None or time.monotonic() < self._unsure_since + _QUIET:
            return frozenset()
        self._unsure_since = None
        found = await in_thread(self._session.overlooked)
        is_built_meanwhile = self._turn.locked() or self._unsure_since is not None
        return frozenset() if is_built_meanwhile else found

    async def warm_up(self) -> None:
        """Make the next build a quick one, while nothing else is to be done."""
        async with self._turn:
            with contextlib.suppress(Exception):  # what is wrong is told by the build that meets it
                await in_thread(self._session.warm_up)

    async def overview(self) -> Overview:
        """Return what the overview lists, once no build is running."""
        async with self._turn:
            return await in_thread(self._session.overview)

    def _failed(self, error: Exception) -> None:
        self.problems = problems_of(error)
        self._describe(self.problems)
        last = "the last good site goes on being served" if self.served else "there is no site to serve yet"
        self._say(f"{tally(self.problems)}; {last}")
        self.channel.send(*self._problems_message())

    def _succeeded(self, report: BuildReport, seconds: float) -> None:
        self._describe(problem for problem in report.problems if problem not in self._told)
        self._told = frozenset(report.problems)
        self._say(self._summary(report, seconds))
        changed, self._unbuilt = self._unbuilt.paths, NOTHING
        failed, self.problems = self.problems, ()
        self.served = True
        if report.changes.added or report.changes.changed or report.changes.removed:
            self._changes += 1
        if failed:
            self.channel.send("fixed", {})
        self.channel.send(*announce(report.changes, changed, self._session.base_path, self.number))

    def _describe(self, problems: Iterable[Problem]) -> None:
        read_lines = line_reader(self._session.root)
        abridged = abridge(problems)
        for problem in abridged.shown:
            self._say(describe(problem, read_lines))
        for line in abridged.more:
            self._say(line)

    def _summary(self, report: BuildReport, seconds: float) -> str:
        rendered = f"rendered {report.rendered}" if report.rendered else "nothing to render"
        took = f"{seconds * 1000:.0f} ms" if seconds < 10 else f"{seconds:.1f} s"
        if not self._unbuilt.paths:
            why = "as time has passed" if self.served else f"built {counted(report.pages, 'file')}"
            return f"{why}; {rendered}; {took}"
        names = sorted(self._name(path) for path in self._unbuilt.paths)
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        return f"changed: {', '.join(names[:3])}{more}; {rendered}; {took}"

    def _name(self, path: Path) -> str:
        root = self._session.root.resolve()
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)

    def _greeting(self) -> list[Message]:
        hello: Message = ("hello", {"build": self.number})
        return [hello, self._problems_message()] if self.problems else [hello]

    def _problems_message(self) -> Message:
        read_lines = line_reader(self._session.root)
        abridged = abridge(self.problems)
        shown = [mistake(problem, read_lines) for problem in abridged.shown]
        shown += [Mistake("", "", line, "", "") for line in abridged.more]
        return "problems", {"tally": tally(self.problems), "problems": shown}


async def in_thread(function: Callable[[], _T]) -> _T:
    """Run a function in a thread that does not keep the process from ending."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_T] = loop.create_future()

    def finish(result: _T | None, error: BaseException | None) -> None:
        if done.cancelled():
            return
        if error is None:
            done.set_result(result)  # type: ignore[arg-type] # there is a result when there is no error
        else:
            done.set_exception(error)

    def run() -> None:
        try:
            result = function()
        except BaseException as error:  # noqa: BLE001 - raised again where the result is awaited
            outcome: tuple[_T | None, BaseException | None] = (None, error)
        else:
            outcome = (result, None)
        with contextlib.suppress(RuntimeError):  # the server has ended meanwhile
            loop.call_soon_threadsafe(finish, *outcome)

    Thread(target=run, name="build", daemon=True).start()
    return await done
