"""All that is known of an event: which reports tell it, why they are one, where they differ, what people corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from events.merge import Disagreement, Link, Member, disagreements
from events.merge.cluster import rank
from events.model import Event
from events.store import grouping, rows
from events.store.correcting import Kept, corrections_about
from events.store.reading import Pick, load_originals, load_records, unpack_with_shared
from events.store.schema import NOWHERE, table

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

Run = Callable[["ir.Table"], "pa.Table"]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the evidence of an event consists of.

    Attributes
    ----------
    event
        As it is shown: united, and corrected.
    records
        The records that tell it as they were read, the most precise first; one for an event of one report.
    hidden
        Those of them that people hid.
    links
        Why each joined.
    disagreements
        What they tell differently.
    corrections
        All corrections of them, the oldest first, also those taken back.
    """

    event: Event
    records: tuple[Event, ...]
    hidden: frozenset[str]
    links: tuple[Link, ...]
    disagreements: tuple[Disagreement, ...]
    corrections: tuple[Kept, ...]


def load_dossier(run: Run, pick: Pick, id_: str) -> Dossier | None:
    """Load it: see `events.store.store.Store.dossier`."""
    events, merging = table("events"), table("merging")
    shown = run(events.filter(events.id == id_).select("id", "members")).to_pylist()
    if not shown:
        return None
    group = id_[1:] if shown[0]["members"] else None
    grouped = run(merging.filter(merging.grouped == group)).to_pylist() if group else []
    members = [Member(row["event"], row["document"], grouping.read(row["signature"])) for row in grouped]
    ids = [member.id for member in sorted(members, key=rank)] or [id_]
    wanted = events.filter(events.id.isin([id_, *ids]))
    layers = {row["id"]: row["layer"] for row in run(wanted.select("id", "layer")).to_pylist()}
    shown_records = load_records(run, wanted)
    as_read = shown_records | load_originals(run, ids)
    event, *records = unpack_with_shared(
        pick,
        lambda shared: [rows.unpack_event(r, shared) for r in (shown_records[id_], *(as_read[i] for i in ids))],
    )
    telling = [record for record in records if layers[record.id] != NOWHERE]
    links = {row["event"]: row for row in grouped if row["linked"]}
    return Dossier(
        event,
        tuple(records),
        frozenset(record.id for record in records if layers[record.id] == NOWHERE),
        tuple(Link(i, links[i]["linked"], tuple(links[i]["reasons"].split())) for i in ids if i in links),
        tuple(disagreements(telling)),
        tuple(corrections_about(pick, ids)),
    )
