"""Many processes at one store, in each of the databases that may hold it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from events.errors import StoreError
from events.store.filter import Filter
from events.store.store import Store, open_store

from .made import summit, talks
from .writers import WRITING, start_writing


def test_a_reader_sees_the_old_state_until_the_new_one_is_whole(store: Store, location: str) -> None:
    other = open_store(location)
    with store._database.write() as writer:
        writer.delete("documents", "id", ["talks"])
        assert other.documents().num_rows == 2
        assert store.documents().num_rows == 2
    assert other.documents().num_rows == 1


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


def test_two_processes_write_and_nothing_is_lost(empty: Store, location: str) -> None:
    writers = [start_writing(location, first) for first in (0, 1000)]
    try:
        written = []
        for writer in writers:
            assert writer.stdout is not None
            written += [line.split()[0] for line, _ in zip(writer.stdout, range(5), strict=False)]
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
    acknowledged = {f"report {number}" for number in written}
    assert len(acknowledged) == 10
    assert acknowledged <= set(empty.documents()["id"].to_pylist())


def kill_while_writing(store: Store, location: str, times: int) -> None:
    acknowledged: set[int] = set()
    lasts: float | None = None
    starter = subprocess.Popen(
        [sys.executable, str(WRITING), location], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert starter.stdin is not None
    assert starter.stdout is not None
    try:
        for _ in range(times):
            print(len(acknowledged), file=starter.stdin, flush=True)
            first = (
                1 if lasts else 2
            )  # lines: the first process may write once, so that it is known how long that takes
            told = [starter.stdout.readline().split() for _ in range(first)]
            while not any(words[0] == "started" for words in told):
                told.append(starter.stdout.readline().split())
            pid = next(int(words[1]) for words in told if words[0] == "started")
            time.sleep(random.uniform(0, 1.5 * (lasts or 0.1)))  # at any moment of the first writing or of the next
            os.kill(pid, signal.SIGKILL)
            while told[-1] != ["ended"]:
                told.append(starter.stdout.readline().split())
            written = {int(words[0]): float(words[1]) for words in told if words[0].isdigit()}
            acknowledged |= written.keys()
            lasts = max(written.values(), default=1.5 * (lasts or 0.1))

            listed = store.documents().to_pylist()
            present = {int(row["id"].removeprefix("report ")) for row in listed}
            assert len(listed) == len(present)
            assert acknowledged <= present
            assert len(present - acknowledged) <= 1
            acknowledged |= present
            assert {row["events"] for row in listed} <= {4}
            assert store.count(Filter(unmerged=True)) == 4 * len(listed)
    finally:
        starter.kill()
        starter.communicate()
    assert len(acknowledged) >= times / 10
    assert store.add(talks()) == "new"


def test_a_killed_writer_loses_and_doubles_nothing(empty: Store, location: str) -> None:
    kill_while_writing(empty, location, 10)


@pytest.mark.slow
def test_a_writer_killed_again_and_again_loses_and_doubles_nothing(empty: Store, location: str) -> None:
    kill_while_writing(empty, location, 200 if location.endswith(".duckdb") else 50)


def test_a_backup_brings_everything_back(store: Store, tmp_path: Path) -> None:
    backup = store.backup(tmp_path / "backup.duckdb")
    store.clear()
    store.restore(backup)
    assert store.document("summit") == summit()
    with pytest.raises(StoreError, match="exists already"):
        store.backup(backup)
