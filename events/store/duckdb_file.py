"""The store in one DuckDB file that is never changed in place.

DuckDB lets one process write or many read, never both. So a writer works on a copy, and puts it in place of the file
in one rename. Readers keep the file that they have open, whole and unchanged, and find the new one at their next
question: they never wait for a writer, nor a writer for them. A writer that is killed, or finds the disk full, leaves
a copy behind that nobody reads and that the next writer removes. Writers wait for each other at a lock file.

All SQL of DuckDB's own stands here.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from events.errors import StoreDamagedError, StoreError
from events.store.database import EMPTY, write_pick, write_question
from events.store.lock import hold
from events.store.schema import TABLES

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis.expr.types import Table

MEMORY = "512MB"
"""What DuckDB may use before it spills into a temporary directory of its own, the only place that questions reach."""

_FEW = 10_000
"""Rows up to which a change is made by one thread: handing small work to others takes longer than doing it."""
_SMALL = 64_000_000
"""Bytes of a store up to which questions are answered by one thread, likewise."""
_CONFIG = {"memory_limit": MEMORY, "autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
_DAMAGE = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.CatalogException)
_NAMES = {"string": "VARCHAR", "int32": "INTEGER", "float64": "DOUBLE", "boolean": "BOOLEAN",
          "array<string>": "VARCHAR[]", "timestamp('UTC')": "TIMESTAMPTZ"}  # fmt: skip


def _create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    here = "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()"
    known = {name for (name,) in connection.execute(here).fetchall()}
    for name, columns in TABLES.items():
        if name not in known:
            listed = ", ".join(f'"{column}" {_NAMES[kind]}' for column, kind in columns.items())
            connection.execute(f'CREATE TABLE "{name}" ({listed})')


def _compile(expression: Table, selected: Table | None = None) -> str:
    return write_question(expression, selected, "duckdb")


def _pick(
    connection: duckdb.DuckDBPyConnection, table: str, column: str, values: Sequence[str], columns: Sequence[str]
) -> pa.Table:
    sql = write_pick(table, column, columns, "SELECT unnest($1::VARCHAR[])")
    return connection.execute(sql, [list(values)]).to_arrow_table()


class DuckDBWriter:
    """What may be done to the tables within one transaction."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def run(self, expression: Table) -> pa.Table:
        """Answer a question from within the transaction."""
        return self._connection.execute(_compile(expression)).to_arrow_table()

    def pick(self, table: str, column: str, values: Sequence[str], columns: Sequence[str] = ()) -> pa.Table:
        """Give the rows of a table whose column has one of these values: those columns of them, or all."""
        return _pick(self._connection, table, column, values, columns)

    def insert(self, table: str, rows: pa.Table) -> None:
        """Add rows with all columns of a table."""
        # found by its name; a registered table would be kept in memory until the transaction ends
        incoming = rows  # noqa: F841
        if rows.num_rows > _FEW:
            self._connection.execute("RESET threads")
        columns = ", ".join(f'"{column}"' for column in TABLES[table])
        self._connection.execute(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM incoming')  # noqa: S608

    def delete(self, table: str, column: str, values: Sequence[str]) -> None:
        """Remove the rows whose column has one of these values."""
        import pyarrow as pa

        going = pa.table({"value": pa.array(values, pa.string())})  # noqa: F841  found by its name
        self._connection.execute(f'DELETE FROM "{table}" WHERE "{column}" IN (SELECT value FROM going)')  # noqa: S608

    def add_missing_columns(self) -> None:
        """Add the columns that an older release did not know, empty."""
        for name, columns in TABLES.items():
            for column, kind in columns.items():
                self._connection.execute(f'ALTER TABLE "{name}" ADD COLUMN IF NOT EXISTS "{column}" {_NAMES[kind]}')

    def empty(self) -> None:
        """Remove all rows of all tables, but what is known of the store itself."""
        for name in TABLES:
            if name != "meta":
                self._connection.execute(f'DELETE FROM "{name}"')  # noqa: S608


class DuckDBFile:
    """A DuckDB file as the store's database.

    Parameters
    ----------
    path
        The file. It need not exist: until something is written, it reads as empty tables and nothing is made.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mutex = threading.Lock()
        self._open: tuple[str, duckdb.DuckDBPyConnection] | None = None

    @property
    def name(self) -> str:
        """The path, for messages."""
        return str(self.path)

    @property
    def generation(self) -> str:
        """A short text that changes whenever something was written, by whichever process."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return EMPTY
        except OSError as error:
            raise StoreError(f"The store {self.path} cannot be reached: {error.strerror}.") from error
        return f"{status.st_ino:x}-{status.st_mtime_ns:x}-{status.st_size:x}" if status.st_size else EMPTY

    @property
    def seen(self) -> str:
        """The generation."""
        return self.generation

    def size(self) -> int:
        """How many bytes the file takes."""
        return self.path.stat().st_size if self.generation != EMPTY else 0

    # ---- reading -------------------------------------------------------------------------

    def run(self, expression: Table, *, selected: Table | None = None) -> pa.Table:
        """Answer a question from the file as it is now; many threads may ask at once."""
        cursor = self._connection().cursor()
        try:
            cursor.execute("USE store")
            return cursor.execute(_compile(expression, selected)).to_arrow_table()
        except duckdb.Error as error:
            raise self._damaged(error) from error
        finally:
            cursor.close()

    def pick(self, table: str, column: str, values: Sequence[str], columns: Sequence[str] = ()) -> pa.Table:
        """Give the rows of a table whose column has one of these values: those columns of them, or all."""
        cursor = self._connection().cursor()
        try:
            cursor.execute("USE store")
            return _pick(cursor, table, column, values, columns)
        except duckdb.Error as error:
            raise self._damaged(error) from error
        finally:
            cursor.close()

    def stream(self, expression: Table, rows: int) -> Iterator[pa.Table]:
        """Answer a question piece by piece, with so many rows at once at the most."""
        import pyarrow as pa

        cursor = self._connection().cursor()
        try:
            cursor.execute("USE store")
            for batch in cursor.execute(_compile(expression)).to_arrow_reader(rows):
                yield pa.Table.from_batches([batch])
        except duckdb.Error as error:
            raise self._damaged(error) from error
        finally:
            cursor.close()

    def _connection(self) -> duckdb.DuckDBPyConnection:
        with self._mutex:
            now = self.generation
            if self._open is None or self._open[0] != now:
                self._open = (now, self._connect(exists=now != EMPTY))
            return self._open[1]

    def _connect(self, *, exists: bool) -> duckdb.DuckDBPyConnection:
        few: dict[str, Any] = {"threads": 1} if self.size() < _SMALL else {}
        scratch = str(Path(tempfile.gettempdir()) / "dateline")
        connection = duckdb.connect(":memory:", config={**_CONFIG, "temp_directory": scratch, **few})
        if exists:
            try:
                connection.execute(f"ATTACH {_quote(self.path)} AS store (READ_ONLY)")
            except duckdb.Error as error:
                raise self._damaged(error) from error
        else:
            connection.execute("ATTACH ':memory:' AS store")
            connection.execute("USE store")
            _create_tables(connection)
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        return connection

    def _damaged(self, error: Exception) -> StoreError:
        if isinstance(error, _DAMAGE):
            return StoreDamagedError(
                f"The store {self.path} cannot be read: it is damaged or no store of Dateline's. It was left as it is. "
                "Restore a backup with `dateline store restore FILE`, or name another file in DATELINE_DB."
            )
        return StoreError(f"The store {self.path} could not answer: {error}")

    def close(self) -> None:
        """Let go of the file."""
        with self._mutex:
            if self._open is not None:
                self._open[1].close()
                self._open = None

    # ---- writing -------------------------------------------------------------------------

    @contextlib.contextmanager
    def write(self, *, fresh: bool = False) -> Iterator[DuckDBWriter]:
        """Change the store in one transaction: all of it is seen at once, or, after any error, nothing.

        Parameters
        ----------
        fresh
            Begin with empty tables instead of the present ones, whatever state those are in.

        Raises
        ------
        StoreBusyError
            If another process kept on writing.
        StoreError
            If the disk is full, or cannot be written.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with hold(self.path):
                self._sweep()
                copy = self.path.with_name(f"{self.path.name}.{os.getpid()}.new")
                try:
                    if not fresh and self.generation != EMPTY:
                        _copy_file(self.path, copy)
                    with self._transaction(copy) as writer:
                        yield writer
                    _put_in_place(copy, self.path)
                finally:
                    _remove(copy)
        except OSError as error:
            raise StoreError(
                f"The store {self.path} cannot be written: {error.strerror or error}. What it held is unchanged."
            ) from error

    @contextlib.contextmanager
    def _transaction(self, copy: Path) -> Iterator[DuckDBWriter]:
        try:
            connection = duckdb.connect(str(copy), config={**_CONFIG, "memory_limit": "256MB", "threads": 1})
            try:
                connection.execute("BEGIN")
                _create_tables(connection)
                yield DuckDBWriter(connection)
                connection.execute("COMMIT")
                connection.execute("CHECKPOINT")
            finally:
                connection.close()
        except duckdb.IOException as error:
            if "No space" in str(error) or "full" in str(error):
                raise StoreError(f"The disk of the store {self.path} is full. What it held is unchanged.") from error
            raise self._damaged(error) from error
        except duckdb.Error as error:
            raise self._damaged(error) from error

    def copy_to(self, target: Path) -> Path:
        """Copy the file as it is now to a new one."""
        if self.generation == EMPTY:
            raise StoreError(f"The store {self.path} holds nothing yet, so there is nothing to back up.")
        if target.exists():
            raise StoreError(f"{target} exists already, and a backup never overwrites. Name another file.")
        copy = target.with_name(target.name + ".part")
        try:
            _copy_file(self.path, copy)
            _put_in_place(copy, target)
        except OSError as error:
            raise StoreError(f"The backup {target} cannot be written: {error.strerror or error}.") from error
        finally:
            _remove(copy)
        return target

    def replace_with(self, source: Path) -> None:
        """Put a copy of another file in place of this one."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with hold(self.path):
                self._sweep()
                copy = self.path.with_name(f"{self.path.name}.{os.getpid()}.new")
                try:
                    _copy_file(source, copy)
                    _put_in_place(copy, self.path)
                finally:
                    _remove(copy)
        except OSError as error:
            raise StoreError(
                f"The store {self.path} cannot be written: {error.strerror or error}. What it held is unchanged."
            ) from error

    def _sweep(self) -> None:
        """Remove what killed writers left behind; only the holder of the lock may."""
        for left in self.path.parent.glob(f"{self.path.name}.*.new*"):
            _remove(left)


def _quote(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _remove(copy: Path) -> None:
    copy.unlink(missing_ok=True)
    copy.with_name(copy.name + ".wal").unlink(missing_ok=True)


def _copy_file(source: Path, target: Path) -> None:
    """Copy a file, sharing its blocks where the file system can (Btrfs, XFS)."""
    with source.open("rb") as old, target.open("wb") as new:
        try:
            import fcntl

            fcntl.ioctl(new.fileno(), 0x40049409, old.fileno())  # FICLONE
        except (ImportError, OSError):
            shutil.copyfileobj(old, new, 1 << 20)


def _put_in_place(copy: Path, path: Path) -> None:
    """Rename a finished copy over the store, once its bytes are on the disk."""
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    copy.replace(path)
    with contextlib.suppress(OSError):  # some systems cannot open directories
        directory = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
