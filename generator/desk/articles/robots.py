"""What ``robots.txt`` forbids (RFC 9309), by protego."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from protego import Protego

from generator.desk.records import Answer

NAME = "weekmark"
"""By which we are addressed there."""
_MOST_BYTES = 500 * 1024
_MOST_DELAY = 30.0

Fetch = Callable[[str], Awaitable[Answer]]


class Robots:
    """The rules of each host, asked for once.

    :param fetch: asks an address, without looking at any rules.
    """

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._rules: dict[str, Protego | str] = {}

    async def refusal(self, url: str) -> str:
        """Return why an address must not be asked, in words, or nothing where it may be."""
        rules = await self._of(url)
        if isinstance(rules, str):
            return rules
        return "" if rules.can_fetch(url, NAME) else "its robots.txt forbids it"

    def delay(self, url: str) -> float:
        """Return for how many seconds a host wants a pause between two requests, as far as that is known."""
        rules = self._rules.get(_host(url))
        wanted = rules.crawl_delay(NAME) if isinstance(rules, Protego) else None
        return min(float(wanted or 0), _MOST_DELAY)

    async def _of(self, url: str) -> Protego | str:
        """Return the rules of a host, or why nothing of it may be asked."""
        host = _host(url)
        if host not in self._rules:
            self._rules[host] = _read(await self._fetch(f"{host}/robots.txt"))
        return self._rules[host]


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _read(answer: Answer) -> Protego | str:
    """Read the rules (RFC 9309, section 2.3): none forbid nothing, a server that fails forbids all."""
    if answer.failure:
        return answer.failure
    if answer.status >= 500:
        return f"its robots.txt can't be read ({answer.status}), so nothing there is asked for"
    text = answer.body[:_MOST_BYTES].decode("utf-8", "replace") if answer.status == 200 else ""
    return Protego.parse(text.removeprefix("\ufeff"))
