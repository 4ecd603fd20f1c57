from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.curator import Curator
from tests.desk.host import FeedHost


@pytest.fixture
def curator(tmp_path: Path) -> Curator:
    return Curator(tmp_path / ".weekmark")


@pytest.fixture
def host() -> Iterator[FeedHost]:
    with FeedHost() as host:
        yield host
