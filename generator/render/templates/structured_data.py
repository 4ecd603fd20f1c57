"""What a page says to machines: JSON-LD in the terms of schema.org.

An event is a ``NewsArticle`` based on the original report; lists of events are a ``CollectionPage`` with an
``ItemList``; the home page describes the ``WebSite`` and its search. Predictions and timelines are not
said in JSON-LD: schema.org's ``Claim`` is for facts to be checked and its ``Event`` for dates to attend.
"""

from collections.abc import Callable, Iterable
from itertools import chain

import msgspec
from markupsafe import Markup

from generator.render.links import SymbolicLinks
from generator.render.templates.news_article import Node, news_article, organization
from generator.views import (
    ArchivePage,
    Card,
    CorrectionsPage,
    EventPage,
    FullEvent,
    Head,
    HomePage,
    Link,
    MonthPage,
    OwnPage,
    PageView,
    PredictionsPage,
    RecapCard,
    RecapPage,
    RecapsPage,
    SearchPage,
    SiteFrame,
    TermPage,
    TermsPage,
)

ListPage = (
    ArchivePage
    | CorrectionsPage
    | HomePage
    | MonthPage
    | PredictionsPage
    | TermPage
    | TermsPage
    | RecapPage
    | RecapsPage
)

_ESCAPES = (
    (b"<", b"\\u003c"),
    (b">", b"\\u003e"),
    (b"&", b"\\u0026"),
    ("\u2028".encode(), b"\\u2028"),
    ("\u2029".encode(), b"\\u2029"),
)


def to_script(data: Node) -> Markup:
    """Return a ``script`` element with the data as JSON that no text in it can leave."""
    encoded = msgspec.json.encode(data)
    for character, escape in _ESCAPES:
        encoded = encoded.replace(character, escape)
    return Markup(f'<script type="application/ld+json">{encoded.decode()}</script>')  # noqa: S704 - escaped


class StructuredData:
    """Describes the pages of one site.

    :param translate: translates the names of the theme's own pages.
    :param recap_title: gives the title of a recap.
    """

    def __init__(
        self,
        frame: SiteFrame,
        links: SymbolicLinks,
        translate: Callable[[str], str],
        recap_title: Callable[[RecapCard], str],
    ) -> None:
        self._frame = frame
        self._links = links
        self._translate = translate
        self._recap_title = recap_title

    def script(self, page: PageView, events: tuple[FullEvent, ...] = ()) -> Markup:
        """Return the ``script`` element that describes a page, which says at least what it is."""
        nodes = self._nodes(page, events)
        return to_script({"@context": "https://schema.org", "@graph": nodes})

    def _nodes(self, page: PageView, events: tuple[FullEvent, ...]) -> list[Node]:
        match page:
            case EventPage():
                article = news_article(events[0], page.head, self._frame, self._links)
                return [article, *self._breadcrumbs(page.head, self._above(page))]
            case OwnPage():
                own = self._page("WebPage", page.head)
                if page.updated:
                    own["dateModified"] = page.updated
                return [own, *self._breadcrumbs(page.head, page.head.breadcrumbs)]
            case SearchPage():
                return [self._page("SearchResultsPage", page.head)]
            case HomePage() if page.pagination.number == 1:
                return [self._website(), *self._collection(page, events)]
            case _ if isinstance(page, ListPage):
                return self._collection(page, events)
        node = self._page("WebPage", page.head)
        node["name"] = self._translate(node["name"])
        return [node, *self._breadcrumbs(page.head, page.head.breadcrumbs)]

    def _website(self) -> Node:
        frame = self._frame
        website: Node = {
            "@type": "WebSite",
            "@id": f"{frame.base_url}#website",
            "url": frame.base_url,
            "name": frame.title,
            "inLanguage": frame.language,
            "publisher": organization(frame, self._links),
        }
        if frame.description or frame.tagline:
            website["description"] = frame.description or frame.tagline
        if frame.search_url:
            website["potentialAction"] = {
                "@type": "SearchAction",
                "target": f"{self._links.absolute(frame.search_url)}?q={{search_term_string}}",
                "query-input": "required name=search_term_string",
            }
        return website

    def _page(self, kind: str, head: Head) -> Node:
        page: Node = {
            "@type": kind,
            "@id": head.canonical,
            "url": head.canonical,
            "name": head.title or self._frame.title,
            "inLanguage": head.lang or self._frame.language,
            "isPartOf": {"@id": f"{self._frame.base_url}#website"},
        }
        if head.description:
            page["description"] = head.description
        return page

    def _collection(self, page: ListPage, events: tuple[FullEvent, ...]) -> list[Node]:
        head = msgspec.structs.replace(page.head, title=self._list_title(page))
        collection = self._page("CollectionPage", head)
        items = self._items(page, events)
        if items:
            collection["mainEntity"] = {
                "@type": "ItemList",
                "numberOfItems": len(items),
                "itemListElement": self._elements(items, "url"),
            }
        return [collection, *self._breadcrumbs(head, head.breadcrumbs)]

    def _list_title(self, page: ListPage) -> str:
        """Return the heading of a list, as its page has it; nothing for the home page."""
        match page:
            case RecapPage():
                return self._recap_title(page.recap)
            case HomePage() if page.pagination.number > 1:
                number = str(page.pagination.number)
                return self._translate("Events, page %(number)s").replace("%(number)s", number)
        return self._translate(page.head.title)

    def _above(self, page: EventPage) -> tuple[Link, ...]:
        """Return the pages above an event: the home page and its week."""
        home = Link(self._frame.title, self._frame.base_path)
        return (home, Link(self._recap_title(page.recap), page.recap.url)) if page.recap else (home,)

    def _breadcrumbs(self, head: Head, above: tuple[Link, ...]) -> list[Node]:
        if not above:
            return []
        trail = [*((self._translate(link.name), link.url) for link in above), (head.title, head.canonical)]
        return [{"@type": "BreadcrumbList", "itemListElement": self._elements(trail, "item")}]

    def _elements(self, items: list[tuple[str, str]], url_name: str) -> list[Node]:
        return [
            {"@type": "ListItem", "position": position, "name": name, url_name: self._links.absolute(url)}
            for position, (name, url) in enumerate(items, 1)
        ]

    def _items(self, page: ListPage, events: tuple[FullEvent, ...]) -> list[tuple[str, str]]:
        """Return name and URL of what a page lists."""
        match page:
            case RecapPage():
                rest = chain.from_iterable(group.cards for group in page.rest)
                return _links_of(chain((full.card for full in events), rest))
            case HomePage() | TermPage():
                return _links_of(page.cards)
            case MonthPage():
                return _links_of(chain.from_iterable(day.cards for day in page.days))
            case RecapsPage():
                return [(self._recap_title(recap), recap.url) for recap in page.recaps]
            case TermsPage():
                return [(term.name, term.url) for term in page.terms]
        return []


def _links_of(cards: Iterable[Card]) -> list[tuple[str, str]]:
    return [(card.title, card.url) for card in cards]
