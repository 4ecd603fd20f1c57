"""A cluster of Dask builds the same site, and a worker that dies costs its batches, not the build."""

import os
import signal
from collections.abc import Iterator

import pytest
from distributed import LocalCluster

from generator.build.cluster import connect
from generator.build.surroundings import Surroundings
from generator.errors import WeekmarkError
from tests.build.command import run, with_events
from tests.sites import SiteFolder


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as running:
        yield running


def test_a_cluster_builds_the_same_though_a_worker_dies(site: SiteFolder, cluster: LocalCluster) -> None:
    with_events(site, 200).build()
    alone = site.files()
    killed = []

    def kill_one(stage: str, done: int, _total: int) -> None:
        if stage == "Rendering" and done == 60 and not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    elsewhere = SiteFolder(site.root)
    elsewhere.output = site.root / "elsewhere"
    with connect(cluster.scheduler_address) as workers:
        elsewhere.build(
            Surroundings(executor=workers, progress=kill_one), output=elsewhere.output, jobs=workers.workers
        )

    assert len(killed) == 1
    assert elsewhere.files() == alone


def test_the_command_takes_its_address(site: SiteFolder, cluster: LocalCluster) -> None:
    with_events(site, 200)

    done = run(site, "--executor", f"dask:{cluster.scheduler_address}")

    assert (done.returncode, "from 201 events" in done.stdout) == (0, True)


def test_who_does_not_answer_is_told(site: SiteFolder) -> None:
    with pytest.raises(WeekmarkError) as failure, connect("tcp://127.0.0.1:9", patience=1):
        site.build()

    assert failure.value.message == "no scheduler of Dask answers at tcp://127.0.0.1:9"
