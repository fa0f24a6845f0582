"""Reading and rewriting chosen rows within a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from events.store.database import Writer, as_rows
from events.store.schema import table

T = TypeVar("T")
Row = dict[str, Any]

MOST_AT_ONCE = 1_000
"""Values that one question names."""


def pick(writer: Writer, name: str, column: str, values: Iterable[str]) -> list[Row]:
    """Give the rows of a table whose column has one of these values."""
    wanted = table(name)
    return [
        row
        for some in chunks(sorted(set(values)), MOST_AT_ONCE)
        for row in writer.run(wanted.filter(wanted[column].isin(some))).to_pylist()
    ]


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
