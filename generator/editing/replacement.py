"""Change or take away values of front matter as text, at their place; every other byte stays.

As with what is put in: what was written is read again and compared, and an edit that would say anything else
than it should is refused.
"""

import copy
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from yaml import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from generator.editing.front_matter import BY_HAND, as_flow, decode_text, line_starts, read_matter
from generator.editing.insertion import add_key
from generator.errors import EditError

Steps = Sequence[str | int]
"""What leads to a value: ``("insight", "takeaways", 0, "text")``."""

_DASH = re.compile(r"-[ \t]*(?:#.*)?")
_DASHES = re.compile(r"-(?:[ \t]+-)*")
"""What stands before the first entry of a list or mapping that begins on the line of the list around it."""
_NOTHING = re.compile("")
_COMMENT = re.compile(r"[ \t]+#.*$", re.MULTILINE)


class _Span(NamedTuple):
    """A part of a document, in characters."""

    start: int
    end: int


def set_text(data: bytes, path: Steps, value: str) -> bytes:
    """Return a document in which a key of its front matter has a text, whether it had another or none.

    :param value: on one line.
    :raises EditError: it is no text by now, or the front matter can't be read or edited.
    """
    text, mark = _split(data)
    root, before = read_matter(text)
    node = _trail(root, path)[-1] if root else None
    if root is None or node is None or (isinstance(node, ScalarNode) and _at(before, path) is None):
        return add_key(data, tuple(map(str, path)), value)
    if not isinstance(node, ScalarNode):
        raise EditError(f"`{_written(path)}` is no text", BY_HAND)
    expected = copy.deepcopy(before)
    _at(expected, path[:-1])[path[-1]] = value
    span, comment = _scalar_span(text, node)
    edited = text[: span.start] + _scalar(value, node.style) + comment + text[span.end :]
    return _checked(mark, edited, expected, path)


def take_away(data: bytes, path: Steps) -> bytes:
    """Return a document without a value of its front matter, nor what holds nothing else.

    :raises EditError: it is not there, or the front matter can't be read or edited.
    """
    text, mark = _split(data)
    root, before = read_matter(text)
    trail = _trail(root, path) if root else [None]
    if trail[-1] is None:
        raise EditError(f"`{_written(path)}` is not there", "load the page again")
    while len(path) > 1 and len(_children(trail[len(path) - 1])) == 1:
        path = path[:-1]
    parent, step = trail[len(path) - 1], path[-1]
    expected = copy.deepcopy(before)
    del _at(expected, path[:-1])[step]
    span = _entry_span(text, parent, step, path)
    return _checked(mark, text[: span.start] + text[span.end :], expected, path)


def _split(data: bytes) -> tuple[str, str]:
    """Return the text of a document, and its byte order mark where it has one."""
    text = decode_text(data)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return text.removeprefix(mark), mark


def _checked(mark: str, edited: str, expected: dict[str, Any], path: Steps) -> bytes:
    """Return the bytes of a document that says what it should.

    :raises EditError: it does not.
    """
    try:
        is_right = read_matter(edited)[1] == expected
    except EditError:
        is_right = False
    if not is_right:
        raise EditError(f"`{_written(path)}` is written in a way that can't be changed", BY_HAND)
    return (mark + edited).encode()


def _trail(root: Node, path: Steps) -> list[Node | None]:
    """Return the nodes on the way to a value, the root first; none from where there is nothing."""
    trail: list[Node | None] = [root]
    for step in path:
        trail.append(_child(trail[-1], step))
    return trail


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, MappingNode) and isinstance(step, str):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: Node = node.value[step]
        return found
    return None


def _children(node: Node | None) -> list[tuple[Node, Node]]:
    """Return the entries of a mapping or a list, each by its first node and its last."""
    if isinstance(node, MappingNode):
        return list(node.value)
    return [(child, child) for child in node.value] if isinstance(node, SequenceNode) else []


def _at(values: Any, path: Steps) -> Any:  # noqa: ANN401 - plain data
    for step in path:
        values = values[step]
    return values


def _scalar_span(text: str, node: ScalarNode) -> tuple[_Span, str]:
    """Return where a scalar stands, and the comment on the first line of a block, which is to be kept."""
    starts = line_starts(text)
    start = _place(starts, node.start_mark)
    end = _end(text, starts, node)
    header = text[start : text.find("\n", start)].rstrip("\r")
    comment = _COMMENT.search(header) if node.style in {"|", ">"} else None
    return _Span(start, end), comment[0] if comment else ""


def _scalar(value: str, style: str | None) -> str:
    """Return a text as YAML on one line, in quotation marks where it had some."""
    plain = as_flow([value])[1:-1]
    if style == '"' and plain[0] not in "'\"" and "\\" not in value and '"' not in value:
        return f'"{plain}"'
    if style == "'" and plain[0] not in "'\"":
        return "'{}'".format(plain.replace("'", "''"))
    return plain


def _entry_span(text: str, parent: Node | None, step: str | int, path: Steps) -> _Span:
    """Return what goes with an entry of a mapping or a list."""
    entries = _children(parent)
    number = step if isinstance(step, int) else [key.value for key, _ in entries].index(step)
    first, last = entries[number]
    starts = line_starts(text)
    if isinstance(parent, CollectionNode) and parent.flow_style:
        if number:
            return _Span(_place(starts, entries[number - 1][1].end_mark), _place(starts, last.end_mark))
        following = entries[1][0].start_mark if len(entries) > 1 else last.end_mark
        return _Span(_place(starts, first.start_mark), _place(starts, following))
    line = first.start_mark.line + 1
    before = text[starts[line] : _place(starts, first.start_mark)]
    if isinstance(step, int):
        while not before.strip() or before.lstrip().startswith("#"):
            line -= 1
            before = text[starts[line] : starts[line + 1]]
    if not (_DASH if isinstance(step, int) else _NOTHING).fullmatch(before.strip()):
        if number == 0 and len(entries) > 1 and _DASHES.fullmatch(before.strip()):
            return _Span(_place(starts, first.start_mark), _place(starts, entries[1][0].start_mark))
        raise EditError(f"`{_written(path)}` is written in a way that can't be taken away", BY_HAND)
    end = _end(text, starts, last)
    return _Span(starts[line], next(start for start in starts if start > end))


def _end(text: str, starts: list[int], node: Node) -> int:
    """Return where a value ends; blank lines after it are none of it."""
    while isinstance(node, CollectionNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]
    end = _place(starts, node.end_mark)
    start = _place(starts, node.start_mark)
    return start + len(text[start:end].rstrip())


def _place(starts: list[int], mark: Any) -> int:  # noqa: ANN401 - libyaml's, which has no type
    return starts[int(mark.line) + 1] + int(mark.column)  # the front matter begins on the second line


def _written(path: Steps) -> str:
    """Return a path as authors read it: ``insight.takeaways[1].text``."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")
