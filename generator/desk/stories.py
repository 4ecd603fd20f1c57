"""Stories of the items that wait, remembered as long as neither items nor decisions on them change."""

from collections.abc import Sequence

import msgspec

from generator.desk.database import Database
from generator.desk.groups import group
from generator.desk.offers import appeared
from generator.desk.records import Item, Story
from generator.desk.settings import DeskSettings
from generator.digest import digest

_Groups = list[tuple[list[int], list[int]]]
_groups = msgspec.msgpack.Decoder(_Groups)


def stories_of(items: Sequence[Item], settings: DeskSettings, database: Database) -> tuple[Story, ...]:
    """Group items, or look up how they were grouped; see :func:`generator.desk.groups.group`."""
    parts = [(item.feed, item.id, item.key, item.title, appeared(item)) for item in items]
    key = digest(msgspec.msgpack.encode((parts, settings.apart, settings.together)))
    kept = _kept(database.stories(key), len(items))
    if kept is not None:
        return tuple(
            Story(tuple(items[number] for number in same), tuple(items[number] for number in perhaps))
            for same, perhaps in kept
        )
    stories = group(items, settings.apart, settings.together)
    places = {(item.feed, item.id): number for number, item in enumerate(items)}
    numbers: _Groups = [
        (
            [places[one.feed, one.id] for one in story.items],
            [places[one.feed, one.id] for one in story.perhaps],
        )
        for story in stories
    ]
    database.keep_stories(key, msgspec.msgpack.encode(numbers))
    return stories


def without(stories: Sequence[Story], closed: frozenset[str]) -> tuple[Story, ...]:
    """Return stories without the items of these keys; a story that has no other is left out."""
    found = []
    for story in stories:
        items = tuple(item for item in story.items if item.key not in closed)
        if items:
            found.append(Story(items, tuple(item for item in story.perhaps if item.key not in closed)))
    return tuple(found)


def _kept(data: bytes | None, count: int) -> _Groups | None:
    """Return groups that were kept, if each of so many items is in exactly one of them."""
    try:
        groups = _groups.decode(data) if data else None
    except msgspec.MsgspecError:
        return None
    if groups is None:
        return None
    members = sorted(number for same, _ in groups for number in same)
    is_whole = members == list(range(count)) and all(same for same, _ in groups)
    near = (number for _, perhaps in groups for number in perhaps)
    return groups if is_whole and all(0 <= number < count for number in near) else None
