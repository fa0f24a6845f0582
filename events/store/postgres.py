"""The store in a PostgreSQL database, for many people at once.

The tables and the questions are those of `duckdb_file`; a change is a transaction of the server. Writers wait for each
other at an advisory lock, readers for nobody. Answers and rows travel as Arrow columns (ADBC), never row by row.

All SQL of PostgreSQL's own stands here.
"""

from __future__ import annotations

import contextlib
import json
import re
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

import ibis

from events.errors import StoreBusyError, StoreError
from events.store import lock
from events.store.database import EMPTY, Database, write_pick, write_question
from events.store.schema import INDEXES, TABLES, arrow_schema, table

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis.expr.types import Table

T = TypeVar("T")

IDLE = 4
"""Connections that are kept open between questions."""
MOMENT = 1.0
"""Seconds for which the tables are taken to be those of this release, once looked at."""
ROWS = 100_000
"""How many rows a backup or its restoring holds at once."""
_LOCK = 0x446174656C696E65
"""The advisory lock that writers hold: ``Dateline`` in ASCII."""
_NAMES = {"string": "text", "int32": "integer", "float64": "double precision", "boolean": "boolean",
          "array<string>": "text[]", "timestamp('UTC')": "timestamptz"}  # fmt: skip
_NO_TABLE = "42P01"
_GONE = ("57P01", "57P02", "57P03", "08000", "08003", "08006", "no connection to the server", "server closed")


def _compile(expression: Table, selected: Table | None = None) -> str:
    return write_question(expression, selected, "postgres")


class PostgresWriter:
    """What may be done to the tables within one transaction."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def run(self, expression: Table) -> pa.Table:
        """Answer a question from within the transaction."""
        with self._connection.cursor() as cursor:
            cursor.execute(_compile(expression))
            return _as_table(cursor, _schema(expression))

    def pick(self, table: str, column: str, values: Sequence[str], columns: Sequence[str] = ()) -> pa.Table:
        """Give the rows of a table whose column has one of these values: those columns of them, or all."""
        return _pick(self._connection, table, column, values, columns)

    def insert(self, table: str, rows: pa.Table) -> None:
        """Add rows with all columns of a table. The character U+0000, which PostgreSQL cannot hold, becomes U+FFFD."""
        if not rows.num_rows:
            return
        wanted = arrow_schema(table)
        cleaned = _without_nul(rows.select(wanted.names).cast(wanted))
        with self._connection.cursor() as cursor:
            cursor.adbc_ingest(table, cleaned, mode="append")

    def delete(self, table: str, column: str, values: Sequence[str]) -> None:
        """Remove the rows whose column has one of these values."""
        if values:
            self._execute(f'DELETE FROM "{table}" WHERE "{column}" IN ({_LISTED})', _listed(values))  # noqa: S608

    def add_missing_columns(self) -> None:
        """Add the columns that an older release did not know, empty."""
        for name, columns in TABLES.items():
            for column, kind in columns.items():
                self._execute(f'ALTER TABLE "{name}" ADD COLUMN IF NOT EXISTS "{column}" {_NAMES[kind]}')

    def empty(self) -> None:
        """Remove all rows of all tables, but what is known of the store itself."""
        listed = ", ".join(f'"{name}"' for name in TABLES if name != "meta")
        self._execute(f"TRUNCATE {listed}")

    def _execute(self, sql: str, parameters: tuple[str, ...] | None = None) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(sql, parameters)


def _pick(connection: Any, table: str, column: str, values: Sequence[str], columns: Sequence[str]) -> pa.Table:
    import pyarrow as pa

    schema = arrow_schema(table)
    with connection.cursor() as cursor:
        cursor.execute(write_pick(table, column, columns, _LISTED), _listed(values))
        return _as_table(cursor, pa.schema([schema.field(name) for name in columns]) if columns else schema)


_LISTED = "SELECT jsonb_array_elements_text($1::text::jsonb)"


def _listed(values: Sequence[str]) -> tuple[str]:
    return (json.dumps([value.replace("\0", "\ufffd") for value in values], ensure_ascii=False),)


class PostgresDatabase:
    """A PostgreSQL database as the store's.

    Parameters
    ----------
    address
        ``postgresql://user:password@host:port/database``, with the options of libpq behind ``?``.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self.name = _without_password(address)
        self._mutex = threading.Lock()
        self._idle: list[Any] = []
        self._seen: tuple[float, str] | None = None

    @property
    def generation(self) -> str:
        """A short text that changes whenever something was written, by whichever process."""
        return self._ask(_generation)

    @property
    def seen(self) -> str:
        """The generation, as it was `MOMENT` seconds ago at the earliest."""
        now = time.monotonic()
        if self._seen is None or now - self._seen[0] > MOMENT:
            self._seen = (now, self.generation)
        return self._seen[1]

    def size(self) -> int:
        """How many bytes the tables take."""
        listed = " + ".join(f"coalesce(pg_total_relation_size(to_regclass('\"{name}\"')), 0)" for name in TABLES)

        def ask(connection: Any) -> int:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT ({listed})::bigint")
                return int(cursor.fetchone()[0])

        return self._ask(ask)

    # ---- reading -------------------------------------------------------------------------

    def run(self, expression: Table, *, selected: Table | None = None) -> pa.Table:
        """Answer a question; many threads may ask at once."""
        sql = _compile(expression, selected)

        def ask(connection: Any) -> pa.Table:
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return _as_table(cursor, _schema(expression))

        answer = self._ask(ask, empty=True)
        return (
            _answer_from_nothing(lambda nothing: nothing.run(expression, selected=selected))
            if answer is None
            else answer
        )

    def pick(self, table: str, column: str, values: Sequence[str], columns: Sequence[str] = ()) -> pa.Table:
        """Give the rows of a table whose column has one of these values: those columns of them, or all."""
        answer = self._ask(lambda connection: _pick(connection, table, column, values, columns), empty=True)
        if answer is None:
            return _answer_from_nothing(lambda nothing: nothing.pick(table, column, values, columns))
        return answer

    def _ask(self, ask: Callable[[Any], T], *, empty: bool = False) -> T | Any:
        """Ask something over a connection that no other thread uses meanwhile.

        A connection that was kept may have ended since; then the question is asked again over a new one. With
        ``empty``, none is given where the tables do not exist; where another process has made them since the
        question, it is asked again.
        """
        from adbc_driver_manager import Error

        with self._mutex:
            kept = self._idle.pop() if self._idle else None
        connection = kept or self._connect(autocommit=True)
        try:
            answer = ask(connection)
        except BaseException as error:
            with contextlib.suppress(Error):
                connection.close()
            if not isinstance(error, Error):
                raise
            if kept is not None and _is_gone(error):
                self.close()
                return self._ask(ask, empty=empty)
            if empty and _NO_TABLE in str(error):
                return None if self.generation == EMPTY else self._ask(ask)
            raise self._explain(error) from error
        with self._mutex:
            if len(self._idle) < IDLE:
                self._idle.append(connection)
                return answer
        connection.close()
        return answer

    def _connect(self, *, autocommit: bool) -> Any:
        from adbc_driver_manager import Error
        from adbc_driver_postgresql import dbapi

        try:
            return dbapi.connect(self._address, autocommit=autocommit)
        except Error as error:
            raise self._explain(error) from error

    def _explain(self, error: Exception) -> StoreError:
        told = _first_line(str(error)).replace(self._address, self.name)
        if "Failed to connect" in str(error) or _is_gone(error):
            return StoreError(
                f"The database {self.name} cannot be reached: {told} Is the server running, and are address, user and "
                "password in DATELINE_DB right?"
            )
        if "55P03" in str(error):
            return StoreBusyError(
                f"Another process is writing to the database {self.name}, and has been for a while. Nothing was "
                "changed; try again when it has finished."
            )
        if "53100" in str(error):
            return StoreError(f"The disk of the database {self.name} is full. What it held is unchanged.")
        if "42501" in str(error) or "25006" in str(error):
            return StoreError(f"The database {self.name} does not let this user write: {told} Nothing was changed.")
        return StoreError(f"The database {self.name} could not answer: {told}")

    def close(self) -> None:
        """Let go of all connections."""
        with self._mutex:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    # ---- writing -------------------------------------------------------------------------

    @contextlib.contextmanager
    def write(self, *, fresh: bool = False) -> Iterator[PostgresWriter]:
        """Change the store in one transaction: all of it is seen at once, or, after any error, nothing.

        Parameters
        ----------
        fresh
            Begin with empty tables instead of the present ones.

        Raises
        ------
        StoreBusyError
            If another process kept on writing.
        StoreError
            If the server is gone, full, or does not let this user write.
        """
        from adbc_driver_manager import Error

        connection = self._connect(autocommit=False)
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = {round(lock.PATIENCE * 1000)}")
                cursor.execute(f"SELECT pg_advisory_xact_lock({_LOCK})")
                cursor.fetchone()
            writer = PostgresWriter(connection)
            _create_tables(connection)
            if fresh:
                writer.empty()
            yield writer
            _mark_written(connection)
            connection.commit()
        except Error as error:
            raise self._explain(error) from error
        finally:
            with contextlib.suppress(Error):
                connection.rollback()
            connection.close()

    # ---- backups -------------------------------------------------------------------------

    def copy_to(self, target: Path) -> Path:
        """Write all tables, as they are at one moment, into a DuckDB file that must not exist yet."""
        from events.store.duckdb_file import DuckDBFile

        if self.generation == EMPTY:
            raise StoreError(f"The store {self.name} holds nothing yet, so there is nothing to back up.")
        if target.exists():
            raise StoreError(f"{target} exists already, and a backup never overwrites. Name another file.")
        part = DuckDBFile(target.with_name(target.name + ".part"))
        try:
            with self._snapshot() as connection, part.write(fresh=True) as writer:
                for name in TABLES:
                    for rows in _stream(connection, name):
                        writer.insert(name, rows)
            part.close()
            part.path.replace(target)
        except OSError as error:
            raise StoreError(f"The backup {target} cannot be written: {error.strerror or error}.") from error
        finally:
            part.close()
            part.path.unlink(missing_ok=True)
            lock.lock_file(part.path).unlink(missing_ok=True)
        return target

    def replace_with(self, source: Path) -> None:
        """Put the tables of a DuckDB file in place of all that is there."""
        from events.store.duckdb_file import DuckDBFile

        backup = DuckDBFile(source)
        try:
            with self.write(fresh=True) as writer:
                writer.delete("meta", "key", ["schema"])
                for name in TABLES:
                    asked = table(name)
                    if name == "meta":
                        asked = asked.filter(asked.key != "generation")
                    for rows in backup.stream(asked, ROWS):
                        writer.insert(name, rows)
        finally:
            backup.close()

    @contextlib.contextmanager
    def _snapshot(self) -> Iterator[Any]:
        connection = self._connect(autocommit=False)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield connection
        finally:
            connection.close()


def _is_gone(error: Exception) -> bool:
    return any(code in str(error) for code in _GONE)


def _answer_from_nothing(ask: Callable[[Database], pa.Table]) -> pa.Table:
    """Answer from empty tables, so that looking at a database makes nothing in it."""
    from events.store.duckdb_file import DuckDBFile

    nothing = DuckDBFile(Path(tempfile.gettempdir()) / f"dateline-{uuid.uuid4().hex}")
    try:
        return ask(nothing)
    finally:
        nothing.close()


def _stream(connection: Any, name: str) -> Iterator[pa.Table]:
    import pyarrow as pa

    columns = ", ".join(f'"{column}"' for column in TABLES[name])
    where = " WHERE key <> 'generation'" if name == "meta" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {columns} FROM "{name}"{where}')  # noqa: S608
        for batch in cursor.fetch_record_batch():
            yield pa.Table.from_batches([batch]).replace_schema_metadata().cast(arrow_schema(name))


def _create_tables(connection: Any) -> None:
    with connection.cursor() as cursor:
        present = " + ".join(f"(to_regclass('\"{name}\"') IS NOT NULL)::int" for name in TABLES)
        cursor.execute(f"SELECT {present}")
        if cursor.fetchone()[0] == len(TABLES):
            return
        for name, columns in TABLES.items():
            listed = ", ".join(f'"{column}" {_NAMES[kind]}' for column, kind in columns.items())
            cursor.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({listed})')
        for name, keys in INDEXES.items():
            for key in keys:
                cursor.execute(f'CREATE INDEX IF NOT EXISTS "dateline_{name}_{key}" ON "{name}" ("{key}")')


def _generation(connection: Any) -> str:
    from adbc_driver_manager import Error

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT value FROM meta WHERE key = 'generation'")
            found = cursor.fetchone()
    except Error as error:
        if _NO_TABLE in str(error):
            return EMPTY
        raise
    return str(found[0]) if found else EMPTY


def _mark_written(connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM meta WHERE key = 'generation'")
        cursor.execute("INSERT INTO meta (key, value) VALUES ('generation', $1)", (uuid.uuid4().hex,))


def _as_table(cursor: Any, schema: pa.Schema) -> pa.Table:
    """Give an answer in the types that were asked for: the server widens sums to ``numeric``, for example."""
    found: pa.Table = cursor.fetch_arrow_table()
    return found.replace_schema_metadata().cast(schema)


def _schema(expression: Table) -> pa.Schema:
    return ibis.schema(expression.schema()).to_pyarrow()


def _without_nul(rows: pa.Table) -> pa.Table:
    import pyarrow as pa
    import pyarrow.compute as pc

    for at, kind in enumerate(rows.schema.types):
        if pa.types.is_string(kind) and pc.any(pc.match_substring(rows.column(at), "\0")).as_py():
            cleaned = pc.replace_substring(rows.column(at), "\0", "\ufffd")
            rows = rows.set_column(at, rows.schema.field(at), cleaned)
    return rows


def _without_password(address: str) -> str:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "postgresql://…"
    user = f"{parts.username}@" if parts.username else ""
    return urlunsplit(("postgresql", f"{user}{host}{port}", parts.path, "", ""))


def _first_line(message: str) -> str:
    line = re.sub(r"^\w+: (?:\[libpq\] )?", "", message.strip()).splitlines()[0].strip()
    return line if line.endswith((".", "!", "?")) else f"{line}."
