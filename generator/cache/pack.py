"""The events in full, as :mod:`generator.cache.documents` has stored them one after the other."""

import os
from pathlib import Path

import msgspec

from generator.cache.record import DamagedError
from generator.digest import digest
from generator.model import Event, Location

_decode_event = msgspec.msgpack.Decoder(Event).decode


class Pack:
    """Events in full, by location, as a worker process reads them."""

    def __init__(self, path: Path) -> None:
        """Open the pack.

        :raises DamagedError: it is gone.
        """
        try:
            self._file = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            raise DamagedError("the events of the cache are gone") from None

    def load(self, location: Location) -> Event:
        """Return the event at ``location``.

        :raises DamagedError: the bytes there are not those that were stored.
        """
        data = os.pread(self._file, location.length, location.offset)
        if digest(data) != location.digest:
            raise DamagedError("an event in the cache is damaged")
        return _decode_event(data)

    def close(self) -> None:
        """Give the file back."""
        os.close(self._file)
