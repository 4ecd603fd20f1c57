"""The only part of an import that goes out of this machine: feeds by URL, pictures when asked for.

Each request goes through the wall of the desk. So whatever a document, a redirect or a name server says,
nothing leads into a private network but what the user has named: a feed, or ``private_hosts`` of their own
settings.
"""

import asyncio
import re
import time
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from generator.desk.records import Answer
from generator.desk.user_settings import UserSettings, load_user_settings, settings_path
from generator.desk.wall import WalledTransport
from generator.desk.web import Web
from generator.errors import ContentError, WeekmarkError
from generator.importing.account import Account
from generator.importing.files import Files
from generator.importing.slugs import slug_for

_MOST_HOSTS = 16
"""How many hosts are asked at a time."""
_MOST_SILENCE = 2
"""How many pictures of a host in a row may get no answer before the rest of them is left."""
_LARGEST_PICTURE = 16_000_000
_KINDS = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
}


def fetch(url: str, largest: int) -> bytes:
    """Return the bytes at an http(s) address that the user has named; its host may be a private one.

    :param largest: the most bytes that are taken.
    :raises WeekmarkError: it can't be had.
    """
    user = _user_settings()
    answers = asyncio.run(_ask_all([url], user, (*user.private_hosts, _host(url)), largest))
    if words := _failure(answers[url]):
        raise WeekmarkError(f"can't fetch {url}: {words}")
    return answers[url].body


def fetch_pictures(files: Files, account: Account) -> None:
    """Fetch the pictures of other sites that documents show; what can't be had is told."""
    user = _user_settings()
    answers = asyncio.run(_ask_all(files.wanted, user, user.private_hosts, _LARGEST_PICTURE))
    for url, drafts in list(files.wanted.items()):
        words = _failure(answers[url])
        kind = answers[url].headers.get("content-type", "").partition(";")[0].strip().lower()
        if words:
            account.ask(drafts[0].record.path, f"the picture {url} could not be fetched: {words}")
        elif kind not in _KINDS:
            told = kind[:100] or "of no type"
            account.ask(drafts[0].record.path, f"the picture {url} is {told}, which is not taken")
        else:
            name = slug_for(
                re.sub(r"\.\w+$", "", unquote(urlsplit(url).path).rpartition("/")[2]) or "picture"
            )
            files.add_fetched(url, f"media/{drafts[0].slug}/{name}{_KINDS[kind]}", answers[url].body)


def _user_settings() -> UserSettings:
    user, problems = load_user_settings(settings_path())
    if problems:
        raise ContentError(problems)
    return user


async def _ask_all(
    urls: Iterable[str], user: UserSettings, allowed: Iterable[str], largest: int
) -> dict[str, Answer]:
    """Return what comes of each address; one at a time of a host, hosts side by side."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(_host(url), []).append(url)
    places = asyncio.Semaphore(_MOST_HOSTS)
    answers: dict[str, Answer] = {}

    async def ask_host(mine: list[str]) -> None:
        silent = 0
        async with places:
            for url in mine:
                if silent < _MOST_SILENCE:
                    answers[url] = await web.get(url, {"Accept": "*/*"})
                    silent = 0 if answers[url].status else silent + 1
                else:
                    answers[url] = Answer(0, 0, url, failure="not asked: its host gives no answers")

    async with WalledTransport(allowed, _MOST_HOSTS) as transport, asyncio.TaskGroup() as group:
        web = Web(transport, user.contact or "import", lambda: int(time.time()), largest=largest)
        for mine in hosts.values():
            group.create_task(ask_host(mine))
    return answers


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _failure(answer: Answer) -> str:
    """Return why an answer has no bytes to take, in words; nothing where it has."""
    return answer.failure or ("" if answer.status == 200 else f"the server answers {answer.status}")
