"""One writer at a time, across processes: a lock that the system lets go when its holder dies."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from events.errors import StoreBusyError

PATIENCE = 60.0
"""Seconds to wait for another writer. A writer holds the lock for one transaction only."""


def lock_file(path: Path) -> Path:
    """Give the file whose lock the writers of a store hold."""
    return path.with_name(path.name + ".lock")


@contextlib.contextmanager
def hold(path: Path, *, patience: float | None = None) -> Iterator[None]:
    """Hold the writers' lock of a store while the block runs.

    Raises
    ------
    StoreBusyError
        If another process holds it for longer than ``patience`` seconds.
    """
    deadline = time.monotonic() + (PATIENCE if patience is None else patience)
    descriptor = os.open(lock_file(path), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        while not _try_to_lock(descriptor):
            if time.monotonic() > deadline:
                raise StoreBusyError(
                    f"Another process is writing to the store {path}, and has been for a while. Nothing was changed; "
                    "try again when it has finished."
                )
            time.sleep(0.02)
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":

    def _try_to_lock(descriptor: int) -> bool:
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _try_to_lock(descriptor: int) -> bool:
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
