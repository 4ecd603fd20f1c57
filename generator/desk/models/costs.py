"""What a request will cost and what it has cost. Pure.

Money is counted in millionths, so that tokens times the price of a million of them is the sum.
"""

import math

import msgspec

from generator.desk.models.request import Reply, Request
from generator.desk.models.settings import ModelSettings

MILLION = 1_000_000
_BYTES_A_TOKEN = 3
"""A token holds four letters of English, three bytes of most other languages; guessed on the high side."""
_MOST_LETTERS = 8
"""No language has so many letters a token in a whole text."""
_AROUND = 50
"""Tokens around a message that are not in it."""


class Estimate(msgspec.Struct, frozen=True):
    """What a request may cost at most, as far as one can tell before."""

    input_tokens: int
    output_tokens: int
    money: int
    """In millionths."""


def estimate(request: Request, settings: ModelSettings) -> Estimate:
    """Return what a request may cost: its letters, and an answer as long as it may be."""
    sent = sum(len(message.content.encode()) for message in request.messages)
    sent += len(msgspec.json.encode(request.schema))
    tokens = math.ceil(sent / _BYTES_A_TOKEN) + _AROUND * len(request.messages)
    return Estimate(tokens, settings.answer, _money(tokens, settings.answer, settings))


def cost(reply: Reply, before: Estimate, settings: ModelSettings) -> int:
    """Return what an answer has cost, in millionths; what its server has not counted is as estimated."""
    sent = reply.input_tokens or before.input_tokens
    answered = reply.output_tokens or math.ceil(len(reply.content.encode()) / _BYTES_A_TOKEN)
    return _money(sent, answered, settings)


def is_read_in_part(request: Request, reply: Reply) -> bool:
    """Say whether a server has read too few tokens for all of a request: some cut off what is too long."""
    letters = sum(len(message.content) for message in request.messages)
    return 0 < reply.input_tokens < letters / _MOST_LETTERS


def written(money: int) -> str:
    """Return an amount of millionths for people: ``0.0312``."""
    return f"{money / MILLION:.4f}"


def _money(sent: int, answered: int, settings: ModelSettings) -> int:
    return math.ceil(sent * settings.prices.input + answered * settings.prices.output)
