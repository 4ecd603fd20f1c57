"""The command itself: a real site, built by the real pipeline, looked at through the server."""

import shutil
import time
from datetime import UTC, datetime, timedelta

from tests.build.command import run
from tests.live.conftest import Serve
from tests.live.preview import Preview, rebuilds
from tests.sites import SiteFolder


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


def test_a_build_beside_the_preview_disturbs_neither(site: SiteFolder, serve: Serve) -> None:
    preview = serve()
    site.with_event("memo", title="Edited")
    preview.said("changed")
    built = run(site, "--jobs", "1")
    assert (built.returncode, built.stderr) == (0, "")
    public = site.files()
    site.with_event("memo", title="Edited again")
    preview.said("changed", times=2)
    first, second = rebuilds(preview)
    assert first == second
    assert site.files() == public
    shutil.rmtree(site.root / ".weekmark")
    shutil.rmtree(site.output)
    site.with_event("memo", title="Edited").build()
    assert site.files() == public


def test_every_edit_shows_however_awkward_its_moment(site: SiteFolder, serve: Serve) -> None:
    preview = serve()
    event = site.root / "content/events/memo.md"
    for number in range(24):
        site.with_event("memo", title=f"First {number}")
        time.sleep(number % 8 * 0.01)  # twice at once, during the build, or right after it
        site.with_event("memo" if number % 3 else ".memo.new", title=f"Second {number}")
        if number % 3 == 0:
            (site.root / "content/events/.memo.new.md").replace(event)
        if number % 4 == 0:  # what is watched is set up anew
            site.with_file("themes/default/assets/custom.css", "h1 {}")
            site.with_event("memo", title=f"Second {number}")
        if number % 4 == 2:
            site.without("themes").with_event("memo", title=f"Second {number}")
        assert preview.shows("/events/memo/", f"Second {number}")
        assert preview.shows("/", f"Second {number}")


def test_an_event_that_comes_due_is_no_longer_marked(site: SiteFolder, serve: Serve) -> None:
    preview = serve("--now", "")
    due = datetime.now(UTC) + timedelta(seconds=5)
    site.with_event("soon", title="Soon to come", published=due.isoformat(timespec="seconds"))
    preview.said("changed: content/events/soon.md")
    assert "<h2>Scheduled (1)</h2>" in preview.get("/__weekmark/").text
    preview.said("as time has passed; rendered ")
    assert "<h2>Scheduled (0)</h2>" in preview.get("/__weekmark/").text


def test_its_folder_may_be_deleted_at_any_time(site: SiteFolder, serve: Serve) -> None:
    site.with_event("other", title="Another event")
    preview = serve()
    shutil.rmtree(site.root / ".weekmark")
    assert preview.get("/events/other/").status_code == 404
    site.with_event("memo", title="Edited")
    assert preview.shows("/events/memo/", "Edited")
    assert "Another event" in preview.get("/events/other/").text


def test_an_asset_is_kept_by_browsers_until_it_changes(site: SiteFolder, serve: Serve) -> None:
    site.with_settings(base_url="https://example.org/team/")
    preview = serve()
    old = sheet_of(preview)
    name, _, version = old.partition("?")
    assert name == "/team/assets/style.css"
    assert kept(preview, old) == "max-age=31536000, immutable"
    assert kept(preview, name) == kept(preview, f"{name}?x") == "no-cache"

    site.with_file("themes/default/assets/style.css", "h1 { color: red }")
    preview.said("changed: themes")
    new = sheet_of(preview)
    assert new.partition("?")[2] not in {"", version}
    assert preview.get(new.removeprefix("/team")).text == "h1 { color: red }"
    assert (kept(preview, new), kept(preview, old)) == ("max-age=31536000, immutable", "no-cache")


def sheet_of(preview: Preview) -> str:
    """Return the address of the home page's style sheet."""
    return preview.get("/").text.partition('rel="stylesheet" href="')[2].partition('"')[0]


def kept(preview: Preview, path: str) -> str:
    """Return how long a browser may keep what is at a path."""
    return str(preview.get(path.removeprefix("/team")).headers["cache-control"])
