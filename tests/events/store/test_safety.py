from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from events.errors import StoreBusyError, StoreDamagedError, StoreError, StoreVersionError
from events.store import duckdb_file, lock
from events.store.schema import SCHEMA_VERSION
from events.store.store import Store, open_store

from .made import summit, talks

WRITING = Path(__file__).with_name("writing.py")


def start_writing(store: Store, first: int = 0, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WRITING), str(store.path), str(first)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]
    )


def left_behind(store: Store) -> list[str]:
    return sorted(
        p.name for p in store.path.parent.iterdir() if p.name not in {store.path.name, f"{store.path.name}.lock"}
    )


def test_a_reader_sees_the_old_state_until_the_new_one_is_whole(store: Store) -> None:
    other = open_store(store.path)
    with store._database.write() as writer:
        writer.delete("documents", "id", ["talks"])
        assert other.documents().num_rows == 2
        assert store.documents().num_rows == 2
    assert other.documents().num_rows == 1


def test_an_error_in_the_middle_leaves_the_old_state(store: Store) -> None:
    def fail() -> None:
        with store._database.write() as writer:
            writer.empty()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.documents().num_rows == 2
    assert left_behind(store) == []


def test_many_threads_ask_while_one_writes(store: Store) -> None:
    failures: list[Exception] = []

    def ask() -> None:
        try:
            for _ in range(20):
                assert store.events().num_rows % 2 == 0
                assert store.document("summit") == summit()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(5):
        store.add(summit(f"more {number}"))
    for thread in threads:
        thread.join()
    assert failures == []
    assert store.documents().num_rows == 7


def test_two_processes_write_and_nothing_is_lost(empty: Store) -> None:
    writers = [start_writing(empty, first) for first in (0, 1000)]
    try:
        written = []
        for writer in writers:
            assert writer.stdout is not None
            written += [line.strip() for line, _ in zip(writer.stdout, range(5), strict=False)]
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
    acknowledged = {f"report {number}" for number in written}
    assert len(acknowledged) == 10
    assert acknowledged <= set(empty.documents()["id"].to_pylist())


def kill_while_writing(store: Store, times: int) -> None:
    acknowledged: set[int] = set()
    starter = subprocess.Popen(
        [sys.executable, str(WRITING), str(store.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert starter.stdin is not None
    assert starter.stdout is not None
    try:
        for _ in range(times):
            print(len(acknowledged), file=starter.stdin, flush=True)
            told = [starter.stdout.readline().split() for _ in range(2)]
            pid = next(int(words[1]) for words in told if words[0] == "started")
            time.sleep(random.uniform(0, 0.3))
            os.kill(pid, signal.SIGKILL)
            while told[-1] != ["ended"]:
                told.append(starter.stdout.readline().split())
            acknowledged |= {int(words[0]) for words in told if words[0].isdigit()}

            listed = store.documents().to_pylist()
            present = {int(row["id"].removeprefix("report ")) for row in listed}
            assert len(listed) == len(present)
            assert acknowledged <= present
            assert len(present - acknowledged) <= 1
            acknowledged |= present
            assert {row["events"] for row in listed} <= {4}
            assert store.counts().total == 4 * len(listed)
    finally:
        starter.kill()
        starter.communicate()
    assert len(acknowledged) >= times
    store.add(talks())
    assert left_behind(store) == []


def test_a_killed_writer_loses_and_doubles_nothing(empty: Store) -> None:
    kill_while_writing(empty, 10)


@pytest.mark.slow
def test_a_writer_killed_200_times_loses_and_doubles_nothing(empty: Store) -> None:
    kill_while_writing(empty, 200)


def test_a_full_disk_is_told_and_leaves_the_old_state(store: Store) -> None:
    before = store.path.read_bytes()

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

    _, told = start_writing(store, preexec_fn=limit).communicate()
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


def test_a_backup_brings_everything_back(store: Store, tmp_path: Path) -> None:
    backup = store.backup(tmp_path / "backup.duckdb")
    store.clear()
    store.restore(backup)
    assert store.document("summit") == summit()
    with pytest.raises(StoreError, match="exists already"):
        store.backup(backup)


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
    assert again.counts().total == 10
