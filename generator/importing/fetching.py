"""The only part of an import that goes out of this machine: documents by URL, pictures when asked for."""

import ipaddress
import re
import socket
from http.client import HTTPMessage, HTTPResponse
from typing import IO
from urllib.error import URLError
from urllib.parse import unquote, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from generator import __version__
from generator.errors import WeekmarkError
from generator.importing.account import Account
from generator.importing.files import Files
from generator.importing.slugs import slug_for

_PATIENCE = 15
"""Seconds that a server may be silent."""

_LARGEST_PICTURE = 16 << 20
_KINDS = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
}


class _Public(HTTPRedirectHandler):
    """Follows redirects to public http(s) addresses alone."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - as the library has it
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        _check_public(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(url: str, largest: int) -> tuple[bytes, str]:
    """Return the bytes at an http(s) address, and its media type.

    :param largest: the most bytes that are taken.
    :raises WeekmarkError: it can't be had.
    """
    try:
        with _open(build_opener(_Public()), url) as response:
            data = response.read(largest + 1)
            kind = response.headers.get_content_type()
    except (OSError, ValueError, URLError) as error:
        raise WeekmarkError(f"can't fetch {url}: {getattr(error, 'reason', None) or error}") from None
    if len(data) > largest:
        raise WeekmarkError(f"{url} has more than {largest:,} bytes")
    return data, kind


def _open(opener: OpenerDirector, url: str) -> HTTPResponse:
    if urlsplit(url).scheme not in {"http", "https"}:
        raise ValueError("it is no http or https address")
    request = Request(url, headers={"User-Agent": f"Weekmark/{__version__}"})  # noqa: S310 - see above
    response: HTTPResponse = opener.open(request, timeout=_PATIENCE)
    return response


def _check_public(url: str) -> None:
    """Refuse an address of this machine or its network, which content must not make anyone ask.

    :raises OSError: it is one, or no http(s) address, or there is no such host.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise OSError("it leads to no http or https address")
    for *_, place in socket.getaddrinfo(parts.hostname, None):
        if not ipaddress.ip_address(str(place[0]).partition("%")[0]).is_global:
            raise OSError("it leads into a private network")


def fetch_pictures(files: Files, account: Account) -> None:
    """Fetch the pictures of other sites that documents show; what can't be had is told."""
    for url, drafts in list(files.wanted.items()):
        try:
            _check_public(url)
            data, kind = fetch(url, _LARGEST_PICTURE)
        except (WeekmarkError, OSError, ValueError) as error:
            account.ask(drafts[0].record.path, f"the picture {url} could not be fetched: {error}")
            continue
        if kind not in _KINDS:
            account.ask(drafts[0].record.path, f"the picture {url} is {kind}, which is not taken")
            continue
        name = slug_for(re.sub(r"\.\w+$", "", unquote(urlsplit(url).path).rpartition("/")[2]) or "picture")
        files.add_fetched(url, f"media/{drafts[0].slug}/{name}{_KINDS[kind]}", data)
