"""Reports read by several processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from events.engines.engine import Fault, Outcome, Plain, Read, read_one
from events.model import Document

WORTH_IT = 128
"""Reports from which on the start of further processes (some seconds) pays."""
HANDED = 16
"""Reports that are handed over at once at most: a process that waits for each one waits half of the time."""

_read: Read


class Processes:
    """Reads many reports at once. The first few are read in this process, so that a small run need not wait.

    Parameters
    ----------
    read
        Reads a report. It must be picklable.
    workers
        How many processes; by default as many as there are processors that this process may use.
    worth_it
        Reports that are read in this process before others start.
    """

    ahead = 2

    def __init__(self, read: Read, workers: int | None = None, *, worth_it: int = WORTH_IT) -> None:
        self._plain, self._source = Plain(read), read
        self._workers = workers or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else [0])
        self._left = worth_it
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, documents: Sequence[Document]) -> Iterator[Outcome]:
        """Hand reports over; give what is read in them, in their order."""
        self._left -= len(documents)
        if self._workers < 2 or (self._pool is None and self._left > 0):
            return self._plain.submit(documents)
        pool = self._pool = self._pool or self._start(self._workers)
        size = max(1, min(HANDED, len(documents) // (4 * self._workers)))
        parts = [documents[at : at + size] for at in range(0, len(documents), size)]
        return self._gather([(part, pool.submit(_work, part)) for part in parts])

    def _start(self, workers: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")  # a fork would inherit the locks of the store's threads
        return ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(self._source,))

    def _gather(self, handed: Sequence[tuple[Sequence[Document], Future[list[Outcome]]]]) -> Iterator[Outcome]:
        for part, future in handed:
            try:
                yield from future.result()
            except BrokenProcessPool:
                self._pool = None
                yield from map(self._read_alone, part)

    def _read_alone(self, document: Document) -> Outcome:
        """Read a report in a process of its own, after one died: it may have been another report's fault."""
        with self._start(1) as pool:
            try:
                return pool.submit(_work, [document]).result()[0]
            except BrokenProcessPool:
                return Fault("the process that read it died, twice; is there memory enough?")

    def close(self) -> None:
        """Stop the processes; what was not begun is dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def _begin(read: Read) -> None:
    global _read
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that writes
    _read = read


def _work(documents: Sequence[Document]) -> list[Outcome]:
    return [read_one(_read, document) for document in documents]
