"""Measure Weekmark beside its peers, or at two sizes, and print the tables.

python benchmarks/run.py --events 1000,10000 --runs 5 --peers hugo
python benchmarks/run.py --alone --events 2000
python benchmarks/run.py --scale 10000,100000
python benchmarks/run.py --growth 1000,10000,100000 --drawing docs/images/growth.svg
python benchmarks/run.py --smoke
"""

import argparse
import os
import platform
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from disk import floor
from drawing import draw
from generators import CODE, FULL, GENERATORS, WARNED, WEEKMARK, Generator
from tables import Runs, comparison, growth
from trial import Trial, workspace

KINDS = ("clean", "edit", "nothing")
PEERS = [name for name in GENERATORS if name != WEEKMARK.name]


def measure(trials: list[Trial], rounds: int, kinds: tuple[str, ...] = KINDS) -> list[Runs]:
    """Return the runs of each trial, made in turns: A B A B, so that a busy moment hits both."""
    runs: list[Runs] = [{kind: [] for kind in (*kinds, "share")} for _ in trials]
    for trial in trials:
        print(f"  warming up: {trial.generator.name}, {trial.events:,} events", flush=True)
        trial.clean()
    for number in range(rounds):
        for kind in kinds:
            for trial, own in zip(trials, runs, strict=True):
                usage = getattr(trial, kind)()
                own[kind].append(usage)
                print(f"  {number + 1} {kind:8} {trial.generator.name:14} {usage}", flush=True)
    for trial, own in zip(trials, runs, strict=True):
        own["share"] = [trial.clean(share=True)] * rounds
    return runs


def installed(names: list[str]) -> Iterator[Generator]:
    """Yield the peers that can be run, and say which cannot."""
    for name in names:
        if GENERATORS[name].program:
            yield GENERATORS[name]
        else:
            print(f"skipped {name}: it is not installed; benchmarks/peers/install.sh installs it")


def compare(folder: Path, events: int, peers: list[Generator], rounds: int, *, full: bool) -> None:
    """Print how Weekmark fares beside each peer, and how far it is from the floor."""
    generators = [WEEKMARK, *([FULL] if full else []), *peers]
    trials = [Trial(generator, folder / f"{generator.name}-{events}", events) for generator in generators]
    runs = measure(trials, rounds)
    names = [generator.name for generator in generators]
    print(f"\n### {events:,} events\n")
    for name, others in zip(names[1:], runs[1:], strict=True):
        pair = (name, others, names[0], runs[0]) if name == FULL.name else (names[0], runs[0], name, others)
        print(comparison(*pair), end="\n\n")
    for trial, own in zip(trials, runs, strict=True):
        print_floor(trial, median(usage.seconds for usage in own["clean"]), rounds)
    print()


def alone(folder: Path, events: int, rounds: int) -> None:
    """Print what checking costs, and how much more a site costs that has warnings, or code and addresses."""
    trials = [Trial(one, folder / f"{one.name}-{events}", events) for one in (WEEKMARK, WARNED, CODE)]
    plain, *others = measure(trials, rounds, (*KINDS, "check"))
    print(f"\n### {events:,} events\n")
    for generator, runs in zip((WARNED, CODE), others, strict=True):
        print(comparison(generator.name, runs, WEEKMARK.name, plain), end="\n\n")


def grow(folder: Path, sizes: list[int], rounds: int, drawing: Path | None) -> None:
    """Print and draw how an edit grows with the number of events, beside a build with nothing to do."""
    found: dict[str, dict[int, float]] = {"one edited event": {}, "nothing to do": {}}
    for events in sizes:
        trial = Trial(WEEKMARK, folder / f"growth-{events}", events)
        trial.clean()
        for name, kind in zip(found, (trial.edit, trial.nothing), strict=True):
            found[name][events] = median(kind().seconds for _ in range(rounds))
            print(f"  {events:,} events, {name}: {found[name][events]:.2f} s", flush=True)
    if drawing is not None:
        drawing.write_text(draw(found), encoding="utf-8")


def print_floor(trial: Trial, clean: float, rounds: int) -> None:
    """Print the size of a built site, and what it costs to write that from memory."""
    files, size, seconds = floor(trial.output, trial.root.with_name(f"{trial.root.name}.floor"), rounds)
    lowest = median(seconds)
    print(
        f"- {trial.generator.name}: {files:,} files, {size / 1e6:.1f} MB; written from memory in "
        f"{lowest:.2f} s, a clean build takes {clean / lowest:.1f} times as long"
    )


def scale(folder: Path, sizes: list[int], rounds: int) -> None:
    """Print how Weekmark's time and memory grow with the number of events."""
    small, large = sizes
    results = []
    for events in sizes:
        trial = Trial(FULL, folder / f"{FULL.name}-{events}", events)
        results += measure([trial], rounds)
    print(f"\n### From {small:,} to {large:,} events, everything on\n")
    print(growth(small, results[0], large, results[1]))


def numbers(text: str) -> list[int]:
    """Return the numbers of a comma-separated list."""
    return [int(number) for number in text.split(",")]


def two_numbers(text: str) -> list[int]:
    """Return the two numbers of a list such as 10000,100000."""
    found = numbers(text)
    if len(found) != 2:
        raise argparse.ArgumentTypeError("two sizes are needed: 10000,100000")
    return found


def names(text: str) -> list[str]:
    """Return the peers of a comma-separated list."""
    chosen = text.split(",")
    if unknown := [name for name in chosen if name not in GENERATORS]:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}; known: {', '.join(GENERATORS)}")
    return chosen


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure Weekmark beside its peers.")
    parser.add_argument("--events", type=numbers, default=[1000, 10000], help="sizes, comma-separated")
    parser.add_argument("--runs", type=int, default=5, help="how many paired runs")
    parser.add_argument(
        "--peers", type=names, default=["hugo", "hugo-unrelated", "hugo-lean"], help="comma-separated"
    )
    parser.add_argument("--full", action="store_true", help="also with cards, mail and search index")
    parser.add_argument("--scale", type=two_numbers, help="two sizes: how Weekmark alone grows")
    parser.add_argument("--alone", action="store_true", help="checks, warnings and code, without peers")
    parser.add_argument("--growth", type=numbers, help="sizes: how an edit grows")
    parser.add_argument("--drawing", type=Path, help="where to draw the growth, as SVG")
    parser.add_argument("--smoke", action="store_true", help="100 events, one run, all peers there are")
    return parser.parse_args()


def main() -> None:
    """Run what the command line asks for."""
    options = arguments()
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    with workspace() as folder:
        if options.smoke:
            compare(folder, 100, [*installed([*PEERS])], 1, full=True)
            alone(folder, 20, 1)
            grow(folder, [10, 20], 1, folder / "growth.svg")
        elif options.scale:
            scale(folder, options.scale, options.runs)
        elif options.growth:
            grow(folder, options.growth, options.runs, options.drawing)
        elif options.alone:
            for events in options.events:
                alone(folder, events, options.runs)
        else:
            peers = [*installed(options.peers)]
            for events in options.events:
                compare(folder, events, peers, options.runs, full=options.full)


if __name__ == "__main__":
    main()
