"""Rendering what is stale, and only that."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from generator.build.pool import Crew
from generator.build.worker import RenderTask
from generator.cache.last_build import BuiltFile, FoundOutput
from generator.config import Compression
from generator.model import Manifest, ManifestEntry, Phase
from generator.output.compression import copies_of
from generator.plan.edition import Edition
from generator.plan.outputs import Output

_FEW = 100
"""Up to so many files are staged side by side; more may be worth a tree of their own."""
_MISSING = BuiltFile(b"", ManifestEntry("", 0), 0)


class Rendering(msgspec.Struct, frozen=True):
    """What became of all planned files."""

    files: dict[str, BuiltFile]
    """Every file of the site."""
    rendered: int
    """How many files were stale."""
    is_flat: bool
    """How they are staged, see :func:`generator.output.staging.staged_name`."""
    phases: dict[str, Phase]
    """When a file is sent, of all that are not sent with the pages."""

    @property
    def manifest(self) -> Manifest:
        """The manifest of the site to be."""
        return Manifest({path: file.entry for path, file in self.files.items()}, self.phases)


def render_stale(  # noqa: PLR0913, PLR0917 - who renders what, from what, and where it goes
    crew: Crew,
    edition: Edition,
    outputs: list[Output],
    output: Path,
    found: FoundOutput,
    progress: Callable[[str, int, int], None],
) -> Rendering:
    """Stage every file that is not in place as it should be.

    :param edition: what they are composed from.
    :param outputs: all files of the site.
    :param output: the output folder; ``found`` is what it holds.
    :raises ContentError: templates have mistakes.
    :raises OSError: a file can't be read or written.
    """
    precompress = crew.settings.precompress
    kept, present = found.kept, found.present
    stale = {
        planned.path: planned for planned in outputs if kept.get(planned.path, _MISSING).key != planned.key
    }
    # Feeds and indexes take longest: begun first, none of them is waited for in the end.
    ordered = sorted(stale.values(), key=_is_page)
    is_flat = bool(present) and len(stale) <= _FEW
    tasks = (_task(planned, edition, present, precompress, is_flat) for planned in ordered)
    built = {}
    for number, staged in enumerate(crew.render(len(stale), tasks), 1):
        modified = staged.modified or (output / staged.path).stat().st_mtime_ns
        key = stale[staged.path].key if staged.path in stale else b""
        built[staged.path] = BuiltFile(key, staged.entry, modified)
        progress("Rendering", number, len(stale))
    phases: dict[str, Phase] = {
        planned.path: planned.phase for planned in outputs if planned.phase is not Phase.PAGES
    }
    return Rendering(_files_of(outputs, built, kept, precompress), len(stale), is_flat, phases)


def _files_of(
    outputs: list[Output],
    built: dict[str, BuiltFile],
    kept: dict[str, BuiltFile],
    precompress: tuple[Compression, ...],
) -> dict[str, BuiltFile]:
    """Return the planned files with their compressed copies, all of which are kept or built."""
    if not precompress:
        known = kept | built
        if len(known) == len(outputs):
            return known
        return {planned.path: known[planned.path] for planned in outputs if planned.path in known}
    files: dict[str, BuiltFile] = {}
    for planned in outputs:
        source = built if planned.path in built else kept
        for path in (planned.path, *copies_of(planned.path, precompress)):
            if path in source:
                files[path] = source[path]
    return files


def _is_page(planned: Output) -> bool:
    return planned.renderer.endswith(".html")


def _task(
    planned: Output,
    edition: Edition,
    present: dict[str, ManifestEntry],
    precompress: tuple[Compression, ...],
    is_flat: bool,
) -> RenderTask:
    shown = planned.compose(edition)
    own = (planned.path, *copies_of(planned.path, precompress))
    there = {path: present[path] for path in own if path in present}
    return RenderTask(planned.path, planned.renderer, shown.view, shown.events, there, is_flat)
