"""What to do about a key that has no meaning where it stands, and about text in place of a mapping."""

import json
import re
from collections.abc import Collection
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints

import msgspec
from yaml import Node, ScalarNode

from generator.decode.findings import did_you_mean
from generator.decode.foreign_keys import DRAFTS, MEANINGS, UNUSED, fold
from generator.decode.invisible import ODD_SPACE, name_character

AS_TEXT = "as_text"
"""What a Struct may have: the mapping to write in place of a text alone, with ``TEXT`` for the text."""

_LONGEST_TEXT = 80


def odd_space(node: Node) -> re.Match[str] | None:
    """Return the beginning of text that would be a mapping, were the blank in it a space."""
    return ODD_SPACE.match(node.value) if type(node) is ScalarNode and not node.style else None


def odd_remedy(odd: re.Match[str]) -> str:
    """Say which blank has to be a space."""
    return f"write an ordinary space in place of {name_character(odd['blank'])}"


def mapping_remedy(kind: type[msgspec.Struct], node: Node) -> str:
    """Return what to write where a text stands and a mapping is meant."""
    if odd := odd_space(node):
        return odd_remedy(odd)
    pattern: str = getattr(kind, AS_TEXT, "")
    if not pattern:
        return 'write "key: value" lines'
    text = node.value.strip() if type(node) is ScalarNode else ""
    is_short = bool(text) and "\n" not in text and len(text) <= _LONGEST_TEXT
    return f"write {pattern.replace('TEXT', json.dumps(text, ensure_ascii=False) if is_short else '…')}"


def key_remedy(key: str, kind: type[msgspec.Struct], known: Collection[str], *, own_keys: bool) -> str:
    """Return what to write in place of an unknown key.

    That is the key by which Weekmark knows what other tools call so, the mapping to which it belongs, or the
    nearest one.

    :param known: the keys that have a meaning here.
    :param own_keys: whether authors may have keys of their own here.
    """
    if odd := ODD_SPACE.match(key):
        return odd_remedy(odd)
    if key == "<<" or key.startswith("x-"):
        merge = "YAML merge keys are not supported; repeat the keys"
        return merge if key == "<<" else "keys of your own are for the top level"
    folded = fold(key)
    same = next((name for name in known if fold(name) == folded), "") or MEANINGS.get(folded, "")
    if same in known:
        return f'write "{same}"'
    if folded in DRAFTS and "draft" in known:
        return 'write "draft: true" to leave it out'
    if (parent := _parents(kind).get(key)) and f"{key}s" not in known:
        return f'it belongs below "{parent}", indented'
    near = "" if folded in UNUSED else did_you_mean(key, known)
    own = f'write "x-{key}" if it is a key of your own' if own_keys else ""
    return near or own or f"known here: {', '.join(known)}"


@cache
def _parents(kind: type[msgspec.Struct]) -> dict[str, str]:
    """Return in which mapping of a Struct a key is known, for those that are in one alone."""
    found: dict[str, list[str]] = {}
    hints = get_type_hints(kind)
    for field in msgspec.structs.fields(kind):
        for inner in _structs(hints[field.name]):
            for name in inner.__struct_encode_fields__:
                found.setdefault(name, []).append(field.encode_name)
    return {name: parents[0] for name, parents in found.items() if len(parents) == 1}


def _structs(hint: Any) -> list[type[msgspec.Struct]]:  # noqa: ANN401  # any annotation
    """Return the Struct of a field that holds one mapping."""
    kinds = [kind for kind in (get_args(hint) or (hint,)) if kind is not NoneType]
    return [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, msgspec.Struct)]
