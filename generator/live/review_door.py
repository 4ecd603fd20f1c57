"""The review beside the inbox: behind the same door, see :mod:`generator.live.door`.

What a review needs is loaded when one is asked for, and beside other requests.
"""

from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from generator.desk.extra import require_extra
from generator.errors import WeekmarkError
from generator.live.door import DESK, DeskDoor
from generator.live.pages import review_page
from generator.live.told import told

REVIEW = f"{DESK}review/"


class ReviewDoor:
    """The endpoints of the review."""

    def __init__(self, door: DeskDoor) -> None:
        self._door = door

    async def page(self, request: Request) -> Response:
        """Answer with the events that wait for a review, or with the claims of the one that is asked for."""
        return await self._door.show(request, partial(show, request.query_params.get("event", "")))

    async def step(self, request: Request) -> Response:
        """Do what a reader decides, and tell what that was."""
        return await self._door.take(request, take)


def show(slug: str, root: Path, config_path: Path, home: str, token: str) -> tuple[bytes, int]:
    """Return a page of the review and its status, or one that says what is not installed."""
    try:
        require_extra()
    except WeekmarkError as error:
        shown = {"title": "", "token": token, "home": home, "events": (), "waiting": 0}
        return review_page("reviews.html", **shown, trouble=told(error)), 500
    from generator.live.review import show_review  # noqa: PLC0415 - it needs the extra

    return show_review(slug, root, config_path, home, token)


def take(root: Path, config_path: Path, body: bytes) -> tuple[dict[str, object], int]:
    """Do what the page asks for, and return what to tell it and the status."""
    try:
        require_extra()
    except WeekmarkError as error:
        return {"ok": False, "words": told(error)}, 409
    from generator.live.review import take_review_step  # noqa: PLC0415 - it needs the extra

    return take_review_step(root, config_path, body)
