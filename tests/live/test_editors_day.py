"""An editor's day: the real command beside a real browser, while files are edited on disk."""

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.live.conftest import Serve
from tests.live.pages import comes_to_be, is_marked, mark, open_page
from tests.live.preview import rebuilds
from tests.sites import SiteFolder

if TYPE_CHECKING:
    from playwright.sync_api import Page

BROKEN = """{% extends 'base.html' %}

{% block main %}{{ nothing() }}{% endblock %}
"""
EVENT = "content/events/memo.md"
LAST = "This is the last good page. It is replaced as soon as the problems are mended."


def heading(page: "Page", name: str) -> None:
    """Wait until a page has a heading."""
    page.get_by_role("heading", name=name).first.wait_for()


def told(page: "Page") -> list[str]:
    """Return what the overlay says, once it is there."""
    alert = page.get_by_role("alert")
    alert.wait_for()
    return [line for line in alert.inner_text().splitlines() if line]


def test_an_edited_field_shows_on_every_open_page(page: "Page", site: SiteFolder, serve: Serve) -> None:
    site.with_file("content/topics.yaml", "policy: {name: Policy}\n").with_event("memo", topics=["policy"])
    preview = serve()
    others = {path: page.context.new_page() for path in ("", "weekly/2026-w17/", "topics/policy/")}
    open_page(page, preview, "events/memo/")
    for path, other in others.items():
        open_page(other, preview, path)
    site.with_event("memo", title="Edited in another window", topics=["policy"])
    for other in (page, *others.values()):
        heading(other, "Edited in another window")
    assert "Edited in another window" in preview.get("/feed.xml").text


def test_broken_front_matter_and_its_mending(page: "Page", site: SiteFolder, serve: Serve) -> None:
    preview = serve()
    open_page(page, preview, "events/memo/")
    good = (site.root / EVENT).read_text()
    site.with_file(EVENT, good.replace("title: A memo", 'title: "A memo'))
    assert told(page) == [
        "The site does not build: 1 error",
        "Close",
        "content/events/memo.md:2:8",
        "error: a quote is opened and never closed [yaml-syntax]",
        '  2 | title: "A memo is published',
        "    |        ^",
        "close it",
        LAST,
    ]
    heading(page, "A memo is published")
    assert "A memo is published" in preview.get("/").text
    site.with_file(EVENT, good)
    page.get_by_role("alert").wait_for(state="detached")


def test_a_broken_template_and_its_mending(page: "Page", site: SiteFolder, serve: Serve) -> None:
    open_page(page, serve(), "events/memo/")
    site.with_file("themes/default/templates/event.html", BROKEN)
    assert told(page)[2:] == [
        "themes/default/templates/event.html:3",
        "error: 'nothing' is undefined [template-error]",
        "  3 | {% block main %}{{ nothing() }}{% endblock %}",
        LAST,
    ]
    site.without("themes/default")
    page.get_by_role("alert").wait_for(state="detached")


def test_files_come_move_and_go(page: "Page", site: SiteFolder, serve: Serve) -> None:
    open_page(page, serve(), "")
    site.with_event("news", title="What is new")
    heading(page, "What is new")
    (site.root / "content/events/news.md").rename(site.root / "content/events/renamed.md")
    link = "document.querySelector('a[href*=\"/events/renamed/\"]') !== null"
    assert comes_to_be(page, link, expected=True)
    site.without("content/events/renamed.md")
    assert comes_to_be(page, link, expected=False)


def test_another_branch_is_checked_out(page: "Page", site: SiteFolder, serve: Serve) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@b.c"]
        subprocess.run(["git", *who, *arguments], cwd=site.root, check=True)

    git("init", "--quiet", "--initial-branch", "main")
    git("add", "content", "site.yaml")
    git("commit", "--quiet", "--message", "The memo")
    git("checkout", "--quiet", "-b", "rewrite")
    for number in range(30):
        site.with_event(f"event-{number}", title=f"Event number {number}")
    site.with_settings(title="Another Week").without(EVENT)
    git("add", "content", "site.yaml")
    git("commit", "--quiet", "--message", "All anew")
    preview = serve()
    open_page(page, preview, "")
    heading(page, "Event number 7")
    git("checkout", "--quiet", "main")
    heading(page, "A memo is published")
    assert preview.get("/events/event-7/").status_code == 404
    git("checkout", "--quiet", "rewrite")
    heading(page, "Event number 7")
    assert comes_to_be(page, "document.title", "Another Week")


def test_a_save_during_a_build(page: "Page", site: SiteFolder, serve: Serve) -> None:
    for number in range(100):
        site.with_event(f"event-{number}", title=f"Event number {number}")
    open_page(page, serve(), "events/memo/")
    site.with_settings(title="Another Week")  # which is on every page
    page.wait_for_timeout(80)
    site.with_event("memo", title="Saved meanwhile")
    heading(page, "Saved meanwhile")
    assert comes_to_be(page, "document.title.includes('Another Week')", expected=True)


@pytest.mark.parametrize("name", ["custom.css", "style.css"])
def test_a_style_sheet_of_the_theme_is_swapped(
    page: "Page", site: SiteFolder, serve: Serve, name: str
) -> None:
    path = f"themes/default/assets/{name}"
    site.with_file(path, "h1 { color: rgb(1, 1, 1) }")
    preview = serve()
    open_page(page, preview, "events/memo/")
    mark(page)
    site.with_file(path, "h1 { color: rgb(2, 2, 2) }")
    assert comes_to_be(page, "getComputedStyle(document.querySelector('h1')).color", "rgb(2, 2, 2)")
    assert is_marked(page)
    assert rebuilds(preview) == [f"changed: {path}; rendered 1"]
