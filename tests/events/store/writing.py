"""Processes that add reports one by one, and tell each with the seconds that it took, for the tests to kill.

``python writing.py STORE FIRST`` is one. ``python writing.py STORE`` has everything loaded and, for each number that it
reads, starts one that begins with it, and tells its process id: that takes milliseconds where a fresh one takes a second.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from pathlib import Path
from typing import Any

TOLD_BY = 5
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2]))


def load_made() -> Any:
    spec = importlib.util.spec_from_file_location("made", HERE / "made.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["made"] = made
    spec.loader.exec_module(made)
    return made


def add_reports(path: str, first: int, made: Any) -> None:
    from events.store.store import open_store

    store = open_store(path)
    for number in range(first, 1_000_000):
        began = time.monotonic()
        # as in the news, a few reports tell the same events, and most tell others
        store.add(made.at_another_time(made.summit(f"report {number}"), number // TOLD_BY * 30))
        print(number, time.monotonic() - began, flush=True)


def start_many(path: str, made: Any) -> None:
    import pyarrow.compute
    import pyarrow.parquet  # noqa: F401

    from events.store.duckdb_file import _compile
    from events.store.filter import EVERYTHING
    from events.store.queries import count_events
    from events.store.rows import pack_report

    _compile(count_events(EVERYTHING))
    pack_report(made.summit())
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            add_reports(path, int(line), made)
        print("started", child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


def main(path: str, first: str | None = None) -> None:
    from events.store import membership

    made = load_made()
    membership.load_table = made.Table
    if first is None:
        start_many(path, made)
    else:
        add_reports(path, int(first), made)


if __name__ == "__main__":
    main(*sys.argv[1:])
