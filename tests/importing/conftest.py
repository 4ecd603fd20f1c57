from pathlib import Path

import pytest

from tests.importing.old_site import OldFolder


@pytest.fixture
def old(tmp_path: Path) -> OldFolder:
    """An empty folder of another tool."""
    return OldFolder(tmp_path)
