"""The text of a draft that is made of a story. Pure."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from generator.desk.ranking import Offer
from generator.desk.records import Item

_WIDTH = 100


def write_draft(
    offer: Offer, published: str, source: object, coverage: Sequence[object], *, pin: bool = False
) -> str:
    """Return a file: what is known of an event, and in comments what is not known for sure.

    :param published: a day or a time, with what its comment says where it needs one.
    :param source: as authors write it.
    :param coverage: entries as authors write them.
    :param pin: put it first in the recap.
    """
    item = offer.head
    lines = [
        f"title: {_json(item.title)}",
        f"url: {_json(item.url)}",
        f"source: {_json(source)}",
        f"published: {published}{_doubt(item)}",
        *([f"collected: {item.collected}"] if item.collected else []),
        "draft: true",
        *(["recap: pin"] if pin else []),
        "hook:",
        *_comment("The feed says: ", item.summary),
        "topics: []",
        *_comment("Words of it suggest: ", ", ".join(offer.topics)),
        *(["coverage:", *(f"  - {_json(entry)}" for entry in coverage)] if coverage else []),
    ]
    return "\n".join(["---", *lines, "---", ""])


def entry_of(item: Item, source: object, name: str = "") -> Mapping[str, Any]:
    """Return an entry of ``coverage``.

    :param source: as authors write it.
    :param name: what cites call it, where that is not its source.
    """
    entry = {"source": source, "title": item.title, "url": item.url}
    return ({"id": name} if name else {}) | entry | ({"published": item.published} if item.published else {})


def _doubt(item: Item) -> str:
    """Return what a reader of the draft should know of the time, as a comment."""
    told = f'; the feed says "{item.told}"' if item.told else ""
    without_zone = ", without a zone: read as UTC" if item.told else ""
    return {
        "zoneless": f"  # no zone, read as UTC{told}",
        "future": f"  # when it was seen first{told}, which had not come",
        "page": f"  # the feed says nothing, its page does{without_zone}",
        "missing": "  # the feed says nothing",
    }.get(item.dating, "")


def _comment(label: str, text: str) -> list[str]:
    wrapped = textwrap.wrap(label + text, _WIDTH, break_long_words=False) if text else []
    return [f"# {line}" for line in wrapped]


def _json(value: object) -> str:
    """Return a value as JSON on one line, which is YAML too."""
    return msgspec.json.format(msgspec.json.encode(value), indent=0).decode()
