"""What one plan of a process leaves to the next, which then works out only what an edit has touched."""

from dataclasses import dataclass, field

from generator.model import Summary


@dataclass
class PlanMemo:
    """Filled in by planning; with another memo, or none, a plan is the same and takes longer."""

    card_context: bytes = b""
    """Over all that cards depend on beside their own events."""
    cards: dict[str, tuple[Summary, bytes, bytes]] = field(default_factory=dict)
    """By slug: an event, and the digests of its card and of all that is shown of it."""
    key_context: bytes = b""
    """Over all that keys depend on beside their own parts."""
    keys: dict[str, tuple[tuple[object, ...], bytes]] = field(default_factory=dict)
    """By output path: the parts of a key, and the key."""
