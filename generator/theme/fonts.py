"""The fonts that pictures are drawn with: never the system's, so that a picture is the same everywhere.

Source Serif Pro and Source Sans Pro come with this program, by the packages ``font-source-serif-pro`` and
``font-source-sans-pro``. For scripts that they lack, any package that carries fonts will do once it is
installed: those of ``noto-cjk``, of ``fontpkg`` and of ``fonts`` are known by the names of their folders.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from generator.digest import digest

_OWN = ("font_source_serif_pro", "font_source_sans_pro")
_PACKAGES = ("font_*", "fontpkg_*", "noto_cjk_*")
_PATTERNS = ("*.ttf", "*.otf", "*.ttc", "files/*.ttf", "files/*.otf", "files/*.ttc")
_COVERED = re.compile("[\u0000-\u00ff\u2010-\u2026\u20ac\u2122]*")
"""What the program's own fonts surely have."""


@cache
def own_fonts() -> dict[str, str]:
    """Return the path of each font that comes with this program by its name: ``SourceSerifPro-Semibold``."""
    return {
        file.stem: str(file)
        for package in _OWN
        for folder in _folders_of(package)
        for file in sorted(folder.glob("files/*.ttf"))
    }


@cache
def further_fonts() -> tuple[str, ...]:
    """Return the paths of the fonts of all other packages, in an order that does not depend on the disk."""
    found: dict[str, str] = {}
    for folder in map(Path, sys.path):
        for pattern in _PACKAGES:
            for package in folder.glob(pattern):
                if package.name not in _OWN:
                    # Of a font in two formats the first will do.
                    files = reversed(list(_files(package)))
                    found |= {f"{package.name} {file.stem}": str(file) for file in files}
    return tuple(path for _, path in sorted(found.items()))


def fonts_fingerprint(texts: Iterable[str]) -> bytes:
    """Return what changes when texts may be drawn with other fonts; empty where our own have all."""
    if all(_COVERED.fullmatch(text) for text in texts):
        return b""
    return _further_fingerprint()


@cache
def _further_fingerprint() -> bytes:
    parts = (f"{Path(path).name} {Path(path).stat().st_size}" for path in further_fonts())
    return digest("\n".join(parts).encode())


def _folders_of(package: str) -> list[Path]:
    spec = find_spec(package)
    return [Path(folder) for folder in (spec.submodule_search_locations or ())] if spec else []


def _files(package: Path) -> Iterator[Path]:
    for pattern in _PATTERNS:
        yield from sorted(package.glob(pattern))
