"""Measure the live preview: from saving an event to its page showing the change, over HTTP.

    python benchmarks/preview.py --events 100,10000 --runs 5

Both servers run at once on loopback, edits alternate between them, and an idle one costs nothing.
"""

import argparse
import http.client
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

import corpus
from generators import GENERATORS, Generator
from run import numbers
from tables import amount, table
from trial import EDITED, Trial, WrongSiteError, workspace

STEP = 0.005
PATIENCE = 180.0


def free_port() -> int:
    """Return a port of loopback that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


class Page:
    """The page of the edited event on a preview server."""

    def __init__(self, name: str, port: int) -> None:
        self.name = name
        self.path = f"/events/{corpus.event(EDITED).slug}/"
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def fetch(self) -> str:
        """Return the page, or nothing while there is none."""
        try:
            self.connection.request("GET", self.path)
            response = self.connection.getresponse()
            body = response.read().decode()
        except (OSError, http.client.HTTPException):  # not up yet, or the connection was dropped
            self.connection.close()
            return ""
        return body if response.status == http.HTTPStatus.OK else ""

    def wait_for(self, text: str) -> float:
        """Ask until the page has a text, and return the seconds it took."""
        start = time.perf_counter()
        while text not in self.fetch():
            if time.perf_counter() - start > PATIENCE:
                raise WrongSiteError(f"{self.name} did not show {text!r} in {PATIENCE:.0f} s")
            time.sleep(STEP)
        return time.perf_counter() - start


@contextmanager
def serving(trial: Trial) -> Iterator[Page]:
    """Run a preview server until the end of the block; its page is up at the start of it."""
    port = free_port()
    command = trial.generator.serve_command(port)
    with subprocess.Popen(
        command, cwd=trial.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            page = Page(trial.generator.name, port)
            seconds = page.wait_for("</html>")
            print(f"  {page.name}: {trial.events:,} events, first page after {seconds:.1f} s", flush=True)
            yield page
        finally:
            server.terminate()


def measure(folder: Path, generators: list[Generator], events: int, rounds: int) -> dict[str, list[float]]:
    """Return the seconds from save to page of each generator; the first edit is not counted."""
    trials = [Trial(each, folder / f"{each.name}-{events}", events) for each in generators]
    seconds: dict[str, list[float]] = {each.name: [] for each in generators}
    with ExitStack() as stack:
        pages = [stack.enter_context(serving(trial)) for trial in trials]
        for number in range(rounds + 1):
            for trial, page in zip(trials, pages, strict=True):
                waited = page.wait_for(trial.change())
                print(f"  {number} {page.name:14} {waited * 1000:8.0f} ms", flush=True)
                seconds[page.name].append(waited)
                time.sleep(1)
    return {name: waits[1:] for name, waits in seconds.items()}


def main() -> None:
    """Measure the sizes the command line names, and print one table."""
    parser = argparse.ArgumentParser(description="Measure from saving an event to seeing it.")
    parser.add_argument("--events", type=numbers, default=[100, 10000], help="sizes, comma-separated")
    parser.add_argument("--runs", type=int, default=5, help="edits counted")
    options = parser.parse_args()
    lines = []
    for events in options.events:
        with workspace() as folder:
            generators = [GENERATORS["weekmark"], GENERATORS["hugo"]]
            seconds = measure(folder, generators, events, options.runs)
        ours, theirs = seconds["weekmark"], seconds["hugo"]
        ratios = [one / two for one, two in zip(ours, theirs, strict=True)]
        medians = [amount(median(values) * 1000, "ms") for values in (theirs, ours)]
        figures = (min(ratios), median(ratios), max(ratios))
        lines.append([f"{events:,} events", *medians, *(f"{figure:.3f}" for figure in figures)])
    print()
    print(table(["save to page", "hugo", "weekmark", "ratio: min", "median", "max"], lines))


if __name__ == "__main__":
    main()
