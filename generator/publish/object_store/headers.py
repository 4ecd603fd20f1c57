"""The headers with which an object store serves a file."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from mimetypes import MimeTypes
from pathlib import PurePosixPath

from generator.publish.hosting import ATOM, IMMUTABLE, JSON_FEED, MEDIUM, SHORT
from generator.publish.phases import Phase, is_feed, is_fingerprinted, phase_of

_TYPES = {
    ".avif": "image/avif",
    ".br": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".eml": "message/rfc822",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}
_OTHERS = MimeTypes(filenames=())


def content_type(path: str) -> str:
    """Return the media type of a file, the same on every machine."""
    if is_feed(path):
        return ATOM if path.endswith(".xml") else JSON_FEED
    suffix = PurePosixPath(path).suffix.lower()
    if not suffix:
        return "text/plain; charset=utf-8"
    return _TYPES.get(suffix) or _OTHERS.guess_type(path)[0] or "application/octet-stream"


def cache_control(path: str, rules: Mapping[str, str]) -> str:
    """Return ``Cache-Control`` of a file (RFC 9111).

    :param rules: values by pattern of path; the first that matches counts before the defaults.
    """
    for pattern, value in rules.items():
        if fnmatchcase(path, pattern.lstrip("/")):
            return value
    if is_fingerprinted(path):
        return IMMUTABLE
    return MEDIUM if phase_of(path, added=False) is Phase.ASSETS else SHORT
