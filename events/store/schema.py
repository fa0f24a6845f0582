"""The tables of the store and their columns, in Ibis' types, so that any of its databases can hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

SCHEMA_VERSION = 6
"""Counts up with every change of the tables; `events.store.migrations` tells the way from each to the next."""

TABLES: dict[str, dict[str, str]] = {
    "meta": {"key": "string", "value": "string"},
    "documents": {
        "id": "string",
        "language": "string",
        "published": "int32",
        "published_basis": "string",
        "title": "string",
        "outlet": "string",
        "url": "string",
        "characters": "int32",
        "hash": "string",
        "source": "string",
        "digest": "string",
        "origin": "string",
        "copy_of": "string",
        "extras": "string",
        "added": "timestamp('UTC')",
        "text": "string",
        "body": "string",
        "reading": "string",
    },
    "events": {
        "id": "string",
        "document": "string",
        "start": "int32",
        "end": "int32",
        "language": "string",
        "outlet": "string",
        "published": "int32",
        "type": "string",
        "mode": "string",
        "status": "string",
        "has_date": "boolean",
        "needs_anchor": "boolean",
        "earliest": "int32",
        "latest": "int32",
        "date_precision": "string",
        "date_about": "boolean",
        "date_text": "string",
        "place_id": "string",
        "place_name": "string",
        "place_precision": "string",
        "place_role": "string",
        "place_part": "string",
        "country": "string",
        "admin1": "string",
        "lat": "float64",
        "lon": "float64",
        "radius_km": "float64",
        "west": "float64",
        "south": "float64",
        "east": "float64",
        "north": "float64",
        "origin_lat": "float64",
        "origin_lon": "float64",
        "actors": "array<string>",
        "attribution": "string",
        "confidence": "float64",
        "summary": "string",
        "search": "string",
        "record": "string",
        "extras": "string",
        "layer": "string",
        "members": "int32",
        "corrected": "array<string>",
    },
    "sketches": {"document": "string", "band": "string"},
    "event_actors": {"event": "string", "document": "string", "actor": "string", "role": "string"},
    "event_places": {
        "event": "string",
        "document": "string",
        "place": "string",
        "part": "string",
        "role": "string",
        "country": "string",
        "admin1": "string",
    },
    "actors": {"id": "string", "name": "string", "kind": "string", "country": "string", "body": "string"},
    "memberships": {"actor": "string", "belongs_to": "string"},
    "places": {
        "id": "string",
        "name": "string",
        "precision": "string",
        "country": "string",
        "lat": "float64",
        "lon": "float64",
        "body": "string",
    },
    "merging": {
        "event": "string",
        "document": "string",
        "signature": "string",
        "component": "string",
        "grouped": "string",
        "linked": "string",
        "reasons": "string",
    },
    "merge_keys": {"event": "string", "document": "string", "key": "string"},
    "event_sources": {"event": "string", "document": "string", "language": "string", "outlet": "string"},
    "mentions": {
        "id": "string",
        "event": "string",
        "document": "string",
        "outlet": "string",
        "url": "string",
        "published": "int32",
        "confidence": "int32",
        "start": "int32",
        "extras": "string",
    },
    "originals": {"event": "string", "document": "string", "kept": "string"},
    "notes": {
        "key": "string",
        "kind": "string",
        "id": "string",
        "revision": "int32",
        "content": "string",
        "made": "timestamp('UTC')",
    },
    "corrections": {
        "id": "string",
        "part": "string",
        "value": "string",
        "before": "string",
        "who": "string",
        "made": "timestamp('UTC')",
        "why": "string",
        "undone": "timestamp('UTC')",
        "undone_by": "string",
    },
    "correction_targets": {
        "correction": "string",
        "number": "int32",
        "attached": "string",
        "event": "string",
        "document": "string",
        "start": "int32",
        "end": "int32",
        "quote": "string",
        "type": "string",
    },
}
"""Columns and their types by table. Days are int32 counted from 1970-01-01; ``body``, ``reading`` and ``record`` are
JSON made by `events.store.packing`.

``layer`` tells where an event is shown: ``events`` (one for all reports that tell it), ``records`` (one for each
report), ``none`` (hidden); empty in both.
"""

MERGED = "events"
UNMERGED = "records"
NOWHERE = "none"

INDEXES: dict[str, tuple[str, ...]] = {
    "documents": ("id", "hash", "origin"),
    "events": ("id", "document", "earliest"),
    "sketches": ("document", "band"),
    "event_actors": ("event", "document", "actor"),
    "event_places": ("event", "document", "place", "country"),
    "actors": ("id",),
    "memberships": ("actor", "belongs_to"),
    "places": ("id",),
    "merging": ("event", "document", "component", "grouped"),
    "merge_keys": ("event", "document", "key"),
    "event_sources": ("event", "document"),
    "mentions": ("id", "event", "document"),
    "originals": ("event", "document"),
    "notes": ("key", "id"),
    "corrections": ("id",),
    "correction_targets": ("correction", "attached", "document"),
}
"""Columns that a database of rows finds its rows by; a database of columns needs none."""

EVENT_COLUMNS: tuple[str, ...] = tuple(c for c in TABLES["events"] if c not in {"search", "record", "extras", "layer"})
"""The columns that screens and writers get."""


def table(name: str) -> ir.Table:
    """Give a table as an Ibis expression, bound to no database."""
    import ibis

    return ibis.table(TABLES[name], name=name)


def arrow_schema(name: str) -> pa.Schema:
    """Give a table's columns as an Arrow schema."""
    import ibis

    return ibis.schema(TABLES[name]).to_pyarrow()
