"""Assets under addresses that tell their version, so that a page that reloads asks for itself alone.

The pages of a preview name assets without fingerprints, so that a new style sheet makes no page anew. What
a browser is sent has the version in the query: ``/assets/style.css?1a2b``.
"""

import re
from functools import lru_cache
from pathlib import Path

from generator.live.output import file_tag

FOLDER = "assets/"


def add_versions(page: bytes, base_path: str, output: Path) -> bytes:
    """Return a page with the version of each asset in its address.

    :param base_path: the path of the site's URL, with a slash at both ends.
    :param output: the folder that holds the assets.
    """

    def versioned(found: re.Match[bytes]) -> bytes:
        try:
            tag = file_tag((output / found[2].decode()).stat())
        except OSError:
            return found[0]
        return b'%s?%s"' % (found[1], tag.encode())

    return _addresses(base_path).sub(versioned, page)


@lru_cache(maxsize=1)
def _addresses(base_path: str) -> re.Pattern[bytes]:
    """Return what finds the address of an asset in an attribute: with all before it, and below the output."""
    address = rb'(\b(?:src|href)="%s(%s[\w-]+(?:[./][\w-]+)*))"'
    return re.compile(address % (re.escape(base_path.encode()), FOLDER.encode()))
