"""Addresses are asked as articles are; what came of each is kept, so that only what is new is asked."""

import asyncio
from collections.abc import Iterable
from urllib.parse import urldefrag

import msgspec

from generator.desk.articles.fetching import ask_pages
from generator.desk.articles.statuses import status_in_words
from generator.desk.collect import Manner
from generator.desk.database import Database
from generator.desk.links.answers import LinkAnswer
from generator.desk.links.heads import Head, read_head
from generator.desk.pacing import DAY
from generator.desk.plain import plain_text, web_address
from generator.desk.records import Answer
from generator.digest import digest

KEPT = 30 * DAY
"""For how many seconds an answer counts that says what is there."""
KEPT_UNCLEAR = DAY
"""For how many seconds an answer counts that says nothing: the next may."""
_MOST_WORDS = 300


class LinkAnswers(msgspec.Struct, frozen=True):
    """What came of asking for addresses."""

    by_url: dict[str, LinkAnswer]
    """By the address as it was asked for, without a fragment."""
    asked: int
    """How many were asked, since nothing was known of them."""


def asked_address(url: str) -> str:
    """Return what of an address is asked: a fragment is the browser's own business."""
    return urldefrag(url).url


def ask_links(urls: Iterable[str], database: Database, manner: Manner, *, again: bool = False) -> LinkAnswers:
    """Ask for each address that nothing is known of; an answer is kept as soon as it is there.

    It runs an event loop of its own, so it can't be called from within one.

    :param again: ask for those too of which something is known.
    """
    wanted = list(dict.fromkeys(map(asked_address, urls)))
    kept = {} if again else {url: database.answer(answer_key(url), LinkAnswer) for url in wanted}
    now = manner.clock()
    found = {url: answer for url, answer in kept.items() if answer and _is_fresh(answer, now)}
    missing = [url for url in wanted if url not in found]
    if missing:
        found |= asyncio.run(_ask(missing, database, manner))
    return LinkAnswers({url: found[url] for url in wanted}, len(missing))


async def _ask(urls: list[str], database: Database, manner: Manner) -> dict[str, LinkAnswer]:
    found: dict[str, LinkAnswer] = {}

    async def take(url: str, answer: Answer) -> None:
        # In a thread of its own, so that a large page does not make other hosts look as if they were slow.
        found[url] = await asyncio.to_thread(_read, answer)
        database.keep_answer(answer_key(url), answer.ended, found[url])
        manner.progress("links", len(found), len(urls))

    await ask_pages(urls, take, manner)
    return found


def _read(answer: Answer) -> LinkAnswer:
    url = web_address(answer.url, answer.url)
    if not url:
        return LinkAnswer(answer.ended, 0, "", failure="leads to an address that nobody could follow")
    moved_to = web_address(answer.moved_to, url)
    found = LinkAnswer(answer.ended, answer.status, url, moved_to)
    if found.is_there:
        kind = answer.headers.get("content-type", "")
        head = Head() if answer.failure else read_head(answer.body, kind)
        return msgspec.structs.replace(found, **head._asdict())
    words = answer.failure or status_in_words(answer.status, "no page")
    return msgspec.structs.replace(found, failure=plain_text(words, _MOST_WORDS, is_markup=False))


def _is_fresh(answer: LinkAnswer, now: int) -> bool:
    is_clear = answer.is_there or answer.is_gone
    return now - (KEPT if is_clear else KEPT_UNCLEAR) < answer.at <= now + DAY


def answer_key(url: str) -> bytes:
    """Return the key by which an answer is kept."""
    return digest(b"link\0" + url.encode("utf-8", "surrogatepass"))
