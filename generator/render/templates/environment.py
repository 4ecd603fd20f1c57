"""The sandbox that templates run in: they can show what they are given, and nothing else.

A template reads no file but the theme's templates, calls nothing unsafe, changes nothing, and gets the
same bytes from the same view every time (so there is no ``random`` and no ``lipsum``).
"""

from collections.abc import Callable, MutableMapping
from pathlib import Path
from types import BuiltinMethodType
from typing import Any, cast

from jinja2 import BaseLoader, ChainableUndefined, Environment, StrictUndefined, TemplateNotFound
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from msgspec import Struct

from generator import model, views
from generator.decode.findings import did_you_mean
from generator.render.templates.bounds import (
    FILTERS,
    METHODS,
    REFUSED,
    Memory,
    bounded_filter,
    bounded_range,
    formatted,
    listed,
    power_is_bounded,
    product_is_bounded,
)
from generator.render.templates.budget import STEP, Budget
from generator.render.templates.compiled import CompiledTemplates
from generator.render.templates.compiler import PageCodeGenerator

_NUMBERS = frozenset({int, float})
_OPEN_TYPES = (Struct, LoopContext, Namespace)


class Missing(StrictUndefined):
    """What a name means that is not there: an error that says which names would be."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        """The message; the remedy, if any, is on a second line."""
        if self._undefined_hint or not isinstance(self._undefined_obj, Struct):
            return super()._undefined_message
        return no_such_field(self._undefined_obj, str(self._undefined_name))


class Nothing(ChainableUndefined):
    """What an own key or field means that an event does not have: nothing, and nothing in it either."""

    __slots__ = ()


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

    intercepted_binops = frozenset({"*", "**", "+", "%"})
    code_generator_class = PageCodeGenerator
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
            bytecode_cache=CompiledTemplates(),
            extensions=("jinja2.ext.i18n",),
        )
        self.budget = Budget()
        """What is left for the page that is being rendered."""
        self.show = self.budget.show
        self.spend = self.budget.spend
        self.turns = self.budget.turns
        self.counted = self.budget.counted
        self.functions: frozenset[Callable[..., object]] = frozenset({self._dict})
        """What is safe to be called with what a template passes and nothing more: functions of our own."""
        self.globals.update({"range": bounded_range, "namespace": Memory, "dict": self._dict})
        for name, bound in FILTERS.items():
            self.filters[name] = bounded_filter(self.budget, self.filters[name], bound)
        del self.globals["lipsum"]
        del self.filters["random"]

    def page(self, name: str, **context: object) -> str:
        """Return what a template makes of its context, within the bounds of one page.

        :raises Exception: whatever the template provokes.
        """
        self.budget.begin()
        return self.get_template(name).render(context)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Tell whether a template may have an attribute: none that is internal, changes or swells."""
        is_swelling = attr in REFUSED and isinstance(obj, str | bytes | int)
        return not is_swelling and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:  # noqa: ANN401 - any attribute
        """Return ``str.format`` as the sandbox has it, within bounds; None for all else."""
        format_safely = super().wrap_str_format(value)
        if format_safely is None:
            return None
        text = value.__self__

        def format_within_bounds(*values: object, **named: object) -> str:
            self.budget.spend(formatted(self.budget.measure, text, values, named, mark="{"))
            return format_safely(*values, **named)

        return format_within_bounds

    def getattr(self, obj: object, attribute: str) -> object:
        """Return a field of a view, or of a loop, at once; all else takes the sandbox's longer way."""
        # Only "_" begins what is unsafe there.
        if isinstance(obj, _OPEN_TYPES) and attribute[0] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return _own(obj, attribute, super().getattr(obj, attribute))

    def getitem(self, obj: object, argument: object) -> object:
        """Return a field of a view at once, as filters ask for it; all else takes the longer way."""
        if isinstance(obj, Struct) and isinstance(argument, str):
            return self.getattr(obj, argument)
        return _own(obj, argument, super().getitem(obj, argument))

    def call(self, context: Context, obj: Any, /, *args: object, **kwargs: object) -> object:  # noqa: ANN401 - whatever is called
        """Call a macro, a built-in method or a function of ours at once; all else takes the longer way."""
        kind = type(obj)
        if kind is Macro:
            if obj.catch_kwargs or obj.catch_varargs:
                self.budget.measure((args, kwargs))
        elif kind is BuiltinMethodType or obj not in self.functions:
            args = self._bounded_arguments(obj, args)
            if kind is not BuiltinMethodType:
                return super().call(context, obj, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return obj(*args, **kwargs)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template: those of the environment, which don't change any more."""
        return {**self.globals, **(d or {})}

    def _bounded_arguments(self, method: Any, arguments: tuple[object, ...]) -> tuple[object, ...]:  # noqa: ANN401 - whatever is called
        """Return the arguments of a method, when what it gives is counted."""
        bound = METHODS.get(getattr(method, "__name__", ""))
        if bound is None or not isinstance(getattr(method, "__self__", None), str):
            return arguments
        arguments = tuple(map(listed, arguments))
        self.budget.spend(bound(self.budget.measure, method.__self__, *arguments))
        return arguments

    def _filter_test_common(self, *arguments: Any, **named: Any) -> object:  # noqa: ANN401 - as Jinja passes
        """Count what ``map`` and ``select`` do for each member."""
        self.budget.spend(STEP)
        return super()._filter_test_common(*arguments, **named)

    def _dict(self, *pairs: Any, **named: object) -> dict[object, object]:  # noqa: ANN401 - as dict takes
        return cast("dict[object, object]", self.counted(dict(*pairs, **named)))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> object:  # noqa: ANN401
        """Multiply, and add or format texts, within bounds.

        :raises SecurityError: the result could take unreasonable time or memory.
        """
        measure = self.budget.measure
        if operator == "+":
            return left + right if type(left) in _NUMBERS else self.counted(left + right)
        if operator == "%":
            if isinstance(left, str):
                self.budget.spend(formatted(measure, left, right))
            return left % right
        if operator == "**":
            is_bounded = power_is_bounded(left, right)
        else:
            is_bounded = product_is_bounded(measure, left, right)
        if not is_bounded:
            raise SecurityError(f"the result of {operator} is too big for a template")
        return super().call_binop(context, operator, left, right)


def _own(mapping: object, key: object, found: object) -> object:
    """Return what was found; nothing where an own key or field is not there, while an asset must be."""
    if (
        type(mapping) is not dict
        or type(found) is not Missing
        or not isinstance(key, str)
        or hasattr(dict, key)
    ):
        return found
    return Nothing(obj=mapping, name=key) if key.startswith("x-") or key.isidentifier() else found
