"""What all tests share: they neither use nor fill the cache of who runs them."""

import os

import pytest


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let every command of this session, in this process or another, keep what it remembers apart."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
