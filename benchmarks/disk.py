"""The floor of a clean build: what it costs to write the same files from memory."""

import os
import time
from pathlib import Path


def read_tree(folder: Path) -> dict[Path, bytes]:
    """Return the files of a folder, by their path from there."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write_tree(files: dict[Path, bytes], folder: Path) -> float:
    """Write files to a fresh folder, and return the seconds it took."""
    os.sync()
    start = time.perf_counter()
    made: set[Path] = set()
    for path, content in files.items():
        target = folder / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_bytes(content)
    return time.perf_counter() - start


def floor(output: Path, scratch: Path, runs: int) -> tuple[int, int, list[float]]:
    """Return the number of files of an output folder, their bytes and the seconds of each run."""
    files = read_tree(output)
    seconds = [write_tree(files, scratch / str(number)) for number in range(runs)]
    return len(files), sum(map(len, files.values())), seconds
