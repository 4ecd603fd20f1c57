"""The theme of a site: the files of several folders laid over each other, the strongest last.

::

    the built-in default theme             what a theme leaves out
    the built-in theme of this name
    themes/NAME of the site                a theme of its own, or single files to override

Each folder has ``templates/``, ``assets/`` and ``locale/LANG/LC_MESSAGES/weekmark.po``. A template that
overrides another finds it as ``NAME/…``: ``{% extends "default/event.html" %}``.
"""

import errno
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.decode.findings import did_you_mean, listed
from generator.diagnostics import Problem
from generator.digest import digest, hexadecimal_digest
from generator.leftovers import is_passed_over
from generator.model import Asset, Theme
from generator.theme.references import Template, check_references

_NAME = re.compile(r"\w[\w.-]*")
_CATALOGUE = re.compile(r"([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)/LC_MESSAGES/weekmark\.po")
_FOLDER_OF = {".html": "templates", ".css": "assets", ".js": "assets", ".svg": "assets"}
_PICTURE_SUFFIXES = (".svg", ".po", ".ttf", ".otf")
"""What social cards are made of: SVG templates, catalogues and fonts."""
_OF_TRANSLATORS = (".mo", ".pot")


def find_theme(root: Path, name: str) -> tuple[Theme | None, tuple[Problem, ...]]:
    """Return the theme a site uses, and what is wrong with its files.

    :param root: the site's folder.
    :param name: the ``theme`` of its configuration.
    :return: no theme when the site can't be built with it.
    """
    layers = _find_layers(root, name)
    if not layers:
        return None, (_unknown_theme(root, name),)
    stack = _LayerStack()
    for layer in layers:
        stack.add(layer)
    stack.check()
    failed = any(problem.severity == "error" for problem in stack.problems)
    return None if failed else stack.to_theme(), tuple(stack.problems)


def theme_folders(root: Path) -> tuple[Path, Path]:
    """Return the folders below which every file of a theme lies: the built-in ones and the site's own."""
    return built_in_themes(), root / "themes"


def built_in_themes() -> Path:
    """Return the folder of the themes that come with this program, in a checkout or in a wheel."""
    package = Path(__file__).parents[1]
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent / "themes"


def _find_layers(root: Path, name: str) -> list[Path]:
    """Return the folders of a theme, the strongest last; none when there is no such theme."""
    if not _NAME.fullmatch(name):
        return []
    built_in = built_in_themes()
    own = [folder for folder in (built_in / name, root / "themes" / name) if folder.is_dir()]
    distinct = {folder.resolve(): folder for folder in [built_in / "default", *own]}
    return list(distinct.values()) if own else []


def _unknown_theme(root: Path, name: str) -> Problem:
    folders = [folder for folder in (built_in_themes(), root / "themes") if folder.is_dir()]
    known = sorted({entry.name for folder in folders for entry in folder.iterdir() if entry.is_dir()})
    remedy = did_you_mean(name, known) or f"there are: {listed(known)}"
    return Problem("site.yaml", 0, 0, "unknown-theme", f'there is no theme "{name}"', remedy)


class _LayerStack:
    """Collects the files of a theme, folder by folder."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._templates: dict[str, str] = {}
        self._built_in: dict[str, str] = {}
        self._own: list[Template] = []
        self._assets: dict[str, Asset] = {}
        self._catalogues: dict[str, tuple[str, ...]] = {}
        self._digests: list[tuple[str, bytes]] = []

    def to_theme(self) -> Theme:
        """Return all of them as a theme."""
        fonts = [(name, bytes.fromhex(asset.digest)) for name, asset in self._assets.items()]
        drawn = [part for part in (*self._digests, *fonts) if part[0].endswith(_PICTURE_SUFFIXES)]
        return Theme(
            self._templates, self._assets, self._catalogues, _digest_of(self._digests), _digest_of(drawn)
        )

    def check(self) -> None:
        """Report what the templates of the later folders name and no folder has."""
        self.problems += check_references(self._own, self._built_in, self._assets.keys())

    def add(self, layer: Path) -> None:
        """Lay the files of a folder over those already there."""
        for path in self._files(layer):
            relative = path.relative_to(layer).as_posix()
            folder, _, name = relative.partition("/")
            try:
                data = _read(path)
            except OSError as error:
                message = f"the file can't be read: {error.strerror}"
                self.problems.append(Problem(_place(layer, relative), 0, 0, "unreadable-file", message))
                continue
            if folder == "templates" and name:
                self._add_template(layer, name, path, data)
            elif folder == "assets" and name:
                self._assets[name] = Asset(str(path), hexadecimal_digest(data), len(data))
            elif folder == "locale" and name:
                self._add_catalogue(layer, name, path, data)
            elif not name:
                self._report_stray(layer, relative, path.suffix)

    def _add_template(self, layer: Path, name: str, path: Path, data: bytes) -> None:
        place = _place(layer, f"templates/{name}")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.problems.append(Problem(place, line, 0, "not-utf-8", "the template is not valid UTF-8"))
            return
        if layer.parent == built_in_themes() and layer.name == "default":
            self._built_in[name] = text
        else:
            self._own.append(Template(name, place, text))
        self._templates[name] = str(path)
        self._templates.setdefault(f"{layer.name}/{name}", str(path))
        self._digests.append((f"{layer.name}/{name}", digest(data)))

    def _add_catalogue(self, layer: Path, name: str, path: Path, data: bytes) -> None:
        match = _CATALOGUE.fullmatch(name)
        if match is None:
            remedy = "catalogues lie in locale/LANG/LC_MESSAGES/weekmark.po"
            place = _place(layer, f"locale/{name}")
            self.problems.append(Problem(place, 0, 0, "unused-file", "the file is not used", remedy))
            return
        tag = match[1].replace("_", "-")
        self._catalogues[tag] = (*self._catalogues.get(tag, ()), str(path))
        self._digests.append((f"{layer.name}/{name}", digest(data)))

    def _files(self, layer: Path) -> Iterator[Path]:
        """Return the files of a folder in a lasting order; links that leave it are reported."""
        base = layer.resolve()
        for folder, folders, files in os.walk(layer):
            folders[:] = sorted(name for name in folders if not is_passed_over(name))
            for name in [*folders, *sorted(files)]:
                path = Path(folder, name)
                if path.is_symlink() and not path.resolve().is_relative_to(base):
                    place = _place(layer, path.relative_to(layer).as_posix())
                    message = "the symbolic link leads out of the theme"
                    remedy = "put a copy of the file in its place"
                    self.problems.append(Problem(place, 0, 0, "symbolic-link", message, remedy))
                elif name in files and not is_passed_over(name) and not name.endswith(_OF_TRANSLATORS):
                    yield path

    def _report_stray(self, layer: Path, name: str, suffix: str) -> None:
        folder = _FOLDER_OF.get(suffix)
        if folder:
            remedy = f"did you mean themes/{layer.name}/{folder}/{name}?"
            self.problems.append(
                Problem(_place(layer, name), 0, 0, "unused-file", "the file is not used", remedy)
            )


def _read(path: Path) -> bytes:
    """Return the bytes of a file; a pipe would be waited for."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "this is neither a file nor a folder")
    return path.read_bytes()


def _digest_of(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the digest of some files by their places and digests."""
    return digest("".join(f"{place}\0{content.hex()}\n" for place, content in parts).encode())


def _place(layer: Path, name: str) -> str:
    """Return how messages name a file of a theme."""
    return f"themes/{layer.name}/{name}"
