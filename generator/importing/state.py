"""What imports have written: where each document went, and the digest of each file as it was written."""

from pathlib import Path

import msgspec

from generator.cache.record import read_record, write_record


class Written(msgspec.Struct):
    """The memory of all imports into one site; without it no file that is there is written over."""

    targets: dict[str, str] = {}
    """The file, relative to the site, of each document, by what was imported and the document's origin."""
    digests: dict[str, str] = {}
    """The digest of each file as an import wrote it, in hexadecimal."""


def load(cache: Path) -> Written:
    """Return what is remembered; nothing where the record is missing or damaged."""
    return read_record(cache / "imported", Written) or Written()


def save(cache: Path, written: Written) -> None:
    """Remember what was written."""
    cache.mkdir(parents=True, exist_ok=True)
    write_record(cache / "imported", written)
