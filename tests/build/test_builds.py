"""A site, built again and again: what a curator sees after each change."""

import shutil
import time

import pytest

from generator.errors import OutputError
from tests.sites import NOW, SiteFolder


def test_a_first_build_makes_a_complete_site(site: SiteFolder) -> None:
    report = site.build()

    assert report.events == 1
    assert {
        "index.html",
        "events/memo/index.html",
        "weekly/index.html",
        "weekly/2026-w17/index.html",
        "weekly/latest/index.html",
        "topics/index.html",
        "sources/index.html",
        "sources/example-news/index.html",
        "audience/index.html",
        "archive/index.html",
        "archive/2026/04/index.html",
        "predictions/index.html",
        "corrections/index.html",
        "search/index.html",
        "404.html",
        "feed.xml",
        "feed.json",
        "weekly/feed.xml",
        "sitemap.xml",
        "news-sitemap.xml",
        "robots.txt",
        "llms.txt",
        "_headers",
    } <= set(site.files())


def test_a_build_with_nothing_to_do_renders_nothing(site: SiteFolder) -> None:
    site.build()
    before = site.files()

    report = site.build()

    assert (report.changes.added, report.changes.changed, report.changes.removed) == ((), (), ())
    assert report.rendered == 0
    assert site.files() == before


def test_a_new_title_shows_on_every_page_that_lists_the_event(site: SiteFolder) -> None:
    site.build()

    site.with_event("memo", title="A memo is withdrawn").build()

    for url in (
        "/",
        "/events/memo/",
        "/weekly/2026-w17/",
        "/sources/example-news/",
        "/archive/2026/04/",
        "/feed.xml",
    ):
        assert "A memo is withdrawn" in site.page(url), url
        assert "A memo is published" not in site.page(url), url


def test_an_edit_of_the_body_renders_no_list_again(site: SiteFolder) -> None:
    site.build()

    report = site.with_event("memo", body="Another body.").build()

    pages = {path for path in report.changes.changed if path.endswith(".html")}
    assert pages == {"events/memo/index.html"}


def test_a_deleted_event_takes_its_pages_along(site: SiteFolder) -> None:
    site.with_event("other", title="Another event").build()

    site.without("content/events/other.md").build()

    assert not (site.output / "events/other").exists()
    assert "Another event" not in site.page("/")


def test_drafts_and_scheduled_events_are_left_out_and_named(site: SiteFolder) -> None:
    site.with_event("secret", draft=True).with_event("later", published="2026-06-01T09:00:00Z")

    report = site.build()

    assert report.skipped_drafts == ("content/events/secret.md",)
    assert report.skipped_scheduled == ("content/events/later.md",)
    assert not (site.output / "events/secret").exists()
    assert not (site.output / "events/later").exists()


def test_a_scheduled_event_appears_when_its_time_comes_though_no_file_changed(site: SiteFolder) -> None:
    site.with_event("later", published="2026-06-01T09:00:00Z").build()

    site.build(now=NOW.replace(month=6, hour=13))

    assert (site.output / "events/later/index.html").exists()


def test_one_bad_file_leaves_the_site_that_was_built(site: SiteFolder) -> None:
    site.build()
    before = site.files()

    errors = site.with_event("bad", importence=3).errors()

    assert 'content/events/bad.md:7:1: error: unknown key "importence" [unknown-key]' in errors
    assert 'did you mean "importance"?' in errors
    assert site.files() == before


def test_warnings_end_a_strict_build(site: SiteFolder) -> None:
    site.with_event("memo", topics=["robots"])

    assert 'warning: unknown topic "robots"' in site.errors(strict=True)
    assert not site.output.exists()


def test_a_folder_of_the_users_is_refused(site: SiteFolder) -> None:
    site.output.mkdir()
    (site.output / "letter.txt").write_text("Dear Ada")

    with pytest.raises(OutputError):
        site.build()

    assert site.files() == {"letter.txt": b"Dear Ada"}


def test_deleting_the_cache_is_safe(site: SiteFolder) -> None:
    site.build()
    before = site.files()
    shutil.rmtree(site.root / ".weekmark")

    report = site.build()

    assert site.files() == before
    assert (report.changes.added, report.changes.changed, report.changes.removed) == ((), (), ())


@pytest.mark.parametrize("damage", [b"", b"not a cache", b"weekmark record 1\n" + bytes(40)])
@pytest.mark.parametrize(
    "name", ["documents", "documents-2026-04", "related", "weeks", "built-*", "events-*"]
)
def test_a_damaged_cache_is_made_anew(site: SiteFolder, name: str, damage: bytes) -> None:
    site.build()
    before = site.files()
    (path,) = (site.root / ".weekmark").glob(name)
    path.write_bytes(damage)

    site.with_event("second", title="A second event").build()
    site.without("content/events/second.md").build()

    assert site.files() == before


def test_a_damaged_file_of_the_output_is_repaired(site: SiteFolder) -> None:
    site.build()
    before = site.files()
    (site.output / "index.html").write_text("defaced")
    (site.output / "events/memo/index.html").unlink()

    site.build()

    assert site.files() == before


def test_a_site_below_a_path_has_all_its_links_there(site: SiteFolder) -> None:
    site.with_settings(base_url="https://example.org/team/digest/").build()

    assert 'href="/team/digest/events/memo/"' in site.page("/")
    assert 'href="/events/' not in site.page("/")


def test_static_files_are_copied_and_follow_their_originals(site: SiteFolder) -> None:
    site.with_file("content/static/images/a.txt", "one").build()
    site.with_file("content/static/images/a.txt", "two").build()

    assert site.page("/images/a.txt") == "two"
    site.without("content/static/images").build()
    assert not (site.output / "images").exists()


def test_compressed_copies_are_written_beside_text_files(site: SiteFolder) -> None:
    import gzip

    site.with_settings(precompress=["gzip"]).build()
    assert (
        gzip.decompress((site.output / "index.html.gz").read_bytes())
        == (site.output / "index.html").read_bytes()
    )

    site.with_event("memo", title="Another title").build()
    assert (
        gzip.decompress((site.output / "index.html.gz").read_bytes())
        == (site.output / "index.html").read_bytes()
    )

    site.with_settings().build()
    assert not list(site.output.rglob("*.gz"))


def test_a_site_overrides_one_template_and_one_asset(site: SiteFolder) -> None:
    lost = '{% extends "base.html" %}{% block main %}<h1>Lost?</h1>{% endblock %}'
    site.with_file("themes/default/templates/404.html", lost)
    site.with_file("themes/default/assets/style.css", "body { color: teal }")

    site.build()

    assert "<h1>Lost?</h1>" in site.page("/404.html")
    assert "A memo is published" in site.page("/")
    (style,) = site.output.glob("assets/style.*.css")
    assert style.read_text() == "body { color: teal }"


def test_a_mistake_in_a_template_is_reported_at_its_line(site: SiteFolder) -> None:
    site.with_file("themes/default/templates/404.html", "<h1>Not found</h1>\n{{ page.titel }}\n")

    assert (
        'themes/default/templates/404.html:2: error: NotFoundPage has no field "titel" [template-error]'
        in site.errors()
    )


def test_hidden_files_and_backups_are_named_at_every_build_and_are_no_mistake(site: SiteFolder) -> None:
    site.with_file("content/static/.htaccess", "Options -Indexes\n").with_file("content/static/#x.png", "")
    site.with_file("content/events/.md", "").with_file("content/static/notes~", "")

    first = site.build(strict=True)
    time.sleep(0.15)  # until the stamps of what was written prove something
    site.build(strict=True)
    again = site.build(strict=True)

    line = "passed over as hidden or a backup: content/events/.md, content/static/notes~"
    assert (first.notices, again.notices, again.rendered) == ((line,), (line,), 0)
    assert site.page("/.htaccess") == "Options -Indexes\n"
    assert site.page("/#x.png") == ""
    assert not (site.output / "notes~").exists()
