"""What assembling has worked out for each week, so that the next time only weeks that have changed cost."""

from dataclasses import dataclass, field

from generator.model import Summary, Week


@dataclass
class WeekMemo:
    """Filled in by assembling; with another memo, or none, a site is the same and takes longer."""

    features: dict[str, tuple[list[Summary], bytes]] = field(default_factory=dict)
    """By week: its events, and the digest of what relates them to others."""
    recaps: dict[str, tuple[object, Week]] = field(default_factory=dict)
    """By week: all that a recap is made of, and the recap."""
