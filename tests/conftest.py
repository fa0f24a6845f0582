from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from . import postgres

settings.register_profile("dateline", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dateline")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: started last, it would keep one processor waiting for the other."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server's database."""
    if os.environ.get(postgres.VARIABLE) == "none":
        pytest.skip(f"{postgres.VARIABLE}=none")
    with postgres.running_server() as address:
        yield address


@pytest.fixture
def postgres_address(postgres_server: str) -> Iterator[str]:
    """The address of an empty store in PostgreSQL."""
    with postgres.empty_schema(postgres_server) as address:
        yield address


@pytest.fixture(params=["duckdb", "postgres"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store may be, in each of the databases that may hold one."""
    if request.param == "duckdb":
        return str(tmp_path / "store.duckdb")
    address: str = request.getfixturevalue("postgres_address")
    return address
