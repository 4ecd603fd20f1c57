"""What machines learn of the sample's pages: sitemaps, JSON-LD, microformats, each by its standard."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import mf2py
import pytest

from tests.whole.pages import BASE, Page, read_pages, url_of

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
W3C_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?")


@pytest.fixture(scope="module")
def pages(sample: Path) -> dict[str, Page]:
    return read_pages(sample)


def test_sitemaps_keep_the_rules_of_sitemaps_org(sample: Path, pages: dict[str, Page]) -> None:
    root = ET.parse(sample / "sitemap.xml").getroot()  # noqa: S314 - of our own making
    urls = [str(url.findtext(f"{SITEMAP}loc")) for url in root]
    dates = [moment.text or "" for moment in root.iter(f"{SITEMAP}lastmod")]
    hidden = {
        page.url
        for page in pages.values()
        if any(meta.get("name") == "robots" and "noindex" in meta["content"] for meta in page.all("meta"))
    }
    copies = {BASE + "weekly/latest/", BASE + "monthly/latest/"}

    assert root.tag == f"{SITEMAP}urlset"
    assert sorted(urls) == sorted({page.url for page in pages.values()} - hidden - copies)
    assert [date for date in dates if not W3C_DATE.fullmatch(date)] == []
    assert len(dates) > 50


def test_every_page_for_people_is_described_in_json_ld(pages: dict[str, Page]) -> None:
    described = {path: list(nodes_of(page)) for path, page in pages.items()}
    without = {path for path, nodes in described.items() if not nodes}
    faults = [
        f"{path}: {fault}" for path, nodes in described.items() for node in nodes for fault in faults_of(node)
    ]

    assert {path for path in without if "refresh" not in str(pages[path].all("meta"))} == set()
    assert faults == []


def nodes_of(page: Page) -> Iterator[dict[str, Any]]:
    """Yield each thing that a page describes in JSON-LD."""
    for element, text in page.texts:
        if element == "script" and text.strip().startswith("{"):
            data = json.loads(text)
            assert data["@context"] == "https://schema.org"
            yield from data["@graph"]


REQUIRED = {
    "NewsArticle": {
        *("@id", "url", "mainEntityOfPage", "headline", "datePublished", "dateModified", "inLanguage"),
        *("author", "publisher", "isBasedOn", "digitalSourceType"),
    },
    "WebSite": {"@id", "url", "name", "publisher"},
    "CollectionPage": {"@id", "url", "name", "isPartOf"},
    "WebPage": {"@id", "url", "name", "isPartOf"},
    "SearchResultsPage": {"@id", "url", "name"},
    "BreadcrumbList": {"itemListElement"},
}


def faults_of(node: dict[str, Any]) -> Iterator[str]:
    """Yield what is missing or malformed in a thing described."""
    kind = node["@type"]
    missing = {name for name in REQUIRED[kind] if not node.get(name)}
    if missing:
        yield f"{kind} without {sorted(missing)}"
    for name, value in leaves(node):
        if not value:
            yield f"{name} is empty"
        if name in {"url", "@id", "item", "mainEntityOfPage"} and not re.match("https?://", value):
            yield f"{name} is {value}"
        if name.startswith("date") and not W3C_DATE.fullmatch(value):
            yield f"{name} is {value}"


def leaves(node: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text in a thing with the name of its property."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from leaves(value, name)
    elif isinstance(node, str):
        yield name, node


def article_of(pages: dict[str, Page], slug: str) -> dict[str, Any]:
    """Return what the page of an event tells machines."""
    nodes = nodes_of(pages[f"events/{slug}/index.html"])
    return next(node for node in nodes if node["@type"] == "NewsArticle")


def test_machines_learn_what_the_memo_is_based_on_and_who_wrote_it(pages: dict[str, Page]) -> None:
    article = article_of(pages, "white-house-memo-distillation")

    assert article["isBasedOn"]["publisher"]["name"] == "SCMP Technology"
    assert article["dateModified"] == article["datePublished"] == "2026-04-25"
    assert article["digitalSourceType"].endswith("/trainedAlgorithmicMedia")
    assert len(article["citation"]) == 8
    assert "editor" not in article


def test_machines_learn_of_corrections_and_of_who_reviewed(pages: dict[str, Page]) -> None:
    article = article_of(pages, "fiction-library")

    assert article["dateModified"] == "2026-08-27T00:00:00+02:00"
    assert article["editor"] == {"@type": "Person", "name": "Ada Example"}
    assert [correction["@type"] for correction in article["correction"]] == ["CorrectionComment"] * 2


def test_recaps_list_their_events_in_order(pages: dict[str, Page]) -> None:
    page = pages["weekly/2026-w17/index.html"]
    collection = next(node for node in nodes_of(page) if node["@type"] == "CollectionPage")
    items = collection["mainEntity"]["itemListElement"]

    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    assert items[0]["url"] == f"{BASE}events/white-house-memo-distillation/"


def test_every_event_is_an_h_entry(sample: Path, pages: dict[str, Page]) -> None:
    events = [path for path in pages if path.startswith("events/") and list(nodes_of(pages[path]))]
    faults = []
    for path in events:
        items = mf2py.parse(doc=(sample / path).read_text("utf-8"), url=url_of(path))["items"]
        entries = [item["properties"] for item in items if item["type"] == ["h-entry"]]
        if len(entries) != 1 or not {"name", "url", "published", "author"} <= entries[0].keys():
            faults.append(path)
        elif entries[0]["url"] != [url_of(path)]:
            faults.append(f"{path}: {entries[0]['url']}")
    assert len(events) > 40
    assert faults == []


@pytest.mark.parametrize("path", ["index.html", "weekly/2026-w17/index.html", "topics/policy/index.html"])
def test_lists_are_h_feeds_of_entries(sample: Path, path: str) -> None:
    (feed,) = mf2py.parse(doc=(sample / path).read_text("utf-8"), url=url_of(path))["items"]

    assert feed["type"] == ["h-feed"]
    assert len(feed["children"]) > 9
    assert [
        child["properties"]
        for child in feed["children"]
        if child["type"] != ["h-entry"] or not {"name", "url", "published"} <= child["properties"].keys()
    ] == []


def test_robots_and_language_models_are_shown_around(sample: Path) -> None:
    robots = (sample / "robots.txt").read_text("utf-8").splitlines()
    guide = (sample / "llms.txt").read_text("utf-8")

    assert [line for line in robots if line.startswith("Sitemap: ")] == [
        f"Sitemap: {BASE}sitemap.xml",
        f"Sitemap: {BASE}news-sitemap.xml",
    ]
    assert "Disallow: /" not in robots
    assert guide.startswith("# The Model Gazette\n\n> ")
