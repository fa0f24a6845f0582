"""From the file of such a table to the store's columns, as views of DuckDB: nothing is read until it is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from events.model import Actor
from events.readers.draft import Bulk, Failure
from events.readers.foreign.countries import list_countries
from events.readers.foreign.parties import resolve_party

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_TOLD = 1_000
_WANTED = {
    "acled": ("assoc_actor_1", "assoc_actor_2", "iso", "source"),
    "gdelt": ("SOURCEURL",),
    "ucdp": ("source_headline", "source_article", "source_office", "source_date", "conflict_name"),
    "mentions": ("SentenceID",),
    "polecat": ("Publication Date", "Language", "Placename", "City", "District", "Province", "Source"),
}
"""Columns that some releases of a table have not; they count as empty there."""


def connect(folder: str) -> duckdb.DuckDBPyConnection:
    """Open a database in memory that may spill into a folder."""
    connection = duckdb.connect(config={"memory_limit": "250MB", "threads": 2, "temp_directory": folder})
    # the tables joined with rows are small, whatever is guessed of the file: they are always the ones that are hashed
    connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    return connection


def open_events(connection: duckdb.DuckDBPyConnection, bulk: Bulk, folder: Path) -> None:
    """Make the view ``mapped`` of a table of events: the columns that all formats have in common."""
    import pyarrow as pa

    listed = pa.Table.from_pylist(list(list_countries()))  # noqa: F841  found by its name
    connection.execute("CREATE TABLE countries AS SELECT * FROM listed")
    _open_raw(connection, bulk, folder)
    common = _with_extras(_sql(bulk.kind), _columns(connection, "raw"))
    connection.execute(_sql("rows").replace("$common", common))


def open_mentions(connection: duckdb.DuckDBPyConnection, bulk: Bulk, folder: Path) -> tuple[int, list[Failure]]:
    """Make the view ``mapped`` of a table of mentions; give how many rows it has, and why others cannot be read."""
    _open_raw(connection, bulk, folder)
    query = _with_extras(_sql("mentions"), _columns(connection, "raw"))
    connection.execute(f"CREATE VIEW mapped AS SELECT * EXCLUDE (digest) FROM ({query})")  # noqa: S608
    ((rows, named),) = connection.execute("SELECT count(*), count(event) FROM mapped").fetchall()
    return named, _list_failures(connection, bulk, "event" if named < rows else None)


def read_mentions(connection: duckdb.DuckDBPyConnection, rows: int) -> Iterator[pa.Table]:
    """Give all rows of a table of mentions in the columns of the store, so many at once."""
    import pyarrow as pa

    for batch in connection.execute("SELECT * FROM mapped WHERE event IS NOT NULL").to_arrow_reader(rows):
        yield pa.Table.from_batches([batch])


def _open_raw(connection: duckdb.DuckDBPyConnection, bulk: Bulk, folder: Path) -> None:
    """Make the view ``raw``: the file's cells as text."""
    path = bulk.path
    if path is None:
        path = folder / f"in{bulk.suffix}"
        path.write_bytes(bulk.data)
    if bulk.suffix == ".parquet":
        told = f"SELECT CAST(COLUMNS(*) AS VARCHAR) FROM read_parquet({_text(str(path))})"  # noqa: S608
    else:
        told = f"SELECT * FROM {_read_csv(bulk, path)}"  # noqa: S608
    connection.execute(f"CREATE VIEW told AS {told}")
    present = {name.lower() for name in _columns(connection, "told")}
    lacking = [column for column in _WANTED[bulk.kind] if column.lower() not in present]
    added = "".join(f", NULL::VARCHAR AS {_quote(column)}" for column in lacking)
    connection.execute(f"CREATE VIEW raw AS SELECT *{added} FROM told")  # noqa: S608


def _read_csv(bulk: Bulk, path: Path) -> str:
    quote = "'\"'" if bulk.header else "''"  # GDELT's files, which bear no header, quote nothing
    columns = ", ".join(f"{_text(name)}: 'VARCHAR'" for name in bulk.names)
    return (
        f"read_csv({_text(str(path))}, columns = {{{columns}}}, header = {str(bulk.header).lower()}, "
        f"delim = {_text(bulk.delimiter)}, quote = {quote}, escape = {quote}, auto_detect = false, "
        "store_rejects = true)"
    )


@dataclass(frozen=True, slots=True)
class Outline:
    """What must be known of all rows of a table before the first is stored.

    Attributes
    ----------
    total
        How many rows can be stored: those with an id, and of those with one id the last.
    failures
        Why others cannot.
    repeats
        Whether ids repeat; then the table ``repeated`` holds the last row of each such id.
    actors, places
        Who and where is named, once each: actors, and the store's table of places.
    """

    total: int
    failures: list[Failure]
    repeats: bool
    actors: list[Actor]
    places: pa.Table


def read_outline(connection: duckdb.DuckDBPyConnection, bulk: Bulk) -> Outline:
    """Read a table through for what recurs in it. Who its parties are is kept in the table ``parties``."""
    import pyarrow as pa

    outline = connection.execute(_sql("outline")).to_arrow_table()
    found = outline.drop_columns("places").to_pylist()[0]
    repeats = found["keys"] < found["named"]
    if repeats:
        connection.execute(_sql("repeated"))
    parties = {party for role in ("sources", "targets", "others") for party in found[role] or () if party is not None}
    actors = _resolve_parties(connection, sorted(parties), bulk.kind)
    listed = pa.Table.from_struct_array(outline["places"].combine_chunks().flatten())  # noqa: F841  found by its name
    places = connection.execute(_sql("places")).to_arrow_table()
    failures = _list_failures(connection, bulk, "key" if found["named"] < found["rows"] else None)
    return Outline(found["keys"], failures, repeats, actors, places)


def _list_failures(connection: duckdb.DuckDBPyConnection, bulk: Bulk, key: str | None) -> list[Failure]:
    """Tell which lines do not fit, and, if some have no ``key``, which rows those are."""
    rejected = connection.execute(
        "SELECT DISTINCT ON (line) line, error_message FROM reject_errors ORDER BY line LIMIT ?", [_MOST_TOLD]
    ).fetchall() if bulk.suffix != ".parquet" else []  # fmt: skip
    failures = [
        Failure(bulk.origin, f"{bulk.origin}, line {line:,}: {str(reason).splitlines()[0]}")
        for line, reason in rejected
    ]
    if key is None:
        return failures
    numbered = f"SELECT row_number() OVER () AS number, {key} AS key FROM mapped"  # noqa: S608
    nameless = f"SELECT number FROM ({numbered}) WHERE key IS NULL ORDER BY number LIMIT ?"  # noqa: S608
    return failures + [
        Failure(bulk.origin, f"{bulk.origin}, row {number:,}: it has no id.")
        for (number,) in connection.execute(nameless, [_MOST_TOLD]).fetchall()
    ]


def _resolve_parties(connection: duckdb.DuckDBPyConnection, listed: Sequence[str], kind: str) -> list[Actor]:
    import pyarrow as pa

    parties = {party: resolve_party(party, kind=kind) for party in listed}
    ids = pa.array([[actor.id for actor in actors] for actors in parties.values()], pa.list_(pa.string()))
    listed = pa.table({"party": pa.array(parties, pa.string()), "ids": ids})
    connection.execute("CREATE TABLE parties AS SELECT * FROM listed")
    return [actor for actors in parties.values() for actor in actors]


def read_columns(connection: duckdb.DuckDBPyConnection, rows: int, *, repeats: bool) -> Iterator[pa.Table]:
    """Give all rows in the columns of ``data/outcome.sql``, so many at once."""
    import pyarrow as pa

    named = "SELECT * FROM mapped WHERE key IS NOT NULL"
    once = f"({named} AND key NOT IN (SELECT key FROM repeated))"  # noqa: S608
    for mapped in (once, "repeated") if repeats else (f"({named})",):
        for batch in connection.execute(_sql("outcome").replace("$mapped", mapped)).to_arrow_reader(rows):
            yield pa.Table.from_batches([batch])


def _columns(connection: duckdb.DuckDBPyConnection, view: str) -> list[str]:
    return [row[0] for row in connection.execute(f"DESCRIBE {view}").fetchall()]


def _with_extras(query: str, columns: list[str]) -> str:
    """Add to a format's query the row's digest, and as JSON the columns that it does not speak of."""
    words = set(re.findall(r"\w+", _BESIDES.sub(" ", query)))
    left = [c for c in columns if c not in words and not set(re.findall(r"\w+", c)) <= words]
    cells = ", ".join(f"{_text(json.dumps(c) + ':')} || to_json(raw.{_quote(c)})" for c in left)
    extras = f"'{{' || concat_ws(',', {cells}) || '}}'" if left else "'{}'"  # a cell that is empty is null and left out
    return query.replace("SELECT\n", f"SELECT\n    hash(raw)::VARCHAR AS digest, {extras} AS extras,\n", 1)


_BESIDES = re.compile(r"--[^\n]*|'[^']*'|\bAS\s+\w+")
"""Comments and texts of a query, and the names that it gives."""


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


@cache
def _sql(name: str) -> str:
    return files("events.readers.foreign").joinpath(f"data/{name}.sql").read_text("utf-8")
