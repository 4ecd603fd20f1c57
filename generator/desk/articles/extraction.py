"""The article of a page, by trafilatura: its words in paragraphs, and what the page says of itself. Pure."""

import re
from datetime import UTC, datetime
from email.message import Message
from hashlib import sha256

import msgspec
import trafilatura
from lxml.html import HtmlElement

from generator.desk.plain import MOST_SUMMARY, MOST_TITLE, plain_text, web_address
from generator.desk.records import Published
from generator.desk.times import read_date

LEAST = 150
"""A text of fewer letters is no article: a notice about cookies, or the head of what has to be paid for."""
MOST = 400_000
"""So many letters of an article are kept."""

_HIDDEN = [
    "//*[@hidden]",
    "//*[@aria-hidden='true']",
    "//*[contains(translate(@style, ' ', ''), 'display:none')]",
    "//*[contains(translate(@style, ' ', ''), 'visibility:hidden')]",
    "//*[contains(translate(@style, ' ', ''), 'font-size:0')]",
]
"""What no reader of the page sees, and what instructions to machines like to hide in."""
_JOINERS = {0x200C: 0x034F, 0x200D: 0xFE0D}
"""Joiners, without which Persian and languages of India are misspelt, and characters that nobody sees either
in their place: trafilatura keeps those alone."""
_BACK = {stand_in: joiner for joiner, stand_in in _JOINERS.items()}
_PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished' or @name='datePublished' or @name='date']/@content",
    "//time[@itemprop='datePublished']/@datetime",
)
_NOTHING = "no article was found on the page"
_JSON_LD = "//script[@type='application/ld+json']/text()"
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"\\]{4,40})"')


class Article(msgspec.Struct, frozen=True):
    """An article, as its page has it. All texts are plain and on one line, but for ``text``."""

    url: str
    """The address that answered, after all redirects."""
    text: str
    """Its words in NFC as they are written, a paragraph a line, without characters that nobody sees."""
    title: str = ""
    summary: str = ""
    """What the page says it is about."""
    site: str = ""
    """The name of the outlet."""
    lang: str = ""
    """The language that the page names."""
    published: Published = Published()
    """When it appeared, as the page says."""
    canonical: str = ""
    """The address that the page calls its own."""
    is_cut: bool = False
    """Whether more was there than is kept."""

    @property
    def sha256(self) -> str:
        """The digest of its text, as ``provenance`` has it."""
        return sha256(self.text.encode()).hexdigest()


class NoArticleError(Exception):
    """A page that holds no article, in words."""


def extract(body: bytes, content_type: str, url: str, seen: int) -> Article:
    """Return the article of a page.

    :param body: decompressed.
    :param content_type: as the server calls it (RFC 9110, section 8.3).
    :param url: the address that answered.
    :param seen: when, in seconds since 1970 UTC: what has not come by then is no date of the page.
    :raises NoArticleError: there is none.
    """
    kind, charset = _kind(content_type)
    if kind == "text/plain":
        return _article(body.decode(charset or "utf-8", "replace"), url)
    if kind not in ("text/html", "application/xhtml+xml", ""):
        raise NoArticleError(f"{kind}, which is no page of HTML")
    try:
        tree = trafilatura.load_html(body.decode(charset, "replace") if charset else body)
        found = None if tree is None else _extract(tree, url, seen)
    except Exception as error:  # any page may be built to break its readers
        raise NoArticleError(f"the page can't be read ({type(error).__name__})") from error
    if tree is None or found is None:
        raise NoArticleError(_NOTHING)
    return _described(_article((found.text or "").translate(_BACK), url), tree, found, seen)


def describe(body: bytes, content_type: str, url: str, seen: int) -> Article:
    """Return what a page says of itself; its text is empty where it holds no article, such as one of a film.

    See :func:`extract` for what goes in.

    :raises NoArticleError: it is no page, or says nothing.
    """
    try:
        return extract(body, content_type, url, seen)
    except NoArticleError as error:
        charset = _kind(content_type)[1]
        if str(error) != _NOTHING:
            raise
    try:
        tree = trafilatura.load_html(body.decode(charset, "replace") if charset else body)
        found = trafilatura.extract_metadata(tree, url, _dates(seen), extensive=False)
        return _described(Article(url, ""), tree, found, seen)
    except Exception as error:  # any page may be built to break its readers
        raise NoArticleError(_NOTHING) from error


def _kind(content_type: str) -> tuple[str, str]:
    """Return the media type in lower case, and a charset that can be read, if any."""
    header = Message()
    header["content-type"] = "".join(content_type.split("\n")) or "text/html"
    charset = str(header.get_param("charset") or "")
    try:
        "".encode(charset or "utf-8")
    except (LookupError, ValueError):
        charset = ""
    return header.get_content_type(), charset


def _extract(tree: HtmlElement, url: str, seen: int) -> trafilatura.settings.Document | None:
    for element in tree.iter():
        element.text = element.text and element.text.translate(_JOINERS)
        element.tail = element.tail and element.tail.translate(_JOINERS)
    found = trafilatura.bare_extraction(
        tree,
        url=url,
        favor_recall=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_dates(seen),
        prune_xpath=_HIDDEN,
    )
    return found if isinstance(found, trafilatura.settings.Document) else None


def _dates(seen: int) -> dict[str, object]:
    """Return how dates of a page are looked for."""
    return {
        "extensive_search": False,  # no guess from its words
        "original_date": True,
        "max_date": datetime.fromtimestamp(seen, UTC).date().isoformat(),
    }


def _article(text: str, url: str) -> Article:
    """Return the article with its text alone.

    :raises NoArticleError: that is too short for one.
    """
    lines = (plain_text(line, MOST, is_markup=False) for line in text[:MOST].splitlines())
    paragraphs = "\n".join(line for line in lines if line)
    if sum(map(str.isalnum, paragraphs)) < LEAST:
        raise NoArticleError(_NOTHING)
    return Article(url, paragraphs, is_cut=len(text) > MOST)


def _described(article: Article, tree: HtmlElement, found: object, seen: int) -> Article:
    """Return the article with what the page says of itself."""

    def told(name: str, most: int) -> str:
        return plain_text(getattr(found, name, None) or "", most, is_markup=False)

    canonical = tree.xpath("//link[@rel='canonical']/@href")
    return msgspec.structs.replace(
        article,
        title=told("title", MOST_TITLE),
        summary=told("description", MOST_SUMMARY),
        site=told("sitename", MOST_TITLE),
        lang=plain_text(str(tree.get("lang") or ""), 35, is_markup=False),
        published=_published(tree, told("date", 40), seen),
        canonical=web_address(str(canonical[0]), article.url) if canonical else "",
    )


def _published(tree: HtmlElement, guess: str, seen: int) -> Published:
    """Return when the page says that it appeared: with the time where it tells one, else the day alone."""
    told = [str(value) for path in _PUBLISHED for value in tree.xpath(path)]
    told += [match[1] for script in tree.xpath(_JSON_LD) for match in _JSON_DATE.finditer(str(script))]
    for text in (*told, guess):
        found = read_date(text[:80], seen)
        if found.dating in ("told", "day", "zoneless"):
            return found
    return Published()
