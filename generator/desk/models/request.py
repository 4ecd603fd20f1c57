"""What a model is asked, and what it answers."""

from typing import Any, Literal

import msgspec

from generator.errors import ModelError


class LateError(ModelError):
    """A model that gave no answer in time, but may have worked on one."""


class BudgetError(ModelError):
    """A model that is not asked, since the answer could cost more than is left."""


class Message(msgspec.Struct, frozen=True):
    """One message of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


class Request(msgspec.Struct, frozen=True):
    """A question."""

    messages: tuple[Message, ...]
    schema: dict[str, Any]
    """What the answer has to be, as JSON Schema (draft 2020-12)."""


class Reply(msgspec.Struct, frozen=True):
    """An answer."""

    content: str
    input_tokens: int = 0
    output_tokens: int = 0
    """As the server has counted them; 0 where it has not."""
    is_cut: bool = False
    """Whether it ended only because it may not be longer."""
