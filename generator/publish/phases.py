"""In which order files are sent, such that no reader meets a page whose parts are not there yet.

Assets come first, then pages, then what leads to them: indexes, feeds and sitemaps. Within each of these
new files come before changed ones. A list page that is new itself counts as a page, since nobody can find
it before an index links it.
"""

import re
from collections.abc import Iterable
from enum import IntEnum

from generator.media import is_feed, is_fingerprinted

_LISTS = ("archive/", "audience/", "corrections/", "page/", "predictions/", "search/", "sources/", "topics/")
_ENTRANCES = frozenset({"index.html", "weekly/index.html", "weekly/latest/index.html"})
_ROOT_TEXTS = frozenset(
    {"robots.txt", "llms.txt", "_redirects", "_headers", "search.json", "search/index.json"}
)
_COMPRESSED = re.compile(r"\.(gz|br)$")


class Phase(IntEnum):
    """The groups of files, first to last."""

    ASSETS = 0
    PAGES = 1
    INDEXES = 2


def is_page(path: str) -> bool:
    """Say whether a file is an HTML page."""
    return path.endswith((".html", ".htm"))


def phase_of(path: str, *, added: bool) -> Phase:
    """Return when a file is sent.

    A name without an ending counts as the page that it is a clean key of.

    :param added: whether the target does not have the file yet.
    """
    path = _COMPRESSED.sub("", path)
    if "." not in path:
        path += "/index.html"
    if is_page(path):
        is_list = path.startswith(_LISTS) and not added
        return Phase.INDEXES if is_list or path in _ENTRANCES else Phase.PAGES
    if is_feed(path) or path in _ROOT_TEXTS or ("sitemap" in path and path.endswith(".xml")):
        return Phase.INDEXES
    if path.startswith("search/") and not is_fingerprinted(path):
        return Phase.INDEXES
    return Phase.ASSETS


def in_phases(added: Iterable[str], changed: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the files to send, phase by phase: new ones before changed ones, then by path."""
    phases: tuple[list[str], ...] = ([], [], [])
    for path in sorted(added):
        phases[phase_of(path, added=True)].append(path)
    for path in sorted(changed):
        phases[phase_of(path, added=False)].append(path)
    return tuple(tuple(phase) for phase in phases)
