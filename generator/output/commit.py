"""Putting a staged build in place.

In the order of a commit: the manifest first claims every file there is or will be, so that whatever is
killed half way is known as ours; then come files at new paths, which nothing shown links to yet; then
changed files, whose links now all lead somewhere; then removals, which nothing links to any more; and
last the manifest of what is there. Where most files change, a whole new tree is swapped in instead.
"""

import contextlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from generator.cache.record import replace_file
from generator.errors import OutputError
from generator.model import Changes, Manifest, ManifestEntry
from generator.output.exchange import exchange
from generator.output.manifest import MANIFEST_NAME, encode_manifest, read_manifest
from generator.output.staging import staging_folder

_SWAP_FROM = 1000
"""How many changed files are worth a new tree; below that, moving them one by one is quicker."""

_LAST = (".xml", ".json", ".txt")
"""Feeds, sitemaps and indexes announce what is there, so they follow the pages."""


def commit(
    staging: Path, output: Path, before: dict[str, ManifestEntry], new: Manifest, *, force: bool = False
) -> Changes:
    """Make ``output`` hold the files of ``new``; return what changed.

    :param staging: holds every file of ``new`` that is not in the output folder with these bytes.
    :param before: our files that are in the output folder now, as they are there.
    :raises OutputError: a file of unknown origin is in the way and ``force`` is not given.
    :raises OSError: the disk is full, or permissions are missing; the old files are left as they were.
    """
    changes = compare(before, new)
    if not (changes.added or changes.changed or changes.removed) and read_manifest(output) == new:
        shutil.rmtree(staging, ignore_errors=True)
        return changes
    (staging / MANIFEST_NAME).write_bytes(encode_manifest(new))
    if _is_vacant(output):
        output.parent.mkdir(parents=True, exist_ok=True)
        staging.rename(output)
        return changes
    if not force:
        _refuse_strangers(output, changes.added)
    touched = len(changes.added) + len(changes.changed)
    separate = staging == output.parent / staging_folder(output).name
    if touched >= _SWAP_FROM and 3 * touched > len(new.files) and separate:
        _swap(staging, output, before, new)
    else:
        _move(staging, output, before, new, changes)
    return changes


def compare(before: dict[str, ManifestEntry], new: Manifest) -> Changes:
    """Return what differs between the files that were there and those that shall be."""
    after = new.files
    added = tuple(path for path in after if path not in before)
    changed = tuple(path for path, entry in after.items() if before.get(path, entry) != entry)
    removed = tuple(path for path in before if path not in after)
    return Changes(added, changed, removed, len(after) - len(added) - len(changed))


def _is_vacant(folder: Path) -> bool:
    return not folder.exists() or (not folder.is_symlink() and not any(folder.iterdir()))


def _refuse_strangers(output: Path, added: Iterable[str]) -> None:
    for path in added:
        if os.path.lexists(output / path):
            raise OutputError(
                f"{output / path} is in the way, and Weekmark did not write it",
                "move it away, or use --force to write over it",
            )


def _move(
    staging: Path, output: Path, before: dict[str, ManifestEntry], new: Manifest, changes: Changes
) -> None:
    claim = Manifest({**before, **new.files})
    replace_file(output / MANIFEST_NAME, encode_manifest(claim))
    for paths in (changes.added, changes.changed):
        folder = ""
        for path in sorted(paths, key=_readers_order):
            if (parent := path.rpartition("/")[0]) != folder:
                (output / parent).mkdir(parents=True, exist_ok=True)
                folder = parent
            (staging / path).replace(output / path)
    for path in changes.removed:
        _remove(output, path)
    (staging / MANIFEST_NAME).replace(output / MANIFEST_NAME)
    shutil.rmtree(staging, ignore_errors=True)


def _readers_order(path: str) -> tuple[int, str]:
    if path.startswith("assets/"):
        return 0, path
    return (2 if path.endswith(_LAST) else 1), path


def _remove(output: Path, path: str) -> None:
    """Remove a file of ours, and the folders that it leaves empty."""
    target = output / path
    target.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        for folder in target.relative_to(output).parents:
            if folder.name:
                (output / folder).rmdir()


def _swap(staging: Path, output: Path, before: dict[str, ManifestEntry], new: Manifest) -> None:
    """Complete the staged tree with what stays, unknown files included, and put it in the old one's place."""
    for folder, _, names in os.walk(output):
        inner = os.path.relpath(folder, output).replace(os.sep, "/")
        for name in names:
            path = name if inner == "." else f"{inner}/{name}"
            target = staging / path
            gone = path in before and path not in new.files
            if not gone and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                os.link(Path(folder, name), target, follow_symlinks=False)
    exchange(staging, output)
    shutil.rmtree(staging, ignore_errors=True)
