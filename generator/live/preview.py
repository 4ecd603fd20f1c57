"""The site as the preview builds it, again and again, with everything kept in memory."""

import contextlib
import multiprocessing
import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from generator.build.idle import get_ready
from generator.build.inputs import find_changes
from generator.build.memory import BuildMemory
from generator.build.options import BuildOptions
from generator.build.pipeline import build
from generator.build.pool import process_pool
from generator.build.surroundings import Surroundings
from generator.errors import WeekmarkError
from generator.live.gate import Committing
from generator.live.overview import Overview, look_over
from generator.model import BuildReport
from generator.output.lock import build_lock
from generator.plan.hosting import security_headers
from generator.plan.urls import Urls
from generator.theme.files import theme_folders


class PreviewSession:
    """A site that can be built again and again; none of it is called twice at the same time.

    All methods but ``watched`` run in a thread of their own; the properties are read at any time and say what
    holds for the files that the last build put in place.
    """

    def __init__(self, options: BuildOptions, *, fixed_clock: bool) -> None:
        """Preview the site of ``options``; the clock goes on unless it is fixed."""
        self._options = options
        self._fixed_clock = fixed_clock
        self._memory = BuildMemory(options, lasting=True)
        self._report: BuildReport | None = None
        self._now = options.now
        self._building = threading.Lock()
        self._closed = False

    @property
    def root(self) -> Path:
        """The site's folder."""
        return self._options.root

    @property
    def config_path(self) -> Path:
        """Where the settings of the site are."""
        return self._options.config

    @property
    def output(self) -> Path:
        """The folder that is served."""
        return self._options.output

    @property
    def base_path(self) -> str:
        """The path of the site's URL, with a slash at both ends: ``/`` or ``/team/digest/``."""
        return self._memory.config.base_path if self._memory.config else "/"

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the published site."""
        return security_headers(self._memory.config.policy) if self._memory.config else {}

    @property
    def outdated(self) -> bool:
        """Whether an event has come due, or another day has begun, since a build was last tried."""
        now = datetime.now(UTC).timestamp()
        return not self._fixed_clock and self._now.timestamp() < self._memory.last.valid_until <= now

    def overlooked(self) -> frozenset[Path]:
        """Look at every file, and return those that are not as the last build that succeeded saw them.

        This alone may be called during a build.
        """
        seen = self._memory.seen(self._options)
        return find_changes(self._options, seen.inputs) if seen is not None else frozenset()

    def watched(self) -> Iterable[Path]:
        """Return the files and folders that a build reads; they need not exist yet."""
        return [self._options.config, self.root / "content", *theme_folders(self.root)]

    def build(self, committing: Committing, changed: frozenset[Path] | None) -> BuildReport:
        """Build the site, and leave the output as it was when that fails.

        :param committing: ``with committing():`` goes around everything that changes the output folder. It
            waits until no request is reading there and holds new ones back. It raises when the server is
            ending, and the exception must be let through.
        :param changed: the only files that may differ from what the last build that succeeded saw, by their
            paths below those of ``watched`` with their folders resolved; None when any may.
        :raises ContentError: with every problem of the site's files.
        :raises WeekmarkError: when the site can't be built for another reason.
        """
        if not self._fixed_clock:
            self._now = datetime.now(UTC).replace(microsecond=0)
        options = msgspec.structs.replace(self._options, now=self._now)
        surroundings = Surroundings(committing=committing, executor=self._executor, changed=changed)
        with self._building:
            is_first = self._report is None
            self._report = build(options, self._memory, surroundings)
            if is_first:  # the longest: not to be lost when the terminal is closed
                self._save()
        return self._report

    def warm_up(self) -> None:
        """Load and compile what the next build will need, so that it need not."""
        seen = self._memory.seen(self._options)
        if seen is not None:
            get_ready(seen.prepared.parse, seen.prepared.theme, seen.prepared.frame)

    def overview(self) -> Overview:
        """Return what an editor still has to look after, as of the last build."""
        memory, report = self._memory, self._report
        if memory.site is None or memory.config is None or report is None:
            return Overview()
        return look_over(memory.site, report, Urls(memory.config.base_url), int(self._now.timestamp()))

    def close(self) -> None:
        """Give up a build that is under way, and write the caches to disk for the next preview.

        Nobody who wants to leave waits for that: what can't be saved at once is made again.
        """
        self._closed = True
        if self._end_build():
            self._save()

    def _save(self) -> None:
        with contextlib.suppress(OSError), build_lock(self._options.cache, print, wait=False):
            self._memory.save()

    def _executor(self, workers: int) -> Executor:
        if self._closed:
            raise WeekmarkError("the preview is ending")
        return process_pool(workers)

    def _end_build(self) -> bool:
        """End the processes of a build, which ends it soon, and say whether it has ended."""
        for _ in range(10):
            if self._building.acquire(timeout=0.02):
                return True
            for process in multiprocessing.active_children():
                process.terminate()
        return False
