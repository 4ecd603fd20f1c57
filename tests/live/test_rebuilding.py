"""Files change on disk, and the site follows: seen through the server and the terminal."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.live.conftest import Start
from tests.live.preview import Preview, rebuilds


def test_an_edit_is_told_in_one_line(preview: Preview) -> None:
    preview.write("content/one.html", "<h1>Two</h1>").said("changed")
    assert rebuilds(preview) == ["changed: content/one.html; rendered 2"]
    assert "Two" in preview.get("/one/").text
    assert "Two" in preview.get("/").text


def test_a_new_a_renamed_and_a_deleted_file(preview: Preview) -> None:
    preview.write("content/new.html", "<h1>New</h1>")
    assert preview.shows("/new/", "New")
    (preview.root / "content/new.html").rename(preview.root / "content/renamed.html")
    assert preview.shows("/renamed/", "New")
    assert preview.get("/new/").status_code == 404
    (preview.root / "content/renamed.html").unlink()
    assert preview.shows("/renamed/", "Nothing here")


def test_a_save_by_rename(preview: Preview) -> None:
    preview.write("content/.one.html.swp", "<h1>Temporary</h1>")
    preview.write("content/one.html~", "<h1>Backup</h1>")
    preview.write("content/.one.new", "<h1>Two</h1>")
    (preview.root / "content/.one.new").rename(preview.root / "content/one.html")
    assert preview.shows("/one/", "Two")
    assert rebuilds(preview) == ["changed: content/one.html; rendered 2"]


def test_temporary_files_of_editors_build_nothing(preview: Preview) -> None:
    for name in (".#one.html", "#one.html#", "4913", "one.html~", ".one.html.swp", "one.html___jb_tmp___"):
        preview.write(f"content/{name}", "<h1>Temporary</h1>")
    preview.write("static/.git/index.lock", "lock")
    time.sleep(0.3)
    preview.write("content/two.html", "<h1>Two</h1>").said("changed")
    assert rebuilds(preview) == ["changed: content/two.html; rendered 2"]


def test_many_files_at_once_are_few_builds(preview: Preview) -> None:
    for number in range(300):
        preview.write(f"content/deep/{number % 7}/page-{number}.html", f"<h1>Page {number}</h1>")
    assert preview.shows("/page-299/", "Page 299")
    assert [preview.get(f"/page-{number}/").status_code for number in range(0, 300, 30)] == [200] * 10
    assert len(rebuilds(preview)) < 20


def test_another_branch_is_checked_out(root: Path, start: Start) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", *arguments], cwd=root, check=True
        )

    def commit(branch: str, folder: str) -> None:
        (root / "content" / folder).mkdir(parents=True)
        for number in range(100):
            (root / f"content/{folder}/{branch}-{number}.html").write_text(f"<h1>{branch} {number}</h1>")
        git("add", "content")
        git("commit", "--quiet", "--message", branch)

    git("init", "--quiet", "--initial-branch", "first")
    commit("first", "a")
    git("checkout", "--quiet", "--orphan", "second")
    git("rm", "--quiet", "-r", "-f", "content")
    commit("second", "b/deep")
    preview = start()
    assert "second 99" in preview.get("/").text
    git("checkout", "--quiet", "first")
    assert preview.shows("/", "first 99")
    assert preview.shows("/second-0/", "Nothing here")
    pages = sorted(path.parent.name for path in (root / "output").glob("*/index.html"))
    assert pages == sorted(["one", *(f"first-{number}" for number in range(100))])


def test_a_folder_that_is_swapped_for_another(preview: Preview) -> None:
    other = preview.root / "other"
    other.mkdir()
    (other / "two.html").write_text("<h1>Two</h1>")
    shutil.rmtree(preview.root / "content")
    other.rename(preview.root / "content")
    assert preview.shows("/two/", "Two")
    assert preview.get("/one/").status_code == 404
    preview.write("content/two.html", "<h1>Three</h1>")
    assert preview.shows("/two/", "Three")


def test_a_folder_that_comes_later(preview: Preview) -> None:
    preview.write("themes/style.css", "h1 { color: red }").said("changed: themes")
    preview.write("themes/style.css", "h1 { color: green }").said("changed: themes/style.css")
    assert "stylesheet" in preview.get("/one/").text
    shutil.rmtree(preview.root / "content")
    assert preview.shows("/one/", "Nothing here")
    preview.write("content/again/one.html", "<h1>Again</h1>")
    assert preview.shows("/one/", "Again")


def test_a_folder_moved_within_the_content(preview: Preview) -> None:
    preview.write("content/a/deep/two.html", "<h1>Two</h1>")
    assert preview.shows("/two/", "Two")
    (preview.root / "content/a").rename(preview.root / "content/b")
    preview.said("changed: content/a, content/b")
    preview.write("content/b/deep/two.html", "<h1>Three</h1>")
    assert preview.shows("/two/", "Three")


def test_settings_are_watched_and_their_neighbours_are_not(preview: Preview) -> None:
    preview.write("notes.txt", "not a part of the site").write(".venv/lib/python/site.py", "pass")
    time.sleep(0.3)
    preview.write("site.yaml", "title: A").said("changed: site.yaml")
    assert rebuilds(preview) == ["changed: site.yaml; nothing to render"]


def test_a_save_during_a_build_is_built_next(preview: Preview) -> None:
    preview.write("content/slow.html", "SLOW")
    time.sleep(0.2)
    preview.write("content/one.html", "<h1>Two</h1>")
    assert preview.shows("/one/", "Two")
    assert rebuilds(preview, 2) == [
        "changed: content/slow.html; rendered 2",
        "changed: content/one.html; rendered 2",
    ]


def test_a_mistake_is_told_and_the_last_good_site_stays(preview: Preview) -> None:
    preview.write("content/one.html", "<h1>Two</h1>\nMISTAKE here")
    assert preview.said("the last good site") == "1 error; the last good site goes on being served"
    assert preview.lines[-5:-1] == [
        "content/one.html:2:1: error: there is a mistake [unknown-key]",
        "  2 | MISTAKE here",
        "    | ^^^^^^^",
        "  take it out",
    ]
    assert "<h1>One</h1>" in preview.get("/one/").text
    preview.write("content/one.html", "<h1>Three</h1>")
    assert preview.shows("/one/", "Three")


@pytest.fixture
def broken(root: Path, start: Start) -> Preview:
    (root / "content/one.html").write_text("MISTAKE <script>")
    return start()


def test_a_first_build_that_fails(broken: Preview) -> None:
    answer = broken.get("/one/")
    assert answer.status_code == 500
    assert (
        "content/one.html:1:1: error: there is a mistake [unknown-key]\n  1 | MISTAKE &lt;script&gt;"
        in answer.text
    )
    broken.write("content/one.html", "<h1>One</h1>")
    assert broken.shows("/one/", "<h1>One</h1>")
