from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from events.errors import StoreBusyError, StoreDamagedError, StoreError, StoreVersionError
from events.store import lock, postgres
from events.store.database import as_rows
from events.store.filter import Filter
from events.store.location import store_location
from events.store.postgres import PostgresDatabase
from events.store.schema import SCHEMA_VERSION
from events.store.store import Store, open_store

from .made import summit, talks


@pytest.fixture
def location(postgres_address: str) -> str:
    return postgres_address


@pytest.mark.parametrize(
    ("named", "kind"),
    [
        ("postgresql://reader@db.example/dateline", str),
        ("postgres://db.example/dateline", str),
        ("store.duckdb", Path),
        ("/data/postgresql.duckdb", Path),
        ("sqlite://x", Path),
        (Path("postgresql:/a"), Path),
    ],
)
def test_an_address_is_told_from_a_file(named: Any, kind: type) -> None:
    assert isinstance(store_location(named), kind)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (
            "postgresql://reader:s3cret@db.example:5433/dateline?sslmode=require",
            "postgresql://reader@db.example:5433/dateline",
        ),
        ("postgres://db.example/dateline", "postgresql://db.example/dateline"),
        ("postgresql://a:s3cret@db.example:99999999/x", "postgresql://…"),
    ],
)
def test_messages_never_show_a_password(address: str, shown: str) -> None:
    assert PostgresDatabase(address).name == shown


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    store = open_store("postgresql://reader:s3cret@127.0.0.1:1/dateline")
    with pytest.raises(StoreError, match="cannot be reached") as told:
        store.counts()
    assert "s3cret" not in str(told.value)
    assert "DATELINE_DB" in str(told.value)


def test_a_store_in_a_database_is_no_file(empty: Store) -> None:
    assert empty.size() == 0
    with pytest.raises(StoreError, match="is no file"):
        _ = empty.path


def test_asking_an_empty_database_makes_nothing(empty: Store) -> None:
    assert empty.counts(Filter(text="Kim")).total == 0
    assert empty.generation == "none"


def test_who_waits_too_long_for_another_writer_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    with store._database.write(), pytest.raises(StoreBusyError, match="Another process is writing"):
        store.add(summit("more"))
    assert store.counts().total == 6


def test_a_newer_store_is_refused_with_a_sentence(store: Store, location: str) -> None:
    with store._database.write() as writer:
        writer.delete("meta", "key", ["schema"])
        writer.insert("meta", as_rows("meta", [{"key": "schema", "value": str(SCHEMA_VERSION + 1)}]))
    with pytest.raises(StoreVersionError, match="made by a newer release of Dateline"):
        open_store(location).counts()


def ask(database: PostgresDatabase, sql: str) -> Any:
    def fetch(connection: Any) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0]

    return database._ask(fetch)


def test_a_connection_that_the_server_ended_is_replaced(store: Store, location: str) -> None:
    assert isinstance(store._database, PostgresDatabase)
    pid = ask(store._database, "SELECT pg_backend_pid()")
    other = PostgresDatabase(location)
    assert ask(other, f"SELECT pg_terminate_backend({pid}, 5000)")
    other.close()
    assert store.counts().total == 6
    assert ask(store._database, "SELECT pg_backend_pid()") != pid


def test_the_character_that_the_database_cannot_hold_is_replaced(empty: Store) -> None:
    with empty._database.write() as writer:
        writer.insert("places", as_rows("places", [{"id": "1", "name": "Pyong\0yang"}, {"id": "2", "name": "Wonsan"}]))
    assert {place["name"] for place in read_all(empty, "places")} == {"Pyong\ufffdyang", "Wonsan"}


def read_all(store: Store, name: str) -> list[dict[str, Any]]:
    from events.store.schema import table

    rows: list[dict[str, Any]] = store._database.run(table(name)).to_pylist()
    return rows


def test_a_store_moves_from_a_file_into_a_database_and_back(store: Store, tmp_path: Path) -> None:
    in_file = open_store(tmp_path / "store.duckdb")
    in_file.add_many([talks("one"), summit("two")])
    store.restore(in_file.path)
    assert set(store.documents()["id"].to_pylist()) == {"one", "two"}
    assert store.document("two") == summit("two")

    backup = store.backup(tmp_path / "backup.duckdb")
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == ["backup.duckdb"]
    again = open_store(backup)
    assert again.document("one") == talks("one")
    assert again.facets()["actors"].equals(store.facets()["actors"])


def test_a_damaged_backup_replaces_nothing(store: Store, tmp_path: Path) -> None:
    bad = tmp_path / "bad.duckdb"
    bad.write_bytes(b"no database at all" * 1000)
    with pytest.raises(StoreDamagedError):
        store.restore(bad)
    assert store.counts().total == 6


def test_tables_that_another_process_makes_meanwhile_are_asked_again(
    location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = postgres._pick

    def ask_just_before_another_writes(*question: Any) -> Any:
        monkeypatch.setattr(postgres, "_pick", asked)
        try:
            return asked(*question)
        finally:
            open_store(location).add(talks())

    monkeypatch.setattr(postgres, "_pick", ask_just_before_another_writes)
    assert open_store(location)._database.pick("documents", "id", ["talks"]).num_rows == 1
