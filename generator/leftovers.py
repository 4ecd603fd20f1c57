"""Which files beside an author's own are not read: one rule for what is built and what is watched."""

import re

_MOMENTARY = re.compile(
    r"\.#.*|#.*#|\..*\.sw[a-z]|\.goutputstream-.*|.*___jb_(?:tmp|old)___|\.~lock\..*#|~\$.*"  # in an editor
    r"|.*\.crdownload"  # on its way from the web
    r"|\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|\.directory|\.(?:nfs|fuse_hidden).*"  # of a system
    r"|\.git|\.git(?:ignore|keep|attributes)|\.obsidian|\.trash|\.idea|\.vscode",  # of a program
    re.IGNORECASE | re.DOTALL,
)
_LEFT_BEHIND = re.compile(r".*(?:~|\.(?:sw[opx]|tmp|bak|orig|part))|4913", re.IGNORECASE | re.DOTALL)
_FOR_HOSTS = frozenset({".htaccess", ".nojekyll"})


def is_momentary(name: str) -> bool:
    """Say whether a file or folder is some program's own, of which nobody needs to be told."""
    return _MOMENTARY.fullmatch(name) is not None


def is_passed_over(name: str, folder: str = "") -> bool:
    """Say whether a file or folder is not read: it is some program's own, hidden, or a backup.

    :param folder: where it lies, below the site's folder with forward slashes; in ``content/static`` those
        hidden ones are read that a host asks for.
    """
    if name.endswith(".md") and not name.startswith((".", "~")):
        return False  # most names, at once
    if name.startswith(".") and not is_momentary(name) and f"{folder}/".startswith("content/static/"):
        return not (name in _FOR_HOSTS or (name == ".well-known" and folder == "content/static"))
    return name.startswith(".") or is_momentary(name) or _LEFT_BEHIND.fullmatch(name) is not None
