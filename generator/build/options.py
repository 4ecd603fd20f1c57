"""What a build is asked to do."""

from datetime import datetime
from pathlib import Path

import msgspec

from generator.cache.folder import cache_folder


class BuildOptions(msgspec.Struct, frozen=True):
    """What a build is asked to do."""

    root: Path
    """The folder of the site, absolute."""
    config: Path
    """Its settings, absolute."""
    output: Path
    """Where the site goes, absolute."""
    now: datetime
    """The time of the build, in UTC; the clock is read nowhere else."""
    base_url: str = ""
    """In place of that of the settings, unless empty."""
    drafts: bool = False
    future: bool = False
    preview: bool = False
    """Mark drafts and scheduled events where they are shown."""
    jobs: int = 0
    """How many processes; 0 for one a processor."""
    leave_out: bool = False
    """Leave out files with errors and build the rest, as ``leave_out: true`` of the settings does."""
    strict: bool = False
    """Warnings end the build as errors do."""
    force: bool = False
    """Build into a folder that holds files of unknown origin."""

    @property
    def cache(self) -> Path:
        """Where caches live; a preview has its own, so that a build beside it disturbs neither.

        :raises WeekmarkError: it is a symbolic link.
        """
        return cache_folder(self.root, *(["preview"] if self.preview else []))
