"""The question: a prompt, and articles between fences that none of them can forge. Pure.

A fence is a digest of all that is sent, so no article can hold it; and each paragraph is one line that begins
with its number, so no article can begin a line.
"""

from collections.abc import Sequence

import msgspec

from generator.desk.drafting.claims import schema
from generator.desk.drafting.passages import Passages
from generator.desk.models.request import Message, Request
from generator.digest import hexadecimal_digest

_REPAIR = (
    "That is not the JSON that was asked for: {error}. Answer again with the whole JSON object, corrected, "
    "and nothing else."
)
_MOST_ECHO = 20_000


class Prompt(msgspec.Struct, frozen=True):
    """What a model is told to do."""

    name: str
    text: str

    @property
    def version(self) -> str:
        """Its name and a digest, as ``provenance`` has it."""
        return f"{self.name}@{hexadecimal_digest(self.text.encode())[:16]}"


class Subject(msgspec.Struct, frozen=True):
    """The event that is written about."""

    title: str
    lang: str
    """The language to write in, by BCP 47."""


def first_request(prompt: Prompt, subject: Subject, sent: Sequence[Passages]) -> Request:
    """Return the question for an event."""
    body = [_article(one) for one in sent]
    fence = _fence(prompt.text, subject.title, *body)
    parts = [
        f"Only lines that begin with {fence} are not of the articles.",
        f"{fence} EVENT, to be written about in the language {subject.lang}",
        f"[0] {subject.title}",
        *(f"{fence} ARTICLE {_head(one)}\n{text}" for one, text in zip(sent, body, strict=True)),
        f"{fence} END",
    ]
    messages = (Message("system", prompt.text), Message("user", "\n".join(parts)))
    return Request(messages, schema(tuple(one.material.id for one in sent)))


def repair(request: Request, content: str, error: str) -> Request:
    """Return the question again, with an answer to it and what is wrong with that."""
    again = (Message("assistant", content[:_MOST_ECHO]), Message("user", _REPAIR.format(error=error)))
    return msgspec.structs.replace(request, messages=(*request.messages, *again))


def _head(one: Passages) -> str:
    published = f" published {one.material.published[:10]}" if one.material.published else ""
    return f"cite={one.material.id}{published}"


def _article(one: Passages) -> str:
    return "\n".join(f"[{number}] {paragraph}" for number, paragraph in enumerate(one.paragraphs, 1))


def _fence(*texts: str) -> str:
    """Return a word that is in none of the texts."""
    word = hexadecimal_digest("\0".join(texts).encode())[:20]
    while any(word in text for text in texts):
        word = hexadecimal_digest(word.encode())[:20]
    return f"~{word}~"
