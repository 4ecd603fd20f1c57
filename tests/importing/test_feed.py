"""Feeds of every kind, and lists of them."""

import json

import pytest

from generator.errors import WeekmarkError
from tests.importing.old_site import OldFolder, told

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Harbour &amp; Sea</title><link>https://old.example.org/</link><language>en-gb</language>
<item><title>A &lt;em&gt;boat&lt;/em&gt; sinks</title><link>https://old.example.org/2021/boat.html</link>
<guid>urn:1</guid><pubDate>Sat, 06 Feb 2021 10:00:00 EST</pubDate><dc:creator>Ann</dc:creator>
<category>Ships</category><description>Short of it.</description>
<content:encoded>&lt;p&gt;It &lt;b&gt;sank&lt;/b&gt;. &lt;a href="/2021/port.html"&gt;Port&lt;/a&gt;
&lt;img src="boat.png" alt="Boat"&gt;&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</content:encoded></item>
<item><title>The port</title><link>https://old.example.org/2021/port.html</link>
<pubDate>Sun, 07 Feb 2021 10:00:00 +0000</pubDate>
<description>&lt;p&gt;Only a summary.&lt;/p&gt;</description></item>
<item><title>Elsewhere</title><link>https://www.times.example/x?id=1</link>
<pubDate>Mon, 08 Feb 2021 10:00:00 GMT</pubDate></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><link href="https://old.example.org/"/>
<entry><title>One</title><id>tag:1</id><link href="https://old.example.org/one"/>
<published>2021-02-06T10:00:00+01:00</published><updated>2021-02-07T10:00:00Z</updated>
<summary>Sum.</summary>
<content type="html">&lt;h2&gt;Head&lt;/h2&gt;&lt;p&gt;Body&lt;/p&gt;</content></entry></feed>
"""


def test_rss_becomes_events_in_markdown_whose_links_lead_to_each_other(old: OldFolder) -> None:
    old.having("feed.xml", RSS)

    account = old.imported("feed", "feed.xml")

    assert old.file("events/2021/w05/boat.md") == (
        "---\ntitle: A boat sinks\npublished: 2021-02-06 10:00:00-05:00\n"
        "url: https://old.example.org/2021/boat.html\nsource: harbour-sea\naliases:\n- /2021/boat.html\n"
        "hook: Short of it.\ntopics:\n- ships\nx-author: Ann\n---\n\n"
        "It **sank**. [Port](event:port)\n![Boat](https://old.example.org/2021/boat.png)\n"
    )
    assert old.file("events/2021/w05/port.md").endswith("---\n\nOnly a summary.\n")
    assert "source: times-example\n" in old.file("events/2021/w06/elsewhere.md")
    assert "aliases" not in old.file("events/2021/w06/elsewhere.md")
    assert old.file("sources.yaml") == (
        "harbour-sea: {name: Harbour & Sea, url: 'https://old.example.org/'}\n"
        "times-example: {name: times.example, url: 'https://www.times.example/'}\n"
    )
    assert [remark.message for remark in account.dropped] == ["HTML: <script>"]
    assert told(account) == []
    assert list(account.remote) == ["https://old.example.org/2021/boat.png"]
    assert [line for line in old.site.warnings().split("\n") if "error" in line] == []


def test_atom_and_json_feeds_are_read_as_well(old: OldFolder) -> None:
    item = {
        "id": "2",
        "url": "https://old.example.org/two",
        "external_url": "https://news.example/two",
        "title": "Two",
        "date_published": "2021-02-06T10:00:00Z",
        "content_html": "<p>Two</p>",
        "tags": ["x"],
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [item]}
    feed["home_page_url"] = "https://old.example.org/"
    old.having("atom.xml", ATOM).having("feed.json", json.dumps(feed))

    old.imported("feed", "atom.xml")
    old.imported("feed", "feed.json")

    assert old.file("events/2021/w05/one.md") == (
        "---\ntitle: One\npublished: 2021-02-06 10:00:00+01:00\nurl: https://old.example.org/one\nsource: f\n"
        "updated: 2021-02-07 10:00:00+00:00\naliases:\n- /one\nhook: Sum.\n---\n\n## Head\n\nBody\n"
    )
    assert "url: https://news.example/two\n" in old.file("events/2021/w05/two.md")
    assert "aliases:\n- /two\n" in old.file("events/2021/w05/two.md")
    assert old.site.warnings() == ""


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xml", "<html><body>No feed</body></html>", "is no feed"),
        ("a.json", '{"items": 3}', "is no JSON Feed"),
        ("a.json", "{" * 100_000, "is no JSON Feed"),
        (
            "a.xml",
            '<!DOCTYPE x [<!ENTITY a "b">]><rss><channel><title>&a;</title></channel></rss>',
            "defines entities",
        ),
        ("a.xml", "<rss>" * 200_000, "is no feed"),
    ],
)
def test_what_is_no_feed_is_refused(old: OldFolder, name: str, content: str, message: str) -> None:
    old.having(name, content)

    with pytest.raises(WeekmarkError, match=message):
        old.imported("feed", name)

    assert not (old.site.root / "site.yaml").exists()


def test_a_list_of_feeds_becomes_sources(old: OldFolder) -> None:
    old.having(
        "feeds.opml",
        '<opml version="2.0"><body><outline text="News"><outline type="rss" text="Harbour"'
        ' htmlUrl="https://harbour.example/" xmlUrl="https://harbour.example/feed"/></outline>'
        '<outline text="Sea" xmlUrl="http://sea.example/rss"/><outline text="Bad" '
        'xmlUrl="file:///etc/passwd"/>'
        "</body></opml>",
    )
    old.site.with_settings().with_file("content/sources.yaml", "sea: {name: Sea}\n")

    account = old.imported("opml", "feeds.opml")

    assert old.file("sources.yaml") == (
        "sea: {name: Sea}\n"
        "harbour: {name: Harbour, url: 'https://harbour.example/', feeds: ['https://harbour.example/feed']}\n"
    )
    assert told(account) == [
        "content/sources.yaml:0: sea is there already; add to its feeds: http://sea.example/rss"
    ]
    assert [remark.message for remark in account.dropped] == ["Bad: file:///etc/passwd is no http address"]
    assert old.imported("opml", "feeds.opml").files == []


def test_a_sound_address_of_the_old_site_is_not_told_as_mended(old: OldFolder) -> None:
    link = "https://old.example.org/elsewhere/"
    text = f"<description>&lt;a href='{link}'&gt;b&lt;/a&gt;</description>"
    entry = f"<item><title>A</title><link>https://old.example.org/a/</link>{text}</item>"
    channel = "<title>Old</title><link>https://old.example.org/</link>"
    old.having("feed.xml", f"<rss version='2.0'><channel>{channel}{entry}</channel></rss>")

    account = old.imported("feed", "feed.xml")

    assert [remark.message for remark in account.mended if "mended" in remark.message] == []
    assert any(f"[b]({link})" in old.file(place) for place in old.documents())
