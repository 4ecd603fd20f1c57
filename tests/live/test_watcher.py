"""Files change, and the watcher tells which, and whether that is all."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from generator.live.changed import ANYTHING, NOTHING, Changed
from generator.live.watcher import Watcher
from tests.live.preview import PATIENCE

Act = Callable[[Watcher], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("a")
    (tmp_path / "site.yaml").write_text("title: A")
    return tmp_path


def told(root: Path, *acts: Act) -> list[Changed]:
    """Return what is told after each act, as soon as there is something to tell."""

    async def story() -> list[Changed]:
        watcher = Watcher([root / "content", root / "site.yaml"], print)
        await watcher.start()
        changes = watcher.changes()
        heard = []
        for act in acts:
            act(watcher)
            following: Awaitable[Changed] = anext(changes)
            heard.append(await asyncio.wait_for(following, PATIENCE))
        await watcher.stop()
        return heard

    return asyncio.run(story())


def test_an_edit_is_all_there_is(folder: Path) -> None:
    first, second = folder / "content/a.md", folder / "site.yaml"
    assert told(folder, lambda _: first.write_text("b"), lambda _: second.write_text("title: B")) == [
        Changed(frozenset({first})),
        Changed(frozenset({second})),
    ]


def test_who_is_woken_knows_nothing(folder: Path) -> None:
    path = folder / "content/a.md"
    assert told(
        folder,
        lambda watcher: watcher.wake(),
        lambda watcher: watcher.wake(frozenset({path})),
        lambda _: path.write_text("b"),
    ) == [ANYTHING, Changed(frozenset({path}), is_all=False), Changed(frozenset({path}))]


def test_behind_a_link_paths_are_told_with_their_folder_resolved(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder)
    path = folder / "content/a.md"
    assert told(link, lambda _: path.write_text("b")) == [Changed(frozenset({path}))]


def test_after_a_folder_was_replaced_anything_may_have_changed(folder: Path) -> None:
    def replace(_: Watcher) -> None:
        (folder / "content").rename(folder / "old")
        (folder / "content").mkdir()
        (folder / "content/a.md").write_text("b")

    assert [change.is_all for change in told(folder, replace)] == [False]


def test_of_very_many_files_some_may_have_been_missed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.live.watcher._MOST", 0)
    path = folder / "content/a.md"
    assert told(folder, lambda _: path.write_text("b")) == [Changed(frozenset({path}), is_all=False)]


def test_polling_may_miss_a_change(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    path = folder / "content/a.md"
    assert told(folder, lambda _: os.utime(path, (2e9, 2e9))) == [Changed(frozenset({path}), is_all=False)]


def test_what_has_changed_adds_up() -> None:
    one, two = Changed(frozenset({Path("/one")})), Changed(frozenset({Path("/two")}))
    assert one | two == Changed(frozenset({Path("/one"), Path("/two")}))
    assert one | NOTHING == one
    assert one | ANYTHING | two == Changed(frozenset({Path("/one"), Path("/two")}), is_all=False)
