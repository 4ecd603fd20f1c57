"""Compressed copies beside text files, for servers that send them instead of compressing anew each time."""

import gzip
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from generator.config import Compression
from generator.errors import OutputError

_TEXT = frozenset(
    {".html", ".css", ".js", ".mjs", ".json", ".xml", ".svg", ".txt", ".opml", ".map", ".webmanifest", ".ics"}
)
_SMALLEST = 512
"""Below this many bytes a copy saves no packet."""
_WORTH = 0.95
_ENDINGS: dict[Compression, str] = {"gzip": ".gz", "br": ".br"}


def is_compressible(path: str) -> bool:
    """Say whether a file is text, by its name."""
    return PurePosixPath(path).suffix.lower() in _TEXT


def copies_of(path: str, kinds: Sequence[Compression]) -> Iterator[str]:
    """Yield the paths of all compressed copies that a file may have."""
    for kind in kinds:
        yield path + _ENDINGS[kind]


def compressed_copies(path: str, data: bytes, kinds: Sequence[Compression]) -> Iterator[tuple[str, bytes]]:
    """Yield the path and bytes of each compressed copy that is worth having.

    The bytes depend on the data alone, not on the time (RFC 1952 and RFC 7932, at their highest level).

    :raises OutputError: ``br`` is asked for and the ``brotli`` package is not installed.
    """
    if len(data) < _SMALLEST or not is_compressible(path):
        return
    for kind in kinds:
        packed = gzip.compress(data, 9, mtime=0) if kind == "gzip" else _brotli(data)
        if len(packed) < len(data) * _WORTH:
            yield path + _ENDINGS[kind], packed


def _brotli(data: bytes) -> bytes:
    try:
        import brotli  # type: ignore[import-untyped,import-not-found,unused-ignore] # noqa: PLC0415 - only on demand
    except ImportError:
        raise OutputError(
            "precompress: br needs the package brotli",
            "install it with `pip install brotli`, or write [gzip]",
        ) from None
    packed: bytes = brotli.compress(data, mode=brotli.MODE_TEXT)
    return packed
