"""Loading such a table into the store, batch by batch, in one transaction."""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from events.errors import InputError
from events.model import Actor, ActorKind
from events.readers.draft import Bulk, Failure
from events.readers.foreign.countries import list_countries
from events.store.database import as_rows
from events.store.membership import trace_memberships
from events.store.rows import actor_row

if TYPE_CHECKING:
    import pyarrow as pa

    from events.store.store import Store

BATCH = 25_000
_MOST_TOLD = 1_000


@dataclass(slots=True)
class Loaded:
    """What became of a table's rows."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    failures: list[Failure] = field(default_factory=list)


def load_table(store: Store, bulk: Bulk, progress: Callable[[int], None] | None = None) -> Loaded:
    """Load a table of events into the store.

    Parameters
    ----------
    store
        Takes the events, in one transaction: all of the table or, after an error, nothing of it.
    bulk
        The table.
    progress
        Told how many rows were loaded.

    Raises
    ------
    InputError
        If the file cannot be read as such a table.
    """
    loaded = Loaded()
    with tempfile.TemporaryDirectory() as folder:
        connection = duckdb.connect(config={"memory_limit": "200MB", "threads": 2, "temp_directory": folder})
        try:
            _read_raw(connection, bulk, Path(folder), loaded)
            actors = _map(connection, bulk, loaded)
            shared = _actor_tables(actors) | {"places": connection.execute(_sql("places")).to_arrow_table()}
            with store.add_batches(shared) as add:
                for batch in _batches(connection, bulk):
                    new, updated, unchanged = add(batch)
                    loaded.new += new
                    loaded.updated += updated
                    loaded.unchanged += unchanged
                    if progress:
                        progress(loaded.new + loaded.updated + loaded.unchanged)
        except duckdb.Error as error:
            raise InputError(
                f"{bulk.origin} cannot be read as a table of {bulk.kind.upper()} ({str(error)[:200]})."
            ) from error
        finally:
            connection.close()
    return loaded


def _read_raw(connection: duckdb.DuckDBPyConnection, bulk: Bulk, folder: Path, loaded: Loaded) -> None:
    """Read the file into the table ``raw``, every cell as text, rows numbered; rows that do not fit are told."""
    path = bulk.path
    if path is None:
        path = folder / f"in{bulk.suffix}"
        path.write_bytes(bulk.data)
    if bulk.suffix == ".parquet":
        connection.execute(
            "CREATE TABLE raw AS "
            "SELECT row_number() OVER () AS number, CAST(COLUMNS(*) AS VARCHAR) FROM read_parquet(?)",
            [str(path)],
        )
        return
    quote = "" if not bulk.header else '"'  # GDELT's files, which bear no header, quote nothing
    connection.read_csv(
        str(path),
        columns=dict.fromkeys(bulk.names, "VARCHAR"),
        header=bulk.header,
        delimiter=bulk.delimiter,
        quotechar=quote,
        escapechar=quote,
        auto_detect=False,
        store_rejects=True,
    ).create_view("read")
    connection.execute("CREATE TABLE raw AS SELECT row_number() OVER () AS number, * FROM read")
    rejected = connection.execute(
        "SELECT DISTINCT ON (line) line, error_message FROM reject_errors ORDER BY line LIMIT ?", [_MOST_TOLD]
    )
    for line, reason in rejected.fetchall():
        loaded.failures.append(Failure(bulk.origin, f"{bulk.origin}, line {line:,}: {str(reason).splitlines()[0]}"))


_WANTED = {
    "acled": ("assoc_actor_1", "assoc_actor_2", "iso", "source"),
    "gdelt": ("SOURCEURL",),
    "ucdp": ("source_headline", "source_article", "source_office", "source_date", "conflict_name"),
    "polecat": ("Publication Date", "Language", "Placename", "City", "District", "Province", "Source"),
}
"""Columns that some releases of a table have not; they count as empty there."""


def _map(connection: duckdb.DuckDBPyConnection, bulk: Bulk, loaded: Loaded) -> dict[str, Actor]:
    """Bring the rows into common columns; give the actors that they name, by id."""
    import pyarrow as pa

    connection.register("countries", pa.Table.from_pylist(list(list_countries())))
    for column in _WANTED[bulk.kind]:
        connection.execute(f"ALTER TABLE raw ADD COLUMN IF NOT EXISTS {_quote(column)} VARCHAR")
    connection.execute(_sql("rows").replace("$common", _with_extras(connection, _sql(bulk.kind))))
    connection.execute("DROP TABLE raw")
    for number in connection.execute(
        "SELECT number FROM mapped WHERE key IS NULL ORDER BY number LIMIT ?", [_MOST_TOLD]
    ).fetchall():
        loaded.failures.append(Failure(bulk.origin, f"{bulk.origin}, row {number[0]:,}: it has no id."))
    ((rows, keys),) = connection.execute("SELECT count(*), count(DISTINCT key) FROM mapped").fetchall()
    if keys < rows:  # of rows with one id, the last counts
        connection.execute(
            "DELETE FROM mapped WHERE number NOT IN (SELECT max(number) FROM mapped WHERE key IS NOT NULL GROUP BY key)"
        )
    names = connection.execute(
        "SELECT DISTINCT unnest(sources) || chr(31) || coalesce(source_country, '') FROM mapped "
        "UNION SELECT DISTINCT unnest(targets) || chr(31) || coalesce(target_country, '') FROM mapped "
        "UNION SELECT DISTINCT unnest(others) || chr(31) FROM mapped"
    ).fetchall()
    actors = {raw: resolve_actor(*raw.split("\x1f"), kind=bulk.kind) for (raw,) in names}
    connection.execute("CREATE TABLE actor_names (raw VARCHAR, id VARCHAR)")
    if actors:
        connection.register("listed", pa.table({"raw": list(actors), "id": [actor.id for actor in actors.values()]}))
        connection.execute("INSERT INTO actor_names SELECT * FROM listed")
    connection.execute(_sql("links"))
    return {actor.id: actor for actor in actors.values()}


def _with_extras(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    """Add to a format's query the row's number and digest, and as JSON the columns that it does not speak of."""
    columns = [row[0] for row in connection.execute("DESCRIBE raw").fetchall()]
    words = set(re.findall(r"\w+", _BESIDES.sub(" ", query)))
    left = [c for c in columns if c != "number" and c not in words and not set(re.findall(r"\w+", c)) <= words]
    cells = ", ".join(f"{_text(json.dumps(c) + ':')} || to_json(raw.{_quote(c)})" for c in left)
    extras = f"'{{' || concat_ws(',', {cells}) || '}}'" if left else "'{}'"  # a cell that is empty is null and left out
    added = f"SELECT\n    raw.number, hash(raw)::VARCHAR AS digest, {extras} AS extras,\n"
    return query.replace("SELECT\n", added, 1)


_BESIDES = re.compile(r"--[^\n]*|'[^']*'")
"""Comments and texts of a query."""


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


@cache
def _sql(name: str) -> str:
    return files("events.readers.foreign").joinpath(f"data/{name}.sql").read_text("utf-8")


def _actor_tables(actors: dict[str, Actor]) -> dict[str, pa.Table]:
    pairs, above = trace_memberships(actors)
    return {
        "actors": as_rows("actors", [actor_row(actor) for actor in (actors | above).values()]),
        "memberships": as_rows("memberships", [{"actor": a, "belongs_to": b} for a, b in pairs]),
    }


def _batches(connection: duckdb.DuckDBPyConnection, bulk: Bulk) -> Iterator[dict[str, pa.Table]]:
    """Give the rows, batch by batch, as the store's tables."""
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM mapped").fetchall()[0]
    queries = re.findall(r"^-- (\w+)\n(SELECT.*?)(?:;$|\Z)", _sql("outcome"), re.DOTALL | re.MULTILINE)
    given: dict[str, object] = {"origin": bulk.origin, "now": dt.datetime.now(dt.UTC)}
    for first in range(1, last + 1, BATCH):
        given |= {"first": first, "last": first + BATCH - 1}
        yield {
            name: connection.execute(query, {k: v for k, v in given.items() if f"${k}" in query}).to_arrow_table()
            for name, query in queries
        }


_BRACKETS = re.compile(r"\s*\([^)]*\)")
_OF = re.compile(r"\b(?:of|in)\s+(?:the\s+)?([A-Z][\w' -]+)$")


def resolve_actor(name: str, country: str, *, kind: str) -> Actor:
    """Find an actor of a table among ours, by its name, else make one that belongs to its country.

    Parameters
    ----------
    name
        As the table writes it: ``Military Forces of Russia (2000-)``, ``VLADIMIR PUTIN``.
    country
        ISO 3166-1 alpha-2 code, ``""`` if the table tells none.
    kind
        Whose table it is; it begins the ids of new actors.
    """
    from events.actors import load_actors

    table = load_actors()
    plain = _BRACKETS.sub("", name).strip()
    found = table.find(plain, "en") or (table.find(name, "en") if name != plain else ())
    if len(found) == 1 and (not country or found[0].country in {country, None}):
        return found[0]
    named = [*re.findall(r"\(([^)]*)\)", name), *_OF.findall(plain)]
    states = [state for part in named for state in table.find(part, "en") if state.kind is ActorKind.COUNTRY]
    code = country or next((state.country for state in states if state.country), None)
    slug = re.sub(r"[^\w]+", "-", name.lower()).strip("-")[:80]
    shown = name.title() if name.isupper() and len(name) > 3 else name
    return Actor(f"{kind}:{slug}" + (f"-{country.lower()}" if country else ""), shown, ActorKind.GROUP, code or None)
