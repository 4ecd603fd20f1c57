"""Links to paths of the site, held against the files that there will be."""

from collections.abc import Callable, Iterable

from generator.decode.findings import Suggestions
from generator.diagnostics import Problem
from generator.model import Reference, Site
from generator.plan.outputs import Output
from generator.plan.urls import event_path, output_path, own_page_path, site_path
from generator.problems import Name

_LIKENESS = 0.7
"""How near a path must be to be suggested: all paths of events begin and end alike."""


def check_paths(
    site: Site,
    outputs: Iterable[Output],
    settings: Iterable[tuple[str, Reference]] = (),
    is_beside: Callable[[str, str], bool] = lambda _document, _file: False,
    *,
    leave_out: bool = False,
) -> tuple[Problem, ...]:
    """Return an error for each link or image of the site's texts that no output answers.

    :param outputs: all of them, those copied from ``static`` and from the theme included.
    :param is_beside: says whether a document can call a file by where it lies.
    :param leave_out: whether files with errors are left out; a link to one is a warning.
    :param settings: what ``site.yaml`` names of them, with its path; a warning each.
    """
    named: list[tuple[Name, tuple[str, Reference]]]
    named = [("dead-link", link) for link in site.links if link[1].kind != "anchor"]
    named += [("dead-link-in-settings", link) for link in settings]
    if not named:
        return ()
    files = {output.path for output in outputs}
    missing = [
        (name, (path, reference))
        for name, (path, reference) in named
        if not (is_beside(path, reference.target) if reference.kind == "file" else _file(reference) in files)
    ]
    left_out = {output_path(path(slug)) for slug in site.broken for path in (event_path, own_page_path)}
    suggestions = Suggestions(map(site_path, files) if missing else (), _LIKENESS)
    return tuple(
        _left_out(path, reference)
        if leave_out and _file(reference) in left_out
        else _problem(name, path, reference, _remedy(reference, suggestions, files))
        for name, (path, reference) in missing
    )


def check_anchors(site: Site) -> tuple[Problem, ...]:
    """Return a warning for each link to a heading that the event or own page it leads to does not have."""
    links = [link for link in site.links if link[1].kind == "anchor"]
    anchors = _anchors(site) if links else {}
    problems = []
    for path, reference in links:
        target, _, anchor = reference.target.partition("#")
        ids = anchors.get(target, (anchor,))
        if anchor not in ids:
            message = f'"{target}" has no heading "#{anchor}"'
            remedy = (
                Suggestions(ids, _LIKENESS).remedy(anchor) or "name a heading by its words: #what-it-says"
            )
            place = (path, reference.line, reference.column)
            problems.append(Problem(*place, "dead-anchor", message, remedy, reference.length))
    return tuple(problems)


def _anchors(site: Site) -> dict[str, tuple[str, ...]]:
    """Return the ids of the headings of events and own pages, by all that links call these."""
    found: dict[str, tuple[str, ...]] = {}
    for event in site.events:
        for name in (f"event:{event.slug}", event_path(event.slug), site.event_files[event.slug]):
            found[name] = event.anchors
    for page in site.pages:
        for name in (own_page_path(page.slug), site.page_files[page.slug]):
            found[name] = tuple(heading.id for heading in page.headings)
    return found


def _file(reference: Reference) -> str:
    """Return the output path that a reference means."""
    path = reference.target
    return output_path(path if path.startswith("/") else f"/{path}")


def _remedy(reference: Reference, suggestions: Suggestions, files: set[str]) -> str:
    if reference.kind == "file":
        return "put the file there, or begin the address with https:// or with / for this site"
    file = _file(reference)
    if f"{file}/index.html" in files:
        return f'write "/{file}/"'
    near = suggestions.remedy(reference.target)
    return near or (f'put the file at "content/static/{file}"' if reference.kind == "static" else "")


def _left_out(path: str, reference: Reference) -> Problem:
    message = f'what is at "{reference.target}" is left out, since its file has errors'
    place = (path, reference.line, reference.column)
    return Problem(*place, "link-to-left-out", message, "mend what is told of it", reference.length)


def _problem(name: Name, path: str, reference: Reference, remedy: str) -> Problem:
    what = "there is no file" if reference.kind == "file" else "the site has nothing at"
    message = f'{what} "{reference.target}"'
    place = (path, reference.line, reference.column)
    return Problem(*place, name, message, remedy, reference.length)
