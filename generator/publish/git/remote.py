"""Which repository is meant: the name of a remote, a URL, or a path."""

import re
from pathlib import Path

import msgspec

from generator.decode.findings import did_you_mean, shown
from generator.errors import PublishError
from generator.publish.git.command import Git, redacted

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_SCP = re.compile(r"[^/\\\s]+:(?!//)")
_PASSWORD = re.compile(r"://[^/@\s:]*:[^/@\s]*@")


class Remote(msgspec.Struct, frozen=True):
    """Where to fetch from and push to."""

    url: str
    shown: str
    """The address without secrets."""

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts that may serve the branch, for their limits."""
        return ("github-pages",) if "github" in self.shown else ("github-pages", "cloudflare-pages")


def find_remote(name: str, around: Git, root: Path) -> Remote:
    """Return the repository that ``remote`` of a target means.

    :param around: git in the site's folder, which may lie inside of a repository or not.
    :param root: the site's folder, which a path is relative to.
    :raises PublishError: there is no such remote, or the address holds a password.
    """
    if _PASSWORD.search(name):
        raise PublishError(
            "publish: the remote's address holds a password",
            "take it out of site.yaml; git finds credentials by ssh or a credential helper",
        )
    names = around.find("remote").split()
    if name in names:
        url = around.run("remote", "get-url", "--push", "--", name).decode().strip()
        top = Path(around.find("rev-parse", "--show-toplevel") or root)
        return _remote(url, top)
    if name.startswith("-") or not (_URL.match(name) or _SCP.match(name) or _is_path(name, root)):
        raise PublishError(f"there is no git remote {shown(name)} here", _remedy(name, names))
    return _remote(name, root)


def _is_path(name: str, root: Path) -> bool:
    return name.startswith((".", "/", "~")) or (root / name).is_dir()


def _remedy(name: str, names: list[str]) -> str:
    if near := did_you_mean(name, names):
        return near
    if names:
        return f"this repository has {', '.join(names)}; a URL or a path will do too"
    return "give the URL of the repository as remote in site.yaml, or add a remote with `git remote add`"


def _remote(url: str, base: Path) -> Remote:
    """Return the remote, a relative path made absolute."""
    if not _URL.match(url) and not _SCP.match(url):
        url = str((base / Path(url).expanduser()).resolve())
    return Remote(url, redacted(url))
