"""Every room of the tests is gone through when all tests are run."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]


def test_no_folder_with_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    folders = {part for path in TESTS.rglob("test_*.py") for part in path.relative_to(TESTS).parts[:-1]}
    patterns = pytestconfig.getini("norecursedirs")

    assert len(folders) > 10
    assert [name for name in folders if any(fnmatch(name, pattern) for pattern in patterns)] == []
