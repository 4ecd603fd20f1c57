"""A change of one file, shown before it is made, and made only to the bytes that it was planned for."""

import difflib
from pathlib import Path
from typing import NamedTuple

from generator.cache.record import replace_file
from generator.digest import digest
from generator.errors import EditError


class Change(NamedTuple):
    """What becomes of a file."""

    path: Path
    name: str
    """How messages call it: relative to the site's folder."""
    before: bytes
    """What was there when the change was planned."""
    after: bytes

    def difference(self) -> str:
        """Return the change as a unified diff; nothing where nothing changes."""
        before, after = (
            data.decode("utf-8", "replace").splitlines(keepends=True) for data in (self.before, self.after)
        )
        lines = difflib.unified_diff(before, after, self.name, self.name)
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)

    def check(self) -> None:
        """Make sure that the file is still the one that the change was planned for.

        :raises EditError: somebody has changed, moved or linked it meanwhile.
        """
        try:
            same = not self.path.is_symlink() and digest(self.path.read_bytes()) == digest(self.before)
        except FileNotFoundError:
            same = False
        if not same:
            raise EditError(f"{self.name} was changed meanwhile, and is left as it is", "try again")

    def make(self) -> None:
        """Write the file, if it is still the one that the change was planned for; nobody sees half of it.

        :raises EditError: it is another by now.
        :raises OSError: it can't be written.
        """
        self.check()
        mode = self.path.stat().st_mode
        replace_file(self.path, self.after)
        self.path.chmod(mode & 0o7777)
