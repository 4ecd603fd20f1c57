"""What a build remembers: read from disk by a command, kept between builds by the preview."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator.build.inputs import Inputs
from generator.build.options import BuildOptions
from generator.cache.documents import DocumentCache
from generator.cache.last_build import (
    BuiltFile,
    FoundOutput,
    LastBuild,
    last_build_path,
    present_files,
    read_last_build,
    untouched,
)
from generator.cache.pictures import PictureSizes
from generator.cache.record import read_record, write_record
from generator.cache.weeks import WeekRecords
from generator.digest import digest
from generator.manifest import MANIFEST_NAME, read_plain_file, without_links
from generator.memo import Memo
from generator.model import BuildReport, RelatedMemo, Site
from generator.output.manifest import read_manifest

if TYPE_CHECKING:  # what a build with nothing to do has no use for
    from generator.build.parsing import ParsedFiles
    from generator.build.preparation import Preparation
    from generator.config import SiteConfig


class Seen(msgspec.Struct, frozen=True):
    """What the last build that succeeded has found on its way to the site."""

    options: BuildOptions
    inputs: Inputs
    prepared: "Preparation"
    parsed: "ParsedFiles"


class BuildMemory:
    """The caches of one site and the record of one output folder."""

    def __init__(self, options: BuildOptions, *, lasting: bool = False) -> None:
        """Read what is on disk.

        :param lasting: whether many builds will share this memory, so that it is worth filling.
        """
        self._folder = options.cache
        self._output = options.output
        self._documents: DocumentCache | None = None
        self._related: RelatedMemo | None = None
        self._related_changed = False
        self._weeks: WeekRecords | None = None
        self._last_changed = False
        self._is_lasting = lasting
        self._has_built = False
        self.assembling = Memo()
        """What assembling has worked out, in this process."""
        self.planning = Memo()
        """What planning has worked out, in this process."""
        self.pictures = PictureSizes(options.cache)
        """How large pictures are."""
        self.site: Site | None = None
        """What this process built last."""
        self.config: SiteConfig | None = None
        """The settings it was built by."""
        self._seen: Seen | None = None
        self._itself = self  # what is in a circle is not taken apart, event by event, when a command ends
        self._record_path = last_build_path(options.cache, options.output)
        last = read_last_build(self._record_path)
        self._damaged = last is None and self._record_path.exists()
        self.last = last or LastBuild()

    def report_if_current(self, inputs: Inputs, now: datetime) -> BuildReport | None:
        """Return the report of the last build if building again would change nothing."""
        if self._is_lasting and self.site is None:
            return None  # the preview needs to know the site
        last = self.last
        same = bool(inputs.digest) and inputs.digest == last.inputs and last.report is not None
        if not same or not last.valid_from <= now.timestamp() < last.valid_until:
            return None
        if self._manifest_digest() != last.manifest or len(self._untouched()) < len(last.files):
            return None
        return last.report

    def documents(self, fingerprint: bytes) -> DocumentCache:
        """Return the document cache for these settings of the parser."""
        if self._documents is None or self._documents.fingerprint != fingerprint:
            if self._documents is not None:
                self._documents.close()
            self._documents = DocumentCache(self._folder, fingerprint)
            self._damaged |= self._documents.damaged
        return self._documents

    def week_records(self, fingerprint: bytes) -> WeekRecords:
        """Return the digests of weeks for these settings of the parser."""
        if self._weeks is None or self._weeks.fingerprint != fingerprint:
            self._weeks = WeekRecords(self._folder, fingerprint)
            self._damaged |= self._weeks.damaged
        return self._weeks

    @property
    def related(self) -> RelatedMemo:
        """What is known of related events."""
        if self._related is None:
            path = self._folder / "related"
            related = read_record(path, RelatedMemo)
            self._damaged |= related is None and path.exists()
            self._related = related or {}
        return self._related

    def find_output(self, program: bytes) -> FoundOutput:
        """Return what the output folder holds.

        Files of another version of this program have no key, so that they are made anew.

        :raises OutputError: its manifest leads out of it.
        :raises OSError: one of them can't be read.
        """
        kept = self._untouched()
        is_complete, self._has_built = self._has_built and kept is self.last.files, False
        is_known = is_complete or self._is_untouched(kept)
        owned = None if is_known else read_manifest(self._output)
        is_lost = owned is None and not is_known and (self._output / MANIFEST_NAME).exists()
        if not is_complete:
            kept = _not_behind_links(self._output, kept)
        if self.last.program != program:
            kept = {path: BuiltFile(b"", file.entry, file.modified) for path, file in kept.items()}
        return FoundOutput(kept, present_files(self._output, owned, kept), is_lost)

    def recall_output(self, program: bytes) -> FoundOutput:
        """Return what the output folder held when it was built last, without looking at it."""
        kept = self.last.files if self.last.program == program else {}
        return FoundOutput(kept, {}, is_manifest_lost=False)

    def remember(self, record: LastBuild, site: Site, seen: Seen) -> None:
        """Keep what a build that succeeded has found, in memory."""
        self.site = site
        self.config = seen.prepared.config
        self._seen = seen
        self._related_changed = self._related_changed or site.related_memo != self._related
        self._related = site.related_memo
        self._last_changed = True
        self._has_built = self._is_lasting
        self.last = LastBuild(
            record.program,
            record.inputs,
            record.valid_from,
            record.valid_until,
            record.files,
            self._manifest_digest(),
            record.report,
        )

    def seen(self, options: BuildOptions) -> Seen | None:
        """Return what the last build that succeeded has found, if its options were the same but the time."""
        seen = self._seen if self._is_lasting else None
        same = seen is not None and msgspec.structs.replace(seen.options, now=options.now) == options
        return seen if same else None

    def save(self) -> None:
        """Write to disk what has changed."""
        if self._documents is not None:
            self._documents.save()
        if self._related is not None and self._related_changed:
            write_record(self._folder / "related", self._related)
            self._related_changed = False
        if self._weeks is not None and self.site is not None:
            self._weeks.save(frozenset([week.id for week in self.site.weeks]))
        self.pictures.save()
        if self._last_changed:
            write_record(self._record_path, self.last)
            self._last_changed = False

    def take_notices(self) -> tuple[str, ...]:
        """Return what to tell the user, once, of caches that could not be used."""
        told = ("the cache was damaged, or of another version, and was made anew",) if self._damaged else ()
        self._damaged = False
        return told

    def close(self) -> None:
        """Close the files of the caches."""
        if self._documents is not None:
            self._documents.close()

    def forget(self) -> None:
        """Drop everything, in memory and on disk, because some of it proved wrong."""
        self._damaged = True
        if self._documents is not None:
            self._documents.close()
        self._documents = None
        self._seen = None
        self._related = {}
        self._weeks = None
        self.pictures = PictureSizes(self._folder)
        self._has_built = False
        for path in self._cache_files():
            path.unlink(missing_ok=True)
        self.last = LastBuild()

    def _untouched(self) -> dict[str, BuiltFile]:
        """Return those files of the last build that are as they were.

        After a build of its own that succeeded, a lasting memory believes the manifest, and that whoever
        removes or alters files of a preview does not do so one by one.
        """
        if self._has_built and self._manifest_digest() == self.last.manifest:
            return self.last.files
        return untouched(self._output, self.last.files)

    def _is_untouched(self, kept: dict[str, BuiltFile]) -> bool:
        """Say whether every file and the manifest are as the last build left them: it says no more."""
        last = self.last
        return (
            bool(last.manifest) and len(kept) == len(last.files) and last.manifest == self._manifest_digest()
        )

    def _cache_files(self) -> list[Path]:
        return [
            *(self._folder / name for name in ("documents", "related", "weeks", "pictures")),
            self._record_path,
        ]

    def _manifest_digest(self) -> bytes:
        try:
            return digest(read_plain_file(self._output / MANIFEST_NAME))
        except OSError:
            return b""


def _not_behind_links(output: Path, kept: dict[str, BuiltFile]) -> dict[str, BuiltFile]:
    """Return the files without those that the user has moved away and put a symbolic link to."""
    near = without_links(output, kept.keys())
    return kept if len(near) == len(kept) else {path: kept[path] for path in near}
