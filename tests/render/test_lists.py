"""Sitemaps, the list of sources, plain text files and the search index."""

import json
from pathlib import Path

from generator.model import Outlet
from generator.render.formats.sitemaps import news_language
from generator.views import (
    Link,
    NewsSitemap,
    SearchManifest,
    SearchShard,
    Sitemap,
    SitemapEntry,
    SitemapIndex,
    SourceList,
    TextFile,
)
from tests.render.views import BASE, SOURCE, make_card, make_event, make_renderer


def test_a_sitemap(tmp_path: Path) -> None:
    entries = (SitemapEntry(f"{BASE}?a&b", "2026-04-23"), SitemapEntry(f"{BASE}about/"))
    assert make_renderer(tmp_path).render("sitemap.xml", Sitemap(entries), ()).decode() == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"<url><loc>{BASE}?a&amp;b</loc><lastmod>2026-04-23</lastmod></url>\n"
        f"<url><loc>{BASE}about/</loc></url>\n"
        "</urlset>\n"
    )


def test_an_index_of_sitemaps(tmp_path: Path) -> None:
    index = SitemapIndex((SitemapEntry(f"{BASE}sitemap-1.xml", "2026-04-23"),))
    assert make_renderer(tmp_path).render("sitemap-index.xml", index, ()).decode() == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"<sitemap><loc>{BASE}sitemap-1.xml</loc><lastmod>2026-04-23</lastmod></sitemap>\n"
        "</sitemapindex>\n"
    )


def test_a_news_sitemap(tmp_path: Path) -> None:
    sitemap = NewsSitemap(
        (make_card(title="Q&A </x>\x00"), make_card("late", published="2026-04-23", lang="zh"))
    )
    assert make_renderer(tmp_path).render("news-sitemap.xml", sitemap, ()).decode() == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        f"<url><loc>{BASE}events/memo/</loc><news:news><news:publication><news:name>The AI Week</news:name>"
        "<news:language>en</news:language></news:publication>"
        "<news:publication_date>2026-04-23T18:30:00+02:00</news:publication_date>"
        "<news:title>Q&amp;A &lt;/x&gt;</news:title></news:news></url>"
        f"<url><loc>{BASE}events/late/</loc><news:news><news:publication><news:name>The AI Week</news:name>"
        "<news:language>zh-cn</news:language></news:publication>"
        "<news:publication_date>2026-04-23T00:00:00+02:00</news:publication_date>"
        "<news:title>White House warns of covert distillation</news:title></news:news></url></urlset>\n"
    )


def test_google_wants_chinese_to_be_told_apart() -> None:
    assert [news_language(tag) for tag in ("en-GB", "zh", "zh-Hant", "de")] == ["en", "zh-cn", "zh-tw", "de"]


FOLLOWED = Outlet(
    "r",
    "Reuters",
    "https://r.example/",
    feeds=("https://r.example/a", "https://r.example/b"),
)


def test_the_list_of_sources_is_opml(tmp_path: Path) -> None:
    sources = SourceList("Sources <&>", (SOURCE, FOLLOWED, Outlet("x", 'No "URL"')))
    assert make_renderer(tmp_path).render("opml.xml", sources, ()).decode() == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<opml version="2.0"><head><title>Sources &lt;&amp;&gt;</title></head><body>'
        '<outline text="SCMP Technology" type="link" url="https://www.scmp.com/tech" />'
        '<outline text="Reuters" type="rss" xmlUrl="https://r.example/a" htmlUrl="https://r.example/" />'
        '<outline text="Reuters" type="rss" xmlUrl="https://r.example/b" htmlUrl="https://r.example/" />'
        '<outline text="No &quot;URL&quot;" /></body></opml>\n'
    )


def test_a_text_is_written_as_it_is(tmp_path: Path) -> None:
    assert make_renderer(tmp_path).render("text", TextFile("User-agent: *\n"), ()) == b"User-agent: *\n"


def test_a_shard_of_the_search_index_names_each_place_once(tmp_path: Path) -> None:
    events = (make_event(), make_event("second", title="Second"))
    shard = json.loads(make_renderer(tmp_path).render("search-shard.json", SearchShard("2026-04"), events))
    assert shard == {
        "version": 2,
        "month": "2026-04",
        "places": {
            "topic": [["Policy", "/team/digest/topics/policy/"]],
            "source": [["SCMP Technology", "/team/digest/sources/scmp-tech/", "HK"]],
            "audience": [["Founders", "/team/digest/audience/founders/"]],
        },
        "events": {
            "slug": [[0, "memo"], [6, ""]],
            "title": ["White House warns of covert distillation", "Second"],
            "hook": ["A memo names distillation."] * 2,
            "tldr": ["A memo. It matters & more. Read it."] * 2,
            "takeaways": ["First Second", "First"],
            "topic": [[0], [0]],
            "source": [0, 0],
            "audience": [[0], [0]],
            "day": ["2026-04-23"] * 2,
            "week": ["2026-w17"] * 2,
            "lang": ["", ""],
            "origin": ["ai"] * 2,
            "corrected": [True, True],
        },
    }


def test_the_manifest_of_the_search_index(tmp_path: Path) -> None:
    manifest = SearchManifest((Link("2026-04", "/team/digest/search/2026-04.abc.json", 2),))
    assert json.loads(make_renderer(tmp_path).render("search-manifest.json", manifest, ())) == {
        "version": 2,
        "event_url": "/team/digest/events/{slug}/",
        "shards": [["2026-04", "/team/digest/search/2026-04.abc.json", 2]],
    }
