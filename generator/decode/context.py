"""What the decoders of one file share."""

from collections.abc import Callable
from typing import Any

from yaml import Node, ScalarNode

from generator.decode.findings import Findings
from generator.decode.nodes import place_of
from generator.problems import Name

INVALID: Any = object()
"""What a decoder returns where there is no value."""

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class Context:
    """Where problems go, and where in its file the text begins."""

    __slots__ = ("findings", "first_line")

    def __init__(self, findings: Findings, first_line: int) -> None:
        self.findings = findings
        self.first_line = first_line

    def refuse(self, node: Node, name: Name, message: str, remedy: str = "") -> Any:  # noqa: ANN401  # INVALID fits all
        """Note an error at the node and return :data:`INVALID`."""
        self.findings.report(place_of(node, self.first_line), name, message, remedy)
        return INVALID


Reader = Callable[[Node, Context], Any]
"""Takes a node and returns its value, or :data:`INVALID` when the findings say why it has none."""


def is_missing(node: Node) -> bool:
    """Say whether the node says nothing: an empty, null or ``~`` value, or empty quotes."""
    return type(node) is ScalarNode and (not node.value.strip() if node.style else node.value in _NULLS)
