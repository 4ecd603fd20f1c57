"""What assembling has worked out for each week, so that the next time only weeks that have changed cost."""

from dataclasses import dataclass, field

from generator.memo import Memo
from generator.model import Chapter, Summary, Week
from generator.site.week_files import WeekFiles


@dataclass
class SiteMemo:
    """By week. Filled in by assembling; with another memo, or none, a site is the same and takes longer."""

    files: Memo[WeekFiles] = field(default_factory=Memo)
    events: Memo[tuple[Summary, ...]] = field(default_factory=Memo)
    features: Memo[bytes] = field(default_factory=Memo)
    """The digest of what relates the events to others."""
    chapters: Memo[Chapter] = field(default_factory=Memo)
    recaps: Memo[Week] = field(default_factory=Memo)

    def begin(self) -> None:
        """Begin another site."""
        for memo in (self.files, self.events, self.features, self.chapters, self.recaps):
            memo.begin()
