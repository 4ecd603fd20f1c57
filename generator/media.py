"""Media types of the files of a site and how long they are kept: one table for hosts, stores and the preview.

It is the same on every machine and for every version of Python, whose own ``mimetypes`` is neither.
"""

import re
from pathlib import PurePosixPath

IMMUTABLE = "public, max-age=31536000, immutable"
"""``Cache-Control`` of files whose name changes with their content (RFC 8246)."""
SHORT = "public, max-age=300"
"""``Cache-Control`` of pages and feeds: five minutes, then the browser asks again."""
MEDIUM = "public, max-age=3600"
"""``Cache-Control`` of all other files."""

ATOM = "application/xml; charset=utf-8"
"""Browsers show a feed by its style sheet under this type only, not as ``application/atom+xml``."""
JSON_FEED = "application/feed+json; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
"""What nearly every file without an ending is: ``LICENSE``, ``CNAME``, ``_headers``, an ACME challenge."""
UNKNOWN = "application/octet-stream"

_BY_NAME = {
    "feed.xml": ATOM,
    "feed.json": JSON_FEED,
    "apple-app-site-association": "application/json",
    "host-meta": "application/xrd+xml",
    "nodeinfo": "application/json",
    "openid-configuration": "application/json",
    "webfinger": "application/jrd+json",
}
_BY_TYPE = {
    "application/atom+xml": "atom",
    "application/epub+zip": "epub",
    "application/geo+json": "geojson",
    "application/gzip": "gz tgz svgz",
    "application/json": "json map",
    "application/ld+json": "jsonld",
    "application/manifest+json": "webmanifest",
    "application/msword": "doc",
    "application/octet-stream": "br bin",
    "application/pdf": "pdf",
    "application/pgp-signature": "sig",
    "application/rss+xml": "rss",
    "application/rtf": "rtf",
    "application/vnd.apple.mpegurl": "m3u8",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-fontobject": "eot",
    "application/vnd.ms-powerpoint": "ppt",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/wasm": "wasm",
    "application/xhtml+xml": "xhtml",
    "application/xml": "xml xsl xslt",
    "application/yaml": "yaml yml",
    "application/zip": "zip",
    "audio/aac": "aac",
    "audio/flac": "flac",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "oga ogg opus",
    "audio/wav": "wav",
    "font/collection": "ttc",
    "font/otf": "otf",
    "font/ttf": "ttf",
    "font/woff": "woff",
    "font/woff2": "woff2",
    "image/apng": "apng",
    "image/avif": "avif",
    "image/bmp": "bmp",
    "image/gif": "gif",
    "image/heic": "heic",
    "image/jpeg": "jpeg jpg",
    "image/jxl": "jxl",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/tiff": "tif tiff",
    "image/vnd.microsoft.icon": "ico",
    "image/webp": "webp",
    "message/rfc822": "eml",
    "text/calendar; charset=utf-8": "ics",
    "text/css; charset=utf-8": "css",
    "text/csv; charset=utf-8": "csv",
    "text/html; charset=utf-8": "htm html",
    "text/javascript; charset=utf-8": "js mjs",
    "text/markdown; charset=utf-8": "markdown md",
    "text/tab-separated-values; charset=utf-8": "tsv",
    "text/vcard; charset=utf-8": "vcf",
    "text/vtt; charset=utf-8": "vtt",
    "text/x-opml; charset=utf-8": "opml",
    PLAIN: "asc log srt text txt",
    "video/mp4": "m4v mp4",
    "video/ogg": "ogv",
    "video/quicktime": "mov",
    "video/webm": "webm",
}
TYPES = _BY_NAME | {f".{ending}": kind for kind, endings in _BY_TYPE.items() for ending in endings.split()}
"""The type of each name, and of each ending with its dot."""
_CHANGING = frozenset(
    {"text/html; charset=utf-8", "application/xml", "application/json", ATOM, JSON_FEED, PLAIN}
)
_FINGERPRINTED = re.compile(r"(?:assets|search)/.*\.[0-9a-f]{8,64}\.[a-z0-9]+(?:\.(?:map|gz|br)){0,2}")


def media_type(path: str) -> str:
    """Return the media type of an output, with its charset where it is text (RFC 9110).

    A name without an ending (``LICENSE``, ``.well-known/discord``) is plain text, never a page.

    :param path: below the output folder, with forward slashes.
    """
    name = PurePosixPath(path)
    ending = name.suffix.lower()
    return TYPES.get(name.name) or TYPES.get(ending) or (UNKNOWN if ending else PLAIN)


def kept_for(path: str) -> str:
    """Return ``Cache-Control`` of an output (RFC 9111): pages and what is read by machines change often."""
    if is_fingerprinted(path):
        return IMMUTABLE
    return SHORT if media_type(path) in _CHANGING else MEDIUM


def is_feed(path: str) -> bool:
    """Say whether a file is an Atom or JSON feed."""
    return path.rsplit("/", 1)[-1] in {"feed.xml", "feed.json"}


def is_fingerprinted(path: str) -> bool:
    """Say whether the name carries a digest of the content, so that the file never changes under it."""
    return _FINGERPRINTED.fullmatch(path) is not None
