"""A headless Chromium for the pages that examinees use; without one these tests are skipped."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")


def started(downloads: Path, *, storage: bool = True) -> "Chrome":
    """Start a browser with a profile of its own that saves files to `downloads`."""
    selenium = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("Chromium or chromedriver is not installed")
    options = selenium.ChromeOptions()
    options.binary_location = CHROMIUM
    options.add_argument("--headless=new")
    options.add_argument("--force-prefers-reduced-motion")
    if os.geteuid() == 0:  # Chromium's sandbox refuses to work for root, as in most containers
        options.add_argument("--no-sandbox")
    settings: dict[str, object] = {"download.default_directory": str(downloads)}
    if not storage:
        settings["profile.default_content_setting_values.cookies"] = 2
    options.add_experimental_option("prefs", settings)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chrome: Chrome = selenium.Chrome(options=options, service=selenium.ChromeService(DRIVER))
    return chrome


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that the browser saves files to."""
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="session")
def browser(downloads: Path) -> Iterator["Chrome"]:
    """Give one browser to all tests: each takes a sitting of its own, so they share nothing that is kept."""
    chrome = started(downloads)
    yield chrome
    chrome.quit()


@pytest.fixture
def forgetful(downloads: Path) -> Iterator["Chrome"]:
    """Give a browser that lets no page keep anything."""
    chrome = started(downloads, storage=False)
    yield chrome
    chrome.quit()
