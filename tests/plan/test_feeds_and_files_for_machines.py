"""Feeds, sitemaps and text files."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.config import Feeds, RecapSettings
from generator.model import Outlet
from generator.plan import sitemaps
from generator.plan.texts import as_markdown
from generator.views import FeedPage, Link, SitemapEntry
from tests.site.newsroom import Newsroom


def test_a_feed_has_the_newest_events_with_lasting_ids() -> None:
    newsroom = Newsroom().settings(feeds=Feeds(1), tagline="Every week")
    newsroom.event("memo", modified="2026-04-22T08:00:00+02:00").event("older", "2026-04-01")
    composed = newsroom.compose("feed.xml")
    assert [stored.card.slug for stored in composed.events] == ["memo"]
    assert composed.view == FeedPage(
        title="The AI Week",
        id="urn:uuid:a69a6257-6792-5469-8adc-ae709d6931a1",
        url="https://digest.example/feed.xml",
        html_url="https://digest.example/",
        updated="2026-04-22T06:00:00+00:00",
        entry_ids=("urn:uuid:10724982-6b23-5dce-a559-e7429ac81c77",),
        subtitle="Every week",
    )


def test_ids_are_of_version_five_and_differ_by_site_and_event() -> None:
    newsroom = Newsroom().event("a").event("b")
    ids = newsroom.view("feed.xml").entry_ids + newsroom.settings(feed_id="tag:y").view("feed.xml").entry_ids
    assert len(set(ids)) == 4
    assert {UUID(name).version for name in ids} == {5}


@pytest.mark.parametrize("path", ["feed.xml", "feed.json", "weekly/feed.xml", "topics/policy/feed.xml"])
def test_ids_outlive_title_and_address(path: str) -> None:
    newsroom = Newsroom().event("memo", topics=("policy",))
    before = newsroom.view(path)
    after = newsroom.settings(title="Another", base_url="https://new.example/x/").view(path)
    assert (after.id, after.entry_ids) == (before.id, before.entry_ids)
    assert after.url == f"https://new.example/x/{path}"


def test_a_renamed_event_keeps_its_id_through_its_alias() -> None:
    before = Newsroom().event("note").view("feed.xml").entry_ids
    after = Newsroom().event("memo", aliases=("/2026/note.html", "/events/note/", "/events/x/"))
    assert after.view("feed.xml").entry_ids == before


def test_a_day_without_a_time_begins_at_midnight_of_the_site() -> None:
    midnight = int(datetime(2026, 4, 19, 22, tzinfo=UTC).timestamp())
    newsroom = Newsroom().settings(timezone="Europe/Berlin")
    newsroom.event("memo", published="2026-04-20", instant=midnight)
    assert newsroom.view("feed.xml").updated == "2026-04-20T00:00:00+02:00"


def test_the_recap_feed_has_weeks_that_are_over_or_have_a_note() -> None:
    newsroom = Newsroom().event("a", "2026-04-20").event("b", "2026-04-27").event("c", "2026-04-28")
    view = newsroom.view("weekly/feed.xml")
    assert [(entry.recap.id, entry.updated) for entry in view.recaps] == [
        ("2026-w17", "2026-04-20T12:00:00+00:00")
    ]
    view = newsroom.note("2026-w18", intro_html="<p>Early.</p>").view("weekly/feed.xml")
    assert [(entry.recap.id, entry.intro_html) for entry in view.recaps] == [
        ("2026-w18", "<p>Early.</p>"),
        ("2026-w17", ""),
    ]
    assert [[card.slug for card in entry.cards] for entry in view.recaps] == [["c", "b"], ["a"]]
    assert view.updated == "2026-04-28T12:00:00+00:00"
    assert len({entry.id for entry in view.recaps}) == 2


def test_a_feed_without_entries_has_a_time_all_the_same() -> None:
    assert Newsroom().view("feed.xml").updated == "1970-01-01T00:00:00+00:00"


def test_the_sitemap_lists_pages_for_people_once() -> None:
    newsroom = Newsroom().event("größe", aliases=("/old/",)).page("about", updated="2026-01-02")
    entries = newsroom.view("sitemap.xml").entries
    listed = [entry.url.removeprefix("https://digest.example") for entry in entries]
    assert sorted(listed) == [
        "/",
        "/about/",
        "/archive/",
        "/archive/2026/04/",
        "/audience/",
        "/corrections/",
        "/events/gr%C3%B6%C3%9Fe/",
        "/predictions/",
        "/sources/",
        "/sources/scmp/",
        "/subscribe/",
        "/topics/",
        "/weekly/",
        "/weekly/2026-w17/",
    ]
    assert SitemapEntry("https://digest.example/about/", "2026-01-02") in entries
    event = "https://digest.example/events/gr%C3%B6%C3%9Fe/"
    assert SitemapEntry(event, "2026-04-20T12:00:00+00:00") in entries


def test_a_long_sitemap_is_cut_into_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "LIMIT", 5)
    newsroom = Newsroom().event("memo")
    assert [entry.url for entry in newsroom.view("sitemap.xml").entries] == [
        "https://digest.example/sitemap-1.xml",
        "https://digest.example/sitemap-2.xml",
        "https://digest.example/sitemap-3.xml",
    ]
    sizes = [len(newsroom.view(f"sitemap-{number}.xml").entries) for number in (1, 2, 3)]
    assert sizes == [5, 5, 3]


def test_robots_are_shown_the_sitemaps() -> None:
    newsroom = Newsroom().settings(base_url="https://host.example/team/")
    assert newsroom.view("robots.txt").text == (
        "User-agent: *\n"
        "Allow: /\n"
        "\n"
        "Sitemap: https://host.example/team/sitemap.xml\n"
        "Sitemap: https://host.example/team/news-sitemap.xml\n"
    )


def test_language_models_are_shown_around() -> None:
    newsroom = Newsroom().settings(description="News of AI.", base_url="https://host.example/team/")
    newsroom.event("memo", title="A [bracketed] memo", hook_html="A <b>hook</b>.", topics=("policy",))
    assert newsroom.view("llms.txt").text == (
        "# The AI Week\n"
        "\n"
        "> News of AI.\n"
        "\n"
        "## Weekly recap\n"
        "\n"
        "- [2026-W17](https://host.example/team/weekly/2026-w17/): A \\[bracketed\\] memo\n"
        "\n"
        "## Newest events\n"
        "\n"
        "- [A \\[bracketed\\] memo](https://host.example/team/events/memo/): A hook.\n"
        "\n"
        "## Topics\n"
        "\n"
        "- [Policy](https://host.example/team/topics/policy/): Laws and orders.\n"
        "\n"
        "## Feeds\n"
        "\n"
        "- [The AI Week](https://host.example/team/feed.xml)\n"
        "- [The AI Week (JSON)](https://host.example/team/feed.json)\n"
        "- [Weekly recap](https://host.example/team/weekly/feed.xml)\n"
    )


@settings(max_examples=100, deadline=2000)
@given(
    st.lists(st.sampled_from([*"\\\\`*_[]()<>~#!&;:+-=.1 \n", "http://x", "&amp;", "<b>", "ab"])).map("".join)
)
@example("snake_case *a* _b_ [c](d) <e> &lt; ## f ##")
@example("1. one")
@example("# one #")
@example("- one")
def test_texts_for_language_models_say_what_they_say(text: str) -> None:
    line = " ".join(text.split())
    for before, after in (("# ", ""), ("> ", ""), ("- [", "](https://x.example/)"), ("- [x](y): ", "")):
        tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(f"{before}{as_markdown(text)}{after}\n")
        shown = [token.children or [] for token in tokens if token.type == "inline"]
        said = "".join(child.content for children in shown for child in children if child.type == "text")
        assert said == (f"x: {line}".rstrip() if "y" in before else line)


def test_no_name_breaks_out_of_its_line_for_language_models() -> None:
    newsroom = Newsroom().settings(
        title="*T*",
        description="- [d](javascript:x)",
        recap=RecapSettings(name="# R"),
        base_url="https://h.example/(a)/",
    )
    newsroom.event("memo", title="A](javascript:x) <b>", hook_html="A &lt;b&gt; <b>hook</b>.")
    text = newsroom.view("llms.txt").text
    assert text.split("\n")[:5] == ["# \\*T\\*", "", "> \\- \\[d\\](javascript:x)", "", "## \\# R"]
    assert "- [A\\](javascript:x) \\<b>](https://h.example/%28a%29/events/memo/): A \\<b> hook.\n" in text


def test_the_list_of_sources_has_those_with_events() -> None:
    blog = Outlet("blog", "A Blog", "https://blog.example/")
    newsroom = Newsroom().event("a").event("b", source="blog", inline=blog)
    assert newsroom.view("sources.opml").outlets == (blog, newsroom.outlets["scmp"])


def test_feeds_and_hosts_of_a_source_change_its_place_in_the_list_alone() -> None:
    plain = Newsroom().event("a")
    followed = Newsroom().event("a")
    more = {"domains": ("scmp.com",), "feeds": ("https://scmp.com/feed",), "wire": True}
    followed.outlets["scmp"] = msgspec.structs.replace(followed.outlets["scmp"], **more)
    plans = plain.plan(), followed.plan()
    assert {path for path in plans[0] if plans[0][path].key != plans[1][path].key} == {"sources.opml"}


def test_the_search_knows_its_shards() -> None:
    newsroom = Newsroom().event("a").event("b", "2026-03-02").event("c")
    outputs = newsroom.plan()
    shards = [path for path in outputs if path.startswith("search/2026")]
    assert newsroom.view("search/manifest.json").shards == (
        Link("2026-04", f"/{shards[0]}", 2),
        Link("2026-03", f"/{shards[1]}", 1),
    )
    composed = outputs[shards[0]].compose(newsroom.edition())
    assert [stored.card.slug for stored in composed.events] == ["a", "c"]
    page = newsroom.view("search/index.html")
    assert (page.manifest_url, page.archive_url, page.events) == ("/search/manifest.json", "/archive/", 3)


def test_an_old_address_leads_to_the_new_one() -> None:
    newsroom = Newsroom().settings(base_url="https://host.example/d/").event("memo", aliases=("/old",))
    view = newsroom.view("old/index.html")
    assert view.target == "/d/events/memo/"
    assert (view.head.url, view.head.canonical) == ("/d/old/", "https://host.example/d/events/memo/")


def test_an_own_page_shows_its_text() -> None:
    newsroom = Newsroom().page("legal/imprint", body_html="<p>We.</p>", lang="de", description="Who we are")
    view = newsroom.view("legal/imprint/index.html")
    assert (view.body_html, view.head.lang, view.head.description) == ("<p>We.</p>", "de", "Who we are")
    assert view.head.url == "/legal/imprint/"


def test_the_page_for_missing_pages_is_not_to_be_found() -> None:
    assert Newsroom().view("404.html").head.noindex
