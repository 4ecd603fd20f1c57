"""Articles by address: kept ones from the database, others from the web."""

import asyncio
from collections.abc import Callable, Iterable

import msgspec

from generator.desk.articles.extraction import Article, NoArticleError, describe, extract
from generator.desk.articles.fetching import ask_pages
from generator.desk.articles.statuses import status_in_words
from generator.desk.collect import Manner
from generator.desk.database import Database
from generator.desk.plain import plain_text
from generator.desk.records import Answer

_MOST_WORDS = 300


class Reading(msgspec.Struct, frozen=True):
    """What came of asking for an article."""

    url: str
    """As it was asked for."""
    article: Article | None = None
    failure: str = ""
    """Why there is none, in words."""
    status: int = 0
    """Of the last response; 0 where there was none, and 200 where it was kept."""


def read_articles(
    urls: Iterable[str], database: Database, manner: Manner, *, again: bool = False
) -> dict[str, Reading]:
    """Return the article of each address, or why there is none; what is read is kept.

    It runs an event loop of its own, so it can't be called from within one.

    :param again: ask for those that are kept too.
    """
    wanted = list(dict.fromkeys(urls))
    kept = {} if again else {url: database.text(url, Article) for url in wanted}
    found = {url: Reading(url, article, status=200) for url, article in kept.items() if article}
    missing = [url for url in wanted if url not in found]
    if missing:
        found |= asyncio.run(_read(missing, database, manner))
    return {url: found[url] for url in wanted}


def read_article(url: str, database: Database, manner: Manner) -> Reading:
    """Return the article of an address, as it is now, or why there is none."""
    return read_articles([url], database, manner, again=True)[url]


def read_page(url: str, manner: Manner) -> Reading:
    """Return what a page says of itself, be there an article on it or not; nothing is kept."""
    found: list[Reading] = []

    async def take(url: str, answer: Answer) -> None:
        found.append(_reading(url, answer, describe))

    asyncio.run(ask_pages([url], take, manner))
    return found[0]


async def _read(urls: list[str], database: Database, manner: Manner) -> dict[str, Reading]:
    found: dict[str, Reading] = {}

    async def take(url: str, answer: Answer) -> None:
        # In a thread of its own, so that a large page does not make other hosts look as if they were slow.
        reading = found[url] = await asyncio.to_thread(_reading, url, answer)
        if reading.article is not None:
            database.keep_text(url, manner.clock(), reading.article)
        manner.progress("fetch", len(found), len(urls))

    await ask_pages(urls, take, manner)
    return found


def _reading(url: str, answer: Answer, read: Callable[[bytes, str, str, int], Article] = extract) -> Reading:
    failure = answer.failure
    if not failure and answer.status != 200:
        failure = status_in_words(answer.status, "no article")
    if failure:
        return Reading(url, None, plain_text(failure, _MOST_WORDS, is_markup=False), answer.status)
    try:
        kind = answer.headers.get("content-type", "")
        article = read(answer.body, kind, answer.url, answer.ended)
    except NoArticleError as error:
        return Reading(url, None, str(error), answer.status)
    return Reading(url, article, status=answer.status)
