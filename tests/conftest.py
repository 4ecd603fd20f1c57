"""Fixtures that every test may use: small sites, and a real browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.sites import SiteFolder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """A site with settings and one event, to be changed by the test."""
    return SiteFolder(tmp_path / "site").with_settings().with_event("memo")


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A headless Chromium; it ends with the module, as its event loop would be in the way of others."""
    from playwright.sync_api import sync_playwright

    executable = shutil.which("chromium") or shutil.which("google-chrome")
    assert executable, "tests need a browser: run tests/install-tools"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(CHROMIUM_FLAGS))
        yield chromium
        chromium.close()
