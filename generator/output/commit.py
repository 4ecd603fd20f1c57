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
from pathlib import Path

from generator.errors import OutputError
from generator.exchange import carry_over, exchange
from generator.interrupts import deferred_interrupts
from generator.manifest import MANIFEST_NAME, folders_above, linked_folders
from generator.model import Changes, Manifest, ManifestEntry
from generator.output.manifest import encode_manifest, read_manifest
from generator.output.moves import Moves, has_files
from generator.output.staging import Staging, remove_tree

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
            strangers = _strangers(output, before, changes)
            if strangers and not force:
                raise OutputError(
                    f"{output / min(strangers)} is in the way, and Weekmark did not write it",
                    "move it away, or use --force to write over it",
                )
            _put_in_place(staging, output, before, new, changes, strangers)
        remove_tree(staging.folder)
    return changes


def _put_in_place(  # noqa: PLR0913, PLR0917 - all that is known of both sides
    staging: Staging,
    output: Path,
    before: dict[str, ManifestEntry],
    new: Manifest,
    changes: Changes,
    strangers: set[str],
) -> None:
    (staging.folder / MANIFEST_NAME).write_bytes(encode_manifest(new))
    is_tree = staging.folder.parent == output.parent and not staging.is_flat
    is_vacant = is_tree and output.is_dir() and not any(output.iterdir())
    if is_tree and (not output.exists() or (is_vacant and carry_over(output, staging.folder, ()))):
        staging.folder.replace(output)
        return
    touched = len(changes.added) + len(changes.changed)
    worthwhile = touched >= _SWAP_FROM and 3 * touched > len(new.files)
    if worthwhile and is_tree and not strangers and not linked_folders(output, new.files):
        replaced = {*changes.added, *changes.changed, *changes.removed, MANIFEST_NAME}
        if carry_over(output, staging.folder, replaced) and exchange(staging.folder, output):
            return
    _move(staging, output, before, new, changes, strangers)


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


def _strangers(output: Path, before: dict[str, ManifestEntry], changes: Changes) -> set[str]:
    """Return what is in the way of files that come, change or go: other people's files and symbolic links."""
    if not output.exists():
        return set()
    files, folders = set(changes.added), folders_above(changes.added)
    found = linked_folders(output, (*changes.added, *changes.changed, *changes.removed))
    for path in (files | folders).difference(before, folders_above(before if files else ())):
        place = output / path
        if os.path.lexists(place) and (has_files(place) if path in files else not place.is_dir()):
            found.add(path)
    return found


def _move(  # noqa: PLR0913, PLR0917 - as above
    staging: Staging,
    output: Path,
    before: dict[str, ManifestEntry],
    new: Manifest,
    changes: Changes,
    strangers: set[str],
) -> None:
    in_the_way = _in_the_way(changes) | strangers.difference(changes.added)
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
    added, folders = set(changes.added), folders_above(changes.added)
    return {
        path for path in changes.removed if path in folders or not added.isdisjoint(folders_above([path]))
    }


def _readers_order(path: str) -> tuple[int, str]:
    if path.startswith("assets/"):
        return 0, path
    return (2 if path.endswith(_LAST) else 1), path
