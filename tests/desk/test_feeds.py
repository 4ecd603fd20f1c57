"""Any feed, in any encoding, broken as they come."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.desk.feeds import NoFeedError, read_feed
from generator.desk.plain import plain_text
from generator.desk.records import Entry, Wishes
from generator.editing.front_matter import read_keys
from tests.desk.host import rss, story

URL = "https://news.example/feeds/all.xml"
XML = {"content-type": "application/rss+xml"}
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>{}</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example/"><title>News</title></channel>
<item rdf:about="https://news.example/1"><title>A memo</title><link>https://news.example/1</link>
<dc:date>2026-04-23T09:00:00Z</dc:date></item></rdf:RDF>"""


def entry(body: str | bytes, headers: dict[str, str] | None = None) -> Entry:
    """Read a feed with one entry."""
    (found,) = read_feed(body.encode() if isinstance(body, str) else body, headers or XML, URL).entries
    return found


def test_rss() -> None:
    found = entry(
        rss(story(1) + "<description>&lt;p&gt;It&apos;s &lt;b&gt;out&lt;/b&gt;&lt;/p&gt;</description>")
    )
    assert (found.id, found.url, found.title, found.summary, found.date) == (
        "id-1",
        "https://news.example/1",
        "Rates are raised 1",
        "It's out",
        "Thu, 23 Apr 2026 09:00:00 GMT",
    )


def test_atom() -> None:
    found = entry(
        ATOM.format(
            "<entry><id>tag:1</id><title type='html'>A &lt;em&gt;memo&lt;/em&gt;</title><link href='../1'/>"
            "<updated>2026-04-23T10:00:00Z</updated><published>2026-04-23T09:00:00Z</published>"
            "<source><title>Agency</title></source></entry>"
        )
    )
    assert (found.id, found.url, found.title, found.date, found.publisher) == (
        "tag:1",
        "https://news.example/1",
        "A memo",
        "2026-04-23T09:00:00Z",
        "Agency",
    )


def test_rdf() -> None:
    found = entry(RDF)
    assert (found.url, found.title, found.date) == (
        "https://news.example/1",
        "A memo",
        "2026-04-23T09:00:00Z",
    )


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "News",
        "language": "en",
        "items": [
            {
                "id": 1,
                "url": "/1",
                "title": "A <memo>",
                "content_html": "<p>Out</p>",
                "date_published": "2026-04-23T09:00:00Z",
            },
            {"id": "2", "external_url": "https://other.example/2", "content_text": "No title"},
            "three",
        ],
    }
    read = read_feed(b"\xef\xbb\xbf" + json.dumps(feed).encode(), {}, URL)
    assert read.entries == (
        Entry("1", "https://news.example/1", "A <memo>", "Out", "2026-04-23T09:00:00Z", lang="en"),
        Entry("2", "https://other.example/2", "No title", "No title", lang="en"),
    )
    assert read.complaints == ("entries that are no objects: 1",)


def test_the_source_of_an_item_is_its_publisher() -> None:
    assert entry(rss(story(1) + '<source url="https://ap.example/feed">AP</source>')).publisher == "AP"


def test_the_address_of_the_article_itself_is_taken() -> None:
    more = "<feedburner:origLink>https://news.example/real</feedburner:origLink>"
    body = rss(story(1) + more).replace(
        "<rss ", '<rss xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" '
    )
    assert entry(body).url == "https://news.example/real"


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/2026/memo", "https://news.example/2026/memo"),
        ("memo?a=1&amp;b=2", "https://news.example/feeds/memo?a=1&b=2"),
        ("//other.example/memo", "https://other.example/memo"),
        (" https://news.example/a b ", "https://news.example/a%20b"),
        ("/memo?{a|b}=`^`", "https://news.example/memo?%7Ba%7Cb%7D=%60%5E%60"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("https://ann:secret@news.example/", ""),
        ("http://[x", ""),
        ("", ""),
    ],
)
def test_addresses_are_completed_and_only_those_of_the_web_count(link: str, url: str) -> None:
    assert entry(rss(f"<title>A</title><link>{link}</link>")).url == url


@pytest.mark.parametrize(
    "body",
    [
        rss(story(1)).replace("Rates", "Zürich").encode("utf-8"),
        rss(story(1)).replace("Rates", "Zürich").replace("?>", ' encoding="iso-8859-1"?>').encode("latin-1"),
        rss(story(1)).replace("Rates", "Zürich").replace("?>", ' encoding="utf-16"?>').encode("utf-16"),
        # Said to be UTF-8, and is not.
        rss(story(1)).replace("Rates", "Zürich").replace("?>", ' encoding="utf-8"?>').encode("latin-1"),
        b"<!-- made by hand -->\n" + rss(story(1)).replace("Rates", "Zürich").encode(),
        b"\n\n" + rss(story(1)).replace("Rates", "Zürich").encode(),
        rss(story(1)).replace("Rates", "Zürich").replace("</channel></rss>", "").encode(),
        rss(story(1)).replace("Rates", "Z&uuml;rich").encode(),
        rss(story(1)).replace("Rates are raised", "Zürich are raised & <br>").encode(),
    ],
)
def test_encodings_and_breakage(body: bytes) -> None:
    assert entry(body).title.startswith("Zürich are raised")


@pytest.mark.parametrize("charset", ["us-ascii", "nonsense", "utf-8"])
def test_a_server_that_is_wrong_about_the_encoding(charset: str) -> None:
    body = rss(story(1)).replace("Rates", "Zürich").encode()
    assert entry(body, {"content-type": f"text/xml; charset={charset}"}).title == "Zürich are raised 1"


def test_broken_xml_is_told_with_its_line() -> None:
    feed = read_feed(rss(story(1), story(2)).replace("</item></channel>", "").encode(), XML, URL)
    assert (len(feed.entries), feed.complaints) == (2, ("broken XML in line 1, read as far as it goes",))


def test_what_a_feed_wishes() -> None:
    more = (
        "<ttl>30</ttl><skipHours><hour>1</hour><hour>24</hour></skipHours>"
        "<skipDays><day>Saturday</day><day>Sunday</day><day>Someday</day></skipDays>"
    )
    wishes = read_feed(rss(story(1), more=more).encode(), XML, URL).wishes
    assert wishes == Wishes(1800, frozenset({0, 1}), frozenset({5, 6}))


def test_who_wishes_never_to_be_asked_is_not_heeded() -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in range(24))
    wishes = read_feed(
        rss(story(1), more=f"<ttl>x</ttl><skipHours>{hours}</skipHours>").encode(), XML, URL
    ).wishes
    assert wishes == Wishes()


def test_texts_are_plain_and_of_limited_length() -> None:
    title = "A\u202e memo\x07 \n &lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;bold&lt;/b&gt; " + "x" * 900
    found = entry(rss(f"<title>{title}</title><description>{'y ' * 2000}</description>".replace("\x07", "")))
    assert found.title.startswith("A memo bold xxx")
    assert (len(found.title), len(found.summary)) == (400, 1200)


def test_a_title_that_is_text_keeps_what_looks_like_a_tag() -> None:
    assert (
        entry(ATOM.format("<entry><title>vector&lt;int&gt; &amp; co</title></entry>")).title
        == "vector<int> & co"
    )


def test_an_entry_without_a_title_is_called_by_what_it_says() -> None:
    found = entry(rss(f"<link>https://news.example/1</link><description>{'word ' * 60}</description>"))
    assert found.title == "word " * 18 + "word…"


def test_entities_are_not_multiplied() -> None:
    nested = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    for encoding, declared in (
        ("utf-8", nested),
        ("utf-16", nested),
        ("utf-8", f"<!ENTITY a9 '{'ha' * 99}'>"),
    ):
        prolog = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE rss [<!ENTITY a0 "ha">{declared}]>'
        body = prolog + rss(story(1)).partition("?>")[2].replace("Rates", "Rates &a9;")
        with pytest.raises(NoFeedError, match=r"^declares entities that grow, and is not read$"):
            read_feed(body.encode(encoding), XML, URL)


def test_entities_for_single_characters_are_read() -> None:
    prolog = '<?xml version="1.0"?>\n<!DOCTYPE rss [\n<!ENTITY uuml "&#252;">\n]>'
    body = prolog + rss(story(1)).partition("?>")[2]
    assert entry(body.replace("Rates", "Z&uuml;rich")).title == "Zürich are raised 1"


def test_entities_of_files_are_not_read() -> None:
    body = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(story(1))[21:]
    )
    assert "root" not in entry(body.replace("Rates", "Rates &x;")).title


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=60),
    st.sampled_from(
        [b"", b"<rss><channel><item>", b"<feed><entry><title>", b"<?xml version='1.0'?>", b"{", b"<html"]
    ),
    st.sampled_from([b"", b"</title>", b"<link>x</link></item>", b"<pubDate>x</pubDate>", b'"items": [{}]}']),
)
def test_no_body_raises_anything_else(middle: bytes, head: bytes, tail: bytes) -> None:
    entries: tuple[Entry, ...] = ()
    with suppress(NoFeedError):
        entries = read_feed(head + middle + tail, {}, URL).entries
    assert all(found.title.isprintable() for found in entries)


@pytest.mark.parametrize("reference", ["&#xD800;", "&#0;", "&#55296;", "&#x110000;", f"&#{'9' * 5000};"])
def test_a_character_that_can_not_be_costs_nothing_else(reference: str) -> None:
    feed = read_feed(rss(story(1).replace("Rates", f"Ra{reference}tes"), story(2)).encode(), {}, URL)
    assert [entry.title for entry in feed.entries] == ["Ra\ufffdtes are raised 1", "A bridge is opened 2"]


def test_no_character_of_a_feed_is_one_that_a_draft_can_not_hold() -> None:
    every = [chr(code) for code in range(0x11000) if not 0xD800 <= code < 0xE000]
    for number in range(0, len(every), 512):
        title = plain_text(" ".join(every[number : number + 512]), 2000, is_markup=False)
        source = f"---\ntitle: {json.dumps(title, ensure_ascii=False)} # {title}\n---\n"
        assert read_keys(source.encode())["title"] == title
