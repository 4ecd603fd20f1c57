"""Feeds are valid, whatever the texts of their entries say."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

from generator.model import Coverage, Event, Takeaway, Tldr
from generator.views import FullEvent, Link, RecapEntry
from tests.render.views import (
    BASE,
    EVENT,
    make_card,
    make_event,
    make_feed,
    make_renderer,
    make_week,
    render_feed,
)

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "</script>]]><b>&amp;\x00\x0b\ufffe\"' \U0001d4b3 \u2013"


def hostile_event() -> FullEvent:
    """Return an event with a hostile text in every field that takes one."""
    escaped = "&lt;/script&gt;]]&gt;\x00\x0b"
    event = Event(
        title=HOSTILE,
        published="2026-04-23",
        url='https://example.com/?a="<>&b',
        hook_html=escaped,
        tldr=Tldr(escaped, escaped, escaped),
        coverage=(Coverage("x", "x", HOSTILE, 'https://example.com/"<>&'),),
        body_html=escaped,
    )
    return make_event(
        "hostile",
        event,
        title=HOSTILE,
        published="2026-04-23",
        hook_html=escaped,
        topics=(Link(HOSTILE, "/team/digest/topics/x/"),),
        original_url=event.url,
        modified="",
    )


def check_atom(feed: bytes) -> ET.Element:
    """Check what RFC 4287 asks of a feed in its section 4, and return it."""
    root = ET.fromstring(feed)  # noqa: S314 - of our own making
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
        alternates = [(link.get("type"), link.get("hreflang")) for link in links(element, "alternate")]
        assert len(alternates) == len(set(alternates)) >= 1
        for name in ("updated", "published"):
            for moment in element.findall(f"{ATOM}{name}"):
                assert datetime.fromisoformat(str(moment.text)).tzinfo is not None
    assert len(links(root, "self")) == 1
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    return root


def links(element: ET.Element, relation: str) -> list[ET.Element]:
    return [link for link in element.findall(f"{ATOM}link") if link.get("rel") == relation]


def parse(feed: bytes) -> Any:
    parsed = feedparser.parse(feed)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def test_an_atom_feed_says_all_of_an_event(tmp_path: Path) -> None:
    feed = render_feed(make_renderer(tmp_path), "atom.xml", make_feed(), (make_event(),))
    root = check_atom(feed)
    assert feed.startswith(
        b'<?xml version="1.0" encoding="utf-8"?>\n'
        b'<?xml-stylesheet type="text/css" href="/team/digest/assets/feed.css"?>\n'
    )
    parsed = parse(feed)
    assert (parsed.feed.id, parsed.feed.title, parsed.feed.language) == ("urn:uuid:feed", "The AI Week", "en")
    entry = parsed.entries[0]
    assert entry.id == "urn:uuid:0"
    assert entry.link == f"{BASE}events/memo/"
    assert entry.updated == "2026-04-25T00:00:00+02:00"
    assert entry.published == "2026-04-23T18:30:00+02:00"
    assert [tag.term for tag in entry.tags] == ["Policy"]
    assert [link.href for link in entry.links if link.rel == "via"] == [EVENT.url]
    assert [link.href for link in entry.links if link.rel == "related"] == ["https://www.reuters.com/memo"]
    assert entry.summary == "A memo names distillation."
    content = str(root.findtext(f"{ATOM}entry/{ATOM}content"))
    for part in (
        "A <strong>memo</strong>.",
        "First",
        "It will happen",
        "Science adviser",
        f'<a href="{BASE}events/other-memo/">this</a>',
        f'<a href="{BASE}about/">us</a>',
        f'<a href="{BASE}events/memo/#more">above</a>',
        f'<img src="{BASE}images/memo.svg" alt="A memo">',
        (
            '<a href="https://www.reuters.com/memo" dir="auto">Memo on models</a> '
            "(<bdi>Reuters</bdi>, April 24, 2026)"
        ),
        "The date was <b>wrong</b>.",
        "Read the original at SCMP Technology",
        "All rights belong to the original publishers.",
    ):
        assert part in content
    assert 'href="/' not in content
    assert 'src="/' not in content


def test_an_entry_in_another_language_is_marked_and_written_in_it(tmp_path: Path) -> None:
    feed = render_feed(make_renderer(tmp_path), "atom.xml", make_feed(), (make_event(lang="fr"),))
    entry = check_atom(feed).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert "24 avril 2026" in str(entry.findtext(f"{ATOM}content"))


@pytest.mark.parametrize(
    ("lang", "tag"),
    [
        ("", '<div lang="en" dir="ltr">'),
        ("fa", '<div lang="fa" dir="rtl">'),
        ("fr", '<div lang="fr" dir="ltr">'),
    ],
)
def test_an_entry_carries_the_direction_of_its_text(tmp_path: Path, lang: str, tag: str) -> None:
    event = make_event(lang=lang)
    renderer = make_renderer(tmp_path)

    entry = check_atom(render_feed(renderer, "atom.xml", make_feed(), (event,))).find(f"{ATOM}entry")
    item = json.loads(render_feed(renderer, "feed.json", make_feed(), (event,)))["items"][0]
    weeks = make_feed(recaps=(RecapEntry("urn:uuid:week", make_week(), "", "", (make_card(lang=lang),)),))
    recap = ET.fromstring(render_feed(renderer, "recap-atom.xml", weeks)).find(f"{ATOM}entry")  # noqa: S314 - ours

    assert entry is not None
    assert recap is not None
    for content in (str(entry.findtext(f"{ATOM}content")), item["content_html"]):
        assert (content.split("\n")[0], content.split("\n")[-1]) == (tag, "</div>")
    listed = tag.replace("div", "li") if lang else "<li>"
    assert f'{listed}<a href="{BASE}events/memo/">' in str(recap.findtext(f"{ATOM}content"))


def test_hostile_texts_leave_an_atom_feed_valid(tmp_path: Path) -> None:
    renderer = make_renderer(tmp_path, title=HOSTILE, author=HOSTILE)
    feed = render_feed(renderer, "atom.xml", make_feed(title=HOSTILE, subtitle=HOSTILE), (hostile_event(),))
    root = check_atom(feed)
    shown = "</script>]]><b>&amp;\"' \U0001d4b3 \u2013"
    assert root.findtext(f"{ATOM}title") == shown
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == shown
    assert root.findtext(f"{ATOM}entry/{ATOM}published") == "2026-04-23T00:00:00+02:00"
    content = str(root.findtext(f"{ATOM}entry/{ATOM}content"))
    assert "<script" not in content
    assert "&lt;/script&gt;]]&gt;" in content
    assert parse(feed).entries[0].link == f"{BASE}events/hostile/"


def test_an_empty_feed_is_valid(tmp_path: Path) -> None:
    root = check_atom(render_feed(make_renderer(tmp_path), "atom.xml", make_feed(0)))
    assert root.findall(f"{ATOM}entry") == []


def test_the_recap_feed_shows_intro_and_top_events_of_each_week(tmp_path: Path) -> None:
    entry = RecapEntry(
        "urn:uuid:week",
        make_week(),
        "2026-04-26T18:00:00+02:00",
        '<p>See <a href="site:/about/">us</a>.</p>',
        (make_card(),),
    )
    feed = make_feed(recaps=(entry,))
    root = check_atom(render_feed(make_renderer(tmp_path), "recap-atom.xml", feed))
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "Weekly AI Recap, week 17 of 2026"
    assert links(entry, "alternate")[0].get("href") == f"{BASE}weekly/2026-w17/"
    assert entry.findtext(f"{ATOM}summary") == EVENT.title
    assert str(entry.findtext(f"{ATOM}content")).split("\n") == [
        '<div lang="en" dir="ltr">',
        "<p>Apr 20\u2009\u2013\u200926, 2026: 1 event</p>",
        f'<p>See <a href="{BASE}about/">us</a>.</p>',
        "<ol>",
        (
            f'<li><a href="{BASE}events/memo/">{EVENT.title}</a> '
            f"(<bdi>SCMP Technology</bdi>)<br>{EVENT.hook_html}</li>"
        ),
        "</ol>",
        f'<p><a href="{BASE}weekly/2026-w17/">Read the recap</a></p>',
        "</div>",
    ]


def test_a_json_feed_says_the_same(tmp_path: Path) -> None:
    feed = json.loads(render_feed(make_renderer(tmp_path), "feed.json", make_feed(), (make_event(),)))
    content = feed["items"][0].pop("content_html")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The AI Week",
        "home_page_url": BASE,
        "feed_url": f"{BASE}feed.xml",
        "description": "Week by week",
        "language": "en",
        "icon": f"{BASE}images/logo.png",
        "authors": [{"name": "Ada Example", "url": BASE}],
        "items": [
            {
                "id": "urn:uuid:0",
                "url": f"{BASE}events/memo/",
                "external_url": EVENT.url,
                "title": EVENT.title,
                "summary": "A memo names distillation.",
                "image": f"{BASE}images/memo.svg",
                "date_published": "2026-04-23T18:30:00+02:00",
                "date_modified": "2026-04-25T00:00:00+02:00",
                "tags": ["Policy"],
                "language": "en",
            }
        ],
    }
    assert f'<a href="{BASE}events/other-memo/">this</a>' in content


def test_hostile_texts_leave_a_json_feed_valid(tmp_path: Path) -> None:
    feed = json.loads(render_feed(make_renderer(tmp_path), "feed.json", make_feed(), (hostile_event(),)))
    assert feed["items"][0]["title"] == HOSTILE
    assert "<script" not in feed["items"][0]["content_html"]


@pytest.mark.parametrize("origin", ["ai", "ai-reviewed"])
def test_a_feed_says_when_a_machine_wrote_the_insight(tmp_path: Path, origin: Any) -> None:
    insight = type(EVENT.insight)(origin=origin, model="a model", takeaways=(Takeaway("First"),))  # type: ignore[misc]
    event = Event(title="t", published="2026-04-23", url="https://example.com/", insight=insight)
    feed = json.loads(
        render_feed(make_renderer(tmp_path), "feed.json", make_feed(), (make_event("x", event),))
    )
    assert "a model" in feed["items"][0]["content_html"]
