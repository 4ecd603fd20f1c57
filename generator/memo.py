"""What one build of a process leaves to the next, so that an edit costs what it touches."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar, TypeVarTuple, cast

Value = TypeVar("Value")
Parts = TypeVarTuple("Parts")


class Memo:
    """Values by name, each kept for as long as it would be made of equal parts.

    A name says what kind of value it is and which one: ``("recap", "2026-w17")``. The memo knows none of
    their types. A value has to follow from its parts alone. Then a memo, another one or a new one give the
    same result, and only the time it takes differs.
    """

    def __init__(self) -> None:
        self._earlier: dict[Hashable, tuple[object, object]] = {}
        self._made: dict[Hashable, tuple[object, object]] = {}

    def value(self, name: Hashable, make: Callable[[*Parts], Value], *parts: *Parts) -> Value:
        """Return what ``make`` gives for the parts, or gave when it was last asked for by this name."""
        known = self._made.get(name) or self._earlier.get(name)
        if known is None or known[0] != parts:
            known = (parts, make(*parts))
        self._made[name] = known
        return cast("Value", known[1])

    @property
    def known(self) -> Iterable[Hashable]:
        """The names of the last build's values."""
        return self._earlier

    def begin(self) -> None:
        """Begin another build: what the last one has not asked for is forgotten."""
        self._earlier, self._made = self._made, {}
