"""Decoders of scalars: text by its :class:`Scalar`, whole numbers, truth values, choices."""

import re
from typing import Any

import msgspec
from yaml import Node, ScalarNode, SequenceNode

from generator.decode.context import Context
from generator.decode.findings import Mended, Refused, did_you_mean, shown
from generator.decode.invisible import BLANK, name_character
from generator.decode.nodes import place_of
from generator.decode.plain import resolve
from generator.decode.scalars import Scalar
from generator.decode.text import has_controls, normalized


def read_scalar(scalar: Scalar, node: Node, context: Context) -> Any:  # noqa: ANN401  # its value
    """Return what the text of the node means."""
    if type(node) is not ScalarNode:
        what = "a list" if isinstance(node, SequenceNode) else "a mapping"
        return context.refuse(
            node, "wrong-shape", f"must be text, not {what}", "if it is text, put it in quotes"
        )
    text = node.value.strip()
    if node.style == '"':
        text = normalized(text).strip()
        if has_controls(text):
            return context.refuse(
                node, "control-escape", "an escape names an invisible control character", "remove it"
            )
    if not text:
        return context.refuse(node, "empty-value", "is empty", "write something, or remove it")
    if scalar.is_text and context.has_hash:
        context.check_hash(node, text)
    try:
        return scalar.convert(text)
    except Refused as refused:
        mended = refused if isinstance(refused, Mended) else _without_odd_spaces(scalar, text)
        if mended is None:
            return context.refuse(node, refused.name, refused.message, refused.remedy)
        context.findings.report(
            place_of(node, context.first_line), mended.name, mended.message, mended.remedy
        )
        return mended.value


def _without_odd_spaces(scalar: Scalar, text: str) -> Mended | None:
    """Return what the text means with ordinary spaces in place of others; none where it means nothing."""
    odd = None if text.isascii() else BLANK.search(text)
    plain = BLANK.sub(" ", text).strip()
    if odd is None or not plain:
        return None
    try:
        value = scalar.convert(plain)
    except Refused:
        return None
    return Mended(value, f"{name_character(odd[0])} is read as a space", "write an ordinary space")


def read_bool(node: Node, context: Context) -> Any:  # noqa: ANN401  # a bool or INVALID
    """Return true or false, as YAML 1.2 has them."""
    value = _plain_value(node, context)
    if value in {"true", "True", "TRUE"}:
        return True
    if value in {"false", "False", "FALSE"}:
        return False
    return context.refuse(node, "wrong-value", "must be true or false", _truth_remedy(node.value))


def read_int(bounds: msgspec.Meta, node: Node, context: Context) -> Any:  # noqa: ANN401  # an int or INVALID
    """Return a whole number within the bounds."""
    value = _plain_value(node, context)
    low, high = bounds.ge, bounds.le
    limits = f"from {low} to {high}" if high is not None else f"{low} or more"
    if not re.fullmatch("-?[0-9]{1,9}", value):
        quoted = type(node) is ScalarNode and bool(node.style)
        remedy = (
            "write it without quotes" if quoted else f"write a number {limits}" if low is not None else ""
        )
        return context.refuse(node, "wrong-value", "must be a whole number", remedy)
    number = int(value)
    if (low is not None and number < low) or (high is not None and number > high):
        return context.refuse(node, "wrong-value", f"must be {limits}")
    return number


def read_number(node: Node, context: Context) -> Any:  # noqa: ANN401  # a number or INVALID
    """Return a number, whole or not, as YAML 1.2 has it."""
    is_plain = type(node) is ScalarNode and not node.style
    number = resolve(node.value) if is_plain else None
    if type(number) in {int, float}:
        return number
    is_quoted = type(node) is ScalarNode and type(resolve(node.value)) in {int, float}
    remedy = "write it without quotes" if is_quoted else "write it as 1500 or 2.5"
    return context.refuse(node, "wrong-value", "must be a number", remedy)


def read_choice(choices: tuple[str, ...], node: Node, context: Context) -> Any:  # noqa: ANN401  # a choice
    """Return the choice that the text names."""
    if type(node) is not ScalarNode:
        return context.refuse(node, "wrong-value", f"must be one of {', '.join(choices)}")
    if node.value in choices:
        return node.value
    message = f"must be one of {', '.join(choices)}, not {shown(node.value)}"
    lower = node.value.strip().lower()
    remedy = f'write "{lower}"' if lower in choices else did_you_mean(node.value, choices)
    return context.refuse(node, "wrong-value", message, remedy)


def _plain_value(node: Node, context: Context) -> str:
    """Return the text of a scalar without quotes, and without blanks that are no spaces, which are told."""
    if type(node) is not ScalarNode or node.style:
        return ""
    value: str = node.value
    odd = None if value.isascii() else BLANK.search(value)
    if odd is None:
        return value
    message, remedy = f"{name_character(odd[0])} is read as a space", "write an ordinary space"
    context.findings.report(place_of(node, context.first_line), "mended-value", message, remedy)
    return BLANK.sub(" ", value).strip()


def _truth_remedy(value: Any) -> str:  # noqa: ANN401  # a node's value
    word = value.lower() if isinstance(value, str) else ""
    truth = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}.get(
        word, word
    )
    return f"write {truth}, without quotes" if truth in {"true", "false"} else ""
