"""The header by which an object store tells browsers how long to keep a file."""

from collections.abc import Mapping
from fnmatch import fnmatchcase

from generator.media import IMMUTABLE, MEDIUM, SHORT, is_fingerprinted
from generator.publish.phases import Phase, phase_of


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
