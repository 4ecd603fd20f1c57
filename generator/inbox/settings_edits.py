"""What steps change in ``desk.yaml``: entries are added and taken away as text, all else stays as it is."""

from collections.abc import Callable, Sequence

from generator.addresses import canonical_address
from generator.desk.records import FileChange, Item
from generator.desk.settings import FILE, load_settings
from generator.editing.front_matter import Path
from generator.editing.settings_file import add_to_list, set_value, take_from_list
from generator.errors import EditError, WeekmarkError
from generator.inbox.desk_site import DeskSite


def list_changed(site: DeskSite, path: Path, entries: Sequence[object]) -> FileChange:
    """Return the change that adds entries to a list.

    :raises EditError: the file can't be added to, or would have an error then.
    """
    before = _read(site)
    return _change(before, lambda data: add_to_list(data, path, entries))


def reviewed_changed(site: DeskSite, moment: str) -> FileChange:
    """Return the change that sets ``reviewed``."""
    return _change(_read(site), lambda data: set_value(data, "reviewed", moment))


def together_changed(site: DeskSite, stories: Sequence[Sequence[Item]]) -> FileChange:
    """Return the change that makes stories one.

    :raises WeekmarkError: one of them has no address to be called by.
    """
    urls = [next((item.url for item in items if item.url), "") for items in stories]
    every = [item.url for items in stories for item in items if item.url]
    if not all(urls):
        raise WeekmarkError("a report without an address can't be merged")
    return list_changed(site, ("together",), [list(dict.fromkeys(every))])


def apart_changed(site: DeskSite, items: Sequence[Item]) -> FileChange:
    """Return the change that takes the first of some reports off the others, also where a merge put it there.

    :raises WeekmarkError: there is nothing to take it off.
    """
    first, *rest = items
    pairs = list(dict.fromkeys(item.url for item in rest if item.url and item.key != first.key))
    if not first.url or not pairs:
        raise WeekmarkError(f'"{first.title}" is a story of its own already')
    known = [set(map(canonical_address, urls)) for urls in site.settings.apart]
    keys = {url: {first.key, canonical_address(url)} for url in pairs}
    new = [[first.url, url] for url in pairs if not any(keys[url] <= urls for urls in known)]

    def edit(data: bytes) -> bytes:
        left = _without(data, site.settings.together, first.key)
        return add_to_list(left, ("apart",), new) if new else left

    return _change(_read(site), edit)


def _without(data: bytes, together: Sequence[Sequence[str]], key: str) -> bytes:
    """Return settings in which no list of ``together`` has an address; of one article nothing is left."""
    for number in reversed(range(len(together))):
        keys = [canonical_address(url) for url in together[number]]
        for place in reversed(range(len(keys))):
            if keys[place] == key and len(set(keys)) > 2:
                data = take_from_list(data, ("together", number, place))
        if key in keys and len(set(keys)) <= 2:
            data = take_from_list(data, ("together", number))
    return data


def _read(site: DeskSite) -> bytes | None:
    path = site.root / FILE
    return path.read_bytes() if path.is_file() else None


def _change(before: bytes | None, edit: Callable[[bytes], bytes]) -> FileChange:
    try:
        after = edit(before or b"")
    except EditError as error:
        raise EditError(f"{FILE}: {error.message}", error.remedy) from None
    problems = load_settings(after)[1]
    if problems:
        raise EditError(f"{FILE} is left as it is: {problems[0].message}", problems[0].remedy)
    return FileChange(FILE, before, after)
