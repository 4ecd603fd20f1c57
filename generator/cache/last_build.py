"""What the last build of an output folder did, so that the next one knows what to leave alone."""

import os
from pathlib import Path

import msgspec

from generator.cache.record import read_record
from generator.digest import digest, hexadecimal_digest
from generator.manifest import first_not_below, read_plain_file, without_links
from generator.model import BuildReport, Manifest, ManifestEntry


class BuiltFile(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A file of the output folder and what it was made from."""

    key: bytes
    entry: ManifestEntry
    modified: int
    """Its modification time in nanoseconds, which shows that nobody has touched it since."""


class FoundOutput(msgspec.Struct, frozen=True):
    """What a build finds in its output folder."""

    kept: dict[str, BuiltFile]
    """Our files that lie there as they were built."""
    present: dict[str, ManifestEntry]
    """All files of ours, as they are there now."""
    is_manifest_lost: bool
    """Whether there is a manifest that can't be read."""


class LastBuild(msgspec.Struct, frozen=True):
    """The record of a build."""

    program: bytes = b""
    """The fingerprint of the program that built; another one's keys mean nothing."""
    inputs: bytes = b""
    """The digest of all that the build depended on; empty when some input may change unseen."""
    valid_from: int = 0
    """Seconds since 1970 UTC: the time of the build."""
    valid_until: int = 0
    """Seconds since 1970 UTC: when the same inputs give another site, as a scheduled event comes due."""
    files: dict[str, BuiltFile] = {}
    manifest: bytes = b""
    """The digest of the manifest that was written last."""
    report: BuildReport | None = None


def last_build_path(folder: Path, output: Path) -> Path:
    """Return where the record of an output folder lies; each output of a site has its own."""
    return folder / f"built-{digest(os.fsencode(output.absolute())).hex()[:12]}"


def read_last_build(path: Path) -> LastBuild | None:
    """Return the record; None when it is missing or damaged, or knows files outside of the output folder."""
    record = read_record(path, LastBuild)
    return record if record is not None and first_not_below(record.files) is None else None


def untouched(output: Path, built: dict[str, BuiltFile]) -> dict[str, BuiltFile]:
    """Return those files that lie in the output folder just as they were built."""
    prefix = f"{output}{os.sep}"
    found = {}
    for path, file in built.items():
        try:
            status = os.stat(prefix + path, follow_symlinks=False)  # noqa: PTH116 - ten thousand times a build
        except OSError:
            continue
        if status.st_mtime_ns == file.modified and status.st_size == file.entry.size:
            found[path] = file
    return found


def present_files(
    output: Path, owned: Manifest | None, kept: dict[str, BuiltFile]
) -> dict[str, ManifestEntry]:
    """Return our files in the output folder as they are, reading those that are not known to be untouched.

    What lies behind a symbolic link, or is another thing than a file, is not ours.

    :raises OSError: one of them can't be read.
    """
    present = {path: file.entry for path, file in kept.items()}
    unknown = [path for path in owned.files if path not in present] if owned else []
    for path in without_links(output, unknown):
        try:
            data = read_plain_file(output / path)
        except (FileNotFoundError, IsADirectoryError):
            continue
        present[path] = ManifestEntry(hexadecimal_digest(data), len(data))
    return present
