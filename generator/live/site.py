"""Answers requests: the site's files below its base path, and the preview's own pages."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from generator.live.assets import FOLDER, add_versions
from generator.live.builder import Builder
from generator.live.gate import Gate
from generator.live.guard import PathError, split_path
from generator.live.headers import preview_headers
from generator.live.output import OpenFile, is_folder, open_file
from generator.live.pages import POLICY, failed_page, overview_page
from generator.live.preview import PreviewSession
from generator.live.response import send_bytes, send_file
from generator.live.script import add_script, client_files
from generator.media import media_type

_HTML = "text/html; charset=utf-8"


class SiteServer:
    """The endpoints of the preview, for one session."""

    def __init__(self, session: PreviewSession, builder: Builder, gate: Gate) -> None:
        self._session = session
        self._builder = builder
        self._gate = gate

    async def file(self, request: Request) -> Response:
        """Answer with a file of the site, its 404 page, or a redirect to a folder's own URL."""
        await self._gate.passed()
        if not self._builder.served:
            page = failed_page(self._builder.problems, self._session.root, self._builder.number)
            return Response(page, 500, {"content-type": _HTML, "cache-control": "no-store"})
        try:
            parts = split_path(request.scope["raw_path"])
        except PathError as error:
            if error.status == 404:
                return self._missing(request)
            return PlainTextResponse("No page can have this address.\n", error.status)
        return self._answer(request, self._below_base(parts))

    async def home(self, request: Request) -> Response:
        """Lead from the host's root to the site, where that lies deeper."""
        if self._session.base_path == "/":
            return await self.file(request)
        return _redirect(self._session.base_path, "", 302)

    async def client(self, request: Request) -> Response:
        """Answer with the preview's own script or style sheet."""
        known = client_files().get(request.path_params["name"])
        if known is None:
            return PlainTextResponse("There is no such page.\n", 404)
        body, kind = known
        kept = {"cache-control": "max-age=31536000, immutable", "content-type": kind}
        return Response(body, headers={**kept, "cross-origin-resource-policy": "same-origin"})

    async def events(self, _: Request) -> Response:
        """Answer with the reload channel."""
        return self._builder.channel.respond()

    async def overview(self, _: Request) -> Response:
        """Answer with the overview of drafts, scheduled events, warnings and uncited claims."""
        await self._gate.passed()
        overview = await self._builder.overview()
        page = overview_page(overview, self._session.base_path, self._builder.number)
        headers = {"content-type": _HTML, "cache-control": "no-store", "content-security-policy": POLICY}
        return Response(page, headers=headers)

    def _answer(self, request: Request, parts: list[str] | None) -> Response:
        if parts is None:
            return self._missing(request)
        found = open_file(self._session.output, parts) if parts else None
        if found is not None:
            return self._found(request, found)
        if not parts or is_folder(self._session.output, parts):
            path: bytes = request.scope["raw_path"]
            return _redirect(path.decode("ascii") + "/", request.url.query, 301)
        return self._missing(request)

    def _below_base(self, parts: list[str]) -> list[str] | None:
        """Return the parts below the base path, or None for what lies elsewhere."""
        base = self._session.base_path.strip("/").split("/") if self._session.base_path != "/" else []
        if parts[: len(base)] != base:
            return None
        return parts[len(base) :]

    def _found(self, request: Request, found: OpenFile) -> Response:
        if media_type(found.path).startswith("text/html"):
            return self._page(request, found, 200)
        is_version = request.url.query == found.tag and found.path.startswith(FOLDER)
        return send_file(request, found, self._headers(found, is_version=is_version))

    def _missing(self, request: Request) -> Response:
        found = open_file(self._session.output, ["404.html"])
        if found is None:
            return PlainTextResponse("There is no such page.\n", 404)
        return self._page(request, found, 404)

    def _page(self, request: Request, found: OpenFile, status: int) -> Response:
        """Send a page with the preview's own script; one that is missing looks at every build."""
        with found.file:
            page = add_versions(found.file.read(), self._session.base_path, self._session.output)
        page = add_script(page, self._builder.number, always=status == 404)
        tag = f"{found.tag}-{self._builder.number}"
        return send_bytes(request, page, tag, self._headers(found), status)

    def _headers(self, found: OpenFile, *, is_version: bool = False) -> dict[str, str]:
        headers = preview_headers(self._session.headers, found.path, is_version=is_version)
        return headers | {"content-type": media_type(found.path)}


def _redirect(path: str, query: str, status: int) -> Response:
    """Lead to another path of this host; nothing is to be remembered, for the site may change."""
    target = f"{path}?{query}" if query else path
    return RedirectResponse(target, status, {"cache-control": "no-store"})
