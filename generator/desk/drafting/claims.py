"""What a model answers: claims, each with the words that it rests on. Pure."""

import re
from typing import Annotated, Any

import msgspec
from msgspec import Meta

_FENCED = re.compile(r"\s*```[a-z]*\n(.*?)\n?```\s*", re.DOTALL)
_THOUGHT = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
_LIMITS = ("maxLength", "minLength", "maxItems", "minItems", "pattern", "title")
"""What servers refuse in a schema; it is held to all the same when the answer comes."""

_Sentence = Annotated[str, Meta(max_length=400)]
_Line = Annotated[str, Meta(max_length=240)]


class Quote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a source."""

    cite: Annotated[str, Meta(max_length=120)]
    text: Annotated[str, Meta(max_length=600)]


_Quotes = Annotated[tuple[Quote, ...], Meta(max_length=4)]


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence and what it rests on."""

    text: _Sentence
    quotes: _Quotes


class Implication(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A prediction; the words are those that its rationale rests on."""

    prediction: _Sentence
    rationale: _Sentence
    quotes: _Quotes


class DatedFact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of the timeline."""

    date: Annotated[str, Meta(pattern=r"^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")]
    text: _Sentence
    quotes: _Quotes


class Draft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that is asked for; an empty text says that there is nothing to say."""

    hook: _Line
    what_changed: Claim
    why_it_matters: Claim
    what_to_do_next: _Sentence
    takeaways: Annotated[tuple[Claim, ...], Meta(max_length=7)]
    implications: Annotated[tuple[Implication, ...], Meta(max_length=3)]
    timeline: Annotated[tuple[DatedFact, ...], Meta(max_length=8)]


class UnreadableError(Exception):
    """An answer that is not what was asked for; tells where, for the model and for people."""


def read_answer(content: str) -> Draft:
    """Read an answer; a fence or thoughts around it are taken off.

    :raises UnreadableError: it is anything else.
    """
    text = _THOUGHT.sub("", content, count=1)
    fenced = _FENCED.fullmatch(text)
    try:
        return msgspec.json.decode(fenced[1] if fenced else text, type=Draft)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise UnreadableError(str(error)) from None


def schema(cites: tuple[str, ...]) -> dict[str, Any]:
    """Return the JSON Schema of an answer in the subset that servers take.

    :param cites: the ids that quotes may name.
    """
    kinds: dict[str, Any] = _without_limits(msgspec.json.schema(Draft))["$defs"]
    kinds["Quote"]["properties"]["cite"] = {"type": "string", "enum": list(cites)}
    return {**kinds.pop("Draft"), "$defs": kinds}


def _without_limits(value: Any) -> Any:  # noqa: ANN401 - any part of a schema
    if isinstance(value, dict):
        return {key: _without_limits(child) for key, child in value.items() if key not in _LIMITS}
    return [_without_limits(child) for child in value] if isinstance(value, list) else value
