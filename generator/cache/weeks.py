"""What planning has digested of each week, kept from build to build: an edit digests its week anew.

A record of a week is found by the digest of all that it follows from, so with an old one, that of another
week or none the plan is the same.
"""

from pathlib import Path

import msgspec

from generator.cache.record import read_record, write_record


class WeekRecord(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The digests of a week's events, newest first."""

    key: bytes
    """The digest of all that they follow from."""
    cards: list[bytes]
    full: list[bytes]
    relatives: list[str]
    """The slugs of the events of other weeks that are related to one of them."""


class _Records(msgspec.Struct, array_like=True):
    fingerprint: bytes
    weeks: dict[str, WeekRecord]


class WeekRecords:
    """The records of all weeks of a site, by week.

    :param folder: where they are kept.
    :param fingerprint: of the program and the settings of the parser; records of another are forgotten.
    """

    def __init__(self, folder: Path, fingerprint: bytes) -> None:
        self.fingerprint = fingerprint
        self._path = folder / "weeks"
        read = read_record(self._path, _Records)
        self.damaged = read is None and self._path.exists()
        """Whether there was a record that could not be used."""
        self._known = read.weeks if read is not None and read.fingerprint == fingerprint else {}
        self._changed = False

    def find(self, week: str, key: bytes) -> WeekRecord | None:
        """Return the record of a week, if it was made of the same."""
        record = self._known.get(week)
        return record if record is not None and record.key == key else None

    def keep(self, week: str, record: WeekRecord) -> None:
        """Keep the record of a week, in place of an earlier one."""
        self._known[week] = record
        self._changed = True

    def save(self, weeks: frozenset[str]) -> None:
        """Write to disk what is new.

        :param weeks: those that the site has; others are forgotten.
        """
        if not weeks.issuperset(self._known):
            self._known = {week: record for week, record in self._known.items() if week in weeks}
            self._changed = True
        if self._changed:
            write_record(self._path, _Records(self.fingerprint, self._known))
            self._changed = False
