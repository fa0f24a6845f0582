"""A process that adds reports one by one, for the tests to kill: ``python writing.py STORE FIRST``."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2]))


def load_made():
    spec = importlib.util.spec_from_file_location("made", HERE / "made.py")
    made = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    sys.modules["made"] = made
    spec.loader.exec_module(made)  # type: ignore[union-attr]
    return made


def main(path: str, first: str) -> None:
    from events.store import membership
    from events.store.store import open_store

    made = load_made()
    membership.load_table = made.Table
    store = open_store(path)
    for number in range(int(first), 1_000_000):
        store.add(made.summit(f"report {number}"))
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
