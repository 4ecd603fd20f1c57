"""How templates are compiled: to the same pages as Jinja's own code, in about two thirds of the time.

Three things take most of a page's time, and each has a quicker form that gives the same result: showing a
value, looking up a field of a view, and handing a piece of the page on. And what is repeated says first
what it costs, so that it ends, see :mod:`generator.render.templates.budget`.
"""

from collections.abc import Callable
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from generator.render.templates.budget import STEP

_ASKS_WHETHER_THERE = frozenset({"defined", "undefined", "default", "d"})
_REPEATED = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)
_VARIABLE = (nodes.Name, nodes.Filter, nodes.Call)
_COSTLY = (nodes.Output, nodes.Filter, nodes.Call, nodes.BinExpr, nodes.Concat, nodes.Assign)


class PageCodeGenerator(CodeGenerator):
    """Compiles templates for a :class:`~generator.render.templates.environment.Sandbox`."""

    _must_ask = 0
    _counting = False

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - as Jinja's
        super().__init__(*arguments, **named)
        self._turns: dict[nodes.Node, int] = {}
        self._spends: dict[nodes.Node, int] = {}

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """Let all that can be repeated spend what it costs, before it is done."""
        parts: list[Any] = [node, *node.find_all(_REPEATED)]
        # All costs first, since what spends costs nothing.
        for part, cost in [(part, _cost(part)) for part in parts]:
            if isinstance(part, nodes.For) and not part.recursive:
                # All turns at once; those that a test lets through are not known before.
                self._turns[part.iter] = STEP if part.test else cost
                if not part.test:
                    continue
            spend = nodes.ExprStmt(_spend(cost, part.lineno), lineno=part.lineno)
            self._spends[spend] = cost
            part.body.insert(0, spend)
            if isinstance(part, nodes.For) and part.test and part.recursive:
                # What spends returns nothing, so the test decides.
                part.test = nodes.Or(_spend(STEP, part.lineno), part.test, lineno=part.test.lineno)
        super().visit_Template(node, frame)

    def visit(self, node: nodes.Node, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - as Jinja's
        """Write what a loop goes through as :meth:`~generator.render.templates.budget.Budget.turns` of it."""
        cost = self._turns.get(node)
        if cost is None:
            return super().visit(node, *arguments, **named)
        self.write(f"environment.turns({cost}, ")
        super().visit(node, *arguments, **named)
        self.write(")")
        return None

    def visit_ExprStmt(self, node: nodes.ExprStmt, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write what spends as what ``Budget.spend`` does, since a call takes longer."""
        cost = self._spends.get(node)
        if cost is None:
            super().visit_ExprStmt(node, frame)
            return
        self.writeline(f"environment.budget.ready -= {cost}", node)
        self.writeline("if environment.budget.ready < 0: environment.budget.draw()", node)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Count a list: those of lists of lists grow beyond all bounds."""
        self._count(node, frame, super().visit_List)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Count a tuple as a list."""
        self._count(node, frame, super().visit_Tuple)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Count a mapping as a list."""
        self._count(node, frame, super().visit_Dict)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Count a text that is put together by ``~``."""
        self.write("environment.counted(")
        super().visit_Concat(node, frame)
        self.write(")")

    def _count(self, node: nodes.Expr, frame: Frame, visit: Callable[[Any, Frame], None]) -> None:
        is_target = getattr(node, "ctx", "load") != "load"
        if is_target or self._counting or not any(node.find_all(_VARIABLE)):
            visit(node, frame)
            return
        # Those inside are counted with it.
        self._counting = True
        self.write("environment.counted(")
        visit(node, frame)
        self.write(")")
        self._counting = False

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
        """Show a value through :meth:`~generator.render.templates.budget.Budget.show`."""
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


def _spend(work: int, line: int) -> nodes.Expr:
    """Return what spends some work: Jinja writes the name of an attribute into its code as it is."""
    return nodes.EnvironmentAttribute(f"spend({work})", lineno=line)


def _cost(part: nodes.Node) -> int:
    """Return what a turn costs: its text, and a step for all it does, but for what is repeated in it."""
    cost = STEP
    for child in part.iter_child_nodes():
        if isinstance(child, nodes.TemplateData):
            cost += len(child.data)
        elif not isinstance(child, _REPEATED):
            cost += _cost(child) - (0 if isinstance(child, _COSTLY) else STEP)
    return cost
