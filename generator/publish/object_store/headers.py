"""The header by which an object store tells browsers how long to keep a file."""

from collections.abc import Mapping
from fnmatch import fnmatchcase

from generator.media import kept_for


def cache_control(path: str, rules: Mapping[str, str]) -> str:
    """Return ``Cache-Control`` of a file (RFC 9111).

    :param rules: values by pattern of path; the first that matches counts before the defaults.
    """
    for pattern, value in rules.items():
        if fnmatchcase(path, pattern.lstrip("/")):
            return value
    return kept_for(path)
