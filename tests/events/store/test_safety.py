from __future__ import annotations

import random
import resource
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from events.errors import StoreBusyError, StoreDamagedError, StoreError, StoreVersionError
from events.store import duckdb_file, lock
from events.store.filter import Filter
from events.store.schema import SCHEMA_VERSION
from events.store.store import Store, open_store

from .made import summit
from .writers import start_writing


@pytest.fixture
def location(tmp_path: Path) -> str:
    return str(tmp_path / "store.duckdb")


def left_behind(store: Store) -> list[str]:
    return sorted(
        p.name for p in store.path.parent.iterdir() if p.name not in {store.path.name, f"{store.path.name}.lock"}
    )


def test_an_error_in_the_middle_leaves_the_old_state(store: Store) -> None:
    def fail() -> None:
        with store._database.write() as writer:
            writer.empty()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.documents().num_rows == 2
    assert left_behind(store) == []


def test_a_full_disk_is_told_and_leaves_the_old_state(store: Store) -> None:
    before = store.path.read_bytes()

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

    _, told = start_writing(str(store.path), preexec_fn=limit).communicate()
    assert "StoreError" in told
    assert "What it held is unchanged" in told
    assert store.path.read_bytes() == before
    assert left_behind(store) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"store\.duckdb cannot be (written|reached): Not a directory"):
        open_store(tmp_path / "file" / "store.duckdb").add(summit())


def damage_head(path: Path) -> None:
    path.write_bytes(b"no database at all" * 1000)


def damage_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def make_foreign(path: Path) -> None:
    path.unlink()
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE birds (name VARCHAR)")


@pytest.mark.parametrize("damage", [damage_head, damage_half, make_foreign])
def test_a_damaged_store_is_told_and_not_overwritten(store: Store, damage: Callable[[Path], None]) -> None:
    store.close()
    damage(store.path)
    broken = store.path.read_bytes()
    again = open_store(store.path)
    with pytest.raises(StoreDamagedError, match="damaged or no store of Dateline's"):
        again.counts()
    with pytest.raises(StoreDamagedError):
        again.add(summit("more"))
    assert store.path.read_bytes() == broken


def set_version(store: Store, version: int) -> None:
    store.close()
    with duckdb.connect(str(store.path)) as connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(version)])


def test_a_newer_store_is_refused_with_a_sentence(store: Store) -> None:
    set_version(store, SCHEMA_VERSION + 1)
    with pytest.raises(StoreVersionError, match="made by a newer release of Dateline"):
        open_store(store.path).counts()
    with pytest.raises(StoreVersionError):
        open_store(store.path).add(summit("more"))


def test_an_older_store_is_upgraded_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from events.store import migrations

    upgraded: list[int] = []
    monkeypatch.setattr(migrations, "MIGRATIONS", {SCHEMA_VERSION - 1: lambda writer: upgraded.append(1)})
    set_version(store, SCHEMA_VERSION - 1)
    again = open_store(store.path)
    assert again.counts().total == 6
    assert open_store(store.path).counts().total == 6
    assert upgraded == [1]


def test_who_waits_too_long_for_another_writer_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    with lock.hold(store.path), pytest.raises(StoreBusyError, match="Another process is writing"):
        store.add(summit("more"))


def test_a_backup_that_is_damaged_or_missing_replaces_nothing(store: Store, tmp_path: Path) -> None:
    bad = tmp_path / "bad.duckdb"
    shutil.copy(store.path, bad)
    damage_half(bad)
    for source in (bad, tmp_path / "missing.duckdb"):
        with pytest.raises(StoreError):
            store.restore(source)
    assert store.counts().total == 6


def test_nothing_of_other_files_can_be_asked_through_the_store(store: Store, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    cursor = store._database._connection().cursor()
    with pytest.raises(duckdb.PermissionException):
        cursor.execute(f"SELECT * FROM read_csv('{secret}')")


def test_files_are_copied_whole_where_blocks_cannot_be_shared(tmp_path: Path) -> None:
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(random.randbytes(3_000_000))
    duckdb_file._copy_file(source, target)
    assert target.read_bytes() == source.read_bytes()


def test_a_store_of_the_first_release_keeps_its_reports(store: Store) -> None:
    set_version(store, 1)
    with duckdb.connect(str(store.path)) as connection:
        connection.execute("ALTER TABLE documents DROP COLUMN origin")
        connection.execute("ALTER TABLE documents DROP COLUMN copy_of")
        connection.execute("ALTER TABLE events DROP COLUMN extras")
        connection.execute("DROP TABLE sketches")
    again = open_store(store.path)
    assert again.document("summit") == summit()
    assert again.add(summit("more")) == "new"
    assert again.counts(Filter(unmerged=True)).total == 10
