"""What the store asks of a database: answers to Ibis expressions, and changes in one transaction."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from events.store.schema import TABLES, arrow_schema

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis.expr.types import Table

EMPTY = "none"
"""The generation of a database that nothing was written to yet."""


SELECTED = "selected"


class Writer(Protocol):
    """What may be done to the tables within one transaction."""

    def run(self, expression: Table) -> pa.Table:
        """Answer a question from within the transaction."""

    def pick(self, table: str, column: str, values: Sequence[str], columns: Sequence[str] = ()) -> pa.Table:
        """Give the rows of a table whose column has one of these values: those columns of them, or all."""

    def insert(self, table: str, rows: pa.Table) -> None:
        """Add rows with all columns of a table."""

    def delete(self, table: str, column: str, values: Sequence[str]) -> None:
        """Remove the rows whose column has one of these values."""

    def add_missing_columns(self) -> None:
        """Add the columns that an older release did not know, empty."""

    def empty(self) -> None:
        """Remove all rows of all tables, but what is known of the store itself."""


class Database(Protocol):
    """Where the tables live. It may be used by many threads, and by many processes at once."""

    @property
    def name(self) -> str:
        """What messages call it: a file's path, or an address without its password."""

    @property
    def generation(self) -> str:
        """A short text that changes whenever something was written, by whichever process; `EMPTY` before that."""

    @property
    def seen(self) -> str:
        """The generation, as it was a moment ago where asking for it takes time."""

    def run(self, expression: Table, *, selected: Table | None = None) -> pa.Table:
        """Answer a question; ``selected`` is what it calls the table `SELECTED`, and is found once."""

    def pick(self, table: str, column: str, values: Sequence[str], columns: Sequence[str] = ()) -> pa.Table:
        """Give the rows of a table whose column has one of these values: those columns of them, or all."""

    def write(self, *, fresh: bool = False) -> AbstractContextManager[Writer]:
        """Change the store in one transaction: all of it is seen at once, or, after any error, nothing."""

    def size(self) -> int:
        """How many bytes it takes."""

    def copy_to(self, target: Path) -> Path:
        """Write a backup: a DuckDB file with all tables, which must not exist yet."""

    def replace_with(self, source: Path) -> None:
        """Put a backup in place of all that is there."""

    def close(self) -> None:
        """Let go of files and connections."""


@functools.lru_cache(maxsize=256)
def translate(question: Any, dialect: str) -> str:
    """Translate an Ibis node; the same questions are asked again and again, and nodes are equal by what they say."""
    import ibis

    return str(ibis.to_sql(question.to_expr(), dialect=dialect, pretty=False))


def write_question(expression: Table, selected: Table | None, dialect: str) -> str:
    """Write a question, and before it what it calls the table `SELECTED`."""
    question = translate(expression.op(), dialect)
    if selected is None:
        return question
    before = translate(selected.op(), dialect)
    return f'WITH "{SELECTED}" AS MATERIALIZED ({before}) SELECT * FROM ({question}) AS "answer"'  # noqa: S608


def write_pick(table: str, column: str, columns: Sequence[str], listed: str) -> str:
    """Write the question that `Writer.pick` asks, which needs no translation; ``listed`` selects the values."""
    wanted = ", ".join(f'"{name}"' for name in columns or TABLES[table])
    return f'SELECT {wanted} FROM "{table}" WHERE "{column}" IN ({listed})'  # noqa: S608


def as_rows(table: str, rows: Sequence[dict[str, object]]) -> pa.Table:
    """Give rows as an Arrow table with the columns of a table."""
    import pyarrow as pa

    return pa.Table.from_pylist(list(rows), schema=arrow_schema(table))
