"""JSON-LD says what a page is, and no text can leave its script element."""

import json
from operator import attrgetter
from typing import Any

import pytest

from generator.model import Event, Insight, Origin
from generator.render.links import SymbolicLinks
from generator.render.templates.structured_data import StructuredData
from generator.views import (
    Group,
    HomePage,
    Link,
    NotFoundPage,
    OwnPage,
    Pagination,
    RecapNumbers,
    RecapPage,
    SearchPage,
    SiteFrame,
    Term,
    TermsPage,
)
from tests.render.views import (
    BASE,
    EVENT,
    make_card,
    make_event,
    make_event_page,
    make_frame,
    make_head,
    make_week,
)

ISSUED = "http://cv.iptc.org/newscodes/digitalsourcetype/"
TITLE = attrgetter("title")
OPENING = '<script type="application/ld+json">'
PUBLISHER = {
    "@type": "Organization",
    "name": "The AI Week",
    "url": BASE,
    "logo": {"@type": "ImageObject", "url": f"{BASE}images/logo.png"},
}


def shout(message: str) -> str:
    """Translate a message, into capitals."""
    return message.upper().replace("%(NUMBER)S", "%(number)s")


def describe(page: Any, *events: Any, frame: SiteFrame | None = None) -> list[dict[str, Any]]:
    frame = frame or make_frame()
    script = StructuredData(frame, SymbolicLinks(frame), shout, TITLE).script(page, events)
    if not script:
        return []
    assert script.startswith(OPENING)
    data = json.loads(script.removeprefix(OPENING).removesuffix("</script>"))
    assert data["@context"] == "https://schema.org"
    return list(data["@graph"])


def test_an_event_is_a_news_article_based_on_the_original() -> None:
    article, breadcrumbs = describe(make_event_page(), make_event())
    assert article == {
        "@type": "NewsArticle",
        "@id": f"{BASE}events/memo/#article",
        "url": f"{BASE}events/memo/",
        "mainEntityOfPage": f"{BASE}events/memo/",
        "headline": EVENT.title,
        "description": "A memo names distillation.",
        "abstract": "A memo.",
        "datePublished": "2026-04-23T18:30:00+02:00",
        "dateModified": "2026-04-25T00:00:00+02:00",
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "author": PUBLISHER,
        "publisher": PUBLISHER,
        "isBasedOn": {
            "@type": "NewsArticle",
            "url": EVENT.url,
            "datePublished": "2026-04-23T18:30:00+02:00",
            "publisher": {
                "@type": "Organization",
                "name": "SCMP Technology",
                "url": "https://www.scmp.com/tech",
            },
        },
        "citation": [
            {
                "@type": "NewsArticle",
                "headline": "Memo on models",
                "url": "https://www.reuters.com/memo",
                "datePublished": "2026-04-24",
                "publisher": {"@type": "Organization", "name": "Reuters", "url": "https://www.reuters.com/"},
            }
        ],
        "creditText": "SCMP Technology",
        "digitalSourceType": f"{ISSUED}compositeWithTrainedAlgorithmicMedia",
        "hasPart": {
            "@type": "CreativeWork",
            "digitalSourceType": f"{ISSUED}compositeWithTrainedAlgorithmicMedia",
            "abstract": "First Second",
            "editor": {"@type": "Person", "name": "Jo Doe"},
        },
        "correction": [
            {"@type": "CorrectionComment", "text": "The date was wrong.", "datePublished": "2026-04-25"}
        ],
        "about": [{"@type": "Thing", "name": "Policy", "url": f"{BASE}topics/policy/"}],
        "keywords": ["Policy"],
        "audience": [{"@type": "Audience", "audienceType": "Founders"}],
        "image": {
            "@type": "ImageObject",
            "url": f"{BASE}images/memo.svg",
            "caption": "A memo",
            "creditText": "The Office",
        },
        "wordCount": 420,
        "timeRequired": "PT2M",
    }
    assert breadcrumbs == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "THE AI WEEK", "item": BASE},
            {
                "@type": "ListItem",
                "position": 2,
                "name": "WEEKLY AI RECAP, WEEK 17 OF 2026",
                "item": f"{BASE}weekly/2026-w17/",
            },
            {"@type": "ListItem", "position": 3, "name": EVENT.title, "item": f"{BASE}events/memo/"},
        ],
    }


@pytest.mark.parametrize(
    ("origin", "insight", "source_type", "author"),
    [
        ("human", None, "digitalCreation", "Ada Example"),
        ("human", "human", "digitalCreation", "Ada Example"),
        ("human", "ai", "compositeWithTrainedAlgorithmicMedia", "Ada Example"),
        ("ai", None, "trainedAlgorithmicMedia", "The AI Week"),
        ("ai", "ai", "trainedAlgorithmicMedia", "The AI Week"),
        ("ai-reviewed", "ai-reviewed", "compositeWithTrainedAlgorithmicMedia", "The AI Week"),
    ],
)
def test_machines_learn_who_wrote(
    origin: Origin, insight: Origin | None, source_type: str, author: str
) -> None:
    event = Event(
        title="A title",
        published="2026-04-23",
        url="https://example.com/",
        origin=origin,
        insight=Insight(insight) if insight else None,
    )
    article = describe(make_event_page(), make_event("x", event))[0]
    assert article["digitalSourceType"] == ISSUED + source_type
    assert article["author"]["name"] == author


@pytest.mark.parametrize(("origin", "editors"), [("human", 2), ("ai-reviewed", 2), ("ai", 0)])
def test_only_what_a_person_checked_has_an_editor(origin: Origin, editors: int) -> None:
    event = Event(
        title="A title",
        published="2026-04-23",
        url="https://example.com/",
        origin=origin,
        reviewed_by="Jo Doe",
        insight=Insight(origin, reviewed_by="Jo Doe"),
    )
    article = describe(make_event_page(), make_event("x", event))[0]
    assert json.dumps(article).count('"editor": {"@type": "Person", "name": "Jo Doe"}') == editors


def test_no_text_leaves_the_script_element() -> None:
    text = "</script><script>alert(1)</script><!-- & \u2028\u2029"
    event = Event(title=text, published="2026-04-23", url="https://example.com/?</script>")
    frame = make_frame(title=text, author=text, publisher=None)
    script = StructuredData(frame, SymbolicLinks(frame), str, TITLE).script(
        make_event_page(title=text), (make_event("x", event, topics=(Link(text, "/x/"),)),)
    )
    inside = script.removeprefix(OPENING).removesuffix("</script>")
    assert not set(inside) & set("<>&\u2028\u2029")
    assert json.loads(inside)["@graph"][0]["headline"] == text


def test_the_first_home_page_describes_the_site_and_its_search() -> None:
    page = HomePage(make_head("", ""), (make_card(),), Pagination(1, 2))
    website, collection = describe(page)
    assert website == {
        "@type": "WebSite",
        "@id": f"{BASE}#website",
        "url": BASE,
        "name": "The AI Week",
        "description": "Week by week",
        "inLanguage": "en",
        "publisher": PUBLISHER,
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{BASE}search/?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }
    assert collection["@type"] == "CollectionPage"


def test_an_older_page_of_events_is_named_by_its_number() -> None:
    head = make_head("page/2/", "", breadcrumbs=(Link("Home", "/team/digest/"),))

    collection, breadcrumbs = describe(HomePage(head, (make_card(),), Pagination(2, 2)))

    assert collection["@type"] == "CollectionPage"
    assert collection["name"] == "EVENTS, PAGE 2"
    assert breadcrumbs["itemListElement"][-1] == {
        "@type": "ListItem",
        "position": 2,
        "name": "EVENTS, PAGE 2",
        "item": f"{BASE}page/2/",
    }


def test_a_recap_lists_its_events_in_order() -> None:
    page = RecapPage(
        make_head("weekly/2026-w17/", "", breadcrumbs=(Link("Home", "/team/digest/"),)),
        make_week(),
        RecapNumbers(2, 1, 1),
        Link("Weekly recap", "/team/digest/weekly/"),
        rest=(Group(Link("Policy", "/x/"), (make_card("second", title="Second"),)),),
    )
    collection, breadcrumbs = describe(page, make_event())
    assert collection["mainEntity"] == {
        "@type": "ItemList",
        "numberOfItems": 2,
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": EVENT.title, "url": f"{BASE}events/memo/"},
            {"@type": "ListItem", "position": 2, "name": "Second", "url": f"{BASE}events/second/"},
        ],
    }
    names = [item["name"] for item in breadcrumbs["itemListElement"]]
    assert names == ["HOME", "Weekly AI Recap, week 17 of 2026"]


def test_other_pages() -> None:
    terms = TermsPage(
        make_head("topics/", "Topics"),
        "topics",
        (Term("topics", "a", "A", "/team/digest/topics/a/", 1),),
        Pagination(1, 1),
    )
    assert describe(terms)[0]["name"] == "TOPICS"
    own = OwnPage(make_head("about/", "About", description="Who we are", lang="de"), "", "2026-04-23")
    assert describe(own) == [
        {
            "@type": "WebPage",
            "@id": f"{BASE}about/",
            "url": f"{BASE}about/",
            "name": "About",
            "description": "Who we are",
            "inLanguage": "de",
            "isPartOf": {"@id": f"{BASE}#website"},
            "dateModified": "2026-04-23",
        }
    ]
    search = SearchPage(make_head("search/", "Search"), "", "", 1)
    assert describe(search)[0]["@type"] == "SearchResultsPage"
    lost = NotFoundPage(make_head("404.html", "Not found"))
    assert [(node["@type"], node["name"]) for node in describe(lost)] == [("WebPage", "NOT FOUND")]
