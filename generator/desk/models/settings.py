"""What ``models`` of the user's own settings may say."""

import re
from typing import Annotated
from urllib.parse import urlsplit

import msgspec

from generator.decode.findings import Refused, shown
from generator.decode.scalars import BaseUrl, Duration, Line, Scalar

_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_AMOUNT = r"[0-9]{1,9}(?:\.[0-9]{1,9})?"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def _variable(text: str) -> str:
    if not re.fullmatch(_NAME, text):
        message = "this is not the name of an environment variable"  # it may be a key: it is never repeated
        raise Refused("wrong-value", message, "write the name of the variable that holds the key")
    return text


def _amount(text: str) -> float:
    if not re.fullmatch(_AMOUNT, text):
        raise Refused("wrong-value", f"{shown(text)} is not an amount of money", "write it as 0.25")
    return float(text)


Variable = Annotated[str, Scalar(_variable, {"type": "string", "pattern": f"^{_NAME}$"})]
"""The name of an environment variable."""
Amount = Annotated[float, Scalar(_amount, {"type": "number", "minimum": 0})]
"""Money, in whatever the prices are in."""
_Tokens = Annotated[int, msgspec.Meta(ge=100, le=1_000_000)]
_Letters = Annotated[int, msgspec.Meta(ge=1000, le=10_000_000)]


class Prices(msgspec.Struct, frozen=True):
    """What a million tokens cost."""

    input: Amount = 0.0
    """Of what is sent."""
    output: Amount = 0.0
    """Of what is answered."""


class Budget(msgspec.Struct, frozen=True):
    """How much may be spent; what is not set has no limit."""

    run: Amount | None = None
    """In one run of a command."""
    month: Amount | None = None
    """In a month of the calendar in UTC, over all sites."""


class ModelSettings(msgspec.Struct, frozen=True):
    """One of ``models``: a server, or a command."""

    endpoint: BaseUrl = ""
    """The address of a server that speaks the OpenAI-compatible form, up to `/v1`."""
    model: Line = ""
    """What the server calls the model."""
    key_env: Variable = ""
    """The name of the environment variable that holds the key, where the server wants one."""
    command: tuple[Line, ...] = ()
    """A program and its arguments, in place of a server: JSON in, JSON out."""
    prices: Prices = Prices()
    """What a million tokens cost; without it the model costs nothing."""
    budget: Budget = Budget()
    """How much may be spent."""
    letters: _Letters = 60_000
    """How many letters of all articles of an event are sent at most."""
    answer: _Tokens = 8_000
    """How many tokens an answer may have."""
    timeout: Duration = 300
    """How long an answer may take."""

    def flaw(self) -> tuple[str, str]:
        """Return what is wrong with these settings as a whole and what to do about it, or nothing."""
        if bool(self.endpoint) == bool(self.command):
            return "needs either `endpoint` or `command`", "name a server or a program"
        if self.endpoint and not self.model:
            return "has no `model`", "write what the server calls it"
        parts = urlsplit(self.endpoint)
        if self.key_env and parts.scheme == "http" and parts.hostname not in _LOOPBACK:
            return "would send a key that everybody on the way can read", "write `endpoint` with https"
        return "", ""

    def told(self, name: str) -> str:
        """Return what readers are told of the model: what its server calls it, or a command's own name.

        :param name: by which it is picked.
        """
        return self.model or name

    @property
    def is_free(self) -> bool:
        """Whether it costs nothing."""
        return not (self.prices.input or self.prices.output)
