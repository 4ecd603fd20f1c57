"""Whatever is edited while the preview runs: what it shows is what a clean build gives."""

import mmap
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live.conftest import Serve
from tests.live.preview import Preview, rebuilds
from tests.sites import SiteFolder


@pytest.fixture
def two(site: SiteFolder) -> SiteFolder:
    """A site with two events."""
    return site.with_event("other", title="Another event")


def is_clean(site: SiteFolder) -> bool:
    """Say whether the preview's output is that of a clean build of the same files."""
    copy = SiteFolder(site.root.with_name("clean"))
    shutil.copytree(site.root / "content", copy.root / "content", symlinks=True, dirs_exist_ok=True)
    shutil.copy(site.root / "site.yaml", copy.root)
    copy.build(preview=True, drafts=True, future=True)
    files = copy.files()
    shutil.rmtree(copy.root)
    return site.files(site.root / ".weekmark/preview/site") == files


def test_edits_of_several_files_one_after_the_other(two: SiteFolder, serve: Serve) -> None:
    preview = serve()
    two.with_event("memo", title="First")
    assert preview.shows("/events/memo/", "First")
    two.with_event("other", title="Second", body="Text.")
    assert preview.shows("/events/other/", "Second")
    two.with_event("memo", title="Third")
    assert preview.shows("/events/memo/", "Third")
    assert is_clean(two)


def test_an_edit_after_a_new_a_renamed_and_a_deleted_file(two: SiteFolder, serve: Serve) -> None:
    preview = serve()
    two.with_event("new", title="Newest")
    assert preview.shows("/", "Newest")
    two.with_event("new", title="Edited")
    assert preview.shows("/", "Edited")
    (two.root / "content/events/new.md").rename(two.root / "content/events/renamed.md")
    assert preview.shows("/", "/events/renamed/")
    two.with_event("renamed", title="Edited again")
    assert preview.shows("/", "Edited again")
    two.without("content/events/renamed.md")
    preview.said("changed: content/events/renamed.md", times=2)
    two.with_event("memo", title="Edited at last")
    assert preview.shows("/", "Edited at last")
    assert is_clean(two)


def test_edits_while_the_site_does_not_build(two: SiteFolder, serve: Serve) -> None:
    preview = serve()
    two.with_event("memo", importence=3)
    preview.said("the last good site goes on being served")
    two.with_event("other", title="Edited meanwhile")
    preview.said("the last good site goes on being served", times=2)
    two.with_event("memo", title="Mended")
    assert preview.shows("/events/memo/", "Mended")
    assert preview.shows("/events/other/", "Edited meanwhile")
    assert is_clean(two)


def test_a_file_that_is_swapped_for_a_link_and_back(two: SiteFolder, serve: Serve) -> None:
    preview = serve()
    memo = two.root / "content/events/memo.md"
    memo.unlink()
    memo.symlink_to("other.md")
    assert preview.shows("/events/memo/", "Another event")
    two.with_event("other", title="Edited behind the link")
    assert preview.shows("/events/memo/", "Edited behind the link")
    assert is_clean(two)
    memo.unlink()
    two.with_event("memo", title="A file again")
    assert preview.shows("/events/memo/", "A file again")
    assert is_clean(two)


def test_a_file_with_two_names(two: SiteFolder, serve: Serve) -> None:
    (two.root / "content/events/twin.md").hardlink_to(two.root / "content/events/memo.md")
    preview = serve()
    two.with_event("memo", title="Edited for both")
    assert preview.shows("/events/memo/", "Edited for both")
    assert preview.shows("/events/twin/", "Edited for both")
    assert is_clean(two)


def test_a_linked_folder(two: SiteFolder, serve: Serve) -> None:
    two.with_event("shelf/linked", title="On the shelf")
    (two.root / "content/events/shelf").rename(two.root / "content/shelf")
    (two.root / "content/events/again").symlink_to("../shelf")
    preview = serve()
    assert preview.shows("/events/linked/", "On the shelf")
    path = two.root / "content/shelf/linked.md"
    path.write_text(path.read_text().replace("On the shelf", "Edited on the shelf"))
    assert preview.shows("/events/linked/", "Edited on the shelf")
    assert is_clean(two)


@pytest.fixture
def linked(two: SiteFolder, tmp_path: Path) -> Iterator[Preview]:
    """A preview of the site whose folder is reached through a link."""
    (tmp_path / "link").symlink_to(two.root)
    command = [sys.executable, "-m", "generator", "-C", str(tmp_path / "link"), "serve", "--port", "0"]
    preview = Preview(two.root, [*command, "--now", "2026-05-01T12:00:00Z", "--jobs", "1"])
    preview.said("serving")
    yield preview
    assert preview.end() == 0


def test_a_site_that_is_reached_through_a_link(two: SiteFolder, linked: Preview) -> None:
    two.with_event("memo", title="Edited behind the link")
    assert linked.shows("/events/memo/", "Edited behind the link")
    two.with_event("new", title="New behind the link")
    assert linked.shows("/events/new/", "New behind the link")
    two.with_event("memo", title="Edited once more")
    assert linked.shows("/events/memo/", "Edited once more")
    assert {line.split(";")[0] for line in rebuilds(linked, 3)} == {
        "changed: content/events/memo.md",
        "changed: content/events/new.md",
    }
    assert is_clean(two)


def test_a_change_of_which_the_system_tells_nothing(two: SiteFolder, serve: Serve) -> None:
    preview = serve()
    with (two.root / "content/events/memo.md").open("r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        start = memory.find(b"A memo is published")
        memory[start : start + 6] = b"A note"
    two.with_event("other", title="Edited")
    preview.said("changed: content/events/other.md")
    preview.said("changed: content/events/memo.md")
    assert preview.shows("/events/memo/", "A note is published")
    assert is_clean(two)


def test_a_preview_that_begins_where_another_ended(two: SiteFolder, serve: Serve) -> None:
    two.with_settings(base_url="https://example.org/team/digest/")
    for path in (two.root / "site.yaml", *(two.root / "content/events").iterdir()):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    serve().end()
    preview = serve()
    assert preview.lines[0].startswith("built ")
    assert "nothing to render" in preview.lines[0]
    assert preview.url.endswith("/team/digest/")
    assert "default-src" in preview.get("/").headers["content-security-policy"]
    two.with_event("memo", title="Edited")
    assert preview.shows("/events/memo/", "Edited")
    assert is_clean(two)
