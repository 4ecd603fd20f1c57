"""Files that go out as they are: the theme's assets, ``content/static``, and what documents bring along."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.cache.stamps import is_settled
from generator.digest import digest
from generator.model import Phase, SourceFile
from generator.plan.attachments import AttachedFile, SmallerCopy
from generator.plan.edition import Edition
from generator.plan.keys import encode
from generator.plan.outputs import Output, finished
from generator.plan.urls import asset_path, output_path
from generator.views import CopiedFile, ResizedPicture

RENDERER = "copy"
PICTURE = "picture"


def plan_assets(edition: Edition) -> Iterator[Output]:
    """Yield the theme's assets; their names tell their version, but for a preview."""
    for name, asset in edition.theme.assets.items():
        version = "" if edition.options.preview else asset.digest
        yield _copied(output_path(asset_path(name, version)), asset.path, asset.digest.encode(), "")


def plan_static(files: Iterable[SourceFile], root: Path) -> Iterator[Output]:
    """Yield static files; the stamp is the key, so that only files that were touched are read again.

    A stamp that proves nothing yet gives a key like no other. The names are published composed (NFC), as
    references are, however the disk keeps them.

    :param root: the site's folder.
    """
    for file in files:
        path = unicodedata.normalize("NFC", file.path.removeprefix("content/static/"))
        yield _copied(path, str(root / file.path), _stamp_key(file), file.path)


def plan_attached(
    attached: Iterable[AttachedFile], files: Iterable[SourceFile], root: Path
) -> Iterator[Output]:
    """Yield the files that documents bring along, each once in each place, see :func:`plan_static`.

    :param files: those that lie beside documents.
    """
    held = {unicodedata.normalize("NFC", file.path): file for file in files}
    for path, name in dict.fromkeys(attached):
        file = held[name]
        yield _copied(output_path(path), str(root / file.path), _stamp_key(file), file.path)


def plan_copies(copies: Iterable[SmallerCopy], root: Path) -> Iterator[Output]:
    """Yield smaller copies of pictures."""
    for copy in copies:
        key = digest(encode((copy.digest, copy.width, _drawn_by())))
        view = ResizedPicture(str(root / copy.file), copy.width, key.hex())
        path = output_path(copy.path)
        yield Output(path, PICTURE, key, finished(view), Phase.ASSETS, listed=False, source=copy.file)


def _drawn_by() -> str:
    """Return the version of what makes smaller pictures."""
    from importlib.metadata import version  # noqa: PLC0415 - few sites load it

    return version("pillow")


def _stamp_key(file: SourceFile) -> bytes:
    return digest(repr(file.stamp).encode() if is_settled(file.stamp) else os.urandom(16))


def _copied(path: str, source: str, key: bytes, origin: str) -> Output:
    phase = Phase.PAGES if path.endswith((".html", ".htm")) else Phase.ASSETS
    return Output(path, RENDERER, key, finished(CopiedFile(source)), phase, listed=False, source=origin)
