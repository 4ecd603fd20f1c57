"""Which events wait for a reader's eye, read once for each writing of a file."""

import re
from pathlib import Path

import msgspec

from generator.cache.record import keep_record, read_record
from generator.cache.stamps import is_settled
from generator.desk.content import KnownFile
from generator.errors import ContentError, WeekmarkError
from generator.inbox.reviewing import Reviewing
from generator.model import Origin

FILE = "desk-reviews"
_MAY_WAIT = re.compile(rb"\borigin\W{1,8}ai\b(?!-)|\breviewed_text\b", re.IGNORECASE)


class Waiting(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """An event, and how much of it waits."""

    path: str
    stamp: tuple[int, int, int]
    slug: str
    title: str = ""
    day: str = ""
    claims: int = 0
    is_changed: bool = False
    """Whether it was reviewed, and has changed since."""
    is_draft: bool = False
    is_broken: bool = False
    """Whether its file has errors."""

    @property
    def waits(self) -> bool:
        """Whether there is anything to do."""
        return self.claims > 0 or self.is_changed or self.is_broken


class _Record(msgspec.Struct, frozen=True, array_like=True):
    origin: Origin
    """What the site says of texts that say nothing."""
    events: tuple[Waiting, ...]


def waiting(reviewing: Reviewing, root: Path, folder: Path, origin: Origin) -> tuple[Waiting, ...]:
    """Return the events that wait, newest first; a file that was not touched since is not read again.

    :param folder: where the caches of the site lie.
    :param origin: what the site says of texts that say nothing.
    """
    record = read_record(folder / FILE, _Record)
    kept = {one.path: one for one in record.events} if record and record.origin == origin else {}
    found, is_new = [], False
    for known in reviewing.known:
        one = kept.get(known.path)
        if one is None or one.stamp != known.stamp:
            is_new = True
            one = Waiting(known.path, known.stamp, known.slug)
            if origin == "ai" or _MAY_WAIT.search((root / known.path).read_bytes()):
                one = _look(reviewing, known, one)
        found.append(one)
    if is_new or len(found) != len(kept):
        keep_record(folder / FILE, _Record(origin, tuple(one for one in found if is_settled(one.stamp))))
    return tuple(sorted((one for one in found if one.waits), key=_newest_first, reverse=True))


def _look(reviewing: Reviewing, known: KnownFile, one: Waiting) -> Waiting:
    try:
        reviewed = reviewing.read(known)
    except ContentError:
        return msgspec.structs.replace(one, title=one.slug, is_broken=True)
    except WeekmarkError:
        return one
    claims = reviewed.claims
    return msgspec.structs.replace(
        one,
        title=reviewed.event.title,
        day=reviewed.event.published[:10],
        claims=sum(not claim.is_reviewed for claim in claims.claims),
        is_changed=claims.is_changed,
        is_draft=reviewed.matter.draft,
    )


def _newest_first(one: Waiting) -> tuple[str, str]:
    return one.day, one.slug
