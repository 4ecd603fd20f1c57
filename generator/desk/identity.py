"""What is new in a feed: which entry is which, and what became of those that are known. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from generator.addresses import canonical_address
from generator.desk.plain import folded
from generator.desk.records import Entry, Item
from generator.desk.times import read_date


class Found(msgspec.Struct, frozen=True):
    """What a feed holds now, held against what was known of it."""

    new: tuple[Item, ...]
    changed: tuple[Item, ...]
    renamed: tuple[tuple[str, str], ...]
    """Known ids and the new ones of the same items."""
    present: tuple[Item, ...]
    """All of its items, as they were seen first."""
    notes: tuple[str, ...]
    has_renamed: bool = False
    """Whether the feed has given its entries other ids."""


def find(
    feed: str, entries: Sequence[Entry], known: Mapping[str, Item], seen: int, *, is_first: bool
) -> Found:
    """Tell new entries from known ones.

    :param feed: the address of the feed.
    :param known: its items by id.
    :param seen: when the response had ended.
    :param is_first: whether the feed is read for the first time: all of it was there before.
    """
    items, notes = _items(feed, entries, known, seen, is_first)
    if _has_renamed(items, known):
        return _find_renamed(items, known, notes)
    new = tuple(item for item in items if item.id not in known)
    changed = [_updated(known[item.id], item) for item in items if item.id in known]
    return Found(
        new=new,
        changed=tuple(item for item in changed if item != known[item.id]),
        renamed=(),
        present=(*new, *changed),
        notes=notes,
    )


def _items(
    feed: str, entries: Sequence[Entry], known: Mapping[str, Item], seen: int, is_first: bool
) -> tuple[list[Item], tuple[str, ...]]:
    """Make an item of each entry that has an address or a title; equal ones count once."""
    repeated = {name for name, times in Counter(entry.id for entry in entries).items() if times > 1}
    items: dict[str, Item] = {}
    nameless = twice = 0
    for entry in entries:
        item = _item(feed, entry, seen, is_first)
        if not item.key:
            nameless += 1
            continue
        if entry.id in repeated or _is_another(item, known.get(item.id)):
            item = msgspec.structs.replace(item, id=f"{item.id} {item.key} {item.folded}".strip())
        twice += item.id in items
        items.setdefault(item.id, item)
    notes = []
    if nameless:
        notes.append(f"{_entries(nameless)} with neither address nor title: left out")
    if twice:
        notes.append(f"{_entries(twice)} twice in the feed: taken once")
    return list(items.values()), tuple(notes)


def _item(feed: str, entry: Entry, seen: int, is_first: bool) -> Item:
    title = folded(entry.title)
    key = canonical_address(entry.url) if entry.url else title
    published = read_date(entry.date, seen, entry.date_guess)
    return Item(
        feed=feed,
        id=entry.id or (key if entry.url else f"{title} {published.moment}".strip()),
        key=key,
        url=entry.url,
        title=entry.title or entry.url,
        folded=title,
        summary=entry.summary,
        published=published.moment,
        dating=published.dating,
        told=published.told,
        publisher=entry.publisher,
        lang=entry.lang,
        first_seen=seen,
        was_there=is_first,
    )


def _is_another(item: Item, known: Item | None) -> bool:
    """Say whether an id that is known stands for another entry now, in a feed that uses ids again.

    An editor may change title or address of an entry, and even both; but then its date stays.
    """
    return (
        known is not None
        and item.key != known.key
        and item.folded != known.folded
        and item.published != known.published
    )


def _updated(known: Item, item: Item) -> Item:
    """Return a known item as its feed has it now; when it appeared is what the feed said first."""
    dated = item if known.dating == "missing" and item.dating != "future" else known
    return msgspec.structs.replace(
        item,
        published=dated.published,
        dating=dated.dating,
        told=dated.told,
        first_seen=known.first_seen,
        was_there=known.was_there,
        is_offered=known.is_offered,
    )


def _has_renamed(items: Sequence[Item], known: Mapping[str, Item]) -> bool:
    """Say whether a feed has given its entries other ids: most are new, and nearly all titles are known."""
    titles = {item.folded for item in known.values()}
    new = sum(item.id not in known for item in items)
    same = sum(item.folded in titles for item in items)
    return 2 * new > len(items) and 5 * same > 4 * len(items)


def _find_renamed(items: Sequence[Item], known: Mapping[str, Item], notes: tuple[str, ...]) -> Found:
    """Give known items their new ids; what can't be told from them is kept, and never offered."""
    gone = {name: item for name, item in known.items() if name not in {item.id for item in items}}
    by_key = {item.key: name for name, item in gone.items()}
    by_title = {item.folded: name for name, item in gone.items()}
    renamed: dict[str, str] = {}
    new, changed = [], []
    for item in items:
        if item.id in known:
            changed.append(_updated(known[item.id], item))
            continue
        old = by_key.get(item.key) or by_title.get(item.folded)
        if old is None or old in renamed:
            new.append(msgspec.structs.replace(item, is_offered=False))
        else:
            renamed[old] = item.id
            changed.append(_updated(known[old], item))
    told = (
        f"all its ids have changed; {_entries(len(new))} not offered" if new else "all its ids have changed"
    )
    present = (*new, *changed)
    return Found(
        tuple(new), tuple(changed), tuple(renamed.items()), present, (*notes, told), has_renamed=True
    )


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"
