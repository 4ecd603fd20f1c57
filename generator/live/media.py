"""Media types of the files of a site, the same on every machine."""

from mimetypes import MimeTypes
from pathlib import PurePosixPath

_BY_NAME = {
    "feed.xml": "application/xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}
_BY_SUFFIX = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".eml": "message/rfc822",
    ".htm": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".map": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".opml": "text/x-opml; charset=utf-8",
    ".opus": "audio/ogg",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_KNOWN = MimeTypes(filenames=())  # the interpreter's own table, not this machine's /etc/mime.types


def media_type(path: str) -> str:
    """Return the media type of an output, with its charset where it is text (RFC 9110).

    :param path: below the output folder, with forward slashes.
    """
    name = PurePosixPath(path)
    known = _BY_NAME.get(name.name) or _BY_SUFFIX.get(name.suffix.lower())
    return known or _KNOWN.guess_type(name.name)[0] or "application/octet-stream"
