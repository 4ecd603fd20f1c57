"""What the open pages are told after a build: which of them have to reload."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from generator.live.channel import Message
from generator.model import Changes
from generator.plan.urls import site_path

_MOST = 2000
"""More changed files than this are not listed: every page reloads."""


def announce(changes: Changes, sources: Iterable[Path], base_path: str, build: str) -> Message:
    """Return the message about a build that succeeded.

    ``reload`` lists the URLs that show something else now, or null for any; ``css`` lists the style
    sheets that are all that has changed, under their new URLs.

    :param changes: what happened to the files of the output.
    :param sources: the user's files that had changed.
    :param build: tells the output's new state from every other.
    """
    edited = {path.suffix for path in sources}
    if edited == {".css"}:
        sheets = [path for path in changes.added + changes.changed if path.endswith(".css")]
        return "css", {"build": build, "urls": [_url(path, base_path) for path in sheets]}
    paths = changes.added + changes.changed + changes.removed
    urls = None if len(paths) > _MOST else [_url(path, base_path) for path in paths]
    return "reload", {"build": build, "urls": urls}


def _url(path: str, base_path: str) -> str:
    """Return the path of a URL that shows an output."""
    return quote(base_path + site_path(path)[1:])
