"""YAML to typed data, with every problem told by its place; see :func:`decode`."""

from collections.abc import Hashable
from typing import Generic, TypeVar, cast, get_origin

from yaml import MappingNode, Mark, Node, SequenceNode

from generator.decode.context import INVALID, Context, is_missing
from generator.decode.findings import Findings, Place
from generator.decode.nodes import compose, find_node, place_of
from generator.decode.records import reader, record_reader
from generator.problems import KINDS

T = TypeVar("T")

__all__ = ["Decoded", "decode"]


class Decoded(Generic[T]):
    """A value, and where in the file its parts are."""

    def __init__(self, value: T, root: Node, first_line: int, broken: frozenset[str]) -> None:
        self.value = value
        self.broken = broken
        """The keys of the top level with an error in or below them: their values are not to be relied on."""
        self._root = root
        self._first_line = first_line

    def names(self, *path: str | int) -> tuple[str, ...]:
        """Return the keys of the mapping at the path, of broken values too."""
        node = find_node(self._root, path)
        return tuple(key.value for key, _ in node.value) if isinstance(node, MappingNode) else ()

    def length(self, *path: str | int) -> int:
        """Return how many entries the list at the path has, broken ones too; 0 where there is no list."""
        node = find_node(self._root, path)
        return len(node.value) if isinstance(node, SequenceNode) else 0

    def place(self, *path: str | int) -> Place:
        """Return where the value at the path is; that of the nearest one above it when it is not there."""
        return place_of(find_node(self._root, path), self._first_line)


def decode(kind: type[T], text: str, findings: Findings, first_line: int = 0) -> Decoded[T] | None:
    """Decode a YAML document, or return none where the findings say why it can't be.

    :param kind: a msgspec Struct, made even if required fields in it lack a value (these hold empty
        text, and are ``broken``), or ``dict[Slug, Struct]``, where an empty document is an empty registry.
    :param text: with line feeds alone and in NFC, see :func:`~generator.decode.text.read_text`.
    :param first_line: how many lines of the file come before the text.
    """
    before = len(findings)
    root = compose(text, first_line, findings)
    if len(findings) != before:
        return None
    if root is None or is_missing(root):
        root = _nothing()
    root_kind = cast("Hashable", kind)
    read = reader(root_kind) if get_origin(kind) else record_reader(root_kind, keep_broken=True)
    value = read(root, Context(findings, first_line, text))
    if value is INVALID:
        return None
    broken = frozenset(
        finding.where.partition(".")[0].partition("[")[0]
        for finding in findings[before:]
        if KINDS[finding.name].severity == "error"
    )
    return Decoded(value, root, first_line, broken)


def _nothing() -> Node:
    """Return the mapping that an empty document stands for."""
    mark = Mark("", 0, 0, 0, None, 0)
    return MappingNode("", [], mark, mark)
