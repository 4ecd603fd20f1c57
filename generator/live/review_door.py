"""The review beside the inbox: behind the same door, see :mod:`generator.live.door`."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from generator.live.door import DESK, DeskDoor

REVIEW = f"{DESK}review/"


class ReviewDoor:
    """The endpoints of the review."""

    def __init__(self, door: DeskDoor) -> None:
        self._door = door

    async def page(self, request: Request) -> Response:
        """Answer with the events that wait for a review, or with the claims of the one that is asked for."""
        from generator.live.review import show_review  # noqa: PLC0415 - previews without a desk load none of it

        return await self._door.show(request, partial(show_review, request.query_params.get("event", "")))

    async def step(self, request: Request) -> Response:
        """Do what a reader decides, and tell what that was."""
        from generator.live.review import take_review_step  # noqa: PLC0415 - see above

        return await self._door.take(request, take_review_step)
