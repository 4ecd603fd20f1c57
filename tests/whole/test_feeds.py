"""The feeds of the sample digest: Atom by RFC 4287, and JSON Feed 1.1."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
from jsonschema import Draft202012Validator

from tests.whole.pages import BASE, Page, url_of

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = json.loads(Path(__file__).with_name("json_feed.schema.json").read_text("utf-8"))
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def atom_feeds(output: Path) -> list[Path]:
    return sorted(output.rglob("feed.xml"))


def read_xml(path: Path) -> ET.Element:
    return ET.parse(path).getroot()  # noqa: S314 - of our own making


def test_feed_readers_find_no_fault(sample: Path) -> None:
    feeds = {path.parent.name: feedparser.parse(path.read_bytes()) for path in atom_feeds(sample)}

    assert len(feeds) > 10
    assert {name: feed.bozo_exception for name, feed in feeds.items() if feed.bozo} == {}
    assert {name for name, feed in feeds.items() if not feed.entries or feed.version != "atom10"} == set()


def test_atom_feeds_keep_the_rules_of_rfc_4287(sample: Path) -> None:
    faults = [
        f"{path.relative_to(sample).as_posix()}: {fault}"
        for path in atom_feeds(sample)
        for fault in faults_of_feed(read_xml(path), url_of(path.relative_to(sample).as_posix()))
    ]
    assert faults == []


def faults_of_feed(feed: ET.Element, url: str) -> Iterator[str]:
    """Yield what RFC 4287 forbids of a feed (4.1.1) and its entries (4.1.2)."""
    if links_of(feed, "self") != [url]:
        yield f"self link {links_of(feed, 'self')}"
    entries = feed.findall(f"{ATOM}entry")
    ids = [element.findtext(f"{ATOM}id") for element in (feed, *entries)]
    if len(ids) != len(set(ids)):
        yield "an id is used twice"
    newest = max(str(entry.findtext(f"{ATOM}updated")) for entry in entries)
    if datetime.fromisoformat(str(feed.findtext(f"{ATOM}updated"))) < datetime.fromisoformat(newest):
        yield "updated before its entries"
    for element in (feed, *entries):
        yield from faults_of_element(element)
        if feed.find(f"{ATOM}author") is None and element.find(f"{ATOM}author") is None:
            yield "no author"
    for entry in entries:
        if entry.find(f"{ATOM}content") is None or not entry.findtext(f"{ATOM}content"):
            yield "an entry without content"
        yield from faults_of_content(str(entry.findtext(f"{ATOM}content")))


def faults_of_element(element: ET.Element) -> Iterator[str]:
    """Yield what is wrong with what feeds and entries have in common."""
    for name in ("id", "title", "updated"):
        if len(element.findall(f"{ATOM}{name}")) != 1:
            yield f"{name} is not there just once"
    if not re.fullmatch("urn:uuid:[0-9a-f-]{36}", str(element.findtext(f"{ATOM}id"))):
        yield f"id {element.findtext(f'{ATOM}id')}"
    for name in ("updated", "published"):
        for moment in element.findall(f"{ATOM}{name}"):
            if not RFC_3339.fullmatch(str(moment.text)):
                yield f"{name} {moment.text}"
    if len(links_of(element, "alternate")) != 1:
        yield "no single alternate link"
    for link in element.findall(f"{ATOM}link"):
        if not re.match("https?://", link.get("href", "")):
            yield f"relative link {link.get('href')}"


def faults_of_content(html: str) -> Iterator[str]:
    """Yield what a feed reader would stumble over, as it shows an entry far from its site."""
    page = Page(html)
    for name, attributes in page.elements:
        for key in ("href", "src"):
            if key in attributes and not re.match("https?://|mailto:", attributes[key]):
                yield f"{key}={attributes[key]}"
        if name in {"script", "style", "iframe", "form", "object"} or "style" in attributes:
            yield f"<{name}>"


def links_of(element: ET.Element, relation: str) -> list[str]:
    return [
        link.get("href", "")
        for link in element.findall(f"{ATOM}link")
        if link.get("rel", "alternate") == relation
    ]


def test_the_json_feed_is_one_and_says_what_the_atom_feed_says(sample: Path) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    feed = json.loads((sample / "feed.json").read_bytes())
    faults = [error.message for error in Draft202012Validator(SCHEMA).iter_errors(feed)]
    atom = read_xml(sample / "feed.xml")

    assert faults == []
    assert feed["feed_url"] == BASE + "feed.json"
    assert [(item["id"], item["url"], item["title"], item["date_modified"]) for item in feed["items"]] == [
        (
            entry.findtext(f"{ATOM}id"),
            links_of(entry, "alternate")[0],
            entry.findtext(f"{ATOM}title"),
            entry.findtext(f"{ATOM}updated"),
        )
        for entry in atom.findall(f"{ATOM}entry")
    ]
    assert [fault for item in feed["items"] for fault in faults_of_content(item["content_html"])] == []


def test_times_of_entries_are_those_of_the_last_change(sample: Path) -> None:
    feed = read_xml(sample / "topics/demonstration/feed.xml")
    updates = {
        links_of(entry, "alternate")[0]: entry.findtext(f"{ATOM}updated")
        for entry in feed.findall(f"{ATOM}entry")
    }
    assert updates[f"{BASE}events/fiction-choir/"] == "2026-08-29T00:00:00+02:00"
