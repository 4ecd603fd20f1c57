"""Links to paths of the site, held against the files that there will be."""

from collections.abc import Iterable

from generator.decode.findings import Suggestions
from generator.diagnostics import Problem
from generator.model import Reference, Site
from generator.plan.outputs import Output
from generator.plan.urls import output_path, site_path

_LIKENESS = 0.7
"""How near a path must be to be suggested: all paths of events begin and end alike."""


def check_paths(site: Site, outputs: Iterable[Output]) -> tuple[Problem, ...]:
    """Return an error for each link or image of the site's texts that no output answers.

    :param outputs: all of them, those copied from ``static`` and from the theme included.
    """
    if not site.links:
        return ()
    files = {output.path for output in outputs}
    missing = [(path, reference) for path, reference in site.links if not _is_answered(reference, files)]
    suggestions = Suggestions(map(site_path, files) if missing else (), _LIKENESS)
    return tuple(_problem(path, reference, suggestions, files) for path, reference in missing)


def _file(reference: Reference) -> str:
    """Return the output path that a reference means."""
    path = reference.target
    return output_path(path if path.startswith("/") else f"/{path}")


def _is_answered(reference: Reference, files: set[str]) -> bool:
    return _file(reference) in files


def _problem(path: str, reference: Reference, suggestions: Suggestions, files: set[str]) -> Problem:
    file = _file(reference)
    if f"{file}/index.html" in files:
        remedy = f'write "/{file}/"'
    elif reference.kind == "static":
        remedy = suggestions.remedy(reference.target) or f'put the file at "content/static/{file}"'
    else:
        remedy = suggestions.remedy(reference.target)
    message = f'the site has nothing at "{reference.target}"'
    place = (path, reference.line, reference.column)
    return Problem(*place, "error", message, remedy, reference.length)
