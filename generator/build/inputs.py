"""Everything a build depends on, as one digest, so that a build with nothing to do can end at once."""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from generator.build.options import BuildOptions
from generator.cache.record import code_fingerprint
from generator.cache.stamps import Stamp, all_settled, is_settled, stamp_of
from generator.digest import digest
from generator.source.scan import Scan, rescan, scan
from generator.theme.files import theme_folders

_encode = msgspec.msgpack.Encoder().encode


class Inputs(msgspec.Struct, frozen=True):
    """What was found before anything was read."""

    program: bytes
    """The fingerprint of this program."""
    digest: bytes
    """Over all inputs; empty when a file was touched so lately that its stamp proves nothing."""
    settings: bytes
    """The bytes of ``site.yaml``."""
    scan: Scan
    theme: list[tuple[str, Stamp]]
    """The files of the themes, with their stamps."""
    only_edited: bool = False
    """Whether they are earlier inputs but for documents that were edited in place."""


def gather_inputs(
    options: BuildOptions, earlier: Inputs | None = None, changed: Iterable[Path] | None = None
) -> Inputs:
    """Look at every file that a build may read, or only at those that may have changed where that will do.

    :param earlier: what was found before, for the same options but the time.
    :param changed: the files that may differ since then; None for any.
    :raises OSError: the settings can't be read.
    """
    if earlier is not None and changed is not None:
        renewed = rescan(earlier.scan, options.root, changed)
        if renewed is not None:
            return msgspec.structs.replace(earlier, digest=b"", scan=renewed, only_edited=True)
    program = code_fingerprint()
    settings = options.config.read_bytes()
    found = scan(options.root)
    theme_files = [file for folder in theme_folders(options.root) for file in _stamps(folder)]
    parts = (
        program,
        settings,
        (
            options.base_url,
            options.drafts,
            options.future,
            options.preview,
            str(options.output),
            options.strict,
            options.leave_out,
        ),
        found,
        theme_files,
    )
    settled = all_settled(found.files) and all(is_settled(stamp) for _, stamp in theme_files)
    return Inputs(program, digest(_encode(parts)) if settled else b"", settings, found, theme_files)


def find_changes(options: BuildOptions, earlier: Inputs) -> frozenset[Path]:
    """Look at every file again, and return those that have changed, come or gone since an earlier look."""
    try:
        now = gather_inputs(options)
    except OSError:
        return frozenset({options.config})
    root = options.root.resolve()
    found = {root / file.path for file in set(earlier.scan.files) ^ set(now.scan.files)}
    found |= {root / problem.path for problem in set(earlier.scan.problems) ^ set(now.scan.problems)}
    found |= {Path(path) for path, _ in set(earlier.theme) ^ set(now.theme)}
    return frozenset(found | ({options.config} if earlier.settings != now.settings else set()))


def _stamps(folder: Path) -> list[tuple[str, Stamp]]:
    """Return each file below a folder with its stamp, in a lasting order."""
    found = []
    for inner, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(inner, name)
            try:
                status = path.lstat()
            except OSError:
                continue
            found.append((str(path), stamp_of(status)))
    return found
