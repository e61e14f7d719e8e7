"""What every test gets: a cache folder of its own, so that nothing of a test lies in that of the person."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("BRIEFKIT_CACHE", str(folder))
    return folder / "recognised"
