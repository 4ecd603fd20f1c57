"""The door of the curator's desk: who may come in, and whose requests may change something.

A request that changes something must come from a page of this server (``Origin``) and carry the token that
only such a page has. Where other machines can reach the preview the desk opens by a secret link alone.
"""

import asyncio
import secrets
from collections.abc import Callable
from contextlib import suppress
from hmac import compare_digest
from pathlib import Path

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from generator.cache.folder import cache_folder
from generator.live.pages import POLICY
from generator.live.preview import PreviewSession
from generator.live.script import PREFIX

DESK = f"{PREFIX}desk/"
Show = Callable[[Path, Path, str, str], tuple[bytes, int]]
"""Makes a page and its status of a site's folder and settings, its home page's path, and the token."""
Take = Callable[[Path, Path, bytes], tuple[dict[str, object], int]]
"""Does what a body asks of a site, and returns what to tell and the status."""
_COOKIE = "weekmark-desk"
_LONGEST = 64 * 1024
_HEADERS = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": POLICY,
    "referrer-policy": "same-origin",
}


class DeskDoor:
    """The endpoints of the desk, for one site."""

    def __init__(self, session: PreviewSession, *, is_public: bool) -> None:
        """Take the site of a preview.

        :param is_public: whether other machines can reach the server.
        """
        self._session = session
        self._token = secrets.token_urlsafe(24)
        self._secret = secrets.token_urlsafe(24)
        self._turn = asyncio.Lock()
        """Whose turn it is: two pages at once would read and write the same records of the site."""
        self.is_public = is_public

    @property
    def path(self) -> str:
        """The path by which the desk opens, with the secret where it takes one."""
        return f"{DESK}?key={self._secret}" if self.is_public else DESK

    async def warm_up(self) -> None:
        """Load what the desk needs, where one is in use: its first page is as quick as the next then."""
        if not (cache_folder(self._session.root) / "desk.sqlite").exists():
            return
        from generator.live.desk import show_desk  # noqa: PLC0415 - see below

        with suppress(Exception):  # what is wrong is told by the page that meets it
            async with self._turn:
                await run_sync(show_desk, self._session.root, self._session.config_path, "/", self._token)

    async def page(self, request: Request) -> Response:
        """Answer with the inbox."""
        from generator.live.desk import show_desk  # noqa: PLC0415 - previews without a desk load none of it

        return await self.show(request, show_desk)

    async def step(self, request: Request) -> Response:
        """Do what a curator decides, and tell what that was."""
        from generator.live.desk import take_step  # noqa: PLC0415 - see above

        return await self.take(request, take_step)

    async def show(self, request: Request, show: Show) -> Response:
        """Answer with a page of the desk, if whoever asks may see it."""
        key = request.query_params.get("key", "")
        if self.is_public and key and self._is_secret(key):
            answer = RedirectResponse(
                DESK, 303, {"cache-control": "no-store", "referrer-policy": "no-referrer"}
            )
            answer.set_cookie(_COOKIE, key, path=DESK, httponly=True, samesite="strict")
            return answer
        if not self._may_enter(request):
            return PlainTextResponse("The desk opens by the link that the terminal shows.\n", 403)
        session = self._session
        home = session.base_path
        async with self._turn:
            body, status = await run_sync(show, session.root, session.config_path, home, self._token)
        return Response(body, status, _HEADERS)

    async def take(self, request: Request, take: Take) -> Response:
        """Do what the body of a request asks for, if it comes from a page of the desk."""
        if not self._may_enter(request) or not self._is_own(request):
            return PlainTextResponse("The desk takes steps from its own page alone.\n", 403)
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > _LONGEST:
                return PlainTextResponse("That is too long.\n", 413)
        async with self._turn:
            answer, status = await run_sync(take, self._session.root, self._session.config_path, body)
        return JSONResponse(answer, status, {"cache-control": "no-store"})

    def _may_enter(self, request: Request) -> bool:
        return not self.is_public or self._is_secret(request.cookies.get(_COOKIE, ""))

    def _is_secret(self, key: str) -> bool:
        return compare_digest(key.encode(), self._secret.encode())

    def _is_own(self, request: Request) -> bool:
        """Say whether a page of this server asks; a foreign origin was refused before (``HostGuard``)."""
        token = request.headers.get("x-weekmark-token", "")
        return "origin" in request.headers and compare_digest(token.encode(), self._token.encode())
