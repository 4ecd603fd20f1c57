"""Records on disk that are read whole or not at all."""

import contextlib
import os
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from generator import __version__
from generator.digest import digest
from generator.manifest import read_plain_file

_MAGIC = b"weekmark record 1\n"
T = TypeVar("T")


class DamagedError(Exception):
    """The cache does not hold what it said it does; it has to be made anew."""


@cache
def code_fingerprint() -> bytes:
    """Return a digest of this program as installed: version, and size and time of each of its modules.

    A changed module makes earlier records foreign, so that nobody who edits this program in place is
    shown what its previous version thought. Looked at once: a preview goes on running what it has loaded.
    """
    package = Path(__file__).parent.parent
    parts = [__version__]
    for folder, _, names in os.walk(package):
        for name in sorted(names):
            if name.endswith(".py"):
                found = Path(folder, name).stat()
                parts.append(f"{name} {found.st_size} {found.st_mtime_ns}")
    return digest("\n".join(sorted(parts)).encode())


def write_record(path: Path, value: object) -> None:
    """Replace the record at ``path`` by ``value``, encoded as msgpack."""
    payload = msgspec.msgpack.encode(value)
    replace_file(path, _MAGIC + digest(payload) + payload)


def keep_record(path: Path, value: object) -> None:
    """Write a record where that can be done; where it can't, the next who asks finds out more for itself."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_record(path, value)


def read_record(path: Path, kind: type[T]) -> T | None:
    """Return the record at ``path``; None when it is missing, damaged or of another kind."""
    try:
        data = read_plain_file(path)
    except OSError:
        return None
    start = len(_MAGIC)
    payload = data[start + 16 :]
    if data[:start] != _MAGIC or data[start : start + 16] != digest(payload):
        return None
    try:
        return msgspec.msgpack.decode(payload, type=kind)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None


def replace_file(path: Path, data: bytes) -> None:
    """Write ``data`` beside ``path`` and rename it there, so that no reader sees half of it.

    One process at a time may do so. What it leaves when it is killed, the next one writes over.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        temporary.unlink(missing_ok=True)  # it may be a link, in a folder that came with a clone
        with temporary.open("xb") as file:
            file.write(data)
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
