"""The sample digest, built once for all tests of a process, and served as a host would serve it."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.build.options import BuildOptions
from generator.build.pipeline import build
from tests.whole.host import Host

REPOSITORY = Path(__file__).parents[2]
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
"""When the sample is built: after its last event, and before its scheduled one."""


def copy_sample(folder: Path) -> Path:
    """Copy the sample digest's sources, and return its root."""
    root = folder / "sample"
    shutil.copytree(REPOSITORY / "content", root / "content")
    shutil.copy(REPOSITORY / "site.yaml", root)
    return root


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the sample digest, built as strictly as can be, once for all processes."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    with (shared / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        root = shared / "sample"
        if not root.exists():
            build_sample(copy_sample(shared))
    return root / "public"


def build_sample(root: Path) -> None:
    """Build the sample digest, in which nothing may be worth a warning."""
    output = root / "public"
    report = build(
        BuildOptions(root=root, config=root / "site.yaml", output=output, now=NOW, jobs=1, strict=True)
    )
    assert report.problems == ()


@pytest.fixture(scope="session")
def host(sample: Path) -> Iterator[Host]:
    """The sample digest, served with the headers of its ``_headers`` file."""
    with Host(sample) as host:
        yield host
