"""Run a command and learn its time and the memory of all its processes together (Linux)."""

import os
import resource
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
PAGE = os.sysconf("SC_PAGE_SIZE")
INTERVAL = 0.02


@dataclass(frozen=True)
class Usage:
    """What a command used."""

    seconds: float
    """Wall time."""
    processor: float
    """Seconds of processor time, user and system, of all processes waited for: steadier than wall
    time on a busy machine."""
    memory: int
    """Bytes resident at the peak, added over the process tree; shared pages count for each."""
    shared: int
    """The same with each shared page split among those that share it (PSS); 0 where not sampled."""

    def __str__(self) -> str:
        return f"{self.seconds:8.2f} s {self.processor:8.2f} s processor {self.memory / 1e6:6.0f} MB"


def tree(root: int) -> Iterator[int]:
    """Yield a process and all its descendants."""
    waiting = [root]
    while waiting:
        process = waiting.pop()
        yield process
        for children in PROC.glob(f"{process}/task/*/children"):
            try:
                waiting += map(int, children.read_text().split())
            except OSError:  # the thread has ended since
                continue


def resident(process: int) -> int:
    """Return the resident bytes of a process, 0 if it has ended."""
    try:
        return int((PROC / str(process) / "statm").read_text().split()[1]) * PAGE
    except OSError:
        return 0


def proportional(process: int) -> int:
    """Return the proportional set size of a process in bytes, 0 if it has ended."""
    try:
        lines = (PROC / str(process) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def processor_seconds() -> float:
    """Return the processor time of all ended child processes, and of theirs."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class Sampler(threading.Thread):
    """Keeps the highest sums of memory while a process tree runs.

    Asking for PSS walks the page tables of a process and holds it up, so it is for runs whose time
    is not taken.
    """

    def __init__(self, root: int, *, share: bool) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.share = share
        self.memory = 0
        self.shared = 0
        self.ended = threading.Event()

    def run(self) -> None:
        """Sample until the run has ended."""
        while not self.ended.wait(INTERVAL):
            processes = [*tree(self.root)]
            self.memory = max(self.memory, sum(map(resident, processes)))
            if self.share:
                self.shared = max(self.shared, sum(map(proportional, processes)))


def run(command: list[str], folder: Path, *, share: bool = False) -> Usage:
    """Run a command in a folder; `share` asks for PSS too.

    The disk is brought to rest first. Raises CalledProcessError, with what the command said, when
    it fails.
    """
    os.sync()
    before = processor_seconds()
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        sampler = Sampler(process.pid, share=share)
        sampler.start()
        said, _ = process.communicate()
        seconds = time.perf_counter() - start
        sampler.ended.set()
        sampler.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, said.decode(errors="replace"))
    return Usage(seconds, processor_seconds() - before, sampler.memory, sampler.shared)
