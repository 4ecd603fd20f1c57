"""Put list entries and values into a file of settings as text; every other byte stays."""

from collections.abc import Callable, Sequence

from yaml import MappingNode, ScalarNode

from generator.decode.findings import Findings
from generator.decode.nodes import compose
from generator.editing.front_matter import Path
from generator.editing.insertion import add_entries
from generator.editing.replacement import Steps, set_text, take_away
from generator.errors import EditError

_BY_HAND = "write it by hand"


def add_to_list(data: bytes, path: Path, entries: Sequence[object]) -> bytes:
    """Return settings with entries at the end of a list, which is made if need be.

    :raises EditError: that is no list, or the file can't be read or edited.
    """
    return _fenced(data, lambda document: add_entries(document, path, entries))


def take_from_list(data: bytes, path: Steps) -> bytes:
    """Return settings without an entry of a list, nor the list where it has no other.

    :param path: ends with the number of the entry.
    :raises EditError: it is not there, or the file can't be read or edited.
    """
    return _fenced(data, lambda document: take_away(document, path))


def set_in_list(data: bytes, path: Steps, value: str) -> bytes:
    """Return settings in which an entry of a list is another text.

    :param path: ends with the number of the entry.
    :raises EditError: that is no text, or the file can't be read or edited.
    """
    return _fenced(data, lambda document: set_text(document, path, value))


def _fenced(data: bytes, edit: Callable[[bytes], bytes]) -> bytes:
    """Edit settings as the front matter that they would be between fences.

    :raises EditError: they have fences of their own, or can't be edited.
    """
    if any(line.rstrip() in (b"---", b"...") for line in data.splitlines()) or data.startswith(
        b"\xef\xbb\xbf"
    ):
        raise EditError("the file is written in a way that can't be edited", _BY_HAND)
    end = b"\r\n" if b"\r\n" in data else b"\n"
    fence = b"---" + end
    ended = data if not data or data.endswith(b"\n") else data + end
    return edit(fence + ended + fence).removeprefix(fence).removesuffix(fence)


def set_value(data: bytes, key: str, value: str) -> bytes:
    """Return settings in which a key has a value, whether it had another or none.

    :param value: YAML on one line.
    :raises EditError: the key holds more than a scalar, or the file can't be read or edited.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise EditError("the file is not UTF-8", "save the file as UTF-8") from None
    edited = _with_value(text, key, value)
    if _value(edited, key) != value:
        raise EditError(f"`{key}` is written in a way that can't be changed", _BY_HAND)
    return edited.encode()


def _with_value(text: str, key: str, value: str) -> str:
    node = _find(text, key)
    if node is None:
        end = "\r\n" if "\r\n" in text else "\n"
        gap = end if text and not text.endswith("\n") else ""
        return f"{text}{gap}{key}: {value}{end}"
    if not isinstance(node, ScalarNode):
        raise EditError(f"`{key}` holds more than a value", _BY_HAND)
    lines = text.split("\n")
    line, begin, end_mark = node.start_mark.line, node.start_mark.column, node.end_mark
    if end_mark.line != line:
        raise EditError(f"`{key}` is written in a way that can't be changed", _BY_HAND)
    lines[line] = lines[line][:begin] + ("" if node.value else " ") + value + lines[line][end_mark.column :]
    return "\n".join(lines)


def _value(text: str, key: str) -> str | None:
    node = _find(text, key)
    return node.value if isinstance(node, ScalarNode) else None


def _find(text: str, key: str) -> ScalarNode | object | None:
    findings = Findings()
    root = compose(text, 1, findings)
    if findings:
        raise EditError(findings[0].message, findings[0].remedy)
    if root is None or (isinstance(root, ScalarNode) and not root.value):
        return None
    if not isinstance(root, MappingNode) or root.flow_style:
        raise EditError("the file is written in a way that can't be added to", _BY_HAND)
    return next((node for name, node in root.value if name.value == key), None)
