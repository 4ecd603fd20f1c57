"""The keys of other tools, told by their meaning; what has none here goes into ``x-…``."""

import re
from collections.abc import Mapping as MappingOf
from datetime import date, time
from typing import Any

from generator.decode.foreign_keys import DRAFTS, MEANINGS, OURS, fold
from generator.importing.request import Mapping

LISTS = frozenset({"topics", "aliases", "audience", "related", "pin", "exclude"})
PLAIN = frozenset(
    """collected origin model reviewed_by audience importance recap insight coverage related corrections tldr
    pin exclude week sponsored provenance reviewed""".split()  # noqa: SIM905 - easier to read than quoted words
)
"""Keys that only Weekmark has: taken as they are."""


def translate(
    matter: MappingOf[str, Any], mapping: Mapping
) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """Return a document's values by our keys, its other values by their own, and the keys that were left out.

    :param mapping: comes before what is known of other tools. Of several keys with one meaning the likeliest
        counts, the others stay among the rest; lists are put together.
        ``published: false`` is a draft, as Jekyll has it, and tells no day; so is all that another tool's key
        keeps from readers: ``status: draft``, ``hidden: true``.
    """
    named = {fold(theirs): ours for ours, theirs in mapping.map.items()}
    drop = {fold(key) for key in mapping.drop}
    candidates: dict[str, list[tuple[int, str, Any]]] = {}
    rest: dict[str, Any] = {}
    dropped = []
    is_draft = None
    for key, value in matter.items():
        folded = fold(key)
        if folded in drop:
            dropped.append(key)
            continue
        if folded == "published" and isinstance(value, bool):
            is_draft = not value
            continue
        if folded in DRAFTS and folded not in named and _is_kept_back(folded, value):
            is_draft = True
            continue
        ours, rank = _meaning(key, folded, named)
        if value is None or value in ("", [], {}):
            continue
        if ours:
            candidates.setdefault(ours, []).append((rank, key, value))
        else:
            rest[key] = value
    values = {
        ours: _choose(ours, sorted(found, key=lambda one: one[0]), rest) for ours, found in candidates.items()
    }
    if is_draft is not None and not is_true(values.get("draft", False)):
        values["draft"] = is_draft
    values |= {key: split_list(value) if key in LISTS else value for key, value in mapping.set.items()}
    return values, rest, dropped


def _is_kept_back(folded: str, value: Any) -> bool:  # noqa: ANN401 - of any type
    """Say whether a key of another tool keeps its document from readers."""
    if folded == "status":
        return plain_text(value).casefold() in {
            "draft",
            "hidden",
            "private",
            "pending",
            "unpublished",
            "trash",
        }
    return is_false(value) if folded == "publish" else is_true(value)


def _meaning(key: str, folded: str, named: MappingOf[str, str]) -> tuple[str, int]:
    if folded in named:
        return named[folded], -1
    if key in PLAIN:
        return key, 0
    ours = MEANINGS.get(folded, "")
    return ours, (ours, *OURS[ours]).index(folded) if ours else 0


def _choose(ours: str, found: list[tuple[int, str, Any]], rest: dict[str, Any]) -> Any:  # noqa: ANN401 - of any type
    """Return the value of the likeliest key; lists hold those of all."""
    if ours in LISTS:
        return list(dict.fromkeys(text for _, _, value in found for text in split_list(value)))
    _, _, value = found[0]
    rest |= {key: other for _, key, other in found[1:] if other != value}
    return value


def split_list(value: Any) -> list[str]:  # noqa: ANN401 - of any type
    """Return a list of texts: ``a, b`` has two, and of mappings (as some tools have them) the name counts."""
    if isinstance(value, str):
        return [text for part in value.split(",") if (text := part.strip())]
    if isinstance(value, dict):
        value = [value.get("name") or value.get("title") or value.get("slug") or ""]
    if not isinstance(value, list | tuple):
        value = [value]
    texts = (
        one for item in value for one in (split_list(item) if isinstance(item, dict) else [plain_text(item)])
    )
    return [text for text in texts if text]


def plain_text(value: Any) -> str:  # noqa: ANN401 - of any type
    """Return a value as text on one line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(str(value).split())


def is_true(value: Any) -> bool:  # noqa: ANN401 - of any type
    """Say whether a value means yes, as tools write it."""
    return value is True or str(value).strip().casefold() in {"true", "yes", "on", "1"}


def is_false(value: Any) -> bool:  # noqa: ANN401 - of any type
    """Say whether a value means no, as tools write it."""
    return value is False or str(value).strip().casefold() in {"false", "no", "off", "0"}


def own_keys(rest: MappingOf[str, Any]) -> dict[str, Any]:
    """Return values under keys of the author's own: ``Cover Art`` is ``x-cover-art``."""
    found: dict[str, Any] = {}
    for key, value in rest.items():
        if key.startswith("x-"):
            found[key] = plain_data(value)
            continue
        name = re.sub(r"[^a-z0-9_]+", "-", re.sub("^x-", "", key.casefold())).strip("-")[:60] or "value"
        while f"x-{name}" in found:
            name += "-2"
        found[f"x-{name}"] = plain_data(value)
    return found


def plain_data(value: Any, depth: int = 0) -> Any:  # noqa: ANN401 - of any type
    """Return a value as YAML's core schema has it: text, number, truth value, list or mapping."""
    if depth > 20:
        return plain_text(value)
    if isinstance(value, dict):
        return {plain_text(key): plain_data(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_data(item, depth + 1) for item in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool) or value is None else plain_text(value)
