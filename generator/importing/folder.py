"""The files of a folder that is imported: never through a symbolic link, never without bounds."""

import os
from collections.abc import Iterator
from pathlib import Path

from generator.decode.text import ANY_CONTROL, without_controls
from generator.errors import WeekmarkError
from generator.importing.account import Account

LARGEST_DOCUMENT = 8 << 20
"""The most bytes of a document: far more than a build takes, so that what is too long is told by name."""

MOST_DOCUMENTS = 200_000
_DEEPEST = 32
_PASSED_OVER = frozenset({"node_modules", "vendor", "__pycache__", "_site", "public", "dist", "resources"})


def open_folder(place: str) -> Path:
    """Return the real path of a folder.

    :raises WeekmarkError: there is none.
    """
    root = Path(place).resolve()
    if not root.is_dir():
        what = "a file" if root.exists() else "nothing"
        raise WeekmarkError(f"{place} is {what}, not a folder", "name the folder of the old site")
    return root


def walk(root: Path, account: Account, ignore: tuple[str, ...] = ()) -> Iterator[Path]:
    """Yield the regular files below a folder, in the order of their paths.

    Hidden ones and those of tools (``node_modules``, ``_site``) are passed over in silence; symbolic links
    and what nests too deeply are accounted for.
    """
    waiting = [(root, 0)]
    found: list[Path] = []
    skipped = _PASSED_OVER | set(ignore)
    while waiting:
        folder, depth = waiting.pop()
        for entry in os.scandir(folder):
            path = Path(entry.path)
            if entry.name.startswith(".") or entry.name in skipped:
                continue
            if entry.is_symlink():
                account.drop(path.relative_to(root).as_posix(), "a symbolic link, which is not followed")
            elif entry.is_dir() and depth < _DEEPEST:
                waiting.append((path, depth + 1))
            elif entry.is_dir():
                account.drop(path.relative_to(root).as_posix(), f"more than {_DEEPEST} folders deep")
            elif entry.is_file():
                found.append(path)
        if len(found) > MOST_DOCUMENTS:
            raise WeekmarkError(f"there are more than {MOST_DOCUMENTS:,} files", "import a part of them")
    yield from sorted(found)


def read_document(path: Path, name: str, account: Account) -> str | None:
    """Return the text of a file, with line feeds alone; none, and told, where it can't be taken.

    Invisible control characters are left out, and what is not UTF-8 is read as Windows-1252; both are told.

    :param name: what the account calls it.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_DOCUMENT:
            account.drop(name, f"it has {size:,} bytes; {LARGEST_DOCUMENT:,} is the most")
            return None
        data = path.read_bytes()
    except OSError as error:
        account.drop(name, f"it can't be read: {error.strerror}")
        return None
    return decode_text(data, name, account)


def decode_text(data: bytes, name: str, account: Account) -> str:
    """Return bytes as text; see :func:`read_document`."""
    try:
        encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode("cp1252", "replace")
        account.mend(
            name, "it is not UTF-8, and was read as Windows-1252", data.count(b"\n", 0, error.start) + 1
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = [match.start() for match in ANY_CONTROL.finditer(text)]
    if found:
        line = text.count("\n", 0, found[0]) + 1
        account.mend(name, f"{len(found)} invisible control characters were left out", line)
    return without_controls(text)


def inside(root: Path, path: Path) -> bool:
    """Say whether a path, its links followed, is a regular file below a folder that is real itself."""
    try:
        real = path.resolve(strict=True)
        return real.is_relative_to(root) and real.is_file() and not path.is_symlink()
    except (OSError, ValueError, RuntimeError):
        return False
