"""Ask all feeds that are due, and keep what is new."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from zoneinfo import ZoneInfo

import msgspec

from generator.desk.database import Database
from generator.desk.decisions import decide, describe
from generator.desk.records import Asked, Collection, FeedHealth, FeedState, Subscription
from generator.model import Outlet


class Manner(msgspec.Struct, frozen=True):
    """How to collect."""

    agent: str
    """Who asks: the address of the site, and how to reach its people."""
    allowed: tuple[str, ...]
    """Hosts that may be asked although their addresses are private."""
    clock: Callable[[], int]
    """Gives the time, in seconds since 1970 UTC."""
    zone: ZoneInfo
    """The time zone of hours in messages."""
    progress: Callable[[str, int, int], None] = lambda _stage, _done, _total: None


def subscriptions(outlets: Mapping[str, Outlet]) -> tuple[Subscription, ...]:
    """Return the feeds of all sources; a feed that two of them name belongs to the first."""
    found: dict[str, Subscription] = {}
    for outlet in outlets.values():
        for url in outlet.feeds:
            new = Subscription(url, outlet.id, outlet.name)
            found.setdefault(url, new)
    return tuple(found.values())


def collect(
    feeds: Sequence[Subscription], database: Database, manner: Manner, chosen: frozenset[str] = frozenset()
) -> Collection:
    """Ask every feed whose time has come, and keep what it has.

    :param chosen: ids of sources: ask their feeds and no others, whether their time has come or not, unless a
        server has ordered to wait.
    """
    started = time.monotonic()
    _follow_moves(feeds, database)
    states = database.states()
    wanted = [feed for feed in feeds if not chosen or feed.source in chosen]
    now = manner.clock()
    due = [feed.url for feed in wanted if _is_due(states.get(feed.url), now, is_chosen=bool(chosen))]
    new = asyncio.run(_ask(due, states, database, manner)) if due else {}
    after = health(wanted, database, manner)
    return Collection(
        feeds=tuple(_asked(one, new) for one in after),
        new=sum(new.values()),
        seconds=time.monotonic() - started,
    )


def _follow_moves(feeds: Sequence[Subscription], database: Database) -> None:
    """Keep what is known of a feed whose new address stands in ``sources.yaml`` by now."""
    subscribed = {feed.url for feed in feeds}
    states = database.states()
    for url, state in states.items():
        if url not in subscribed and state.moved_to in subscribed and state.moved_to not in states:
            database.move(state, state.moved_to)


def health(feeds: Sequence[Subscription], database: Database, manner: Manner) -> tuple[FeedHealth, ...]:
    """Say how each feed does, from memory alone."""
    states, counts, now = database.states(), database.counts(), manner.clock()
    return tuple(
        describe(feed, states.get(feed.url), counts.get(feed.url, 0), now, manner.zone) for feed in feeds
    )


def _asked(found: FeedHealth, new: Mapping[str, int]) -> Asked:
    url = found.subscription.url
    return Asked(found, was_asked=url in new, new=new.get(url, 0))


def _is_due(state: FeedState | None, now: int, *, is_chosen: bool) -> bool:
    if state is None or state.next <= now:
        return True
    return is_chosen and not state.bound


async def _ask(
    due: Sequence[str], states: Mapping[str, FeedState], database: Database, manner: Manner
) -> dict[str, int]:
    """Ask feeds, and return how many new items each had."""
    from generator.desk.client import Client  # noqa: PLC0415 - where nothing is due it is not needed

    client = Client(manner.agent, manner.allowed, manner.clock)
    requests = [(url, states.get(url, FeedState(url)).validators) for url in due]
    new: dict[str, int] = {}
    async with client.ask_all(requests) as answers:
        async for url, answer in answers:
            state = states.get(url, FeedState(url))
            known = database.items_of(url) if answer.body else {}
            # In a thread of its own, so that a large feed does not make others look as if they were slow.
            update = await asyncio.to_thread(decide, state, known, answer)
            database.record(update)
            new[url] = len(update.new)
            manner.progress("collect", len(new), len(due))
    return new
