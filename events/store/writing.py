"""Rows into tables, within one transaction of a writer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from events.store import rows
from events.store.database import Writer, as_rows
from events.store.membership import trace_memberships
from events.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    import pyarrow as pa

Outcome = Literal["new", "unchanged", "updated"]
Changes = tuple[int, int, int]
"""How many reports were new, updated and unchanged."""

_BELONGING = ("events", "event_actors", "event_places", "sketches")


def compare_digests(packed: Sequence[rows.PackedReport], before: Mapping[str, str]) -> list[Outcome]:
    """Tell what storing each report in turn would do, given the digests of what is stored."""
    known, outcomes = dict(before), list[Outcome]()
    for report in packed:
        digest = known.get(report.document)
        outcomes.append("new" if digest is None else "unchanged" if digest == report.digest else "updated")
        known[report.document] = report.digest
    return outcomes


def replace_reports(writer: Writer, packed: Sequence[rows.PackedReport]) -> None:
    """Put reports in place of older readings of them, with the actors and places that they speak of."""
    remove_reports(writer, [p.document for p in packed])
    for name in ("documents", *_BELONGING):
        writer.insert(name, as_rows(name, [row for p in packed for row in p.rows[name]]))
    for name in ("actors", "places"):
        things = {row["id"]: row for p in packed for row in p.rows[name]}
        if name == "actors":
            things |= _add_memberships(writer, things)
        writer.delete(name, "id", list(things))
        writer.insert(name, as_rows(name, list(things.values())))


def _add_memberships(writer: Writer, things: Mapping[str, rows.Row]) -> dict[str, rows.Row]:
    pairs, above = trace_memberships(rows.unpack_actors(row["body"] for row in things.values()))
    writer.delete("memberships", "actor", list(things))
    writer.insert("memberships", as_rows("memberships", [{"actor": a, "belongs_to": b} for a, b in pairs]))
    return {actor.id: rows.actor_row(actor) for actor in above.values()}


def add_batch(writer: Writer, batch: Mapping[str, pa.Table]) -> Changes:
    """Add rows that are made already: see `events.store.store.Store.add_batches`."""
    import pyarrow as pa
    import pyarrow.compute as pc

    incoming = batch["documents"]
    ids = incoming["id"].to_pylist()
    before = writer.find_digests(incoming["id"])
    changed = [
        id_ for id_, digest in zip(ids, incoming["digest"].to_pylist(), strict=True) if before.get(id_) != digest
    ]
    if before:
        remove_reports(writer, changed)
    wanted = pa.array(changed, pa.string())
    for name, rows_ in batch.items():
        if name == "places":
            writer.delete(name, "id", rows_["id"].to_pylist())
        elif len(changed) < len(ids):
            rows_ = rows_.filter(pc.is_in(rows_["id" if name == "documents" else "document"], wanted))
        writer.insert(name, rows_)
    updated = sum(id_ in before for id_ in changed)
    return len(changed) - updated, updated, len(ids) - len(changed)


def remove_reports(writer: Writer, documents: Sequence[str]) -> None:
    """Remove reports and all that belongs to them."""
    writer.delete("documents", "id", documents)
    for name in _BELONGING:
        writer.delete(name, "document", documents)


def stamp_version(writer: Writer) -> None:
    """Note the version of the tables."""
    writer.delete("meta", "key", ["schema"])
    writer.insert("meta", as_rows("meta", [{"key": "schema", "value": str(SCHEMA_VERSION)}]))
