"""Reading and rewriting chosen rows within a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from events.store.database import Writer, as_rows

T = TypeVar("T")
Row = dict[str, Any]


def pick(writer: Writer, name: str, column: str, values: Iterable[str], columns: Sequence[str] = ()) -> list[Row]:
    """Give the rows of a table whose column has one of these values: those columns of them, or all."""
    wanted = sorted(set(values))
    rows: list[Row] = writer.pick(name, column, wanted, columns).to_pylist() if wanted else []
    return rows


def rewrite(writer: Writer, name: str, column: str, values: Iterable[str], rows: Sequence[Row]) -> None:
    """Remove the rows whose column has one of these values, and put others in their place."""
    gone = sorted(set(values))
    if gone:
        writer.delete(name, column, gone)
    if rows:
        writer.insert(name, as_rows(name, rows))


def chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Give a sequence in pieces."""
    for begin in range(0, len(items), size):
        yield items[begin : begin + size]
