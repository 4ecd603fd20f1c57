"""Put list entries and absent keys into front matter as text, at their place; every other byte stays.

The place is found in the graph of nodes that libyaml makes of the text, and what was written is read again
and compared: an edit that would say anything else than it should is refused.
"""

import copy
from collections.abc import Sequence
from typing import Any, NamedTuple

from yaml import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from generator.editing.front_matter import (
    BY_HAND,
    Path,
    as_block,
    as_flow,
    as_read,
    decode_text,
    line_starts,
    read_matter,
    with_breaks_of,
)
from generator.errors import EditError


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


def _edit(data: bytes, path: Path, value: object, *, into_list: bool) -> bytes:
    text = decode_text(data)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    root, before = read_matter(text)
    expected = _with(before, path, value, into_list=into_list)
    insertion = _place(root, path, value)
    edited = _insert(text, insertion)
    try:
        is_right = read_matter(edited)[1] == expected
    except EditError:
        is_right = False
    if not is_right:
        raise EditError(f"`{'.'.join(path)}` is written in a way that can't be added to", BY_HAND)
    return (mark + edited).encode()


def _with(values: dict[str, Any], path: Path, value: object, *, into_list: bool) -> dict[str, Any]:
    """Return what the front matter has to say after the edit."""
    values = copy.deepcopy(values)
    inner = values
    for step in path[:-1]:
        if inner.get(step) is None:
            inner[step] = {}
        inner = inner[step]
        if not isinstance(inner, dict):
            raise EditError(f"`{step}` is no mapping", BY_HAND)
    there = inner.get(path[-1])
    if into_list and isinstance(value, list):
        if not isinstance(there, list | None):
            raise EditError(f"`{'.'.join(path)}` is no list", BY_HAND)
        inner[path[-1]] = [*(there or ()), *as_read(value)]
    elif there is not None:
        raise EditError(f"`{'.'.join(path)}` is there already")
    else:
        inner[path[-1]] = as_read(value)
    return values


def _place(root: MappingNode | None, path: Path, value: object) -> _Insertion:
    """Return what goes where: into the deepest part of the path that is there."""
    if root is None:
        return _Insertion(0, 0, as_block(_nested(path, value), 0))
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
        return _Insertion(_line_after(node), 0, as_block(addition, column), below_comments=is_root)
    flow = as_flow(addition)[1:-1]
    if not node.value:
        return _Insertion(node.start_mark.line, node.start_mark.column + 1, flow)
    last = _last(node)
    return _Insertion(last.end_mark.line, last.end_mark.column, f", {flow}")


def _below(parent: MappingNode, node: Node, value: object) -> _Insertion:
    """Return what becomes the value of a key that has none."""
    if parent.flow_style or not isinstance(value, dict | list):
        flow = as_flow(value) if isinstance(value, dict | list) else as_flow([value])[1:-1]
        return _Insertion(node.end_mark.line, node.end_mark.column, f" {flow}")
    return _Insertion(node.end_mark.line + 1, 0, as_block(value, parent.start_mark.column + 2))


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


def _insert(text: str, insertion: _Insertion) -> str:
    """Return the document with a text put in, with line breaks as the document has them."""
    starts = line_starts(text)
    line = insertion.line + 1  # the front matter begins on the second line
    while insertion.below_comments and text.startswith("#", starts[line]):
        line += 1
    at = starts[line] + insertion.column
    return text[:at] + with_breaks_of(text, insertion.text) + text[at:]
