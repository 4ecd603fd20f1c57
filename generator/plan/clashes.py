"""Outputs that can't be side by side, and links to paths that no output has."""

import unicodedata
from collections.abc import Iterable

from generator.diagnostics import Problem
from generator.plan.outputs import Output


def find_clashes(outputs: Iterable[Output]) -> tuple[Problem, ...]:
    """Return an error for each two outputs that want one path.

    Paths that differ in case only, or in how their letters are composed, are one on many file systems. A
    file can't have the path of a folder either.
    """
    files: dict[str, Output] = {}
    problems = []
    for output in outputs:
        earlier = files.setdefault(_fold(output.path), output)
        if earlier is not output:
            problems.append(_clash(output, earlier, output.path))
    folders = {path.rpartition("/")[0] for path in files}
    for folder in sorted(_with_parents(folders) & files.keys()):
        inside = next(output for path, output in files.items() if path.startswith(f"{folder}/"))
        problems.append(_clash(inside, files[folder], files[folder].path))
    return tuple(problems)


def _fold(path: str) -> str:
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def _with_parents(folders: Iterable[str]) -> set[str]:
    result: set[str] = set()
    for folder in folders:
        while folder and folder not in result:
            result.add(folder)
            folder = folder.rpartition("/")[0]  # noqa: PLW2901 - climbs to the root
    return result


def _clash(output: Output, earlier: Output, path: str) -> Problem:
    """Return the error of two outputs, told at the file of the user that is the easier to change."""
    own, other = (output, earlier) if output.source else (earlier, output)
    message = f'its page would be at "{path}", where that of {_name(other)} is'
    remedy = "change its slug, alias or name"
    return Problem(own.source or "site.yaml", 0, 0, "path-clash", message, remedy)


def _name(output: Output) -> str:
    return output.source or "the site itself"
