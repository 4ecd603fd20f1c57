"""The review as pages: what waits, the claims of an event beside their sources, and steps as a page asks.

Addresses are relative to the page that asked.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import msgspec

from generator.desk.database import Database
from generator.desk.records import Step
from generator.errors import WeekmarkError
from generator.inbox.desk_site import DeskSite, load_desk_site
from generator.inbox.evidence import Shown, readable
from generator.inbox.reviewing import Reviewed, Reviewing
from generator.inbox.waiting import Waiting, waiting
from generator.live.pages import review_page
from generator.live.told import told

_ALL = "./"
MOST = 200
"""So many events are listed; the others move up."""


class _Wish(msgspec.Struct, frozen=True):
    """What a page asks for."""

    action: str
    event: str = ""
    version: str = ""
    """Of the file, as the page shows it."""
    claim: str = ""
    quote: int = -1
    texts: dict[str, str] = {}
    accepted: tuple[str, ...] = ()
    by: str = ""


class _Desk(msgspec.Struct, frozen=True):
    """What a request works with."""

    site: DeskSite
    database: Database
    reviewing: Reviewing

    def waiting(self) -> tuple[Waiting, ...]:
        site = self.site
        return waiting(self.reviewing, site.root, site.folder, site.config.origin)


@contextmanager
def _opened(root: Path, config_path: Path) -> Iterator[_Desk]:
    site = load_desk_site(root, config_path)
    with Database.open(site.folder) as database:
        yield _Desk(site, database, Reviewing(site, database))


def show_review(slug: str, root: Path, config_path: Path, home: str, token: str) -> tuple[bytes, int]:
    """Return a page and its status: of an event, or of all that wait where none is named.

    :param home: the path of the site's home page.
    :param token: what the page's own requests carry.
    """
    try:
        with _opened(root, config_path) as desk:
            shared = {"title": desk.site.config.title, "token": token, "home": home, "trouble": ""}
            if slug:
                return review_page("review.html", **shared, **_event(desk, slug)), 200
            found = desk.waiting()
            return review_page("reviews.html", **shared, events=found[:MOST], waiting=len(found)), 200
    except (WeekmarkError, OSError) as error:
        shared = {"title": "", "token": token, "home": home, "trouble": told(error)}
        return review_page("reviews.html", **shared, events=(), waiting=0), 409 if slug else 500


def take_review_step(root: Path, config_path: Path, body: bytes) -> tuple[dict[str, object], int]:
    """Do what a page asks for, and return what to tell it, and the status."""
    try:
        wish = msgspec.json.decode(body, type=_Wish)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return {"ok": False, "words": "the desk does not understand this"}, 400
    try:
        with _opened(root, config_path) as desk:
            if wish.action == "undo":
                return _undone(desk), 200
            reviewed = desk.reviewing.find(wish.event)
            if wish.action == "fetch":
                return _fetched(desk, reviewed), 200
            step = desk.reviewing.take(_step(desk.reviewing, reviewed, wish))
        with _opened(root, config_path) as desk:
            return {"ok": True, "words": step.words, "to": _next(desk, wish)}, 200
    except (WeekmarkError, OSError) as error:
        return {"ok": False, "words": told(error)}, 409


def _step(reviewing: Reviewing, reviewed: Reviewed, wish: _Wish) -> Step:
    """Return the step that is asked for.

    :raises WeekmarkError: there is no such step, or the file is another than was shown.
    """
    if wish.version != reviewed.version:
        raise WeekmarkError(f"{reviewed.path} was changed meanwhile", "load the page again")
    plans: dict[str, Callable[[], Step]] = {
        "edit": lambda: reviewing.edit(reviewed, wish.claim, wish.texts),
        "unquote": lambda: reviewing.unquote(reviewed, wish.claim, wish.quote),
        "drop": lambda: reviewing.drop(reviewed, wish.claim),
        "reviewed": lambda: reviewing.vouch(reviewed, wish.accepted, wish.by),
    }
    if wish.action not in plans:
        raise WeekmarkError("the desk knows no such step")
    return plans[wish.action]()


def _undone(desk: _Desk) -> dict[str, object]:
    """Take the last step back, and lead to the event that it was about."""
    step = desk.reviewing.take_back()
    slugs = [desk.reviewing.slug_of(change.path) for change in step.files if change.before is not None]
    to = _address(slugs[0]) if slugs and slugs[0] else ""
    return {"ok": True, "words": f"taken back: {step.words}", "to": to}


def _fetched(desk: _Desk, reviewed: Reviewed) -> dict[str, object]:
    failures = desk.reviewing.fetch(reviewed)
    words = "; ".join(failures) or "the texts were fetched"
    return {"ok": True, "words": words, "to": _address(reviewed.known.slug)}


def _next(desk: _Desk, wish: _Wish) -> str:
    """Return where to go after a step: back to the event while it waits, else to the next one that does."""
    events = desk.waiting()
    if any(one.slug == wish.event for one in events):
        return _address(wish.event)
    return _address(events[0].slug) if events and wish.action == "reviewed" else _ALL


def _address(slug: str) -> str:
    return f"?event={quote(slug, safe='')}"


def _event(desk: _Desk, slug: str) -> dict[str, object]:
    """Return what the page of an event shows."""
    reviewed = desk.reviewing.find(slug)
    shown, texts = desk.reviewing.evidence(reviewed)
    waits = [one.slug for one in desk.waiting()]
    return {
        "event": reviewed,
        "slug": slug,
        "host": urlsplit(reviewed.event.url).hostname or "",
        "lang": reviewed.event.lang or desk.site.config.language,
        "shown": shown,
        "texts": texts,
        "is_lacking": any(not text.is_kept for text in texts),
        "readable": readable,
        "models": _models(reviewed),
        "doubtful": sum(map(_is_doubtful, shown)),
        "others": [other for other in waits if other != slug],
        "names": {text.report.id: text.report.name for text in texts},
    }


def _is_doubtful(one: Shown) -> bool:
    return bool(one.doubts) or any(words.trouble for words in one.words)


def _models(reviewed: Reviewed) -> list[str]:
    insight = reviewed.event.insight
    found = [reviewed.event.model, insight.model if insight else ""]
    return list(dict.fromkeys(filter(None, found)))
