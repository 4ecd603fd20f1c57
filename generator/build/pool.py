"""Who does the work of a build: this process where there is little, other processes where it pays."""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from typing import Protocol, Self, TypeVar

from generator.build.worker import (
    ParsedFile,
    ParseTask,
    RenderTask,
    Worker,
    WorkSettings,
    decode_parsed,
    decode_rendered,
    encode_jobs,
    parse_in_worker,
    render_in_worker,
    start_process,
    warm_up_in_worker,
)
from generator.diagnostics import Problem
from generator.errors import ContentError, WeekmarkError
from generator.interrupts import blocked_interrupts, deferred_interrupts
from generator.output.staging import StagedFile

_BATCH = 50
_AHEAD = 4
"""How many batches for each worker are under way at once, so that memory stays flat."""
_POOL_FROM = 150
"""How many files are worth starting processes for."""

Item = TypeVar("Item")
Done = TypeVar("Done")


class ExecutorFactory(Protocol):
    """Makes the executor of a build; another engine's can be given in place of :func:`process_pool`."""

    def __call__(self, workers: int) -> Executor:
        """Return an executor of so many processes or threads, here or on other machines.

        Work and results are functions of a module and bytes, which any executor can carry elsewhere. Each
        batch names the settings it needs, so a worker needs no start of its own; all must reach the folders
        of the site and of its output by the same paths.
        """


def process_pool(workers: int, method: str | None = None) -> Executor:
    """Return a pool of processes of this machine.

    :param method: ``fork``, ``forkserver`` or ``spawn``; by default ``fork``, the quickest, where the
        system does it well (macOS does not) and this process has no other threads, which a fork would lose.
    """
    if method is None:
        forks = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
        method = "fork" if forks and threading.active_count() == 1 else "spawn"
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(workers, mp_context=context, initializer=start_process)


class Crew:
    """Parses and renders in batches. Use it as a context manager: leaving it ends every process."""

    def __init__(self, settings: WorkSettings, jobs: int, factory: ExecutorFactory) -> None:
        """Make a crew of ``jobs`` workers; 0 for one a processor, 1 for this process alone."""
        self.settings = settings
        self._encoded = encode_jobs(settings)
        self._jobs = jobs or _processors()
        self._factory = factory
        self._executor: Executor | None = None
        self._worker: Worker | None = None
        self._under_way: list[Future[bytes]] = []
        self._strangers: set[multiprocessing.process.BaseProcess] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._worker is not None:
            self._worker.close()
        if self._executor is None:
            return
        with deferred_interrupts():
            if kind is not None:
                for process in set(multiprocessing.active_children()) - self._strangers:
                    process.terminate()
            for future in self._under_way:
                future.cancel()
            self._executor.shutdown(wait=True)

    def parse(self, tasks: Sequence[ParseTask]) -> Iterator[ParsedFile]:
        """Yield each file read and parsed, in the given order."""
        for batch in self._do(len(tasks), tasks, Worker.parse, parse_in_worker, decode_parsed):
            yield from batch

    def warm_up(self) -> None:
        """Let idle processes prepare for rendering, while this one is busy."""
        if self._executor is not None:
            for _ in range(self._jobs):
                self._executor.submit(warm_up_in_worker, self._encoded)

    def render(self, count: int, tasks: Iterable[RenderTask]) -> Iterator[StagedFile]:
        """Yield each file rendered and staged, in the given order; ``count`` says how many there will be.

        :raises ContentError: templates have mistakes; told once all else is rendered.
        :raises DamagedError: the cache is damaged.
        :raises OSError: a file can't be written.
        """
        problems: set[Problem] = set()
        for batch in self._do(count, tasks, Worker.render, render_in_worker, decode_rendered):
            problems.update(batch.problems)
            yield from batch.staged
        if problems:
            raise ContentError(tuple(sorted(problems)))

    def _do(
        self,
        count: int,
        items: Iterable[Item],
        here: Callable[[Worker, list[Item]], Done],
        elsewhere: Callable[[bytes, bytes], bytes],
        decode: Callable[[bytes], Done],
    ) -> Iterator[Done]:
        if self._jobs == 1 or (count < _POOL_FROM and self._executor is None):
            for batch in _batches(items):
                yield here(self._own(), batch)
            return
        jobs = (encode_jobs(batch) for batch in _batches(items))
        if self._executor is None:
            self._strangers = set(multiprocessing.active_children())
            self._executor = self._factory(self._jobs)
        try:
            yield from map(decode, self._in_order(self._executor, elsewhere, jobs))
        except BrokenExecutor as error:
            raise WeekmarkError(
                "a worker process ended without a word",
                "the system may have run out of memory; try again with --jobs 1",
            ) from error

    def _in_order(
        self, executor: Executor, function: Callable[[bytes, bytes], bytes], jobs: Iterable[bytes]
    ) -> Iterator[bytes]:
        """Yield the results of ``function`` for each job in order, with only a few jobs under way."""
        waiting = self._under_way
        for job in jobs:
            with blocked_interrupts():
                waiting.append(executor.submit(function, self._encoded, job))
            if len(waiting) >= _AHEAD * self._jobs:
                yield waiting.pop(0).result()
        while waiting:
            yield waiting.pop(0).result()

    def _own(self) -> Worker:
        if self._worker is None:
            self._worker = Worker(self.settings)
        return self._worker


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    for item in items:
        batch.append(item)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
