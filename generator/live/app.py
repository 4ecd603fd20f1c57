"""The web application: which address is answered by whom."""

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from generator.live.builder import Builder
from generator.live.door import DeskDoor
from generator.live.gate import Gate
from generator.live.guard import HostGuard
from generator.live.listen import ServeOptions
from generator.live.preview import PreviewSession
from generator.live.review_door import REVIEW, ReviewDoor
from generator.live.script import PREFIX
from generator.live.site import SiteServer


def create_app(
    session: PreviewSession, builder: Builder, gate: Gate, options: ServeOptions, door: DeskDoor
) -> Starlette:
    """Return the application that serves a session's output."""
    server = SiteServer(session, builder, gate)
    review = ReviewDoor(door)
    app = Starlette(
        routes=[
            Route(PREFIX, server.overview),
            Route(f"{PREFIX}desk/", door.page, methods=["GET"]),
            Route(f"{PREFIX}desk/step", door.step, methods=["POST"]),
            Route(REVIEW, review.page, methods=["GET"]),
            Route(f"{REVIEW}step", review.step, methods=["POST"]),
            Route(f"{PREFIX}events", server.events, methods=["GET"]),
            Route(f"{PREFIX}{{name}}", server.client),
            Route("/", server.home),
            Route("/{path:path}", server.file),
        ],
        middleware=[Middleware(HostGuard, host=options.host)],
        exception_handlers={Exception: _failure(options.say)},
    )
    app.router.redirect_slashes = False
    return app


def _failure(say: Callable[[str], None]) -> Callable[[Request, Exception], Response]:
    """Return what answers a request that an own mistake has ended."""

    def answer(request: Request, error: Exception) -> Response:
        say(f"{request.url.path}: {type(error).__name__}: {error}; this is a mistake in Weekmark itself")
        return PlainTextResponse("The preview could not answer; its terminal says why.\n", 500)

    return answer
