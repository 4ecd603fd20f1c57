"""Events that lead to one address: they are one event twice, or one is another's coverage."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.diagnostics import Problem
from generator.memo import Memo
from generator.model import Address, Summary
from generator.site.week_files import WeekFiles

Keys = frozenset[int]


class _Holder(NamedTuple):
    """An event, with its own address or one of its coverage."""

    event: Summary
    path: str
    address: Address


def find_same_addresses(weeks: Sequence[WeekFiles], memo: Memo) -> list[Problem]:
    """Return a warning for each event whose address an earlier event has, or another's coverage.

    It is told at the later event, or at the covered one, and names both.

    :param weeks: the newest first.
    :param memo: takes which addresses there are twice from one site to the next.
    """
    shared = memo.value("same addresses", _find_shared, [(files.own, files.covered) for files in weeks])
    if not shared:
        return []
    near = [files for files in weeks if not shared.isdisjoint((*files.own, *files.covered))]
    owners = sorted(
        (holder for holder in _holders(near) if holder.address.key in shared and _is_own(holder)), key=_order
    )
    first: dict[int, _Holder] = {}
    found = []
    for holder in owners:
        kept = first.setdefault(holder.address.key, holder)
        if kept is not holder:
            found.append((kept, holder, "is also that of"))
    covering = _covering(near, first)
    for holder in first.values():
        others = covering.get(holder.address.key, ())
        kept = next((other for other in others if other.event is not holder.event), holder)
        if kept is not holder:
            found.append((kept, holder, "is in the coverage of"))
    told = {
        frozenset([kept.event.slug, holder.event.slug]): (kept, holder, how)
        for kept, holder, how in reversed(found)
    }
    return [_problem(*pair) for pair in told.values() if not _are_related(*pair)]


def _find_shared(weeks: Sequence[tuple[tuple[int, ...], Keys]]) -> Keys:
    """Return the addresses that more than one event has, or one has and another covers."""
    seen: set[int] = set()
    shared: set[int] = set()
    for own, _ in weeks:
        keys = set(own)
        if len(keys) < len(own):
            shared.update(key for key, count in Counter(own).items() if count > 1)
        shared |= seen & keys
        seen |= keys
    for _, covered in weeks:
        shared |= seen & covered
    return frozenset(shared)


def _holders(weeks: Iterable[WeekFiles]) -> Iterator[_Holder]:
    for files in weeks:
        for event, document in zip(files.events, files.documents, strict=True):
            for address in event.addresses:
                yield _Holder(event, document.path, address)


def _is_own(holder: _Holder) -> bool:
    return holder.address is holder.event.addresses[0]


def _order(holder: _Holder) -> tuple[int, str]:
    return holder.event.instant, holder.event.slug


def _covering(weeks: Iterable[WeekFiles], keys: Mapping[int, object]) -> dict[int, list[_Holder]]:
    """Return for each address the earliest events that cover it."""
    found: dict[int, list[_Holder]] = {}
    for holder in sorted(_holders(weeks), key=_order):
        key = holder.address.key
        if key in keys and not _is_own(holder):
            found.setdefault(key, []).append(holder)
    return found


def _are_related(kept: _Holder, holder: _Holder, _how: str) -> bool:
    """Say whether an author has named one as related to the other, and so has said that they are two."""
    return holder.event.slug in kept.event.related or kept.event.slug in holder.event.related


def _problem(kept: _Holder, holder: _Holder, how: str) -> Problem:
    message = f"its address {how} {kept.path}"
    remedy = (
        f"if they are one event: `weekmark merge {kept.event.slug} {holder.event.slug}`; if they are two, "
        "name one in `related` of the other"
    )
    return Problem(holder.path, holder.address.line, 0, "same-address", message, remedy)
