"""One address of the web is asked, redirects followed, limited in time and size.

What goes wrong is never raised but told in the answer, in words that a person can act on.
"""

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urljoin

import httpx2

from generator import __version__
from generator.desk.records import Answer
from generator.desk.wall import PrivateAddressError, WalledTransport

MOST_SECONDS = 15.0
"""How long an answer may take, redirects included."""
MOST_BYTES = 5_000_000
"""How much of an answer is read, decompressed."""
MOST_REDIRECTS = 5

_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class UnusableError(Exception):
    """An address that can't or must not be asked, or an answer that can't be read, in words."""


async def _at_once(_url: str) -> None:
    """Wait for nothing, forbid nothing."""


class Web:
    """Asks one address after the other, from behind the wall.

    :param agent: who asks: the address of the site, and how to reach its people.
    :param clock: gives the time, in seconds since 1970 UTC.
    :param before: called with each address that is about to be asked, after redirects too; it may wait, which
        is not counted, and raise :class:`UnusableError`.
    :param largest: how many bytes of an answer are read, decompressed.
    """

    def __init__(
        self,
        transport: WalledTransport,
        agent: str,
        clock: Callable[[], int],
        before: Callable[[str], Awaitable[None]] = _at_once,
        largest: int = MOST_BYTES,
    ) -> None:
        self._transport = transport
        self._agent = f"weekmark/{__version__} ({agent.encode('ascii', 'replace').decode()})"
        self._clock = clock
        self._before = before
        self._largest = largest

    async def get(self, url: str, headers: Mapping[str, str]) -> Answer:
        """Return what comes of asking an address."""
        trail = _Trail(url)
        failure = ""
        try:
            body = await self._follow(trail, headers)
            return trail.answer(self._clock(), body)
        except TimeoutError:
            failure = f"no answer in {MOST_SECONDS:.0f} s"
        except (UnusableError, PrivateAddressError) as error:
            failure = str(error)
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol):
            failure = f"leads to {trail.url[:200]}, which is no web address"
        except httpx2.DecodingError:
            failure = "compressed in a way that can't be read"
        except httpx2.HTTPError as error:
            failure = _in_words(error)
        except Exception as error:  # noqa: BLE001 - whatever one server provokes costs no other
            failure = f"could not be asked ({type(error).__name__})"
        return trail.answer(self._clock(), failure=failure)

    async def _follow(self, trail: "_Trail", headers: Mapping[str, str]) -> bytes:
        """Follow redirects to the end and return the body there."""
        left = MOST_SECONDS
        clock = asyncio.get_running_loop().time
        for _ in range(MOST_REDIRECTS + 1):
            request = httpx2.Request("GET", trail.url, headers=self._headers(headers))
            _check(request.url)
            await self._before(trail.url)
            begun = clock()
            async with asyncio.timeout(left):
                response = await self._transport.handle_async_request(request)
                try:
                    trail.status = response.status_code
                    trail.headers = dict(response.headers)
                    if response.status_code not in _REDIRECTS or "location" not in response.headers:
                        return await _read(response, self._largest) if response.status_code != 304 else b""
                    trail.go(response.headers["location"], permanent=response.status_code in _PERMANENT)
                finally:
                    await response.aclose()
            left -= clock() - begun
        raise UnusableError(f"more than {MOST_REDIRECTS} redirects")

    def _headers(self, more: Mapping[str, str]) -> dict[str, str]:
        return {"User-Agent": self._agent, "Accept-Encoding": "gzip, br", **more}


class _Trail:
    """Where asking for a feed has led so far."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.status = 0
        self.headers: dict[str, str] = {}
        self._seen = {url}
        self._moved_to = ""
        self._is_permanent = True

    def go(self, location: str, *, permanent: bool) -> None:
        """Go on to where a redirect leads."""
        try:
            self.url = urljoin(self.url, location.strip())
        except ValueError:
            self.url = location
            raise httpx2.UnsupportedProtocol(location) from None
        self._is_permanent = self._is_permanent and permanent
        if self._is_permanent:
            self._moved_to = self.url
        if self.url in self._seen:
            raise UnusableError("redirects in a circle")
        self._seen.add(self.url)

    def answer(self, ended: int, body: bytes = b"", failure: str = "") -> Answer:
        """Return what came of it; a move is only told where it led to something."""
        moved_to = "" if failure or self.status >= 400 else self._moved_to
        return Answer(self.status, ended, self.url, moved_to, self.headers, body, failure)


def _check(url: httpx2.URL) -> None:
    """Refuse what is no web address, or would send a password."""
    if url.scheme not in ("http", "https") or not url.host:
        raise httpx2.UnsupportedProtocol("not http")
    if url.userinfo:
        raise UnusableError("leads to an address with a user name")


async def _read(response: httpx2.Response, largest: int) -> bytes:
    body = bytearray()
    async for part in response.aiter_bytes():
        body += part
        if len(body) > largest:
            raise UnusableError(f"larger than {largest // 1_000_000} MB")
    return bytes(body)


def _in_words(error: httpx2.HTTPError) -> str:
    """Return a failure of the network as a person would tell it."""
    if isinstance(error, httpx2.TimeoutException):
        return f"no answer in {MOST_SECONDS:.0f} s"
    cause = error.__cause__ or error
    while cause.__cause__ is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__
    if isinstance(cause, ssl.SSLError):
        return f"its certificate is not accepted ({getattr(cause, 'verify_message', '') or cause.reason})"
    if isinstance(error, httpx2.ConnectError):
        return str(error) if "there is no host" in str(error) else "nobody answers there"
    if isinstance(error, (httpx2.RemoteProtocolError, httpx2.ReadError)):
        return "cut off before its end" if "complete" in str(error) else "hung up"
    return "could not be asked"
