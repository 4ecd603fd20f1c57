"""What one plan of a process leaves to the next, which then works out only what an edit has touched."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.memo import Memo
from generator.views import Term

if TYPE_CHECKING:
    from generator.plan.cards import ChapterDigests
    from generator.plan.claims import Claims
    from generator.plan.lists import Shares
    from generator.plan.outputs import Output


@dataclass
class PlanMemo:
    """Filled in by planning; with another memo, or none, a plan is the same and takes longer."""

    digests: "Memo[ChapterDigests]" = field(default_factory=Memo)
    shares: "Memo[Shares]" = field(default_factory=Memo)
    claims: "Memo[Claims]" = field(default_factory=Memo)
    listings: Memo[Sequence[tuple[str, str]]] = field(default_factory=Memo)
    changes: Memo[int] = field(default_factory=Memo)
    events: "Memo[list[Output]]" = field(default_factory=Memo)
    weeks: "Memo[Output]" = field(default_factory=Memo)
    terms: "Memo[tuple[Term, list[Output]]]" = field(default_factory=Memo)
    paths: list[str] = field(default_factory=list)
    """The output paths of the last plan in which none was in the way of another."""

    def begin(self) -> None:
        """Begin another plan."""
        for memo in (
            self.digests,
            self.shares,
            self.claims,
            self.listings,
            self.changes,
            self.events,
            self.weeks,
            self.terms,
        ):
            memo.begin()
