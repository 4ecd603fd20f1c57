"""The curator's desk as a page: the inbox as it is shown, and steps as the page asks for them."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec

from generator.desk.records import Step
from generator.errors import UndatedError, WeekmarkError
from generator.inbox.desk_site import load_desk_site
from generator.inbox.session import Inbox, opened
from generator.live.cards import card
from generator.live.pages import desk_page
from generator.live.told import told

MOST = 200
"""So many stories are shown at once; the others move up."""


class _Wish(msgspec.Struct, frozen=True):
    """What the page asks for."""

    action: str
    handles: tuple[str, ...] = ()
    event: str = ""
    published: str = ""
    words: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    shown: Annotated[int, msgspec.Meta(ge=0)] = 0
    """When the page was made."""


def show_desk(root: Path, config_path: Path, home: str, token: str) -> tuple[bytes, int]:
    """Return the page and its status.

    :param home: the path of the site's home page.
    :param token: what the page's own requests carry.
    """
    try:
        site = load_desk_site(root, config_path)
        with opened(site) as inbox:
            offers, feeds = inbox.offers(), inbox.feeds_to_look_after()
            now = int(time.time())
            cards = [card(offer, inbox.title_of, now) for offer in offers[:MOST]]
    except WeekmarkError as error:
        shown = {"title": "", "token": "", "home": home, "now": 0, "cards": (), "waiting": 0, "feeds": ()}
        return desk_page(**shown, trouble=told(error)), 500
    page = desk_page(
        title=site.config.title,
        token=token,
        now=now,
        home=home,
        cards=cards,
        waiting=len(offers),
        feeds=[(one.subscription.name, "; ".join(one.words)) for one in feeds],
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
        "done": lambda: inbox.done(shown=wish.shown),
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
