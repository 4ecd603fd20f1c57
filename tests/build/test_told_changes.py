"""Builds that share a memory and are told which files have changed, where being told is not enough."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build.memory import BuildMemory
from generator.build.pipeline import build
from generator.build.surroundings import Surroundings
from generator.errors import ContentError
from generator.model import BuildReport
from tests.sites import SiteFolder


@pytest.fixture
def two(site: SiteFolder) -> SiteFolder:
    """A site with two events, one of them a draft."""
    return site.with_event("other", title="Another event", draft=True)


@pytest.fixture
def memory(two: SiteFolder) -> Iterator[BuildMemory]:
    """The memory of a preview."""
    memory = BuildMemory(two.options(preview=True), lasting=True)
    yield memory
    memory.close()


def rebuild(site: SiteFolder, memory: BuildMemory, *changed: str, drafts: bool = True) -> BuildReport:
    paths = frozenset(site.root / path for path in changed)
    return build(site.options(preview=True, drafts=drafts), memory, Surroundings(changed=paths))


def is_clean(site: SiteFolder, folder: Path) -> bool:
    """Say whether the output is that of a build of a copy of the site."""
    copy = SiteFolder(folder / "copy")
    shutil.copytree(site.root / "content", copy.root / "content", dirs_exist_ok=True)
    shutil.copy(site.root / "site.yaml", copy.root)
    copy.build(preview=True, drafts=True)
    return site.files() == copy.files()


def test_only_what_was_told_is_looked_at(two: SiteFolder, memory: BuildMemory) -> None:
    rebuild(two, memory)
    two.with_event("memo", title="Told").with_event("other", title="Not told", draft=True)

    rebuild(two, memory, "content/events/memo.md")

    assert "Told" in two.page("/events/memo/")
    assert "Another event" in two.page("/events/other/")


def test_nothing_is_kept_for_other_options(two: SiteFolder, memory: BuildMemory) -> None:
    rebuild(two, memory)
    two.with_settings(title="Another Week")

    rebuild(two, memory, drafts=False)

    assert "Another Week" in two.page("/")
    assert not (two.output / "events/other/index.html").exists()


def test_a_failed_build_is_not_what_the_next_one_goes_on_from(
    two: SiteFolder, memory: BuildMemory, tmp_path: Path
) -> None:
    rebuild(two, memory)
    two.with_event("memo", title="Edited").with_event("other", importence=3)
    with pytest.raises(ContentError):
        rebuild(two, memory, "content/events/memo.md", "content/events/other.md")
    two.with_event("other", title="Mended", draft=True)

    rebuild(two, memory, "content/events/memo.md", "content/events/other.md")

    assert is_clean(two, tmp_path)


def test_events_that_the_cache_has_moved_are_found(
    two: SiteFolder, memory: BuildMemory, tmp_path: Path
) -> None:
    rebuild(two, memory)
    packs = set((two.root / ".weekmark/preview").glob("*.pack"))
    for number in range(9):
        two.with_event("memo", f"Text {number}. " * 25_000)
        rebuild(two, memory, "content/events/memo.md")
    memory.save()
    assert packs.isdisjoint((two.root / ".weekmark/preview").glob("*.pack"))
    two.with_event("other", title="Edited", draft=True)

    report = rebuild(two, memory, "content/events/other.md")

    assert report.notices == ()
    assert is_clean(two, tmp_path)


def test_a_lost_cache_is_made_anew(two: SiteFolder, memory: BuildMemory, tmp_path: Path) -> None:
    rebuild(two, memory)
    shutil.rmtree(two.root / ".weekmark")
    two.with_event("other", title="Edited", draft=True)

    rebuild(two, memory, "content/events/other.md")

    assert is_clean(two, tmp_path)
