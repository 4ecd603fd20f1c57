"""The curator's desk as a page: the inbox as it is shown, and steps as the page asks for them."""

import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from generator.desk.offers import appeared
from generator.desk.ranking import Offer
from generator.desk.records import Item, Step
from generator.errors import UndatedError, WeekmarkError
from generator.inbox.desk_site import load_desk_site
from generator.inbox.session import Inbox, opened
from generator.live.pages import desk_page
from generator.live.told import told

MOST = 200
"""So many stories are shown at once; the others move up."""


class _Report(msgspec.Struct, frozen=True):
    handle: str
    title: str
    url: str
    host: str
    age: str
    lang: str


class _Card(msgspec.Struct, frozen=True):
    """A story as it is shown."""

    handle: str
    head: _Report
    summary: str
    score: str
    parts: str
    others: tuple[_Report, ...]
    perhaps: tuple[_Report, ...]
    events: tuple[tuple[str, str], ...]
    """Slug and title of events that it may belong to."""
    topics: tuple[str, ...]
    hosts: tuple[str, ...]
    is_undated: bool


class _Wish(msgspec.Struct, frozen=True):
    """What the page asks for."""

    action: str
    handles: tuple[str, ...] = ()
    event: str = ""
    published: str = ""
    words: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


def show_desk(root: Path, config_path: Path, home: str, token: str) -> tuple[bytes, int]:
    """Return the page and its status.

    :param home: the path of the site's home page.
    :param token: what the page's own requests carry.
    """
    try:
        site = load_desk_site(root, config_path)
        with opened(site) as inbox:
            offers, failing = inbox.offers(), inbox.failing()
            now = int(time.time())
            cards = [_card(offer, inbox, now) for offer in offers[:MOST]]
    except WeekmarkError as error:
        shown = {"title": "", "token": "", "home": home, "cards": (), "waiting": 0, "failing": ()}
        return desk_page(**shown, trouble=told(error)), 500
    page = desk_page(
        title=site.config.title,
        token=token,
        home=home,
        cards=cards,
        waiting=len(offers),
        failing=[(one.subscription.name, "; ".join(one.words)) for one in failing],
        trouble="",
    )
    return page, 200


def take_step(root: Path, config_path: Path, body: bytes) -> tuple[dict[str, object], int]:
    """Do what the page asks for, and return what to tell it, and the status."""
    try:
        wish = msgspec.json.decode(body, type=_Wish)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return {"ok": False, "words": "the desk does not understand this"}, 400
    try:
        with opened(load_desk_site(root, config_path)) as inbox:
            step = inbox.undo() if wish.action == "undo" else inbox.do(_step(wish, inbox))
    except (WeekmarkError, OSError) as error:
        return {"ok": False, "words": told(error), "undated": isinstance(error, UndatedError)}, 409
    undone = "taken back: " if wish.action == "undo" else ""
    return {"ok": True, "words": undone + step.words, "draft": _draft(wish, step)}, 200


def _step(wish: _Wish, inbox: Inbox) -> Step:
    """Return the step that is asked for.

    :raises WeekmarkError: there is no such step.
    """
    first = wish.handles[0] if wish.handles else ""
    if wish.action in ("take", "pin"):
        return inbox.take(first, wish.published, pin=wish.action == "pin")
    plans: dict[str, Callable[[], Step]] = {
        "attach": lambda: inbox.attach(first, wish.event),
        "drop": lambda: inbox.drop(wish.handles),
        "merge": lambda: inbox.merge(wish.handles),
        "split": lambda: inbox.split(first),
        "never": lambda: inbox.never(first),
        "mute": lambda: inbox.mute(wish.words, wish.domains),
        "done": inbox.done,
    }
    if wish.action not in plans:
        raise WeekmarkError("the desk knows no such step")
    return plans[wish.action]()


def _draft(wish: _Wish, step: Step) -> dict[str, str] | None:
    """Return the draft that a step has made, for the page to show."""
    if wish.action not in ("take", "pin"):
        return None
    (change,) = step.files
    slug = Path(change.path).stem
    return {"path": change.path, "slug": slug, "text": (change.after or b"").decode()}


def _card(offer: Offer, inbox: Inbox, now: int) -> _Card:
    head, *rest = offer.story.items
    return _Card(
        handle=offer.handle,
        head=_report(head, now),
        summary=head.summary[:400],
        score=f"{offer.score:.2f}",
        parts=f"{offer.publishers} × {offer.importance:g} × {offer.recency:.2f}",  # noqa: RUF001 - as it is read
        others=tuple(_report(item, now) for item in rest),
        perhaps=tuple(_report(item, now) for item in offer.story.perhaps[:5]),
        events=tuple((match.slug, inbox.title_of(match.slug)) for match in offer.matches),
        topics=offer.topics,
        hosts=tuple(sorted({_host(item) for item in offer.story.items if item.url})),
        is_undated=not head.published,
    )


def _report(item: Item, now: int) -> _Report:
    host = _host(item) if item.url else item.publisher
    return _Report(item.handle, item.title, item.url, host, _age(item, now), item.lang)


def _host(item: Item) -> str:
    return (urlsplit(item.url).hostname or "").removeprefix("www.")


def _age(item: Item, now: int) -> str:
    if not item.published:
        return "no date"
    minutes = max(0, now - appeared(item)) // 60
    if minutes < 120:
        return f"{minutes} min ago"
    return f"{minutes // 60} h ago" if minutes < 48 * 60 else f"{minutes // 1440} days ago"
