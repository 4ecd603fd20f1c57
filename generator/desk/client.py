"""The polite client of feeds: one request at a time to a host, conditional, limited in time and size.

What goes wrong is never raised but told in the answer, in words that a person can act on.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from urllib.parse import urljoin, urlsplit

import httpx2

from generator import __version__
from generator.desk.records import Answer, Validators
from generator.desk.wall import PrivateAddressError, WalledTransport

MOST_SECONDS = 15.0
"""How long a feed may take, redirects included."""
MOST_BYTES = 5_000_000
"""How much of a feed is read, decompressed."""
MOST_REDIRECTS = 5
MOST_SILENCE = 2
"""How many feeds of a host in a row may get no answer before the rest of them is left for another time."""
MOST_HOSTS = 32
"""How many hosts are asked at a time."""

_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)

Request = tuple[str, Validators]
"""The address of a feed and what is known of its last version."""


class _UnusableError(Exception):
    """An answer that is no feed, in words."""


class Client:
    """Asks for feeds.

    :param agent: who asks: the address of the site, and how to reach its people.
    :param allowed: hosts that may be asked although their addresses are private.
    :param clock: gives the time, in seconds since 1970 UTC.
    """

    def __init__(self, agent: str, allowed: Iterable[str], clock: Callable[[], int]) -> None:
        self._agent = f"weekmark/{__version__} ({agent.encode('ascii', 'replace').decode()})"
        self._allowed = tuple(allowed)
        self._clock = clock

    @asynccontextmanager
    async def ask_all(self, requests: Iterable[Request]) -> AsyncIterator[AsyncIterator[tuple[str, Answer]]]:
        """Give the address and the answer of each feed as answers come; hosts are asked side by side."""
        hosts: dict[str, list[Request]] = {}
        for request in requests:
            hosts.setdefault(urlsplit(request[0]).netloc.lower(), []).append(request)
        answers: asyncio.Queue[tuple[str, Answer]] = asyncio.Queue(MOST_HOSTS)
        places = asyncio.Semaphore(MOST_HOSTS)

        async def ask_host(mine: list[Request]) -> None:
            silent = 0
            async with places:
                for url, validators in mine:
                    if silent < MOST_SILENCE:
                        answer = await self._ask(transport, url, validators)
                        silent = 0 if answer.status else silent + 1
                    else:
                        answer = Answer(0, self._clock(), url, failure="not asked: its host gives no answers")
                    await answers.put((url, answer))

        async def results() -> AsyncIterator[tuple[str, Answer]]:
            for _ in range(sum(map(len, hosts.values()))):
                yield await answers.get()

        async with WalledTransport(self._allowed, MOST_HOSTS) as transport, asyncio.TaskGroup() as group:
            for mine in hosts.values():
                group.create_task(ask_host(mine))
            yield results()

    async def _ask(self, transport: WalledTransport, url: str, validators: Validators) -> Answer:
        trail = _Trail(url)
        failure = ""
        try:
            async with asyncio.timeout(MOST_SECONDS):
                body = await self._follow(transport, trail, validators)
            return trail.answer(self._clock(), body)
        except TimeoutError:
            failure = f"no answer in {MOST_SECONDS:.0f} s"
        except (_UnusableError, PrivateAddressError) as error:
            failure = str(error)
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol):
            failure = f"leads to {trail.url[:200]}, which is no web address"
        except httpx2.DecodingError:
            failure = "compressed in a way that can't be read"
        except httpx2.HTTPError as error:
            failure = _in_words(error)
        except Exception as error:  # noqa: BLE001 - whatever one server provokes costs no other feed
            failure = f"could not be asked ({type(error).__name__})"
        return trail.answer(self._clock(), failure=failure)

    async def _follow(self, transport: WalledTransport, trail: "_Trail", validators: Validators) -> bytes:
        """Follow redirects to the end and return the body there."""
        for _ in range(MOST_REDIRECTS + 1):
            request = httpx2.Request("GET", trail.url, headers=self._headers(validators))
            _check(request.url)
            response = await transport.handle_async_request(request)
            try:
                trail.status = response.status_code
                trail.headers = dict(response.headers)
                if response.status_code not in _REDIRECTS or "location" not in response.headers:
                    return await _read(response) if response.status_code != 304 else b""
                trail.go(response.headers["location"], permanent=response.status_code in _PERMANENT)
            finally:
                await response.aclose()
        raise _UnusableError(f"more than {MOST_REDIRECTS} redirects")

    def _headers(self, validators: Validators) -> dict[str, str]:
        conditions = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
        return {
            "User-Agent": self._agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, br",
            **{name: value for name, value in conditions.items() if value},
        }


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
            raise _UnusableError("redirects in a circle")
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
        raise _UnusableError("leads to an address with a user name")


async def _read(response: httpx2.Response) -> bytes:
    body = bytearray()
    async for part in response.aiter_bytes():
        body += part
        if len(body) > MOST_BYTES:
            raise _UnusableError(f"larger than {MOST_BYTES // 1_000_000} MB")
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
