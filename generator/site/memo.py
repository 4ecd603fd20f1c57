"""What assembling has worked out for each week, so that the next time only weeks that have changed cost."""

from dataclasses import dataclass, field

from generator.memo import Memo
from generator.model import Chapter, Summary, Week
from generator.site.week_files import WeekFiles


@dataclass
class SiteMemo:
    """Filled in by assembling; with another memo, or none, a site is the same and takes longer."""

    distinct: Memo[int] = field(default_factory=Memo)
    """How many distinct slugs the events of all weeks have; all others are by week."""
    files: Memo[WeekFiles] = field(default_factory=Memo)
    events: Memo[tuple[Summary, ...]] = field(default_factory=Memo)
    features: Memo[bytes] = field(default_factory=Memo)
    """The digest of what relates the events to others."""
    chapters: Memo[Chapter] = field(default_factory=Memo)
    recaps: Memo[Week] = field(default_factory=Memo)

    def begin(self) -> None:
        """Begin another site."""
        for memo in (self.distinct, self.files, self.events, self.features, self.chapters, self.recaps):
            memo.begin()
