from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.curator import Curator
from tests.desk.home import Home
from tests.desk.host import FeedHost
from tests.desk.model_host import ModelHost


@pytest.fixture
def curator(tmp_path: Path) -> Curator:
    return Curator(tmp_path / ".weekmark")


@pytest.fixture
def host() -> Iterator[FeedHost]:
    with FeedHost() as host:
        yield host


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    home = Home(tmp_path)
    return home.with_own_settings("private_hosts: [127.0.0.1]\ncontact: mailto:ann@example.org\n")


@pytest.fixture
def model() -> Iterator[ModelHost]:
    with ModelHost() as host:
        yield host
