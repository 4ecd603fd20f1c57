"""What steps change in ``desk.yaml``: entries are added as text, and all else stays as it is."""

from collections.abc import Callable, Sequence

from generator.desk.records import FileChange, Item
from generator.desk.settings import FILE, load_settings
from generator.editing.front_matter import Path
from generator.editing.settings_file import add_to_list, set_value
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
    """Return the change that takes the first of some reports off the others.

    :raises WeekmarkError: there is nothing to take it off, or it was put there by a merge.
    """
    first, *rest = items
    pairs = list(dict.fromkeys(item.url for item in rest if item.url and item.key != first.key))
    if not first.url or not pairs:
        raise WeekmarkError(f'"{first.title}" is a story of its own already')
    if any(first.url in urls for urls in site.settings.together):
        raise WeekmarkError("this report was merged with others", f"take it out of `together` in {FILE}")
    return list_changed(site, ("apart",), [[first.url, url] for url in pairs])


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
