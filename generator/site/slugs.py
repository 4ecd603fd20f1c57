"""Slugs that clash."""

from collections.abc import Iterable

from generator.decode.names import fold
from generator.diagnostics import Problem


def find_duplicates(slugs: Iterable[tuple[str, str]]) -> list[Problem]:
    """Return an error for each slug that an earlier file has; it names both files.

    :param slugs: each with the path of its file before it.
    """
    seen: dict[str, tuple[str, str]] = {}
    problems = []
    for path, slug in slugs:
        earlier_path, earlier_slug = seen.setdefault(fold(slug), (path, slug))
        if earlier_path != path:
            problems.append(_clash(path, slug, earlier_slug, earlier_path))
    return problems


def _clash(path: str, slug: str, earlier_slug: str, earlier_path: str) -> Problem:
    if slug == earlier_slug:
        message = f'the slug "{slug}" is also that of {earlier_path}'
    else:
        message = f'the slug "{slug}" and "{earlier_slug}" of {earlier_path} are one on many file systems'
    remedy = "rename one of the files, or give one of them another `slug`"
    return Problem(path, 0, 0, "slug-clash", message, remedy)
