"""How big the results of filters, methods and operators may get that make more of what they are given.

Each function here takes what one of them takes, and returns no less than the length of what it gives. All
others give about as much as they get, or are not to be had in templates, see :data:`REFUSED`.
"""

import re
from collections.abc import Callable, Iterator, Sized
from functools import lru_cache, wraps
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.utils import Namespace

from generator.render.templates.budget import STEP, Budget

MAXIMUM_SIZE = 100_000
"""How long a text or list may get by multiplication, and how long a ``range`` may be."""
REFUSED = frozenset(
    {"center", "encode", "expandtabs", "from_bytes", "ljust", "rjust", "to_bytes", "translate", "zfill"}
)
"""Methods of texts and numbers that no page needs, and that make a gigabyte of a letter."""

_MAXIMUM_WIDTH = 1000
_WIDE_FIELD = re.compile(r"%(?:\([^)]*\))?[^a-zA-Z%]*(?:\*|\d{4})")
_WIDE_BRACES = re.compile(r"\{[^{}]*:[^{}]*(?:\{|\d{4})")
"""What gives a field a width, or a number digits, of four figures or from a value."""

Measure = Callable[[object], int]
Bound = Callable[..., int]


@lru_cache(maxsize=1024)
def fields_of(text: str, mark: str = "%") -> int:
    """Return how many fields a format has at most, one for ``%`` or, with the mark ``{``, for ``str.format``.

    :raises SecurityError: it asks for a width of more than three figures.
    """
    if (_WIDE_FIELD if mark == "%" else _WIDE_BRACES).search(text):
        raise SecurityError("a format may be at most 999 characters wide")
    return text.count(mark)


def formatted(measure: Measure, text: object, *values: object, mark: str = "%", **named: object) -> int:
    """Return how long a text gets by ``%``, or by ``str.format``.

    :raises SecurityError: see :func:`fields_of`.
    """
    return measure(text) + fields_of(str(text), mark) * (_MAXIMUM_WIDTH + measure((values, named)))


def _join(measure: Measure, value: object, d: object = "", *_: object, **__: object) -> int:
    return measure(value) + _length(value) * measure(d)


def _join_method(measure: Measure, separator: object, value: object) -> int:
    return _join(measure, value, separator)


def _replace(measure: Measure, text: object, old: object, new: object, *_: object, **__: object) -> int:
    return measure(text) + (_length(text) // max(1, _length(old)) + 1) * measure(new)


def _indent(measure: Measure, text: object, width: object = 4, *_: object, **__: object) -> int:
    step = width if isinstance(width, int) else measure(width)
    return measure(text) + (str(text).count("\n") + 1) * step


def _all(measure: Measure, value: object, *_: object, **__: object) -> int:
    return measure(value)


def _pad(measure: Measure, text: object, width: int = 80) -> int:
    return measure(text) + width


def _divide(measure: Measure, value: object, number: int, *_: object, **__: object) -> int:
    return measure(value) + number * STEP


def _tojson(measure: Measure, value: object, indent: int | None = None) -> int:
    return measure(value) * (1 + (indent or 0))


def _add_up(
    measure: Measure, value: object, _attribute: object = None, start: object = 0, **__: object
) -> int:
    return 0 if isinstance(start, int | float) else _length(value) * (measure(value) + measure(start))


def _strip(measure: Measure, text: object, characters: object = "", *_: object) -> int:
    return measure(text) * max(1, measure(characters or "") // STEP)


def _to_number(_measure: Measure, value: object, *_: object, **__: object) -> int:
    if isinstance(value, str) and len(value) > _MAXIMUM_WIDTH:
        raise SecurityError("a number may have at most 1,000 digits")
    return 0


def _round(_measure: Measure, _value: object, precision: int = 0, *_: object, **__: object) -> int:
    if abs(precision) > _MAXIMUM_WIDTH:
        raise SecurityError("a number may have at most 1,000 digits")
    return 0


def _search(measure: Measure, text: object, *further: object, **named: object) -> int:
    """Return what filters count that look at the rest of a text again and again."""
    return measure(text) ** 2 // MAXIMUM_SIZE + _length(text) * measure((further, named))


FILTERS: dict[str, Bound] = {
    "batch": _divide, "center": _pad, "dictsort": _all, "format": formatted, "groupby": _all,
    "indent": _indent, "int": _to_number, "join": _join, "list": _all, "max": _all, "min": _all,
    "replace": _replace,
    "round": _round, "slice": _divide, "sort": _all, "striptags": _search, "sum": _add_up,
    "tojson": _tojson, "trim": _strip, "unique": _all, "urlize": _search, "wordwrap": _search,
}  # fmt: skip
"""By the name of a filter of Jinja's."""
METHODS: dict[str, Bound] = {
    "join": _join_method, "lstrip": _strip, "replace": _replace, "rstrip": _strip, "strip": _strip,
}  # fmt: skip
"""By the name of a method, which is passed as the first argument what it is a method of."""


def bounded_filter(budget: Budget, function: Callable[..., object], bound: Bound) -> Callable[..., object]:
    """Return a filter that counts what it will give before it does."""
    # Jinja passes to some filters a context before their value.
    passed = hasattr(function, "jinja_pass_arg")

    @wraps(function)
    def counted(*arguments: Any, **named: Any) -> object:  # noqa: ANN401 - whatever the filter takes
        contexts, (value, *further) = arguments[:passed], arguments[passed:]
        value = listed(value)
        budget.spend(bound(budget.measure, value, *further, **named))
        return function(*contexts, value, *further, **named)

    return counted


def listed(value: object) -> object:
    """Return a list of what can be gone through only once; all else as it is."""
    return list(value) if isinstance(value, Iterator) else value


def bounded_range(*arguments: int) -> range:
    """Return a range as Python's, of bounded length.

    :raises SecurityError: it is too long.
    """
    result = range(*arguments)
    if len(result) > MAXIMUM_SIZE:
        raise SecurityError(f"a range may have at most {MAXIMUM_SIZE:,} numbers")
    return result


class Memory(Namespace):
    """Jinja's ``namespace``, which shows nothing of what it holds: that could be itself, many times over."""

    def __repr__(self) -> str:
        return "<namespace>"


def power_is_bounded(base: object, exponent: object) -> bool:
    """Tell whether a power can be taken at no great cost."""
    return all(
        isinstance(number, int | float) and abs(number) <= limit
        for number, limit in ((base, MAXIMUM_SIZE), (exponent, 100))
    )


def product_is_bounded(measure: Measure, left: object, right: object) -> bool:
    """Tell whether a product, of numbers or of a text or list and a number, is not too big."""
    if isinstance(left, float) or isinstance(right, float):
        return True  # nothing can be repeated so often
    size = 1
    for factor in (left, right):
        if isinstance(factor, str | bytes | list | tuple):
            size *= max(len(factor), measure(factor) // STEP)
        elif isinstance(factor, int):
            # A number alone counts by its digits, a number of times by what it is.
            is_alone = isinstance(left, int | float) and isinstance(right, int | float)
            size *= factor.bit_length() if is_alone else factor
    return size <= MAXIMUM_SIZE


def _length(value: object) -> int:
    return len(value) if isinstance(value, Sized) else 1
