from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from events.store.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "store.duckdb")
    yield store
    store.close()
