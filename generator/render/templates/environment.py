"""The sandbox that templates run in: they can show what they are given, and nothing else.

A template reads no file but the theme's templates, calls nothing unsafe, changes nothing, and gets the
same bytes from the same view every time (so there is no ``random`` and no ``lipsum``).
"""

from collections.abc import Callable, MutableMapping
from pathlib import Path
from types import BuiltinMethodType
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from msgspec import Struct

from generator import model, views
from generator.decode.findings import did_you_mean
from generator.render.templates.compiler import PageCodeGenerator, show

MAXIMUM_SIZE = 100_000
"""How long a text or list may get by multiplication, and how long a ``range`` may be."""


_OPEN_TYPES = (Struct, LoopContext, Namespace)
_QUICKLY_CALLED = frozenset({Macro, BuiltinMethodType})
"""What asks for no context and is safe to call: which methods can be had at all, ``getattr`` decides."""


class Missing(StrictUndefined):
    """What a name means that is not there: an error that says which names would be."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        """The message; the remedy, if any, is on a second line."""
        if self._undefined_hint or not isinstance(self._undefined_obj, Struct):
            return super()._undefined_message
        return no_such_field(self._undefined_obj, str(self._undefined_name))


def no_such_field(view: Struct, name: str) -> str:
    """Return what is wrong with reading a field that a view has not; the remedy, if any, on a second line."""
    message = f'{type(view).__name__} has no field "{name}"'
    return f"{message}\n{did_you_mean(name, view.__struct_fields__)}".rstrip()


class ThemeLoader(BaseLoader):
    """Finds templates among the theme's by their names; no name can lead out of it."""

    def __init__(self, templates: dict[str, str]) -> None:
        self._templates = templates

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 - Jinja passes it to every loader
        template: str,
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the text of a template and its path on this machine.

        :raises TemplateNotFound: the theme has none of this name; the message names the nearest.
        """
        path = self._templates.get(template)
        if path is None:
            message = f'the theme has no template "{template}"\n{did_you_mean(template, self._templates)}'
            raise TemplateNotFound(template, message.rstrip())
        return Path(path).read_text("utf-8-sig"), path, None

    def list_templates(self) -> list[str]:
        """Return the names of all templates."""
        return sorted(self._templates)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, quick for the fields of views, and with bounds on what a template can grow."""

    intercepted_binops = frozenset({"*", "**"})
    code_generator_class = PageCodeGenerator
    show = staticmethod(show)
    views = frozenset(
        kind
        for module in (model, views)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Struct)
    )
    """The types whose fields templates may read without asking the sandbox."""

    def __init__(self, templates: dict[str, str]) -> None:
        super().__init__(
            loader=ThemeLoader(templates),
            autoescape=True,
            undefined=Missing,
            # There are hardly any constant expressions, and looking for them takes an eighth of the time.
            optimized=False,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            extensions=("jinja2.ext.i18n",),
        )
        self.functions: frozenset[Callable[..., object]] = frozenset({dict})
        """What is safe to be called with what a template passes and nothing more: functions of our own."""
        self.globals["range"] = bounded_range
        del self.globals["lipsum"]
        del self.filters["random"]

    def getattr(self, obj: object, attribute: str) -> object:
        """Return a field of a view, or of a loop, at once; all else takes the sandbox's longer way."""
        # Only "_" begins what is unsafe there.
        if isinstance(obj, _OPEN_TYPES) and attribute[0] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: object, argument: object) -> object:
        """Return a field of a view at once, as filters ask for it; all else takes the longer way."""
        if isinstance(obj, Struct) and isinstance(argument, str):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)

    def call(
        self, context: Context, obj: Callable[..., object], /, *args: object, **kwargs: object
    ) -> object:
        """Call a macro, a built-in method or a function of ours at once; all else takes the longer way."""
        if type(obj) in _QUICKLY_CALLED or obj in self.functions:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return obj(*args, **kwargs)
        return super().call(context, obj, *args, **kwargs)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template: those of the environment, which don't change any more."""
        return {**self.globals, **(d or {})}

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Multiply within bounds.

        :raises SecurityError: the result could take unreasonable time or memory.
        """
        is_bounded = _power_is_bounded if operator == "**" else _product_is_bounded
        if not is_bounded(left, right):
            raise SecurityError(f"the result of {operator} is too big for a template")
        return super().call_binop(context, operator, left, right)


def bounded_range(*arguments: int) -> range:
    """Return a range as Python's, of bounded length.

    :raises SecurityError: it is too long.
    """
    result = range(*arguments)
    if len(result) > MAXIMUM_SIZE:
        raise SecurityError(f"a range may have at most {MAXIMUM_SIZE:,} numbers")
    return result


def _power_is_bounded(base: object, exponent: object) -> bool:
    return all(
        isinstance(number, int | float) and abs(number) <= limit
        for number, limit in ((base, MAXIMUM_SIZE), (exponent, 100))
    )


def _product_is_bounded(left: object, right: object) -> bool:
    if isinstance(left, float) or isinstance(right, float):
        return True  # nothing can be repeated so often
    size = 1
    for factor in (left, right):
        if isinstance(factor, str | bytes | list | tuple):
            size *= len(factor)
        elif isinstance(factor, int):
            # A number alone counts by its digits, a number of times by what it is.
            is_alone = isinstance(left, int | float) and isinstance(right, int | float)
            size *= factor.bit_length() if is_alone else factor
    return size <= MAXIMUM_SIZE
