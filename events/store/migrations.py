"""The way of an older store to the tables of today."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from events.errors import StoreVersionError
from events.store.schema import table

if TYPE_CHECKING:
    import pyarrow as pa

    from events.model import Event
    from events.store.packing import Shared

AT_ONCE = 5_000
"""Records that are brought into groups at once."""


def _group_records(writer: Any) -> None:
    """Find which of the records that older releases read are one event."""
    from events.merge import Member, sign
    from events.store import curation, grouping, rows
    from events.store.reading import unpack_with_shared
    from events.store.tables import chunks, pick

    writer.add_missing_columns()
    events, documents = table("events"), table("documents")
    published = dict(_pairs(writer.run(documents.select("id", "published"))))
    ids = writer.run(events.filter(events.record.notnull()).select("id", "document").order_by(["document", "id"]))
    for some in chunks(ids["id"].to_pylist(), AT_ONCE):
        records = {row["id"]: row["record"] for row in pick(writer, "events", "id", some)}
        read = unpack_with_shared(writer.pick, functools.partial(_unpack_all, records.values()))
        came = [
            Member(e.id, e.evidence.document, sign(e, rows.from_days(published.get(e.evidence.document)))) for e in read
        ]
        curation.settle(writer, grouping.Touched(), came)


def _unpack_all(records: Iterable[str], shared: Shared) -> list[Event]:
    from events.store.rows import unpack_event

    return [unpack_event(record, shared) for record in records]


def _pairs(found: pa.Table) -> Iterator[tuple[str, int | None]]:
    return zip(found["id"].to_pylist(), found["published"].to_pylist(), strict=True)


MIGRATIONS: Mapping[int, Callable[[Any], None]] = {
    1: lambda writer: writer.add_missing_columns(),  # where a report came from, whose copy it is
    2: _group_records,  # which records are one event, what people corrected
    3: lambda writer: writer.add_missing_columns(),  # short links and stories
    4: lambda writer: writer.add_missing_columns(),  # articles that mention others' events
    5: lambda writer: writer.add_missing_columns(),  # which days no words tell
}
"""For each older version, what brings its tables to the next one, given a writer within a transaction."""


def upgrade(writer: Any, *, found: int, wanted: int, path: str) -> None:
    """Bring the tables from one version to another.

    Raises
    ------
    StoreVersionError
        If the store is newer than this release, or so old that no way leads from it.
    """
    if found > wanted:
        raise StoreVersionError(
            f"The store {path} was made by a newer release of Dateline (its tables are version {found}, this release "
            f"knows {wanted}). Upgrade Dateline, or name another file in DATELINE_DB."
        )
    for version in range(found, wanted):
        if version not in MIGRATIONS:
            raise StoreVersionError(f"The store {path} is too old (version {version}) for this release to upgrade it.")
        MIGRATIONS[version](writer)
