"""The manifest of the output folder: which of its files are ours."""

import os
from pathlib import Path

import msgspec

from generator.errors import OutputError
from generator.manifest import MANIFEST_NAME, ManifestError, decode_manifest, read_plain_file
from generator.model import Manifest
from generator.output.staging import LOCK_NAME, STAGING_NAME

_encoder = msgspec.json.Encoder(order="sorted")
_OWN = frozenset({LOCK_NAME, STAGING_NAME})


def encode_manifest(manifest: Manifest) -> bytes:
    """Return the manifest as JSON, the same bytes for the same files."""
    return _encoder.encode(manifest)


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a folder; None when it has none, or one that is damaged.

    :raises OutputError: it names a file outside of the folder, or is no file itself.
    :raises OSError: it may not be read.
    """
    place = folder / MANIFEST_NAME
    try:
        return decode_manifest(read_plain_file(place), Manifest)
    except FileNotFoundError:
        return None
    except IsADirectoryError:
        raise _no_file(place) from None
    except ManifestError as error:
        if error.path is None:
            return None
        raise OutputError(
            f"{place} names the file {error.path!r}, which does not lie in that folder",
            "Weekmark did not write this: remove it, look at what else is there, and build with --force",
        ) from None


def check_ownership(folder: Path, *, force: bool) -> None:
    """Refuse a folder whose files nobody knows.

    :raises OutputError: the folder is a file, or holds files but no manifest, and ``force`` is not given;
        or what has the name of a manifest is no file.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file, not a folder", "name another output with --output")
    place = folder / MANIFEST_NAME
    if os.path.lexists(place):
        if place.is_symlink() or not place.is_file():
            raise _no_file(place)
        return
    if force or not folder.is_dir():
        return
    if any(child.name not in _OWN for child in folder.iterdir()):
        raise OutputError(
            f"{folder} holds files that Weekmark did not write",
            "name another output with --output, or use --force to build there and keep those files",
        )


def _no_file(place: Path) -> OutputError:
    return OutputError(f"{place} is not a file", "Weekmark did not make this: remove it, and build again")
