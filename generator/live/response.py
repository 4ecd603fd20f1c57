"""Files sent over HTTP: entity tags, conditional and range requests (RFC 9110)."""

import re
from collections.abc import AsyncIterator
from typing import BinaryIO

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from generator.live.output import OpenFile

_CHUNK = 256 * 1024
_WHOLE = 1024 * 1024  # up to here a file is read at once
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


def send_bytes(
    request: Request, body: bytes, tag: str, headers: dict[str, str], status: int = 200
) -> Response:
    """Answer with bytes that are at hand, or with 304 when the browser has them.

    :param tag: the entity tag, without its quotes.
    """
    headers = {**headers, "etag": f'"{tag}"'}
    if status == 200 and is_known(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers)


def send_file(request: Request, found: OpenFile, headers: dict[str, str]) -> Response:
    """Answer with an open file or a single range of it, and close it in the end."""
    headers = {**headers, "etag": f'"{found.tag}"', "accept-ranges": "bytes"}
    if is_known(request, found.tag):
        found.file.close()
        return Response(status_code=304, headers=headers)
    wanted = _wanted_range(request, found)
    if wanted is None:
        return _send_part(request, found, range(found.size), headers, 200)
    if not wanted:
        found.file.close()
        return Response(status_code=416, headers={**headers, "content-range": f"bytes */{found.size}"})
    headers["content-range"] = f"bytes {wanted.start}-{wanted.stop - 1}/{found.size}"
    return _send_part(request, found, wanted, headers, 206)


def is_known(request: Request, tag: str) -> bool:
    """Say whether If-None-Match names the entity tag, by weak comparison."""
    asked = request.headers.get("if-none-match", "")
    return any(one.strip().removeprefix("W/") in {"*", f'"{tag}"'} for one in asked.split(","))


def _wanted_range(request: Request, found: OpenFile) -> range | None:
    """Return the bytes asked for: None for all of them, an empty range for none that exist."""
    match = _RANGE.fullmatch(request.headers.get("range", "").replace(" ", ""))
    if match is None or request.method != "GET":
        return None
    if request.headers.get("if-range", f'"{found.tag}"') != f'"{found.tag}"':
        return None
    first, last = match.groups()
    if not first and not last:
        return None
    if not first:
        return range(max(0, found.size - int(last)), found.size)
    start, stop = int(first), int(last) + 1 if last else found.size
    if stop <= start and last:
        return None
    return range(start, min(stop, found.size))


def _send_part(
    request: Request, found: OpenFile, part: range, headers: dict[str, str], status: int
) -> Response:
    headers["content-length"] = str(len(part))
    if request.method == "HEAD":
        found.file.close()
        return Response(status_code=status, headers=headers)
    found.file.seek(part.start)
    if len(part) > _WHOLE:
        return StreamingResponse(_chunks(found.file, len(part)), status, headers)
    with found.file:
        return Response(found.file.read(len(part)), status, headers)


async def _chunks(file: BinaryIO, length: int) -> AsyncIterator[bytes]:
    """Read a file as fast as it is taken, and never on the event loop."""
    with file:
        while length > 0 and (chunk := await run_sync(file.read, min(_CHUNK, length))):
            length -= len(chunk)
            yield chunk
