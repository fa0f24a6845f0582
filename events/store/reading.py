"""Whole records out of the tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from events.store import rows
from events.store.packing import Shared
from events.store.schema import EVENT_COLUMNS, table

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

T = TypeVar("T")
Run = Callable[["ir.Table"], "pa.Table"]
Pick = Callable[[str, str, Sequence[str], Sequence[str]], "pa.Table"]
"""`events.store.database.Writer.pick`, or that of the whole database."""


def load_records(run: Run, events: ir.Table) -> dict[str, str]:
    """Give the records of events by id; those of tables' rows are made from their columns."""
    found = run(events.select("id", "record"))
    records = dict(zip(found["id"].to_pylist(), found["record"].to_pylist(), strict=True))
    bare = [id_ for id_, record in records.items() if record is None]
    if bare:
        links = table("event_actors")
        by_event: dict[str, list[tuple[str, str]]] = {}
        for row in run(links.filter(links.event.isin(bare))).to_pylist():
            by_event.setdefault(row["event"], []).append((row["actor"], row["role"]))
        for row in run(events.filter(events.record.isnull()).select(*EVENT_COLUMNS, "extras")).to_pylist():
            records[row["id"]] = rows.record_of_columns(row, by_event.get(row["id"], ()))
    return records


def load_originals(run: Run, ids: Sequence[str]) -> dict[str, str]:
    """Give the records, as they were read, of those of these events that people corrected."""
    originals = table("originals")
    found = run(originals.filter(originals.event.isin(list(ids) or [""])).select("event", "kept"))
    read = {}
    for id_, kept in zip(found["event"].to_pylist(), found["kept"].to_pylist(), strict=True):
        rows_ = json.loads(kept)
        links = [(link["actor"], link["role"]) for link in rows_["event_actors"]]
        read[id_] = rows_["events"]["record"] or rows.record_of_columns(rows_["events"], links)
    return read


def load_bodies(pick: Pick, name: str, ids: Iterable[str]) -> list[str]:
    """Give the JSON of actors or places by id; unknown ids are left out."""
    wanted = list(dict.fromkeys(ids))
    bodies: list[str] = pick(name, "id", wanted, ("body",))["body"].to_pylist() if wanted else []
    return bodies


def unpack_with_shared(pick: Pick, unpack: Callable[[Shared], T]) -> T:
    """Unpack something, with the places and actors that it speaks of: once to learn which, then with them."""
    wanted = Shared(_Wanted(), _Wanted())
    unpack(wanted)
    places = rows.unpack_places(load_bodies(pick, "places", wanted.places))
    actors = rows.unpack_actors(load_bodies(pick, "actors", wanted.actors))
    return unpack(Shared(places, actors))


class _Wanted(dict[str, Any]):
    """Notes the keys that it is asked for."""

    def __missing__(self, key: str) -> None:
        self[key] = None
