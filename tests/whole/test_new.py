"""``weekmark new``: what it makes builds, and every key it explains is understood."""

import re
from pathlib import Path

import msgspec
import pytest
import yaml

from generator.source.front_matter import EventMatter
from tests.sites import SiteFolder
from tests.whole.commands import weekmark


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """A new site, as ``init`` makes it."""
    assert weekmark("init", "digest", folder=tmp_path).code == 0
    return SiteFolder(tmp_path / "digest")


def test_a_new_event_and_a_new_week_build(site: SiteFolder) -> None:
    event = weekmark("new", "event", 'Größe: "zählt" & <mehr>', folder=site.root)
    week = weekmark("new", "week", folder=site.root)
    again = weekmark("new", "event", 'Größe: "zählt" & <mehr>', folder=site.root)
    built = weekmark("build", "--strict", "--drafts", folder=site.root)
    path = event.output.removeprefix("made ").strip()

    assert re.fullmatch(r"content/events/\d{4}/w\d\d/grösse-zählt-mehr.md", path)
    assert week.code == 1  # init has made this week's note already
    assert (again.code, again.output) == (1, "")
    assert f"{path} is there already" in again.errors
    assert (built.code, built.errors) == (0, "")
    assert '<h1 class="p-name">Größe: &#34;zählt&#34; &amp; &lt;mehr&gt;</h1>' in site.page(
        "/events/grösse-zählt-mehr/"
    )


def test_a_note_of_any_week_builds(site: SiteFolder) -> None:
    site.with_event("memo", source="example-news")
    made = weekmark("new", "week", "2026-w17", folder=site.root)
    built = weekmark("build", "--strict", folder=site.root)

    assert made == (0, "made content/weekly/2026-w17.md\n", "")
    assert (built.code, built.errors) == (0, "")
    assert "What this week was about" in site.page("/weekly/2026-w17/")


def test_every_key_that_a_new_event_explains_is_understood(site: SiteFolder) -> None:
    weekmark("new", "event", "Explained", folder=site.root)
    (path,) = site.root.glob("content/events/*/*/explained.md")
    text = re.sub(r"^#(?=[a-z]|  )", "", path.read_text("utf-8"), flags=re.MULTILINE)
    text = re.sub(
        r"^(published|collected|updated): .*", r"\1: 2026-04-23T10:00:00Z", text, flags=re.MULTILINE
    )
    path.write_text(text, "utf-8")
    site.with_file("content/static/images/picture.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    result = weekmark("build", "--drafts", folder=site.root)

    assert (result.code, result.errors) == (0, "")
    assert yaml.safe_load(text.split("\n---\n")[0]).keys() == {
        field.name for field in msgspec.structs.fields(EventMatter)
    } - {"extra"}
