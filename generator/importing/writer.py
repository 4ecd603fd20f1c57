"""The one writer: puts files into a site, and never over what a person has made of them."""

from pathlib import Path

from generator.cache.record import replace_file
from generator.digest import hexadecimal_digest
from generator.errors import WeekmarkError
from generator.importing.account import Account, Outcome
from generator.importing.state import Written


class Writer:
    """Writes into one site.

    :param root: the folder of the site.
    :param written: what imports have written before; kept up to date.
    :param dry_run: whether nothing is written at all.
    """

    def __init__(self, root: Path, written: Written, account: Account, *, dry_run: bool) -> None:
        self._root = root.resolve()
        self._written = written
        self._account = account
        self._dry_run = dry_run

    def put(self, target: str, data: bytes) -> Outcome:
        """Write a file, unless it is so already, or a person has changed or removed it since.

        :raises WeekmarkError: the folder that it belongs into leads out of the site.
        """
        outcome = self._judge(target, hexadecimal_digest(data))
        self._account.outcomes[outcome] += 1
        if outcome in {"kept", "removed"}:
            self._account.kept.append(target)
            return outcome
        if outcome != "unchanged":
            self._account.files.append(target)
            if not self._dry_run:
                self._replace(target, data)
        self._written.digests[target] = hexadecimal_digest(data)
        return outcome

    def extend(self, target: str, data: bytes) -> None:
        """Write a file of a person, to which something was added and nothing else was done."""
        self._account.outcomes["changed" if (self._root / target).exists() else "new"] += 1
        self._account.files.append(target)
        if not self._dry_run:
            self._replace(target, data)

    def _judge(self, target: str, digest: str) -> Outcome:
        path = self._root / target
        known = self._written.digests.get(target)
        if not path.exists():
            return "removed" if known else "new"
        now = hexadecimal_digest(path.read_bytes())
        if now == digest:
            return "unchanged"
        return "changed" if now == known else "kept"

    def _replace(self, target: str, data: bytes) -> None:
        path = self._root / target
        if not path.parent.resolve().is_relative_to(self._root) or path.is_symlink():
            raise WeekmarkError(f"{target} would be written outside of the site", "remove the symbolic link")
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)
