"""The manifest: which files of the output folder are ours."""

from pathlib import Path

import msgspec

from generator.errors import OutputError
from generator.model import Manifest
from generator.output.staging import STAGING_NAME

MANIFEST_NAME = ".weekmark-manifest.json"
"""Lies in the output folder, and at every place that the folder is published to."""

_encoder = msgspec.json.Encoder(order="sorted")


def encode_manifest(manifest: Manifest) -> bytes:
    """Return the manifest as JSON, the same bytes for the same files."""
    return _encoder.encode(manifest)


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a folder; None when it has none, or one that is damaged.

    :raises OSError: it may not be read.
    """
    try:
        return msgspec.json.decode((folder / MANIFEST_NAME).read_bytes(), type=Manifest)
    except (FileNotFoundError, NotADirectoryError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def check_ownership(folder: Path, *, force: bool) -> None:
    """Refuse a folder whose files nobody knows.

    :raises OutputError: the folder is a file, or holds files but no manifest, and ``force`` is not given.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file, not a folder", "name another output with --output")
    if force or not folder.is_dir() or (folder / MANIFEST_NAME).exists():
        return
    if any(child.name != STAGING_NAME for child in folder.iterdir()):
        raise OutputError(
            f"{folder} holds files that Weekmark did not write",
            "name another output with --output, or use --force to build there and keep those files",
        )
