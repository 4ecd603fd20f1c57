"""The client of articles: what robots.txt forbids is left alone, and no host is hurried.

Two requests to a host are two seconds apart, redirects and ``robots.txt`` included; hosts are asked side by
side. What fails for a moment is asked again, at most twice.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from urllib.parse import urlsplit

import stamina

from generator.desk.articles.robots import Robots
from generator.desk.client import MOST_HOSTS
from generator.desk.collect import Manner
from generator.desk.pacing import retry_after
from generator.desk.records import Answer
from generator.desk.wall import WalledTransport
from generator.desk.web import UnusableError, Web

stamina.instrumentation.set_on_retry_hooks(())  # it would print a line for each

PAUSE = 2.0
"""Seconds between two requests to a host."""
_ATTEMPTS = 3
_LONGEST_WAIT = 30
"""A server that asks for a longer wait than so many seconds is left alone."""
_PASSING = frozenset({429, 500, 502, 503, 504})
_ACCEPT = {"Accept": "text/html, application/xhtml+xml, text/plain;q=0.5"}


async def ask_pages(
    urls: Iterable[str], take: Callable[[str, Answer], Awaitable[None]], manner: Manner
) -> None:
    """Ask for each address from behind the wall, and hand each answer over as it comes."""
    async with WalledTransport(manner.allowed, MOST_HOSTS) as transport:
        await ArticleClient(transport, manner.agent, manner.clock).get_all(urls, take)


class _PassingError(Exception):
    """An answer that may be another in a moment."""

    def __init__(self, answer: Answer, wait: int | None) -> None:
        super().__init__(answer.failure or str(answer.status))
        self.answer = answer
        self.wait = wait


class ArticleClient:
    """Asks for articles; for one run, within an event loop.

    :param agent: who asks: the address of the site, and how to reach its people.
    :param clock: gives the time, in seconds since 1970 UTC.
    """

    def __init__(self, transport: WalledTransport, agent: str, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._next: dict[str, float] = {}
        self._rules = Web(transport, agent, clock, self._take_turn)
        self._pages = Web(transport, agent, clock, self._permit)
        self._robots = Robots(lambda url: self._rules.get(url, {"Accept": "text/plain"}))

    async def get_all(self, urls: Iterable[str], take: Callable[[str, Answer], Awaitable[None]]) -> None:
        """Ask for each address, and hand each answer over as it comes."""
        hosts: dict[str, list[str]] = {}
        for url in urls:
            hosts.setdefault(urlsplit(url).netloc.lower(), []).append(url)
        places = asyncio.Semaphore(MOST_HOSTS)

        async def ask_host(mine: list[str]) -> None:
            async with places:
                for url in mine:
                    await take(url, await self._get(url))

        async with asyncio.TaskGroup() as group:
            for mine in hosts.values():
                group.create_task(ask_host(mine))

    async def _get(self, url: str) -> Answer:
        """Ask for an address, again where that may help."""
        try:
            async for attempt in stamina.retry_context(
                _wait, attempts=_ATTEMPTS, timeout=None, wait_initial=PAUSE, wait_jitter=PAUSE
            ):
                with attempt:
                    return _checked(await self._pages.get(url, _ACCEPT))
        except _PassingError as error:
            return error.answer
        raise AssertionError("the last attempt returns or raises")

    async def _permit(self, url: str) -> None:
        """Wait until an address may be asked.

        :raises UnusableError: it must not be.
        """
        if refusal := await self._robots.refusal(url):
            raise UnusableError(refusal)
        await self._take_turn(url)

    async def _take_turn(self, url: str) -> None:
        """Wait until the pause of a host is over."""
        loop = asyncio.get_running_loop()
        host = urlsplit(url).netloc.lower()
        turn = max(self._next.get(host, 0.0), loop.time())
        self._next[host] = turn + max(PAUSE, self._robots.delay(url))
        await asyncio.sleep(turn - loop.time())


def _checked(answer: Answer) -> Answer:
    """Return an answer that lasts.

    :raises _PassingError: it may be another in a moment.
    """
    if answer.status in _PASSING and not answer.failure:
        until = retry_after(answer.headers, answer.ended)
        raise _PassingError(answer, None if until is None else until - answer.ended)
    return answer


def _wait(error: Exception) -> bool | timedelta:
    """Say whether to ask again after an error, and when, where the server says so."""
    if not isinstance(error, _PassingError):
        return False
    if error.wait is None:
        return True
    return timedelta(seconds=max(error.wait, PAUSE)) if error.wait <= _LONGEST_WAIT else False
