"""The preview's own script and style sheet, and how a page gets them without being written anew."""

import hashlib
import re
from functools import cache
from html import escape
from importlib.resources import files

PREFIX = "/__weekmark/"
"""Where the preview's own pages and files are, whatever the site's base path."""

_POLICIES = re.compile(
    rb"""<meta\s[^<>]*\bhttp-equiv=["']?content-security-policy\b[^<>]*>\n?""", re.IGNORECASE
)
_PARTS = ("place.js", "overlay.js", "client.js")


@cache
def client_files() -> dict[str, tuple[bytes, str]]:
    """Return the preview's own files, each with its media type, by the name they have below PREFIX.

    The script's parts become one file, so that a page that reloads waits for one at most.
    """
    script = "\n".join(client_text(name) for name in _PARTS)
    return {
        "client.js": (
            f'(() => {{\n"use strict";\n{script}}})();\n'.encode(),
            "text/javascript; charset=utf-8",
        ),
        "client.css": (client_text("client.css").encode(), "text/css; charset=utf-8"),
        "desk.css": (client_text("desk.css").encode(), "text/css; charset=utf-8"),
        "desk.js": (client_text("desk.js").encode(), "text/javascript; charset=utf-8"),
        "review.css": (client_text("review.css").encode(), "text/css; charset=utf-8"),
        "review.js": (client_text("review.js").encode(), "text/javascript; charset=utf-8"),
        "overview.css": (client_text("overview.css").encode(), "text/css; charset=utf-8"),
    }


def client_text(name: str) -> str:
    """Return a file of this package's folder ``client``."""
    return files("generator.live").joinpath("client", name).read_text("utf-8")


@cache
def client_version() -> str:
    """Return what tells one version of the preview's own files from another."""
    return hashlib.blake2b(b"".join(body for body, _ in client_files().values()), digest_size=8).hexdigest()


def add_script(page: bytes, build: str, *, always: bool = False) -> bytes:
    """Return a page with the preview's script before the end of its body.

    The script comes from this server and takes its facts from attributes, so that a Content Security
    Policy needs nothing but ``'self'``. The page's own elements with a policy go, since this server sends
    the policy as a header that lets the script in.

    :param build: which build the page is from.
    :param always: the page reloads with every build, whatever has changed.
    """
    facts = f'data-build="{escape(build)}"' + (" data-always" if always else "")
    element = f'<script defer src="{PREFIX}client.js?{client_version()}" {facts}></script>'.encode()
    page = _POLICIES.sub(b"", page)
    end = page.rfind(b"</body>")
    if end < 0:
        end = page.lower().rfind(b"</body>")
    return page + element if end < 0 else page[:end] + element + page[end:]
