"""Loading such a table into the store: column by column, in transactions of some seconds each.

The file is read twice: once for what must be known of all its rows (``data/outline.sql``), so that an actor or a place
that recurs is made once and not for each row; then as a whole, while the rows before are being stored.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb

from events.errors import InputError
from events.model import ActorRole
from events.readers.draft import Bulk, Failure
from events.readers.foreign import columns
from events.readers.foreign.parties import actor_tables

if TYPE_CHECKING:
    import pyarrow as pa

    from events.store.store import Store

T = TypeVar("T")
Changes = tuple[int, int, int]
Progress = Callable[[int, int], None]
"""Told how many rows of a table were loaded, and how many it has."""

ROWS = 30_000
"""Rows that are held at once."""
PATIENCE = 10.0
"""Seconds after which what was loaded is committed, so that a run that is stopped loses no more."""
LEAST = 200_000
"""Rows that are committed at once at the least: on a busy machine, few would be loaded in those seconds."""
_OPENING_SHARE = 0.1
"""Share of the time that beginning a transaction may take: a large store is copied for each."""


@dataclass(slots=True)
class Loaded:
    """What became of a table's rows; a row counts when it is committed."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    failures: list[Failure] = field(default_factory=list)


def load_table(store: Store, bulk: Bulk, loaded: Loaded | None = None, progress: Progress | None = None) -> Loaded:
    """Load a table of events into the store.

    Parameters
    ----------
    store
        Takes the events, in transactions of `PATIENCE` seconds and `LEAST` rows or more. What is committed stays if the
        run is stopped, and the next run passes over it.
    bulk
        The table.
    loaded
        Takes up what became of the rows, so that it is known also after an interruption.
    progress
        Told after each batch.

    Raises
    ------
    InputError
        If the file cannot be read as such a table.
    """
    loaded = Loaded() if loaded is None else loaded
    with tempfile.TemporaryDirectory() as folder:
        connection = columns.connect(folder)
        try:
            prepare = _prepare_mentions if bulk.kind == "mentions" else _prepare_events
            total, failures, begin, batches = prepare(store, connection, bulk, Path(folder))
            loaded.failures += failures
            with contextlib.closing(_ahead(batches)) as ready:
                _store(begin, ready, loaded, lambda done: progress(done, total) if progress else None)
        except duckdb.Error as error:
            raise InputError(
                f"{bulk.origin} cannot be read as a table of {bulk.kind.upper()} ({str(error)[:200]})."
            ) from error
        finally:
            connection.close()
    return loaded


_Begin = Callable[[], AbstractContextManager[Callable[[Any], Changes]]]
_Prepared = tuple[int, list[Failure], _Begin, Iterator[Any]]
"""How many rows can be stored, why others cannot, what begins a transaction, and the batches that it takes."""


def _prepare_events(store: Store, connection: duckdb.DuckDBPyConnection, bulk: Bulk, folder: Path) -> _Prepared:
    columns.open_events(connection, bulk, folder)
    outline = columns.read_outline(connection, bulk)
    due = itertools.chain([actor_tables(outline.actors) | {"places": outline.places}], itertools.repeat({}))
    rows = columns.read_columns(connection, ROWS, repeats=outline.repeats)
    tables = (_as_tables(batch, bulk.origin) for batch in rows)
    return outline.total, outline.failures, lambda: store.add_batches(next(due)), tables


def _prepare_mentions(store: Store, connection: duckdb.DuckDBPyConnection, bulk: Bulk, folder: Path) -> _Prepared:
    total, failures = columns.open_mentions(connection, bulk, folder)
    return total, failures, store.add_mentions, columns.read_mentions(connection, ROWS)


def _store(
    begin: _Begin,
    batches: Iterator[Any],
    loaded: Loaded,
    tell: Callable[[int], None],
) -> None:
    """Store batches in transactions; ``begin`` begins one and gives what adds a batch."""
    batch, done = next(batches, None), 0
    while batch is not None:
        began, changes = time.monotonic(), list[Changes]()
        with begin() as add:
            until = began + max(PATIENCE, (time.monotonic() - began) / _OPENING_SHARE)
            while batch is not None:
                changes.append(add(batch))
                done += sum(changes[-1])
                batch = next(batches, None)
                tell(done)
                if time.monotonic() > until and sum(map(sum, changes)) >= LEAST:
                    break
        for new, updated, unchanged in changes:
            loaded.new += new
            loaded.updated += updated
            loaded.unchanged += unchanged


def _ahead(items: Iterator[T]) -> Generator[T]:
    """Give items, the next of which is made while one is used."""
    with ThreadPoolExecutor(1) as maker:
        coming = maker.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = maker.submit(next, items, None)
            yield item


_OF_DOCUMENTS = {
    "id": "document", "language": "language", "published": "published", "published_basis": "published_basis",
    "title": "title", "outlet": "outlet", "url": "url", "characters": "end", "digest": "digest", "text": "summary",
}  # fmt: skip
"""The columns of a report's row, by those of ``data/outcome.sql``: its text is all that the row says of its event."""
_BESIDES = ("published_basis", "title", "url", "digest", *(role.value for role in ActorRole))


def _as_tables(rows: pa.Table, origin: str) -> dict[str, pa.Table]:
    """Give rows in the columns of ``data/outcome.sql`` as the store's tables."""
    import pyarrow as pa

    events = rows.drop_columns(list(_BESIDES))
    documents = pa.table({name: rows[column] for name, column in _OF_DOCUMENTS.items()})
    added = pa.scalar(dt.datetime.now(dt.UTC), pa.timestamp("us", "UTC"))
    for name, same in (("origin", pa.scalar(origin)), ("added", added)):
        documents = documents.append_column(name, pa.repeat(same, len(rows)))
    return {
        "documents": documents,
        "events": events,
        "event_actors": pa.concat_tables(_links(rows, role.value) for role in ActorRole),
    }


def _links(rows: pa.Table, role: str) -> pa.Table:
    """Give who takes part in a role, a row for each actor."""
    import pyarrow as pa
    import pyarrow.compute as pc

    ids = rows[role].combine_chunks()
    at = pc.list_parent_indices(ids)
    actors = pc.list_flatten(ids)
    return pa.table({
        "event": rows["id"].take(at),
        "document": rows["document"].take(at),
        "actor": actors,
        "role": pa.repeat(pa.scalar(role), len(actors)),
    })  # fmt: skip
