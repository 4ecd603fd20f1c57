"""The polite client of feeds: one request at a time to a host, conditional, limited in time and size."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from generator.desk.records import Answer, Validators
from generator.desk.wall import WalledTransport
from generator.desk.web import Web

MOST_SILENCE = 2
"""How many feeds of a host in a row may get no answer before the rest of them is left for another time."""
MOST_HOSTS = 32
"""How many hosts are asked at a time."""

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)

Request = tuple[str, Validators]
"""The address of a feed and what is known of its last version."""


class Client:
    """Asks for feeds.

    :param agent: who asks: the address of the site, and how to reach its people.
    :param allowed: hosts that may be asked although their addresses are private.
    :param clock: gives the time, in seconds since 1970 UTC.
    """

    def __init__(self, agent: str, allowed: Iterable[str], clock: Callable[[], int]) -> None:
        self._agent = agent
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
                        answer = await web.get(url, _headers(validators))
                        silent = 0 if answer.status else silent + 1
                    else:
                        answer = Answer(0, self._clock(), url, failure="not asked: its host gives no answers")
                    await answers.put((url, answer))

        async def results() -> AsyncIterator[tuple[str, Answer]]:
            for _ in range(sum(map(len, hosts.values()))):
                yield await answers.get()

        async with WalledTransport(self._allowed, MOST_HOSTS) as transport, asyncio.TaskGroup() as group:
            web = Web(transport, self._agent, self._clock)
            for mine in hosts.values():
                group.create_task(ask_host(mine))
            yield results()


def _headers(validators: Validators) -> dict[str, str]:
    conditions = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {"Accept": _ACCEPT, **{name: value for name, value in conditions.items() if value}}
