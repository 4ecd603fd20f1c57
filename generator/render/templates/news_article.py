"""An event as schema.org's ``NewsArticle``: what it is based on, who covered it, who or what wrote it."""

from typing import Any

from generator.model import Coverage, Event, Insight, Origin, Outlet
from generator.plain_text import plain
from generator.render.links import SymbolicLinks
from generator.views import Card, FullEvent, Head, SiteFrame

Node = dict[str, Any]
"""An object of JSON-LD."""

_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_SOURCE_TYPE: dict[Origin, str] = {
    # IPTC: media created by a person with tools that generate nothing.
    "human": _SOURCE_TYPES + "digitalCreation",
    # IPTC: media created algorithmically by a model trained on sampled content.
    "ai": _SOURCE_TYPES + "trainedAlgorithmicMedia",
    # The vocabulary has no word for a machine's text that a person checked; "humanEdits" would hide the
    # machine, so it is the composite that has elements made by a trained model among those of a person.
    "ai-reviewed": _SOURCE_TYPES + "compositeWithTrainedAlgorithmicMedia",
}


def news_article(full: FullEvent, head: Head, frame: SiteFrame, links: SymbolicLinks) -> Node:
    """Return the article that an event's page is."""
    card, event = full.card, full.event
    publisher = organization(frame, links)
    article: Node = {
        "@type": "NewsArticle",
        "@id": f"{head.canonical}#article",
        "url": head.canonical,
        "mainEntityOfPage": head.canonical,
        "headline": event.title,
        "datePublished": event.published,
        "dateModified": card.modified or event.collected or event.published,
        "inLanguage": event.lang or frame.language,
        "isAccessibleForFree": True,
        "author": _author(event, frame, publisher),
        "publisher": publisher,
        "isBasedOn": _report(card.source, event.url, event.published),
        "creditText": card.source.name,
        "digitalSourceType": _SOURCE_TYPE[_whole_origin(event)],
        "timeRequired": f"PT{card.minutes}M",
    }
    article |= _texts(event)
    article |= _classification(card, links)
    article |= _image(event, head, links)
    if claims := _claims(event):
        article["hasPart"] = [*filter(None, [article.get("hasPart")]), *claims]
    if event.coverage:
        article["citation"] = [_cited(report, outlet) for report, outlet in zip(event.coverage, full.outlets)]  # noqa: B905 - FullEvent has one for each
    if event.corrections:
        article["correction"] = [
            {"@type": "CorrectionComment", "text": plain(correction.html), "datePublished": correction.date}
            for correction in event.corrections
        ]
    return article


def organization(frame: SiteFrame, links: SymbolicLinks) -> Node:
    """Return the publisher of the site; the site itself, where none is named."""
    publisher = frame.publisher
    if publisher is None:
        return {"@type": "Organization", "name": frame.title, "url": frame.base_url}
    node: Node = {"@type": "Organization", "name": publisher.name, "url": publisher.url or frame.base_url}
    if publisher.logo:
        node["logo"] = {"@type": "ImageObject", "url": links.absolute(links.path(publisher.logo))}
    return node


def _whole_origin(event: Event) -> Origin:
    """Return the origin of the page as a whole: a mix of person and machine is a composite."""
    origins = {event.origin, event.insight.origin} if event.insight else {event.origin}
    return origins.pop() if len(origins) == 1 else "ai-reviewed"


def _author(event: Event, frame: SiteFrame, publisher: Node) -> Node:
    """Return the person who wrote; where a machine did, the publisher who answers for it."""
    if event.origin == "human" and frame.author and frame.author != publisher["name"]:
        return {"@type": "Person", "name": frame.author}
    return publisher


def _texts(event: Event) -> Node:
    """Return what the event says, and who looked it over."""
    texts: Node = {}
    if event.hook_html:
        texts["description"] = plain(event.hook_html)
    if event.tldr.what_changed_html:
        texts["abstract"] = plain(event.tldr.what_changed_html)
    if event.words:
        texts["wordCount"] = event.words
    texts |= _editor(event)
    if event.insight:
        insight: Node = {"@type": "CreativeWork", "digitalSourceType": _SOURCE_TYPE[event.insight.origin]}
        if event.insight.takeaways:
            insight["abstract"] = " ".join(plain(takeaway.html) for takeaway in event.insight.takeaways)
        texts["hasPart"] = insight | _editor(event.insight)
    return texts


def _claims(event: Event) -> list[Node]:
    """Return the claims that rest on quoted words, each with these words and where they stand.

    The definition of schema.org's ``Quotation`` asks for ``isBasedOn`` to link to its source;
    ``spokenByCharacter`` would be who said it, which a quote does not tell.
    """
    tldr, insight = event.tldr, event.insight
    claims = [
        (tldr.what_changed_html, tldr.what_changed_quotes),
        (tldr.why_it_matters_html, tldr.why_it_matters_quotes),
    ]
    if insight:
        claims += [(item.html, item.quotes) for item in insight.takeaways]
        claims += [(item.rationale_html, item.quotes) for item in insight.implications]
        claims += [(item.html, item.quotes) for item in insight.timeline]
    urls = {"source": event.url} | {report.id: report.url for report in event.coverage}
    return [
        {
            "@type": "Claim",
            "text": plain(html),
            "citation": [
                {"@type": "Quotation", "text": quote.text, "isBasedOn": urls[quote.cite]} for quote in quotes
            ],
        }
        for html, quotes in claims
        if quotes
    ]


def _editor(text: Event | Insight) -> Node:
    """Return the person who checked a text; none for one of which the page says that nobody did."""
    if not text.reviewed_by or text.origin == "ai":
        return {}
    return {"editor": {"@type": "Person", "name": text.reviewed_by}}


def _classification(card: Card, links: SymbolicLinks) -> Node:
    result: Node = {}
    if card.topics:
        result["about"] = [
            {"@type": "Thing", "name": topic.name, "url": links.absolute(topic.url)} for topic in card.topics
        ]
        result["keywords"] = [topic.name for topic in card.topics]
    if card.audience:
        result["audience"] = [{"@type": "Audience", "audienceType": link.name} for link in card.audience]
    return result


def _image(event: Event, head: Head, links: SymbolicLinks) -> Node:
    if not event.image:
        return {"image": head.image} if head.image else {}
    image: Node = {
        "@type": "ImageObject",
        "url": links.absolute(links.path(event.image.src)),
        "caption": event.image.alt,
    }
    if event.image.credit:
        image["creditText"] = event.image.credit
    return {"image": image}


def _report(outlet: Outlet, url: str, published: str) -> Node:
    """Return an article of another publisher."""
    publisher = {"@type": "Organization", "name": outlet.name}
    if outlet.url:
        publisher["url"] = outlet.url
    report: Node = {"@type": "NewsArticle", "url": url, "publisher": publisher}
    if published:
        report["datePublished"] = published
    return report


def _cited(coverage: Coverage, outlet: Outlet) -> Node:
    return _report(outlet, coverage.url, coverage.published) | {"headline": coverage.title}
