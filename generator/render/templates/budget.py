"""What a template may make of one page: so much work, and so much time.

Work is counted in characters, of the page and of every larger value on the way to it. What a template repeats
(the body of a loop, a macro, a block, a template) counts by its length, see
:mod:`generator.render.templates.compiler`; what it makes longer counts before it is made, see
:mod:`generator.render.templates.bounds`. So no template takes all memory or goes on for ever, and one that
means well, whose pages are a thousand times smaller, never notices.
"""

from collections.abc import Iterable, Iterator
from time import thread_time
from typing import Any

from jinja2.exceptions import SecurityError
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]  # private, but what escape is made of

MAXIMUM_WORK = 50_000_000
"""How many characters a page and all that leads to it may have together."""
MAXIMUM_SECONDS = 10.0
"""How long a page may keep the processor busy."""
STEP = 100
"""What each turn of a loop and each expression in it counts at least."""

_SHORTEST_SECONDS = 0.1
_INSTALMENT = 200_000
"""How much work is done between two looks at the clock, which asks the system: most pages need none."""
LONG = 500
"""From which length on a text counts by its length when it is shown, or made of others."""
_MEMBER = 20
"""What a member of a list counts at least."""
TOO_BIG = "the page becomes too big, or takes too many steps"

_NUMBERS = frozenset({int, float})
_TEXTS = frozenset({str, Markup, bytes})
_LISTS = frozenset({list, tuple, set, frozenset})
_MAPPINGS = frozenset({dict})
_CONTAINERS = _LISTS | _MAPPINGS | {range}
_COUNTABLE = _TEXTS | _CONTAINERS | {type({}.keys()), type({}.values()), type({}.items())}


class Budget:
    """What is left for the page that is being rendered."""

    def __init__(self) -> None:
        self._seconds = MAXIMUM_SECONDS
        self.begin()

    def begin(self) -> None:
        """Begin a page."""
        self.ready = 0
        """What is left of the instalment; compiled templates take from it, and draw when it is used up."""
        self._reserve = MAXIMUM_WORK
        self._deadline = 0.0
        self.draw()

    def spend(self, work: int) -> None:
        """Count work before it is done.

        :raises SecurityError: it is more than there is left for the page.
        """
        self.ready -= work
        if self.ready < 0:
            self.draw()

    def turns(self, work: int, items: Iterable[object]) -> Iterable[object]:
        """Return what a loop goes through, once as much work is counted for each turn.

        :raises SecurityError: it is more than there is left for the page.
        """
        kind = items.__class__
        if kind is tuple or kind in _COUNTABLE:
            self.ready -= work * len(items)  # type: ignore[arg-type]  # these have a length
            if self.ready < 0:
                self.draw()
            return items
        return self._one_by_one(work, items)

    def counted(self, value: Any) -> Any:  # noqa: ANN401 - whatever a template has made
        """Return a value that a template has made, once it is counted; a short text is not worth it.

        :raises SecurityError: it is more than there is left for the page.
        """
        if type(value) not in _TEXTS or len(value) >= LONG:
            self.measure(value)
        return value

    def measure(self, value: object) -> int:
        """Count a value that a template has made, and return its size, the members of its members included.

        :raises SecurityError: it is more than there is left for the page.
        """
        size = self._size(value, 0)
        self.spend(size)
        return size

    def show(self, value: object) -> str:
        """Return a value as a page shows it: markup as it is, all else escaped."""
        kind = type(value)
        if kind is str:
            # What ``escape`` calls, without the object around it that tells markup from text.
            text = _escape_inner(value)  # type: ignore[arg-type]  # a text
        elif kind is Markup:
            text = value  # type: ignore[assignment]  # markup is text
        elif kind in _NUMBERS:
            return str(value)
        else:
            text = escape(value)
        if len(text) >= LONG:
            self.spend(len(text))
        return text

    def _one_by_one(self, work: int, items: Iterable[object]) -> Iterator[object]:
        for item in items:
            self.spend(work)
            yield item

    def draw(self) -> None:
        """Look at what is left, and at the clock, and go on for an instalment."""
        self._reserve += self.ready
        if self._reserve < 0:
            raise SecurityError(TOO_BIG)
        if self._reserve < MAXIMUM_WORK:
            now = thread_time()
            self._deadline = self._deadline or now + self._seconds
            if now > self._deadline:
                # Else a thousand pages of the same template would take a thousand times as long.
                self._seconds = max(self._seconds / 2, _SHORTEST_SECONDS)
                raise SecurityError("the page takes too long")
        self.ready = min(_INSTALMENT, self._reserve)
        self._reserve -= self.ready

    def _size(self, value: object, found: int) -> int:
        """Return the size of a value; one that is too big is not looked at to its end."""
        kind = type(value)
        if kind in _TEXTS:
            return found + len(value)  # type: ignore[arg-type]  # a text
        if kind in _MAPPINGS:
            return self._size([*value, *value.values()], found)  # type: ignore[misc, attr-defined]  # a mapping
        if kind in _LISTS:
            if found > self.ready + self._reserve:
                raise SecurityError(TOO_BIG)
            for member in value:  # type: ignore[attr-defined]  # a list
                kind = type(member)
                if kind in _TEXTS:
                    found += len(member)
                elif kind in _CONTAINERS:
                    found = self._size(member, found)
                found += _MEMBER
        elif kind is range:
            found += len(value)  # type: ignore[arg-type]  # a range
        return found
