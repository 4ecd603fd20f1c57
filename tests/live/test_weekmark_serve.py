"""The command itself: a real site, built by the real pipeline, looked at through the server."""

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.live.preview import PATIENCE, Preview
from tests.sites import SiteFolder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROKEN = """{% extends 'base.html' %}

{% block main %}{{ nothing() }}{% endblock %}
"""
Serve = Callable[..., Preview]


@pytest.fixture
def serve(site: SiteFolder) -> Iterator[Serve]:
    """Start ``weekmark serve`` for the site, at the time of all tests unless told otherwise."""
    started: list[Preview] = []

    def serve(*options: str) -> Preview:
        command = [sys.executable, "-m", "generator", "-C", str(site.root), "serve", "--port", "0"]
        preview = Preview(site.root, [*command, "--now", "2026-05-01T12:00:00Z", "--jobs", "1", *options])
        started.append(preview)
        preview.said("serving")
        return preview

    yield serve
    for preview in started:
        assert preview.end() == 0


def test_an_edited_field_shows_on_every_page_that_lists_the_event(site: SiteFolder, serve: Serve) -> None:
    site.with_event("memo", topics=["policy"]).with_file(
        "content/topics.yaml", "policy: {name: Policy}\n"
    ).with_event("other", title="Another event", topics=["policy"])
    preview = serve()
    site.with_event("memo", title="A new title", topics=["policy"])
    preview.said("changed: content/events/memo.md")
    for path in ("/", "/events/memo/", "/weekly/2026-w17/", "/topics/policy/", "/feed.xml", "/feed.json"):
        assert "A new title" in preview.get(path).text
    assert "A new title" in preview.get("/archive/2026/04/").text


def test_a_new_a_renamed_and_a_deleted_event(site: SiteFolder, serve: Serve) -> None:
    preview = serve()
    site.with_event("news", title="What is new")
    assert preview.shows("/", "What is new")
    (site.root / "content/events/news.md").rename(site.root / "content/events/renamed.md")
    assert preview.shows("/events/renamed/", "What is new")
    assert preview.get("/events/news/").status_code == 404
    site.without("content/events/renamed.md")
    assert preview.shows("/events/renamed/", preview.get("/404.html").text[:200])
    assert "What is new" not in preview.get("/").text


def test_drafts_and_events_of_the_future_are_shown_unless_hidden(site: SiteFolder, serve: Serve) -> None:
    site.with_event("idea", title="An idea", draft=True)
    site.with_event("soon", title="Soon to come", published="2026-06-01")
    preview = serve()
    assert preview.get("/events/idea/").status_code == 200
    assert preview.get("/events/soon/").status_code == 200
    overview = preview.get("/__weekmark/").text
    assert "<h2>Drafts (1)</h2>" in overview
    assert '<a href="/events/idea/">An idea</a>' in overview
    assert "<code>content/events/idea.md</code>" in overview
    assert "<h2>Scheduled (1)</h2>" in overview
    assert '<a href="/events/soon/">Soon to come</a>' in overview
    assert preview.end() == 0
    hidden = serve("--no-drafts", "--no-future")
    assert hidden.get("/events/idea/").status_code == 404
    assert hidden.get("/events/soon/").status_code == 404


def test_a_mistake_keeps_the_last_good_site(site: SiteFolder, serve: Serve) -> None:
    preview = serve()
    site.with_event("memo", importence=3, title="Not seen")
    preview.said("the last good site goes on being served")
    assert "error: unknown key" in "\n".join(preview.lines)
    assert "A memo is published" in preview.get("/events/memo/").text
    site.with_event("memo", title="Mended")
    assert preview.shows("/events/memo/", "Mended")


def test_settings_and_registries_are_watched(site: SiteFolder, serve: Serve) -> None:
    site.with_event("memo", topics=["policy"])
    preview = serve()
    site.with_file("content/topics.yaml", "policy: {name: Rules and Policy}\n")
    assert preview.shows("/events/memo/", "Rules and Policy")
    site.with_settings(title="Another Week")
    assert preview.shows("/", "Another Week")


def test_a_site_with_a_path_in_its_url(site: SiteFolder, serve: Serve) -> None:
    site.with_settings(base_url="https://example.org/team/digest/")
    preview = serve()
    assert preview.url.endswith("/team/digest/")
    assert "A memo is published" in preview.get("/events/memo/").text
    assert 'href="/team/digest/' in preview.get("/").text


def test_in_a_browser(browser: "Browser", site: SiteFolder, serve: Serve) -> None:
    preview = serve()
    page = browser.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    with page.expect_response("**/__weekmark/events"):
        page.goto(preview.url + "events/memo/")
    site.with_event("memo", title="Edited in another window")
    page.get_by_role("heading", name="Edited in another window").first.wait_for()
    site.with_file("themes/default/templates/event.html", BROKEN)
    alert = page.get_by_role("alert")
    alert.get_by_text("themes/default/templates/event.html:3").wait_for()
    site.without("themes/default")
    alert.wait_for(state="detached")
    page.close()
    assert mistakes == []
