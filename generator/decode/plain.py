"""Plain data: what the author's own keys hold, by the core schema of YAML 1.2."""

import math
import re
from typing import Any

from yaml import MappingNode, Node, ScalarNode

from generator.decode.context import INVALID, Context
from generator.decode.findings import shown
from generator.decode.text import has_controls

_INT = re.compile(r"[-+]?[0-9]{1,18}|0o[0-7]{1,20}|0x[0-9a-fA-F]{1,15}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def read_plain(node: Node, context: Context) -> Any:  # noqa: ANN401  # plain data
    """Return text, number, truth value, none, list or dict."""
    if type(node) is ScalarNode:
        if node.style == '"' and has_controls(node.value):
            return context.refuse(
                node, "control-escape", "an escape names an invisible control character", "remove it"
            )
        return node.value if node.style else resolve(node.value)
    if isinstance(node, MappingNode):
        return _read_items(node, context)
    return [read_plain(child, context) for child in node.value]


def _read_items(node: MappingNode, context: Context) -> dict[str, Any]:
    """Return the entries of a mapping; keys are text as typed."""
    values: dict[str, Any] = {}
    for key, child in node.value:
        if type(key) is not ScalarNode:
            context.refuse(key, "key-not-text", "a key must be text")
        elif key.value in values:
            context.refuse(key, "repeated-key", f"{shown(key.value)} is here twice", "remove one of them")
        elif (value := read_plain(child, context)) is not INVALID:
            values[key.value] = value
    return values


def resolve(text: str) -> Any:  # noqa: ANN401  # a scalar
    """Return what a scalar without quotes means."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))
    if _FLOAT.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    return text
