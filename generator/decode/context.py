"""What the decoders of one file share."""

import re
from collections.abc import Callable
from typing import Any

from yaml import Node, ScalarNode

from generator.decode.findings import Findings, Place, shown
from generator.decode.nodes import place_of
from generator.problems import Name

INVALID: Any = object()
"""What a decoder returns where there is no value."""

_HASH = re.compile(r"[ \t]+(?P<hash>#[^\s#].*?)[ \t]*")
"""What is a comment to YAML, and seems to be meant as text: a hash with something right behind it."""

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class Context:
    """Where problems go, and where in its file the text begins."""

    __slots__ = ("_lines", "findings", "first_line", "has_hash")

    def __init__(self, findings: Findings, first_line: int, text: str = "") -> None:
        """Take where problems go.

        :param text: what is decoded.
        :param first_line: how many lines of the file come before it.
        """
        self.findings = findings
        self.first_line = first_line
        self.has_hash = " #" in text or "\t#" in text
        """Whether a comment might be none."""
        self._lines = text.split("\n") if self.has_hash else []

    def refuse(self, node: Node, name: Name, message: str, remedy: str = "") -> Any:  # noqa: ANN401  # INVALID fits all
        """Note an error at the node and return :data:`INVALID`."""
        self.findings.report(place_of(node, self.first_line), name, message, remedy)
        return INVALID

    def check_hash(self, node: Node, written: str) -> None:
        """Warn of a ``#`` right after a plain text that seems to belong to it.

        :param written: the text that YAML reads.
        """
        mark = node.end_mark
        if type(node) is not ScalarNode or node.style or mark.line >= len(self._lines):
            return
        rest = self._lines[mark.line][mark.column :]
        if not (found := _HASH.fullmatch(rest)):
            return
        place = Place(mark.line + self.first_line + 1, mark.column + found.start("hash") + 1)
        meant = f"{written}{rest.rstrip()}".strip().replace("'", "''")
        self.findings.report(
            Place(*place[:2], len(found["hash"])),
            "hash-in-text",
            f"{shown(found['hash'])} is a comment to YAML, and nobody will read it",
            f"if it is text, write '{meant}', with the quotes",
        )


Reader = Callable[[Node, Context], Any]
"""Takes a node and returns its value, or :data:`INVALID` when the findings say why it has none."""


def is_missing(node: Node) -> bool:
    """Say whether the node says nothing: an empty, null or ``~`` value, or empty quotes."""
    return type(node) is ScalarNode and (not node.value.strip() if node.style else node.value in _NULLS)
