"""YAML text to a graph of nodes, each scalar as the author typed it.

The graph is built by libyaml; nothing is resolved, so ``no`` stays ``no`` and ``12:30`` stays ``12:30``.
Anchors, aliases and tags are reported, and what nests too deeply never reaches the recursive composer.
"""

import re

from yaml import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingNode,
    MarkedYAMLError,
    Node,
    NodeEvent,
    ScalarNode,
    SequenceNode,
    YAMLError,
)
from yaml._yaml import CParser

from generator.decode.cutting import cut
from generator.decode.findings import Findings, Place
from generator.decode.syntax import report_syntax

DEEPEST = 32
"""How many levels lists and mappings may nest."""

_QUOTE = "if it is text, put it in quotes"
_PROPERTIES = "&*!"
_COMPACT = re.compile(r"[-?][ \t]+[-?][ \t]+[-?][ \t]")
_TOO_DEEP = "exceeded maximum nesting depth"
_BEFORE_VALUES = frozenset("\n-:?,[{")


class _Composer(CParser):
    """libyaml's composer with no resolving: a scalar has no type until a field gives it one."""

    def resolve(self, _kind: type, _value: object, _implicit: object) -> str:
        return ""

    def descend_resolver(self, _parent: object, _index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def compose_front_matter(text: str, findings: Findings) -> Node | None:
    """Return the front matter of a document as a node, or none and say in the findings why.

    Its lines count from the second line of the document, and from 0.
    """
    parts = cut(text, findings)
    return compose(parts.matter, 1, findings) if parts else None


def compose(text: str, first_line: int, findings: Findings) -> Node | None:
    """Return the root of the YAML document, or none when it is empty or the findings say what is wrong.

    :param first_line: how many lines of the file come before the text.
    """
    before = len(findings)
    try:
        if _needs_survey(text):
            _survey(text, first_line, findings)
        return _Composer(text).get_single_node() if len(findings) == before else None
    except YAMLError as error:
        if len(findings) == before:
            report_syntax(error, text, first_line, findings)
        return None


def place_of(node: Node, first_line: int) -> Place:
    """Return where a node is in the whole file, and how long if it is a scalar on one line."""
    start, end = node.start_mark, node.end_mark
    one_line = type(node) is ScalarNode and start.line == end.line
    length = max(1, end.column - start.column) if one_line else 1
    return Place(start.line + first_line + 1, start.column + 1, length)


def find_node(root: Node, path: tuple[str | int, ...]) -> Node:
    """Return the node at the path, or the last one on the way to it."""
    node = root
    for step in path:
        if isinstance(step, int):
            if not isinstance(node, SequenceNode) or step >= len(node.value):
                break
            node = node.value[step]
            continue
        for key_node, value_node in node.value if isinstance(node, MappingNode) else ():
            if key_node.value == step:
                node = value_node
                break
        else:
            break
    return node


def _needs_survey(text: str) -> bool:
    """Say whether the text might hold anchors, aliases or tags, or nest deeply."""
    if len(text) > 65536 or text.count("[") + text.count("{") > DEEPEST or _COMPACT.search(text):
        return True
    return any(mark in text and _begins_value_anywhere(text, mark) for mark in _PROPERTIES)


def _begins_value_anywhere(text: str, mark: str) -> bool:
    at = text.find(mark)
    while at >= 0:
        if _begins_value(text, at):
            return True
        at = text.find(mark, at + 1)
    return False


def _begins_value(text: str, at: int) -> bool:
    """Say whether an alias, anchor or tag may begin there: where a value may, and before a name."""
    following = text[at + 1 : at + 2]
    if text[at] != "!" and not (following.isalnum() or following in "-_"):
        return False
    while at and text[at - 1] in " \t":
        at -= 1
    return not at or text[at - 1] in _BEFORE_VALUES


def _survey(text: str, first_line: int, findings: Findings) -> None:
    """Walk the events of the parser, which needs no recursion, and report what must not be composed.

    libyaml itself refuses a thousand levels from version 0.2.6 on, and may do so before it has told of the
    first: then the walk is through the text up to there.
    """
    try:
        _walk(CParser(text), first_line, findings)
    except MarkedYAMLError as error:
        if error.problem != _TOO_DEEP or error.problem_mark is None:
            raise
        _walk(CParser(text[: error.problem_mark.index]), first_line, findings)


def _walk(parser: CParser, first_line: int, findings: Findings) -> None:
    """Report properties and the first node that nests too deeply."""
    depth = 0
    while (event := parser.get_event()) is not None and not findings.full:
        if isinstance(event, CollectionEndEvent):
            depth -= 1
        elif isinstance(event, NodeEvent):
            _check_properties(event, first_line, findings)
            depth += isinstance(event, CollectionStartEvent)
        if depth > DEEPEST:
            findings.report(
                _place(event, first_line), "nested-too-deeply", f"nested more than {DEEPEST} levels deep"
            )
            return


def _check_properties(event: NodeEvent, first_line: int, findings: Findings) -> None:
    """Report an alias, an anchor or a tag."""
    name = event.anchor or ""
    place = _place(event, first_line, name)
    if isinstance(event, AliasEvent):
        findings.report(place, "yaml-feature", f'YAML aliases such as "*{name}" are not supported', _QUOTE)
    elif name:
        findings.report(place, "yaml-feature", f'YAML anchors such as "&{name}" are not supported', _QUOTE)
    elif getattr(event, "tag", None) is not None:
        findings.report(place, "yaml-feature", "YAML tags, which begin with !, are not supported", _QUOTE)


def _place(event: Event, first_line: int, name: str = "") -> Place:
    """Return where an event is, and how long the indicator with its name is."""
    mark = event.start_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    return Place(line + first_line + 1, column + 1, len(name) + 1)
