"""What `events.ingest` asks of an engine, and the plain one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from events.errors import DatelineError
from events.model import Document
from events.report import Report

Read = Callable[[Document], Report]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of ours, or of a machine, that kept a report from being read."""

    reason: str


Outcome = Report | DatelineError | Fault


class Engine(Protocol):
    """Reads reports, many at once if it can."""

    ahead: int
    """Chunks of reports that are handed over before the first must be ready."""

    def submit(self, documents: Sequence[Document]) -> Iterator[Outcome]:
        """Take reports; give what was read in them, in their order, as it gets ready."""

    def close(self) -> None:
        """Stop what runs."""


def read_one(read: Read, document: Document) -> Outcome:
    """Read a report; a fault in it must not cost the others."""
    try:
        return read(document)
    except DatelineError as error:
        return error
    except Exception as error:
        return Fault(f"{type(error).__name__}: {error}"[:200])


class Plain:
    """Reads one report after the other, in this process.

    Parameters
    ----------
    read
        Reads a report.
    """

    ahead = 0

    def __init__(self, read: Read) -> None:
        self._read = read

    def submit(self, documents: Sequence[Document]) -> Iterator[Outcome]:
        """Give what is read in each."""
        return (read_one(self._read, document) for document in documents)

    def close(self) -> None:
        """Nothing runs."""
