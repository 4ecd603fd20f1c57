"""However many workers there are, and of whatever kind: the same site."""

import os
import sys
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from generator.build import pool as crew
from generator.build.pool import ExecutorFactory, process_pool
from generator.build.surroundings import Surroundings
from generator.errors import ContentError, WeekmarkError
from tests.build.command import left_beside, run, with_events
from tests.sites import SiteFolder

BROKEN = '{% extends "base.html" %}{% block main %}{{ page.titel }}{% endblock %}'


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    """A site whose few events are work enough for many processes, in several batches."""
    monkeypatch.setattr(crew, "_POOL_FROM", 1)
    monkeypatch.setattr(crew, "_BATCH", 7)
    return with_events(SiteFolder(tmp_path / "site"), 24)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of that site as one process alone builds them."""
    site = with_events(SiteFolder(tmp_path_factory.mktemp("serial") / "site"), 24)
    site.build()
    return site.files()


@pytest.mark.parametrize("jobs", [2, 5])
def test_any_number_of_workers_builds_the_same(
    many: SiteFolder, expected: dict[str, bytes], jobs: int
) -> None:
    many.build(jobs=jobs)

    assert many.files() == expected


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_processes_started_in_any_way_build_the_same(
    many: SiteFolder, expected: dict[str, bytes], method: str
) -> None:
    many.build(Surroundings(executor=partial(process_pool, method=method)), jobs=2)

    assert many.files() == expected


def threads(workers: int) -> Executor:
    """Return an executor that has nothing to do with processes."""
    return ThreadPoolExecutor(workers)


def test_an_executor_of_another_kind_builds_the_same(many: SiteFolder, expected: dict[str, bytes]) -> None:
    many.build(Surroundings(executor=threads), jobs=3)

    assert many.files() == expected


@pytest.mark.parametrize("factory", [process_pool, threads])
def test_problems_are_the_same_and_none_is_lost(many: SiteFolder, factory: ExecutorFactory) -> None:
    for number in range(0, 24, 5):
        many.with_event(f"bad-{number}", importence=number)
    alone = many.errors()

    (many.root / ".weekmark/documents").unlink(missing_ok=True)
    with pytest.raises(ContentError) as together:
        many.build(Surroundings(executor=factory), jobs=3)

    assert alone.count("error: ") == 5
    assert many.explain(together.value.problems) == alone
    assert left_beside(many) == set()


def test_a_mistake_in_a_template_is_told_once_by_all_workers(many: SiteFolder) -> None:
    many.with_file("themes/default/templates/event.html", BROKEN)

    assert many.errors(jobs=2) == many.errors(jobs=1)
    assert not many.output.exists()
    assert left_beside(many) == set()


def die() -> None:
    """End a worker without a word, as the kernel does with one that takes too much memory."""
    os._exit(9)


def test_a_worker_that_dies_ends_the_build_with_one_message(many: SiteFolder) -> None:
    def frail(workers: int) -> Executor:
        return ProcessPoolExecutor(workers, initializer=die)

    many.build()
    before = many.files()

    with pytest.raises(WeekmarkError) as failure:
        with_events(many, 24, "second").build(Surroundings(executor=frail), jobs=2)

    assert failure.value.message == "a worker process ended without a word"
    assert failure.value.remedy == "the system may have run out of memory; try again with --jobs 1"
    assert many.files() == before
    assert left_beside(many) == set()


def test_the_command_tells_of_a_worker_that_dies(site: SiteFolder) -> None:
    with_events(site, 160)
    # Python runs a module of this name before anything else; it makes every worker die as it gets work.
    site.with_file("sabotage/sitecustomize.py", SABOTAGE)
    path = os.pathsep.join([str(site.root / "sabotage"), *sys.path])

    ended = run(site, "--jobs", "2", env={**os.environ, "PYTHONPATH": path})

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == (
        "error: a worker process ended without a word\n"
        "  the system may have run out of memory; try again with --jobs 1\n"
    )
    assert left_beside(site) == {"sabotage"}
    assert not site.output.exists()


SABOTAGE = """
import multiprocessing.util, os
multiprocessing.util.register_after_fork(os, lambda _: os._exit(9))
"""
