"""Put list entries and absent keys into front matter as text, at their place; every other byte stays.

The place is found in the graph of nodes that libyaml makes of the text, and what was written is read again
and compared: an edit that would say anything else than it should is refused.
"""

import copy
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import yaml
from yaml import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from generator.decode.context import Context
from generator.decode.cutting import cut
from generator.decode.findings import Findings
from generator.decode.nodes import compose
from generator.decode.plain import read_plain, resolve
from generator.errors import EditError

Path = tuple[str, ...]
"""The keys that lead to a value: ``("insight", "reviewed_by")``."""

_BREAK = re.compile(r"\r\n|\r|\n")
_AS_YAML = str.maketrans("\x85\u2028\u2029", "   ")
_BY_HAND = "write it by hand"


class _Insertion(NamedTuple):
    """A text and where it goes, in lines and columns of the front matter from 0."""

    line: int
    column: int
    text: str
    below_comments: bool = False
    """Whether comments that begin there belong to what stands before."""


def add_entries(data: bytes, path: Path, entries: Sequence[object]) -> bytes:
    """Return a document with entries at the end of a list of its front matter, which is made if need be.

    :param data: the bytes of the file.
    :param entries: texts, numbers, truth values, and lists and mappings of them.
    :raises EditError: that is no list, or the front matter can't be read or edited.
    """
    return _edit(data, path, list(entries), into_list=True) if entries else data


def add_key(data: bytes, path: Path, value: object) -> bytes:
    """Return a document with a key that its front matter did not have, and the mappings that lead to it.

    :raises EditError: the key is there already, or the front matter can't be read or edited.
    """
    return _edit(data, path, value, into_list=False)


def read_keys(data: bytes) -> dict[str, Any]:
    """Return the front matter of a document as it is written, as plain data.

    :raises EditError: it can't be read.
    """
    return _read(_decoded(data).removeprefix("\ufeff"))[1]


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise EditError("the file is not UTF-8", "save the file as UTF-8") from None


def _edit(data: bytes, path: Path, value: object, *, into_list: bool) -> bytes:
    text = _decoded(data)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    root, before = _read(text)
    expected = _with(before, path, value, into_list=into_list)
    insertion = _place(root, path, value)
    edited = _insert(text, insertion)
    try:
        is_right = _read(edited)[1] == expected
    except EditError:
        is_right = False
    if not is_right:
        raise EditError(f"`{'.'.join(path)}` is written in a way that can't be added to", _BY_HAND)
    return (mark + edited).encode()


def _read(text: str) -> tuple[MappingNode | None, dict[str, Any]]:
    """Return the front matter as nodes and as plain data."""
    findings = Findings()
    parts = cut(_BREAK.sub("\n", text).translate(_AS_YAML), findings)
    root = compose(parts.matter, 1, findings) if parts else None
    values = read_plain(root, Context(findings, 1)) if root else {}
    if findings:
        raise EditError(findings[0].message, findings[0].remedy)
    if root is None or values is None:
        return None, {}
    if not isinstance(root, MappingNode):
        raise EditError("the front matter is no mapping", _BY_HAND)
    return root, values


def _with(values: dict[str, Any], path: Path, value: object, *, into_list: bool) -> dict[str, Any]:
    """Return what the front matter has to say after the edit."""
    values = copy.deepcopy(values)
    inner = values
    for step in path[:-1]:
        if inner.get(step) is None:
            inner[step] = {}
        inner = inner[step]
        if not isinstance(inner, dict):
            raise EditError(f"`{step}` is no mapping", _BY_HAND)
    there = inner.get(path[-1])
    if into_list and isinstance(value, list):
        if not isinstance(there, list | None):
            raise EditError(f"`{'.'.join(path)}` is no list", _BY_HAND)
        inner[path[-1]] = [*(there or ()), *_plain(value)]
    elif there is not None:
        raise EditError(f"`{'.'.join(path)}` is there already")
    else:
        inner[path[-1]] = _plain(value)
    return values


def _plain(value: Any) -> Any:  # noqa: ANN401 - plain data
    """Return a value as it is read again."""
    if isinstance(value, Mapping):
        return {key: _plain(child) for key, child in value.items()}
    return [_plain(child) for child in value] if isinstance(value, list | tuple) else value


def _place(root: MappingNode | None, path: Path, value: object) -> _Insertion:
    """Return what goes where: into the deepest part of the path that is there."""
    if root is None:
        return _Insertion(0, 0, _block(_nested(path, value), 0))
    parent = root
    node: Node = root
    for depth, key in enumerate(path):
        if not isinstance(node, MappingNode):
            return _below(parent, node, _nested(path[depth:], value))
        parent = node
        child = next((child for name, child in parent.value if name.value == key), None)
        if child is None:
            return _into(parent, _nested(path[depth:], value))
        node = child
    return _into(node, value) if isinstance(node, SequenceNode) else _below(parent, node, value)


def _nested(path: Path, value: object) -> object:
    """Return the value within the mappings that lead to it."""
    for key in reversed(path):
        value = {key: value}
    return value


def _into(node: CollectionNode, addition: object) -> _Insertion:
    """Return what goes to the end of a mapping or list."""
    if not node.flow_style:
        column = node.start_mark.column
        is_root = isinstance(node, MappingNode) and column == 0
        return _Insertion(_line_after(node), 0, _block(addition, column), below_comments=is_root)
    flow = _flow(addition)[1:-1]
    if not node.value:
        return _Insertion(node.start_mark.line, node.start_mark.column + 1, flow)
    last = _last(node)
    return _Insertion(last.end_mark.line, last.end_mark.column, f", {flow}")


def _below(parent: MappingNode, node: Node, value: object) -> _Insertion:
    """Return what becomes the value of a key that has none."""
    if parent.flow_style or not isinstance(value, dict | list):
        flow = _flow(value) if isinstance(value, dict | list) else _flow([value])[1:-1]
        return _Insertion(node.end_mark.line, node.end_mark.column, f" {flow}")
    return _Insertion(node.end_mark.line + 1, 0, _block(value, parent.start_mark.column + 2))


def _line_after(node: Node) -> int:
    """Return the line below the last one that holds something of a node."""
    while isinstance(node, CollectionNode) and not node.flow_style and node.value:
        node = _last(node)
    mark = node.end_mark
    is_block = isinstance(node, ScalarNode) and node.style in {"|", ">"}
    return int(mark.line) if is_block and mark.column == 0 else int(mark.line) + 1


def _last(node: CollectionNode) -> Node:
    """Return the last entry of a list, or the last value of a mapping."""
    last: Node = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]
    return last


class _Dumper(yaml.CSafeDumper):
    """Writes equal lists out each time: front matter takes no YAML aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as the library has it
        return True

    def represent_text(self, text: str) -> ScalarNode:
        """Put text in quotes that would be read as something else."""
        style = None if resolve(text) == text else "'"
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _Dumper.represent_text)


def _block(value: object, column: int) -> str:
    """Return lines of YAML that begin at a column."""
    if not isinstance(value, dict | list):
        return " " * column + _flow([value])[1:-1] + "\n"
    text: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=1 << 20
    )
    return "".join(" " * column + line for line in text.splitlines(keepends=True))


def _flow(value: object) -> str:
    """Return YAML on one line; of a value that is neither list nor mapping as the entry of a list."""
    text: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=True, width=1 << 20
    )
    return text.strip()


def _insert(text: str, insertion: _Insertion) -> str:
    """Return the document with a text put in, with line breaks as the document has them."""
    breaks = list(_BREAK.finditer(text))
    starts = [0, *(match.end() for match in breaks)]
    line = insertion.line + 1  # the front matter begins on the second line
    while insertion.below_comments and text.startswith("#", starts[line]):
        line += 1
    at = starts[line] + insertion.column
    return text[:at] + insertion.text.replace("\n", breaks[0][0]) + text[at:]
