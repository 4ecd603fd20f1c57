"""What an answer means: its feed's next state, its new items, and words for people. Pure."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from generator import __version__
from generator.desk.feeds import NoFeedError, is_challenge, read_feed
from generator.desk.identity import find
from generator.desk.pacing import DAY, http_date, next_time, patience, retry_after
from generator.desk.plain import plain_text, web_address
from generator.desk.records import (
    Answer,
    FeedHealth,
    FeedState,
    FeedUpdate,
    Item,
    Subscription,
    Validators,
)
from generator.desk.times import instant
from generator.digest import hexadecimal_digest

STILL = 60 * DAY
"""A feed with nothing new for so long is told."""

MOST_RENAMINGS = 2
"""A feed that gives its entries other ids more often than that has its entries told by their addresses."""
MOST_WORDS = 300
"""How long a failure may be told: parts of it come from strangers."""

_STATUSES = {
    401: "401: asks for a password",
    402: "402: asks for money",
    403: "403: refuses us",
    404: "404: there is nothing",
    410: "410: gone for good; take it out of sources.yaml",
    429: "429: too many requests",
    451: "451: withheld by law",
}


def decide(state: FeedState, known: Mapping[str, Item], answer: Answer) -> FeedUpdate:
    """Say what an answer changes.

    :param known: the items of the feed by id.
    """
    if failure := _failure(state, answer):
        return FeedUpdate(_failed(state, answer, failure))
    if answer.status == 304:
        return FeedUpdate(_read(state, answer))
    digest = hexadecimal_digest(answer.body + __version__.encode())
    state = msgspec.structs.replace(state, validators=_validators(answer))
    if digest == state.digest:
        return FeedUpdate(_read(state, answer))
    try:
        feed = read_feed(answer.body, answer.headers, answer.url)
    except NoFeedError as error:
        return FeedUpdate(_failed(state, answer, str(error)))
    entries = feed.entries
    if state.renamings >= MOST_RENAMINGS:
        entries = tuple(msgspec.structs.replace(entry, id="") for entry in entries)
    found = find(state.url, entries, known, answer.ended, is_first=not state.first_read)
    state = msgspec.structs.replace(
        _read(msgspec.structs.replace(state, wishes=feed.wishes), answer),
        first_read=state.first_read or answer.ended,
        digest=digest,
        renamings=state.renamings + found.has_renamed,
        newest=max([state.newest, *(_appeared(item) for item in found.present)]),
        notes=(*feed.complaints, *found.notes) or (("no entries",) if not feed.entries else ()),
    )
    present = tuple(item.id for item in found.present)
    return FeedUpdate(state, found.new, found.changed, found.renamed, present)


def describe(
    subscription: Subscription, state: FeedState | None, items: int, now: int, zone: ZoneInfo
) -> FeedHealth:
    """Say in words how a feed does.

    :param items: how many of its items are kept.
    :param zone: the time zone of the hours in it.
    """
    if state is None or not state.last_asked:
        return FeedHealth(subscription, ("not asked yet",), is_failing=False, next=0, newest=0, items=0)
    words = []
    if state.failure:
        words.append(f"{state.failure}, again at {_clock(state.next, now, zone)}")
    if state.moved_to:
        words.append(f"moved to {state.moved_to}; put that into sources.yaml")
    words += state.notes
    if state.newest and state.newest < now - STILL:
        words.append(f"nothing new since {_month(state.newest, now, zone)}")
    return FeedHealth(
        subscription, tuple(words), bool(state.failure), state.next, state.newest, items, state.moved_to
    )


def _failure(state: FeedState, answer: Answer) -> str:
    """Say what is wrong with an answer before its body is looked at, or nothing."""
    if answer.failure:
        return answer.failure
    if answer.status == 304:
        is_asked = state.validators != Validators()
        return "" if is_asked else "304: says that nothing is new, without having been asked"
    if answer.status == 200:
        return ""
    if is_challenge(answer.body, answer.headers):
        return f"{answer.status}: asks for a browser"
    if answer.status >= 500:
        return f"{answer.status}: the server fails"
    return _STATUSES.get(answer.status, f"{answer.status}: no feed")


def _failed(state: FeedState, answer: Answer, failure: str) -> FeedState:
    failures = state.failures + 1
    ordered = retry_after(answer.headers, answer.ended)
    return msgspec.structs.replace(
        state,
        next=answer.ended + patience(failures) if ordered is None else ordered,
        bound=ordered is not None,
        last_asked=answer.ended,
        failures=failures,
        failure=plain_text(failure, MOST_WORDS, is_markup=False),
        moved_to="",
    )


def _read(state: FeedState, answer: Answer) -> FeedState:
    """Return the state of a feed that has answered as it should."""
    return msgspec.structs.replace(
        state,
        next=next_time(state.wishes, answer.headers, answer.ended),
        bound=False,
        last_asked=answer.ended,
        last_read=answer.ended,
        failures=0,
        failure="",
        moved_to=web_address(answer.moved_to, answer.url) if answer.moved_to else "",
    )


def _validators(answer: Answer) -> Validators:
    """Return the pair of a response; a date that has not come would hide everything until it has."""
    modified = answer.headers.get("last-modified", "")
    moment = http_date(modified)
    has_come = moment is not None and moment <= answer.ended
    return Validators(answer.headers.get("etag", ""), modified if has_come else "")


def _appeared(item: Item) -> int:
    return instant(item.published) or item.first_seen


def _clock(then: int, now: int, zone: ZoneInfo) -> str:
    moment, today = (datetime.fromtimestamp(time, zone) for time in (then, now))
    return f"{moment:%H:%M}" if moment.date() == today.date() else f"{moment:%H:%M on %Y-%m-%d}"


def _month(then: int, now: int, zone: ZoneInfo) -> str:
    moment, today = (datetime.fromtimestamp(time, zone) for time in (then, now))
    return f"{moment:%B}" if moment.year == today.year else f"{moment:%B %Y}"
