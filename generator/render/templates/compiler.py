"""How templates are compiled: to the same pages as Jinja's own code, in about two thirds of the time.

Three things take most of a page's time, and each has a quicker form that gives the same result: showing a
value, looking up a field of a view, and handing a piece of the page on.
"""

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]  # private, but what escape is made of

_NUMBERS = frozenset({int, float})
_ASKS_WHETHER_THERE = frozenset({"defined", "undefined", "default", "d"})


def show(value: object) -> str:
    """Return a value as a page shows it: markup as it is, all else escaped."""
    if type(value) is str:
        # What ``escape`` calls, without the object around it that tells markup from text.
        return _escape_inner(value)
    if type(value) is Markup:
        return value
    if type(value) in _NUMBERS:
        return str(value)
    return escape(value)


class PageCodeGenerator(CodeGenerator):
    """Compiles templates for a :class:`~generator.render.templates.environment.Sandbox`."""

    _must_ask = 0

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Hand on what stands together as one piece."""
        if frame.buffer is not None or frame.require_output_check or len(node.nodes) == 1:
            super().visit_Output(node, frame)
            return
        finalize = self._make_finalize()
        self.writeline('yield "".join((')
        self.indent()
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self.writeline(f"{self._output_const_repr([child.data])},")
            else:
                self.newline(child)
                self._output_child_pre(child, frame, finalize)
                self.visit(child, frame)
                self._output_child_post(child, frame, finalize)
                self.write(",")
        self.outdent()
        self.writeline("))")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        """Show a value through :func:`show`."""
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.show(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Take a field of a view at once; of all else, and where it may be missing, as the sandbox allows."""
        if self._must_ask or node.attr.startswith("_"):
            super().visit_Getattr(node, frame)
            return
        self.write(f"(_v.{node.attr} if (_v := ")
        self.visit(node.node, frame)
        self.write(f").__class__ in environment.views else environment.getattr(_v, {node.attr!r}))")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Look up with care what ``is defined`` asks about."""
        self._must_ask += node.name in _ASKS_WHETHER_THERE
        super().visit_Test(node, frame)
        self._must_ask -= node.name in _ASKS_WHETHER_THERE

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Look up with care what ``default`` asks about."""
        self._must_ask += node.name in _ASKS_WHETHER_THERE
        super().visit_Filter(node, frame)
        self._must_ask -= node.name in _ASKS_WHETHER_THERE
