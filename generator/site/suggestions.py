"""Suggestions for names that lead nowhere."""

import difflib
from collections.abc import Iterable
from functools import cached_property

_LIMIT = 20
"""How many suggestions are looked for among many thousand names: each takes up to a tenth of a second."""


class Suggestions:
    """Finds the nearest of some names, a limited number of times."""

    def __init__(self, names: Iterable[str]) -> None:
        self._all = names
        self._left = _LIMIT

    def remedy(self, name: str) -> str:
        """Return ``did you mean "policy"?``, or nothing when no name is near or the limit is reached."""
        if self._left == 0:
            return ""
        self._left -= 1
        nearest = difflib.get_close_matches(name, self._names, 1)
        return f'did you mean "{nearest[0]}"?' if nearest else ""

    @cached_property
    def _names(self) -> list[str]:
        return sorted(self._all)
