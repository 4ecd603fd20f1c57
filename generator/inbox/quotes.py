"""Whether the quotes of events still stand in the pages that they cite, as those are now."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from generator.decode.findings import Findings, Place, shown
from generator.decode.names import fold, slugify
from generator.decode.nodes import compose_front_matter, place_of
from generator.decode.text import read_text
from generator.desk.articles.extraction import Article
from generator.desk.articles.texts import Reading, read_articles
from generator.desk.collect import Manner
from generator.desk.database import Database
from generator.desk.grounding import Source
from generator.diagnostics import Problem
from generator.inbox.desk_site import DeskSite
from generator.model import Event, Summary
from generator.source.coverage import ORIGINAL
from generator.source.parse import parse
from generator.source.scan import scan
from generator.source.settings import parse_settings

_KEY = "quotes"


class Quoted(NamedTuple):
    """A quote, where it is written and where its words should stand."""

    path: str
    place: Place
    text: str
    url: str


class Unclear(NamedTuple):
    """Quotes of an event of which can't be told whether they stand, since their page can't be read."""

    path: str
    line: int
    url: str
    quotes: int
    reason: str
    """In words."""


class Standing(msgspec.Struct, frozen=True):
    """What came of looking for the quotes of a site."""

    quotes: int
    """How many were looked for."""
    lost: int
    """How many of them do not stand in their pages."""
    pages: int
    problems: tuple[Problem, ...]
    """One for each quote that is lost."""
    unclear: tuple[Unclear, ...]

    @property
    def found(self) -> int:
        """How many quotes stand where they should."""
        return self.quotes - self.lost - sum(one.quotes for one in self.unclear)


def check_quotes(site: DeskSite, manner: Manner, *, drafts: bool) -> Standing:
    """Read every page again that a quote cites, and look for the quote in it.

    :param drafts: look at those of drafts too.
    """
    quotes = tuple(quotes_of(site, drafts=drafts))
    with Database.open(site.folder) as database:
        readings = read_articles([quote.url for quote in quotes], database, manner, again=True)
    return stand(quotes, readings)


def quotes_of(site: DeskSite, *, drafts: bool) -> Iterator[Quoted]:
    """Give each quote of each event that has no errors."""
    settings = parse_settings(site.config)
    for file in scan(site.root).files:
        data = (site.root / file.path).read_bytes() if file.kind == "event" else b""
        if _KEY.encode() not in data:
            continue
        document = parse(file, data, settings)
        if (
            isinstance(document.content, Summary)
            and document.event
            and (drafts or not document.content.draft)
        ):
            yield from _quotes(file.path, data, document.event)


def stand(quotes: Collection[Quoted], readings: Mapping[str, Reading]) -> Standing:
    """Look for quotes in pages. Pure.

    :param readings: of each page that is cited, by address.
    """
    articles = {url: reading.article for url, reading in readings.items() if reading.article}
    sources = {url: _sources(article) for url, article in articles.items()}
    lost: list[Problem] = []
    unclear: dict[tuple[str, str], Unclear] = {}
    for quote in quotes:
        article = articles.get(quote.url)
        if article and any(source.locate(quote.text) for source in sources[quote.url]):
            continue
        if article and not article.is_cut:
            lost.append(_lost(quote))
            continue
        reason = "it is too long to be read to its end" if article else readings[quote.url].failure
        before = unclear.get((quote.path, quote.url))
        first = before or Unclear(quote.path, quote.place.line, quote.url, 0, reason)
        unclear[quote.path, quote.url] = first._replace(quotes=first.quotes + 1)
    return Standing(len(quotes), len(lost), len(readings), tuple(lost), tuple(unclear.values()))


def _sources(article: Article) -> tuple[Source, ...]:
    """Return what a quote may be taken from: the text, or what the page has over it."""
    return tuple(Source(text) for text in (article.text, article.title, article.summary) if text)


def _lost(quote: Quoted) -> Problem:
    return Problem(
        quote.path,
        quote.place.line,
        quote.place.column,
        "lost-quote",
        f"{shown(quote.text)} does not stand in {quote.url}",
        "look at the page: bring the words that stand there now, or take the quote and what rests on it out",
        quote.place.length,
    )


def _quotes(path: str, data: bytes, event: Event) -> Iterator[Quoted]:
    """Give the quotes of an event, in the order in which they are written."""
    findings = Findings()
    root = compose_front_matter(read_text(data, findings, len(data)) or "", findings)
    if root is None:
        return
    urls = {fold(slugify(entry.id)): entry.url for entry in reversed(event.coverage)} | {ORIGINAL: event.url}
    for entry in _entries(root):
        values = {key.value: value for key, value in entry.value}
        cite, text = values.get("cite"), values.get("text")
        if isinstance(cite, ScalarNode) and isinstance(text, ScalarNode):
            url = urls.get(fold(slugify(cite.value)))
            if url:
                yield Quoted(path, place_of(text, 1), text.value, url)


def _entries(node: Node, *, is_quoting: bool = False) -> Iterator[MappingNode]:
    """Give each entry of each list of quotes, wherever it stands."""
    if isinstance(node, SequenceNode):
        children: Sequence[tuple[bool, Node]] = [(is_quoting, child) for child in node.value]
    elif isinstance(node, MappingNode):
        names = {key.value for key, _ in node.value}
        if is_quoting and "cite" in names:
            yield node
            return
        children = [(is_quoting or key.value == _KEY, child) for key, child in node.value]
    else:
        return
    for is_within, child in children:
        yield from _entries(child, is_quoting=is_within)
