"""A node graph to typed values, directed by the annotations of a msgspec Struct.

Each type is compiled once to a function that takes a node and returns its value. A mapping is read to its end
whatever is wrong in it, so that all problems are told together; the path in front of each message
(``coverage[1].url``) grows as the functions return.
"""

import re
from collections.abc import Mapping
from functools import cache, partial
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from generator.decode.context import INVALID, Context, Reader, is_missing
from generator.decode.findings import shown
from generator.decode.leaves import read_bool, read_choice, read_int, read_number, read_scalar
from generator.decode.nodes import find_node
from generator.decode.plain import read_plain
from generator.decode.remedies import key_remedy, mapping_remedy, odd_remedy, odd_space
from generator.decode.scalars import Line, Scalar

OWN_KEYS = "extra"
"""The field that takes the author's own ``x-…`` keys, in the Structs that allow them."""


@cache
def reader(kind: Any, *, keep_broken: bool = False) -> Reader:  # noqa: ANN401  # any annotation
    """Return the decoder of a type.

    :param keep_broken: of the Structs in it, see :func:`record_reader`.

    Understood are types with a :class:`Scalar`, ``str`` (one line), ``float``, ``int`` (with the bounds
    of a ``msgspec.Meta``), ``bool``, ``Literal``, ``tuple[T, ...]``, ``dict[T, T]``, Structs, unions of a
    scalar, a mapping and ``None``, and unions of Structs that differ by their ``type``.
    """
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _annotated_reader(arguments[0], arguments[1:], keep_broken)
    if origin in {Union, UnionType}:
        return _union_reader(arguments, keep_broken)
    if origin is Literal:
        return partial(read_choice, arguments)
    if origin is tuple:
        return partial(_read_list, reader(arguments[0], keep_broken=keep_broken))
    if origin is dict:
        return _registry_reader(*arguments)
    return _READERS.get(kind) or record_reader(kind, keep_broken=keep_broken)


@cache
def record_reader(kind: type[msgspec.Struct], *, keep_broken: bool = False) -> Reader:
    """Return the decoder of a Struct.

    :param keep_broken: make the Struct, and those in it, even where required fields have no value, so that
        the rest can be looked at; they hold empty text then, and the findings say so.
    """
    hints = get_type_hints(kind, include_extras=True)
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    own_keys = fields.pop(OWN_KEYS, None) is not None
    readers = {name: reader(hints[field.name], keep_broken=keep_broken) for name, field in fields.items()}
    required = frozenset(name for name, field in fields.items() if field.required)
    return partial(_read_record, _Shape(kind, readers, required, own_keys, keep_broken))


class _Shape:
    """What a record's decoder knows of its Struct."""

    __slots__ = ("keep_broken", "kind", "other_keys", "own_keys", "readers", "required")

    def __init__(
        self,
        kind: type[msgspec.Struct],
        readers: dict[str, Reader],
        required: frozenset[str],
        own_keys: bool,
        keep_broken: bool,
    ) -> None:
        self.kind = kind
        self.other_keys: Mapping[str, str] = getattr(kind, "other_keys", {})
        self.readers = readers
        self.required = required
        self.own_keys = own_keys
        self.keep_broken = keep_broken


def _read_record(shape: _Shape, node: Node, context: Context) -> Any:  # noqa: ANN401  # the Struct or INVALID
    if is_missing(node):
        node = MappingNode("", [], node.start_mark, node.end_mark)
    if type(node) is not MappingNode:
        return context.refuse(node, "wrong-shape", "must be a mapping", mapping_remedy(shape.kind, node))
    findings = context.findings
    values: dict[str, Any] = {}
    is_whole = True
    for key_node, value_node in node.value:
        key: str = key_node.value if type(key_node) is ScalarNode else ""
        read = shape.readers.get(key)
        if read is None or key in values:
            _read_odd_key(shape, key_node, value_node, values, context)
            continue
        before = len(findings)
        is_short = len(value_node.value) < 5  # as all that means "missing" is
        if is_short and is_missing(value_node):
            value = INVALID
            context.check_hash(value_node, "")
        else:
            value = read(value_node, context)
        is_whole = is_whole and value is not INVALID
        values[key] = value
        if len(findings) != before:
            findings.nest(before, key)
    if is_whole and shape.required <= values.keys():
        return shape.kind(**values)
    return _make(shape, values, node, context)


def _make(shape: _Shape, values: dict[str, Any], node: Node, context: Context) -> Any:  # noqa: ANN401
    """Return the Struct, after a word about each required field that has no value."""
    lacking = [name for name in sorted(shape.required) if values.get(name, INVALID) is INVALID]
    for name in lacking:
        _report_lacking(name, values, node, context)
    if lacking and not shape.keep_broken:
        return INVALID
    known = {key: value for key, value in values.items() if value is not INVALID}
    return shape.kind(**dict.fromkeys(lacking, ""), **known)


def _report_lacking(name: str, values: dict[str, Any], node: Node, context: Context) -> None:
    """Report a required field that is not there or empty; one with a wrong value has been reported."""
    key, value = next(((key, value) for key, value in node.value if key.value == name), (node, node))
    if name not in values:
        context.refuse(key, "missing-key", "is missing")
    elif is_missing(value):
        context.refuse(key, "missing-key", "must have a value")
    else:
        return
    context.findings.nest(len(context.findings) - 1, name)


def _read_odd_key(
    shape: _Shape, key_node: Node, value_node: Node, values: dict[str, Any], context: Context
) -> None:
    """Keep a key of the author's own, or report one that is no text, there already, or unknown."""
    if context.findings.full:
        return
    if type(key_node) is not ScalarNode:
        context.refuse(key_node, "key-not-text", "a key must be text", "if it is text, put it in quotes")
        return
    key: str = key_node.value
    own = values.get(OWN_KEYS, {}) if shape.own_keys else {}
    if key in own or (key in values and key != OWN_KEYS):
        context.refuse(key_node, "repeated-key", f"the key {shown(key)} is here twice", "remove one of them")
    elif key.startswith("x-") and shape.own_keys:
        before = len(context.findings)
        values.setdefault(OWN_KEYS, {})[key] = read_plain(value_node, context)
        context.findings.nest(before, key)
    else:
        remedy = shape.other_keys.get(key) or key_remedy(
            key, shape.kind, shape.readers.keys(), own_keys=shape.own_keys
        )
        context.refuse(key_node, "unknown-key", f"unknown key {shown(key)}", remedy)


def _union_reader(kinds: tuple[Any, ...], keep_broken: bool) -> Reader:
    """Return the decoder of a union: of a scalar and a mapping, or of Structs by their ``type``."""
    kinds = tuple(kind for kind in kinds if kind is not NoneType)
    if len(kinds) == 1:
        return reader(kinds[0], keep_broken=keep_broken)
    if all(isinstance(kind, type) and issubclass(kind, msgspec.Struct) for kind in kinds):
        return partial(_read_tagged, {_tag_of(kind): reader(kind) for kind in kinds})
    readers = [reader(kind, keep_broken=keep_broken) for kind in kinds]
    fields = getattr(kinds[-1], "__struct_encode_fields__", ())
    return partial(_read_either, readers[0], readers[-1], frozenset(fields))


def _read_either(
    scalar: Reader, mapping: Reader, fields: frozenset[str], node: Node, context: Context
) -> Any:  # noqa: ANN401  # what one of them reads
    if type(node) is SequenceNode:
        return context.refuse(node, "wrong-shape", "must be text or a mapping, not a list")
    if (odd := odd_space(node)) and odd["key"] in fields:
        return context.refuse(node, "wrong-shape", "must be text or a mapping", odd_remedy(odd))
    return (scalar if type(node) is ScalarNode else mapping)(node, context)


def _tag_of(kind: type[msgspec.Struct]) -> str:
    """Return the only value that the ``type`` of a Struct may have."""
    (tag,) = get_args(get_type_hints(kind)["type"])
    return str(tag)


def _read_tagged(readers: dict[str, Reader], node: Node, context: Context) -> Any:  # noqa: ANN401
    """Read the Struct that the ``type`` of a mapping names."""
    if type(node) is not MappingNode:
        return context.refuse(node, "wrong-shape", "must be a mapping", 'write "key: value" lines')
    tag = find_node(node, ("type",))
    if tag is node:
        return context.refuse(node, "wrong-shape", 'has no "type"', f"it is one of {', '.join(readers)}")
    before = len(context.findings)
    if read_choice(tuple(readers), tag, context) is INVALID:
        context.findings.nest(before, "type")
        return INVALID
    return readers[tag.value](node, context)


def _read_list(item: Reader, node: Node, context: Context) -> Any:  # noqa: ANN401  # a tuple or INVALID
    if type(node) is not SequenceNode:
        is_short = type(node) is ScalarNode and re.fullmatch(r"[\w.+&/-][\w ,.+#&/-]{0,79}", node.value)
        remedy = f"write [{node.value}]" if is_short else 'begin each entry with "- "'
        return context.refuse(node, "wrong-shape", "must be a list", remedy)
    findings = context.findings
    values = []
    for index, child in enumerate(node.value):
        before = len(findings)
        if len(child.value) < 5 and is_missing(child):
            context.refuse(child, "empty-value", "is empty", "write something, or remove the entry")
            context.check_hash(child, "")
        elif (value := item(child, context)) is not INVALID:
            values.append(value)
        if len(findings) != before:
            findings.nest(before, f"[{index}]")
    return tuple(values)


def _registry_reader(key: Any, entry: Any) -> Reader:  # noqa: ANN401  # any annotations
    return partial(_read_registry, reader(key), reader(entry))


def _read_registry(key: Reader, entry: Reader, node: Node, context: Context) -> Any:  # noqa: ANN401  # a dict
    if type(node) is not MappingNode:
        return context.refuse(
            node, "wrong-shape", "must be a mapping", 'write "id:" lines, and below each its keys, indented'
        )
    values: dict[str, Any] = {}
    for key_node, child in node.value:
        name = key(key_node, context)
        if name is INVALID:
            continue
        if name in values:
            context.refuse(
                key_node, "repeated-key", f"the id {shown(name)} is here twice", "remove one of them"
            )
            continue
        before = len(context.findings)
        values[name] = entry(child, context)
        context.findings.nest(before, name)
    return {name: value for name, value in values.items() if value is not INVALID}


def _annotated_reader(kind: Any, notes: tuple[Any, ...], keep_broken: bool) -> Reader:  # noqa: ANN401  # as above
    for note in notes:
        if isinstance(note, Scalar):
            return partial(read_scalar, note)
        if isinstance(note, msgspec.Meta) and kind is int:
            return partial(read_int, note)
    return reader(kind, keep_broken=keep_broken)


_READERS: dict[Any, Reader] = {
    bool: read_bool,
    float: read_number,
    int: partial(read_int, msgspec.Meta()),
    str: reader(Line),
}
