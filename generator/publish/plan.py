"""The one plan of all targets: what is there against what was built, by content digest."""

import msgspec

from generator.diagnostics import counted
from generator.model import Manifest
from generator.publish.phases import in_phases, is_page
from generator.publish.state import State


class Plan(msgspec.Struct, frozen=True):
    """What a publication will do."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    """Only files that an earlier publication put there."""
    unchanged: int
    bytes: int
    """The size of all files to send."""
    pages_there: int
    """How many pages the target has now."""
    phases: tuple[tuple[str, ...], ...] = ()
    """The files to send, in the order of :mod:`generator.publish.phases`."""
    unfinished: bool = False
    """An earlier publication was cut off; even without any file to send its manifest has to be mended."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.added or self.changed or self.removed or self.unfinished)

    @property
    def steps(self) -> int:
        """How many files are sent or removed."""
        return len(self.added) + len(self.changed) + len(self.removed)

    @property
    def removes_much(self) -> bool:
        """Whether more than a quarter of the pages there would go."""
        return self.pages_removed * 4 > self.pages_there

    @property
    def pages_removed(self) -> int:
        """How many pages would go."""
        return sum(map(is_page, self.removed))


def make_plan(ours: Manifest, there: State | None, settings: str = "") -> Plan:
    """Compare what was built with what a target has.

    :param there: None when nothing of ours is at the target.
    :param settings: the target's own, see :class:`~generator.publish.state.State`; when they differ,
        every file is sent again.
    """
    theirs = there.files if there else {}
    same_settings = there is not None and there.settings == settings
    added, changed = [], []
    for path, entry in ours.files.items():
        if path not in theirs:
            added.append(path)
        elif theirs[path].digest != entry.digest or not same_settings:
            changed.append(path)
    return Plan(
        added=tuple(sorted(added)),
        changed=tuple(sorted(changed)),
        removed=tuple(sorted(theirs.keys() - ours.files.keys())),
        unchanged=len(ours.files) - len(added) - len(changed),
        bytes=sum(ours.files[path].size for path in (*added, *changed)),
        pages_there=sum(map(is_page, theirs)),
        phases=in_phases(added, changed, ours),
        unfinished=there is not None and not there.complete,
    )


def describe(plan: Plan) -> str:
    """Return the plan as one line: ``2 added, 1 changed, 0 removed, 210 unchanged; 14.2 kB to send``."""
    counts = f"{len(plan.added)} added, {len(plan.changed)} changed, {len(plan.removed)} removed"
    return f"{counts}, {plan.unchanged} unchanged; {readable_size(plan.bytes)} to send"


def readable_size(size: int) -> str:
    """Return a number of bytes for people, in decimal units."""
    if size < 1000:
        return counted(size, "byte")
    amount = float(size)
    for unit in ("kB", "MB", "GB"):
        amount /= 1000
        if amount < 999.95 or unit == "GB":
            return f"{amount:.1f} {unit}"
    raise AssertionError("unreachable: the last unit takes any size")
