from __future__ import annotations

from collections.abc import Iterator

import pytest

from events.store import membership
from events.store.store import Store, open_store

from .made import Table, summit, talks


@pytest.fixture(autouse=True)
def _small_actor_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(membership, "load_table", Table)


@pytest.fixture
def empty(location: str) -> Iterator[Store]:
    store = open_store(location)
    yield store
    store.close()


@pytest.fixture
def store(empty: Store) -> Store:
    empty.add_many([summit(), talks()])
    return empty
