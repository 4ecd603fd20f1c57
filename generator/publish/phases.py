"""In which order files are sent, such that no reader meets a page whose parts are not there yet.

The manifest says the phase of each file. Within a phase new files come before changed ones. A page of a list
that is new itself goes with the pages, since nobody can find it before an index links it.
"""

import re
from collections.abc import Iterable

from generator.model import Manifest, Phase

_COMPRESSED = re.compile(r"\.(gz|br)$")


def is_page(path: str) -> bool:
    """Say whether a file is an HTML page."""
    return path.endswith((".html", ".htm"))


def phase_of(path: str, ours: Manifest, *, added: bool) -> Phase:
    """Return when a file is sent.

    What is sent with the pages is not told; a clean key (``a``) goes with its page (``a/index.html``).

    :param added: whether the target does not have the file yet.
    """
    path = _COMPRESSED.sub("", path)
    phase = ours.phases.get(path)
    if phase is None:
        phase = ours.phases.get(f"{path}/index.html", Phase.PAGES)
    return Phase.PAGES if phase is Phase.LISTS and added else phase


def in_phases(added: Iterable[str], changed: Iterable[str], ours: Manifest) -> tuple[tuple[str, ...], ...]:
    """Return the files to send, phase by phase: new ones before changed ones, then by path."""
    phases: dict[Phase, list[str]] = {phase: [] for phase in Phase}
    for path in sorted(added):
        phases[phase_of(path, ours, added=True)].append(path)
    for path in sorted(changed):
        phases[phase_of(path, ours, added=False)].append(path)
    return tuple(tuple(phase) for phase in phases.values())
