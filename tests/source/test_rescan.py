"""Files are edited after a scan: what can be told from them alone, and what can't."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.source.scan import rescan, scan
from tests.source.test_scan import make


def test_after_edits_in_place_only_the_edited_files_are_looked_at(tmp_path: Path) -> None:
    make(tmp_path, "events/a.md", "events/b.md", "events/b/c.md", "pages/p.md", "weekly/2026-w17.md")
    make(tmp_path, "static/s.css", "topics.yaml")
    before = scan(tmp_path)
    edited = [tmp_path / f"content/{name}" for name in ("events/b.md", "pages/p.md", "weekly/2026-w17.md")]
    for path in edited:
        path.write_text("more")
    (tmp_path / "content/events/a.md").write_text("not told")

    after = rescan(before, tmp_path, edited)

    assert after is not None
    renewed = [new for new, old in zip(after.files, before.files, strict=True) if new is not old]
    assert renewed == [file for file in scan(tmp_path).files if tmp_path / file.path in edited]
    assert after.problems is before.problems


def test_a_file_that_may_have_changed_is_another_object_though_it_is_equal(tmp_path: Path) -> None:
    make(tmp_path, "events/a.md")
    before = scan(tmp_path)

    after = rescan(before, tmp_path, [tmp_path / "content/events/a.md"])

    assert after is not None
    assert after == before
    assert after.files[0] is not before.files[0]


def test_a_root_behind_a_link_is_found_by_either_name(tmp_path: Path) -> None:
    make(tmp_path / "real", "events/a.md")
    link = tmp_path / "link"
    link.symlink_to("real")
    before = scan(link)
    (tmp_path / "real/content/events/a.md").write_text("more")

    for name in ("real", "link"):
        assert rescan(before, link, [tmp_path / name / "content/events/a.md"]) == scan(link)


def save_by_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("b.md")


def swap_for_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("content/events/new.md", Path.touch),
        ("content/events/a.md", Path.unlink),
        ("content/events/a.md", save_by_link),
        ("content/events/a.md", swap_for_folder),
        ("content/events/a.md", lambda path: (path.parent / "other.md").hardlink_to(path)),
        ("content/events/deep", shutil.rmtree),
        ("content/events", lambda path: path.rename(path.with_name("pages"))),
        ("content/events/never.md", lambda _: None),
        ("content/events/../events/a.md", Path.touch),
        ("content/static/s.css", Path.touch),
        ("content/topics.yaml", Path.touch),
        ("content/odd.txt", Path.touch),
        ("site.yaml", Path.touch),
        ("themes/default/assets/custom.css", lambda _: None),
        ("../elsewhere/content/events/a.md", lambda _: None),
    ],
)
def test_whatever_else_happens_asks_for_a_look_at_everything(
    tmp_path: Path, name: str, change: Callable[[Path], object]
) -> None:
    make(tmp_path, "events/a.md", "events/b.md", "events/deep/c.md", "static/s.css", "topics.yaml", "odd.txt")
    before = scan(tmp_path)
    change(tmp_path / name)

    assert rescan(before, tmp_path, [tmp_path / "content/events/b.md", tmp_path / name]) is None


@pytest.mark.parametrize(
    "name", ["content/events/link.md", "content/static/link", "content/pages", "content"]
)
def test_where_there_are_links_everything_is_looked_at(tmp_path: Path, name: str) -> None:
    make(tmp_path, "events/a.md", "static/b.svg")
    if name == "content":
        (tmp_path / "content").rename(tmp_path / "elsewhere")
    target = tmp_path / ("elsewhere" if name == "content" else "content/events/a.md")
    (tmp_path / name).symlink_to(target)

    assert rescan(scan(tmp_path), tmp_path, [tmp_path / "content/events/a.md"]) is None


def test_where_the_edited_file_has_two_names_everything_is_looked_at(tmp_path: Path) -> None:
    make(tmp_path, "events/a.md", "events/c.md")
    (tmp_path / "content/events/b.md").hardlink_to(tmp_path / "content/events/a.md")
    before = scan(tmp_path)

    assert rescan(before, tmp_path, [tmp_path / "content/events/a.md"]) is None
    assert rescan(before, tmp_path, [tmp_path / "content/events/c.md"]) == before
