"""Feeds that have moved for good get their new addresses in ``content/sources.yaml``, as text."""

from collections.abc import Sequence

from generator.desk.records import FeedHealth, FileChange, Step
from generator.diagnostics import counted
from generator.editing.settings_file import set_in_list
from generator.errors import EditError, WeekmarkError
from generator.inbox.desk_site import SOURCES, DeskSite
from generator.source.registry import read_sources


def moved_feeds(site: DeskSite, feeds: Sequence[FeedHealth]) -> Step:
    """Return the step that writes the new addresses of all feeds that have moved.

    One whose new address is subscribed already is left as it is: it should be taken out.

    :raises WeekmarkError: none has moved.
    :raises EditError: the file is written in a way that can't be edited.
    """
    subscribed = {feed.url for feed in site.subscriptions}
    moved = {feed.subscription.url: feed.moved_to for feed in feeds if feed.moved_to}
    moved = {old: new for old, new in moved.items() if new not in subscribed}
    if not moved:
        raise WeekmarkError("no feed has moved to an address that is not subscribed already")
    before = (site.root / SOURCES).read_bytes()
    after = before
    for outlet in site.outlets.values():
        for number, url in enumerate(outlet.feeds):
            if url in moved:
                after = _with_feed(after, (outlet.id, "feeds", number), moved[url])
    problems = read_sources(after, SOURCES)[1]
    if problems:
        raise EditError(f"{SOURCES} is left as it is: {problems[0].message}", problems[0].remedy)
    return Step(f"moved {counted(len(moved), 'feed')} in {SOURCES}", (FileChange(SOURCES, before, after),))


def _with_feed(data: bytes, path: tuple[str | int, ...], url: str) -> bytes:
    try:
        return set_in_list(data, path, url)
    except EditError as error:
        raise EditError(f"{SOURCES}: {error.message}", error.remedy) from None
