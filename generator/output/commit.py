"""Putting a staged build in place.

In the order of a commit: where files come to new paths, the manifest first claims every file there is or
will be, so that whatever is killed half way is known as ours; then come these, which nothing shown links to
yet; then
changed files, whose links now all lead somewhere; then removals, which nothing links to any more; and
last the manifest of what is there. So whoever comes from a page that stays never meets a link into
nothing. What fails half way, for want of space or permission, is taken back.

Where most files change, a whole new tree is swapped in instead, if the system can do that in one step.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.errors import OutputError
from generator.exchange import exchange
from generator.model import Changes, Manifest, ManifestEntry
from generator.output.interrupts import deferred_interrupts
from generator.output.manifest import MANIFEST_NAME, encode_manifest, read_manifest
from generator.output.moves import Moves, has_files, link_or_copy
from generator.output.staging import Staging

_SWAP_FROM = 1000
"""How many changed files are worth a new tree; below that, moving them one by one is quicker."""

_LAST = (".xml", ".json", ".txt")
"""Feeds, sitemaps and indexes announce what is there, so they follow the pages."""


def commit(
    staging: Staging, output: Path, before: dict[str, ManifestEntry], new: Manifest, *, force: bool = False
) -> Changes:
    """Make ``output`` hold the files of ``new``; return what changed.

    Ctrl-C takes effect before or after, never in between.

    :param staging: holds every file of ``new`` that is not in the output folder with these bytes.
    :param before: our files that are in the output folder now, as they are there.
    :raises OutputError: a file of unknown origin is in the way and ``force`` is not given.
    :raises OSError: the disk is full, or permissions are missing; the old files are as they were.
    """
    changes = compare(before, new)
    with deferred_interrupts():
        if changes.added or changes.changed or changes.removed or read_manifest(output) != new:
            if not force and not _is_vacant(output):
                _refuse_strangers(output, before, changes.added)
            _put_in_place(staging, output, before, new, changes)
        shutil.rmtree(staging.folder, ignore_errors=True)
    return changes


def _put_in_place(
    staging: Staging, output: Path, before: dict[str, ManifestEntry], new: Manifest, changes: Changes
) -> None:
    (staging.folder / MANIFEST_NAME).write_bytes(encode_manifest(new))
    is_tree = staging.folder.parent == output.parent and not staging.is_flat
    if is_tree and _is_vacant(output):
        staging.folder.replace(output)
        return
    touched = len(changes.added) + len(changes.changed)
    worthwhile = touched >= _SWAP_FROM and 3 * touched > len(new.files)
    if not (worthwhile and is_tree and _swap(staging.folder, output, before, new)):
        _move(staging, output, before, new, changes)


def compare(before: dict[str, ManifestEntry], new: Manifest) -> Changes:
    """Return what differs between the files that were there and those that shall be."""
    after = new.files
    added = [path for path in after if path not in before]
    changed = [
        path
        for path, entry in after.items()
        if (earlier := before.get(path, entry)) is not entry and earlier != entry
    ]
    removed = [path for path in before if path not in after]
    return Changes(tuple(added), tuple(changed), tuple(removed), len(after) - len(added) - len(changed))


def _is_vacant(folder: Path) -> bool:
    return not folder.exists() or (not folder.is_symlink() and not any(folder.iterdir()))


def _refuse_strangers(output: Path, before: dict[str, ManifestEntry], added: Iterable[str]) -> None:
    files, folders = set(added), set(_folders(added))
    for path in (files | folders).difference(before, _folders(before if files else ())):
        place = output / path
        if os.path.lexists(place) and (has_files(place) if path in files else not place.is_dir()):
            raise OutputError(
                f"{place} is in the way, and Weekmark did not write it",
                "move it away, or use --force to write over it",
            )


def _folders(paths: Iterable[str]) -> Iterator[str]:
    """Yield the folders above each of the paths, some more than once."""
    for path in paths:
        folder = path
        while folder := folder.rpartition("/")[0]:
            yield folder


def _move(
    staging: Staging, output: Path, before: dict[str, ManifestEntry], new: Manifest, changes: Changes
) -> None:
    in_the_way = _in_the_way(changes)
    with Moves(output, staging.folder / ".weekmark-aside") as moves:
        if changes.added:
            claim = staging.folder / f"{MANIFEST_NAME}.claim"
            claim.write_bytes(encode_manifest(Manifest({**before, **new.files})))
            moves.put(claim, MANIFEST_NAME)
        for path in in_the_way:
            moves.take_away(path)
        for paths in (changes.added, changes.changed):
            for path in sorted(paths, key=_readers_order):
                moves.put(staging.place(path), path)
        for path in changes.removed:
            if path not in in_the_way:
                moves.take_away(path)
        moves.put(staging.folder / MANIFEST_NAME, MANIFEST_NAME)


def _in_the_way(changes: Changes) -> set[str]:
    """Return the old files where a new folder has to be, and those in a folder where a new file has to be."""
    if not changes.removed:
        return set()
    added, folders = set(changes.added), set(_folders(changes.added))
    return {path for path in changes.removed if path in folders or not added.isdisjoint(_folders([path]))}


def _readers_order(path: str) -> tuple[int, str]:
    if path.startswith("assets/"):
        return 0, path
    return (2 if path.endswith(_LAST) else 1), path


def _swap(staging: Path, output: Path, before: dict[str, ManifestEntry], new: Manifest) -> bool:
    """Complete the staged tree with what stays, unknown files included, and put it in the old one's place.

    :returns: whether the system could; if not, the output folder is as it was.
    """
    for folder, folders, names in os.walk(output):
        inner = os.path.relpath(folder, output).replace(os.sep, "/")
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]  # noqa: PTH114, PTH118 - ten thousand times a build
        for name in names + links:
            path = name if inner == "." else f"{inner}/{name}"
            target = staging / path
            gone = path in before and path not in new.files
            if not gone and not os.path.lexists(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                link_or_copy(Path(folder, name), target)
    shutil.copymode(output, staging)
    return exchange(staging, output)
