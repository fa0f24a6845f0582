"""Rows into tables, within one transaction of a writer."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from events.corrections.model import FIELDS, Correction, Part
from events.corrections.values import put, value_in
from events.errors import InputError
from events.model import Confidence, Event, EventStatus, EventType, Evidence
from events.store import correcting, curation, grouping, rows
from events.store.database import Writer, as_rows
from events.store.membership import trace_memberships
from events.store.packing import to_json
from events.store.schema import SCHEMA_VERSION, arrow_schema
from events.store.tables import pick, rewrite

if TYPE_CHECKING:
    import pyarrow as pa

Outcome = Literal["new", "unchanged", "updated"]
Changes = tuple[int, int, int]
"""How many reports were new, updated and unchanged."""

_READ = ("events", "event_actors", "event_places", "sketches")
_BELONGING = (*_READ, "merging", "merge_keys", "event_sources", "originals")


def compare_digests(packed: Sequence[rows.PackedReport], before: Mapping[str, str]) -> list[Outcome]:
    """Tell what storing each report in turn would do, given the digests of what is stored."""
    known, outcomes = dict(before), list[Outcome]()
    for report in packed:
        digest = known.get(report.document)
        outcomes.append("new" if digest is None else "unchanged" if digest == report.digest else "updated")
        known[report.document] = report.digest
    return outcomes


def replace_reports(writer: Writer, packed: Sequence[rows.PackedReport], stored: Collection[str]) -> None:
    """Put reports in place of older readings of them, with the actors and places that they speak of.

    Parameters
    ----------
    writer
        A writer within a transaction.
    packed
        The reports.
    stored
        Those that the store holds already. In small changes each statement counts, so what is not there is not removed.
    """
    documents = [p.document for p in packed]
    older = [document for document in documents if document in stored]
    touched = grouping.leave(writer, older) if older else grouping.Touched()
    if older:
        _remove_rows(writer, older)
    for name in ("documents", *_READ):
        if new := [row for p in packed for row in p.rows[name]]:
            writer.insert(name, as_rows(name, new))
    things = {row["id"]: row for p in packed for row in p.rows["actors"]}
    _put_things(writer, "actors", things | _add_memberships(writer, things))
    _put_things(writer, "places", {row["id"]: row for p in packed for row in p.rows["places"]})
    if corrections := [c for p in packed for c in p.corrections]:
        save_new_corrections(writer, corrections)
    curation.settle(writer, touched, [member for p in packed for member in p.members], documents)


def save_new_corrections(writer: Writer, corrections: Sequence[Correction]) -> list[Correction]:
    """Keep the corrections that the store does not have yet; give these. They are attached to nothing yet."""
    by_id = {correction.id: correction for correction in corrections}
    known = {row["id"] for row in pick(writer, "corrections", "id", by_id)}
    new = [correction for id_, correction in by_id.items() if id_ not in known]
    correcting.save_corrections(writer, new)
    return new


def check_correction(correction: Correction) -> None:
    """Make sure that a correction says something that can be put on an event.

    Raises
    ------
    InputError
        If it does not; the message says why.
    """
    if not correction.targets:
        raise InputError(f"The correction {correction.id} is about no event.")
    if correction.part in (Part.JOIN, Part.SPLIT) and len(correction.targets) < 2:
        raise InputError("Joining and splitting take two records at least.")
    if correction.part in FIELDS:
        put(_ANY, correction.part, correction.value)


_NOWHERE = Evidence("", 0, 0, "")
_ANY = Event("", _NOWHERE, _NOWHERE, EventType.OTHER, EventStatus.OCCURRED, Confidence(1.0))


def add_corrections(writer: Writer, corrections: Sequence[Correction]) -> list[Correction]:
    """Keep corrections and show them: see `events.store.store.Store.correct`."""
    dated = [c if c.made else dataclasses.replace(c, made=dt.datetime.now(dt.UTC)) for c in corrections]
    new = save_new_corrections(writer, dated)
    documents = sorted({target.document for c in new for target in c.targets})
    if new:
        correcting.attach(writer, documents)
        filled = _fill_before(writer, [c.id for c in new])
        _show(writer, [c.id for c in new])
        return filled
    return []


def _fill_before(writer: Writer, ids: Sequence[str]) -> list[Correction]:
    kept = correcting.load_corrections(writer.pick, ids)
    missing = [k for k in kept if k.correction.before is None and k.correction.part in FIELDS and k.attached[0]]
    read = curation.read_records(writer, [k.attached[0] for k in missing if k.attached[0]])
    for each in missing:
        event = read.get(each.attached[0] or "")
        if event is not None:
            before = to_json(dict(value_in(event, each.correction.part)))
            row = pick(writer, "corrections", "id", [each.correction.id])[0] | {"before": before}
            rewrite(writer, "corrections", "id", [each.correction.id], [row])
    return [k.correction for k in correcting.load_corrections(writer.pick, ids)]


def undo_corrections(writer: Writer, ids: Sequence[str], *, who: str, again: bool) -> list[Correction]:
    """Take corrections back or let them count again: see `events.store.store.Store.undo`."""
    rows_ = [row for row in pick(writer, "corrections", "id", ids) if (row["undone"] is None) is not again]
    changed = [
        row | {"undone": None if again else dt.datetime.now(dt.UTC), "undone_by": None if again else who}
        for row in rows_
    ]
    rewrite(writer, "corrections", "id", [row["id"] for row in changed], changed)
    _show(writer, [row["id"] for row in changed])
    return [k.correction for k in correcting.load_corrections(writer.pick, [row["id"] for row in changed])]


def _show(writer: Writer, ids: Sequence[str]) -> None:
    """Bring what is shown up to date with these corrections."""
    kept = correcting.load_corrections(writer.pick, ids)
    by_hand = [k for k in kept if k.correction.part in (Part.JOIN, Part.SPLIT)]
    touched = grouping.touch(writer, [id_ for k in by_hand for id_ in k.records])
    curation.settle(writer, touched, ())
    curation.refresh(writer, {id_ for k in kept for id_ in k.records})


def _put_things(writer: Writer, name: str, things: Mapping[str, rows.Row]) -> None:
    """Put actors or places in place of older ones of the same ids, where they differ."""
    known = {row["id"]: row for row in pick(writer, name, "id", things)}
    changed = [row for id_, row in things.items() if known.get(id_) != row]
    rewrite(writer, name, "id", [row["id"] for row in changed if row["id"] in known], changed)


def _add_memberships(writer: Writer, things: Mapping[str, rows.Row]) -> dict[str, rows.Row]:
    pairs, above = trace_memberships(rows.unpack_actors(row["body"] for row in things.values()))
    known = {(row["actor"], row["belongs_to"]) for row in pick(writer, "memberships", "actor", things)}
    if known != set(pairs):
        new = [{"actor": a, "belongs_to": b} for a, b in pairs]
        rewrite(writer, "memberships", "actor", {actor for actor, _ in known}, new)
    return {actor.id: rows.actor_row(actor) for actor in above.values()}


def add_batch(writer: Writer, batch: Mapping[str, pa.Table], *, fresh: bool) -> Changes:
    """Add rows that are made already: see `events.store.store.Store.add_batches`; ``fresh`` if none is stored yet."""
    import pyarrow as pa
    import pyarrow.compute as pc

    incoming = batch["documents"]
    if fresh:
        for name, rows_ in batch.items():
            writer.insert(name, complete(name, rows_))
        return len(incoming), 0, 0
    ids = incoming["id"].to_pylist()
    stored = writer.pick("documents", "id", ids, ("id", "digest"))
    before = dict(zip(stored["id"].to_pylist(), stored["digest"].to_pylist(), strict=True))
    changed = [
        id_ for id_, digest in zip(ids, incoming["digest"].to_pylist(), strict=True) if before.get(id_) != digest
    ]
    touched = grouping.Touched()
    if before:
        touched = grouping.leave(writer, changed)
        _remove_rows(writer, changed)
    wanted = pa.array(changed, pa.string())
    for name, rows_ in batch.items():
        if len(changed) < len(ids):
            rows_ = rows_.filter(pc.is_in(rows_["id" if name == "documents" else "document"], wanted))
        writer.insert(name, complete(name, rows_))
    if before:
        curation.settle(writer, touched, (), changed)
    updated = sum(id_ in before for id_ in changed)
    return len(changed) - updated, updated, len(ids) - len(changed)


def remove_reports(writer: Writer, documents: Sequence[str]) -> None:
    """Remove reports and all that was read in them. What people corrected of it is kept."""
    touched = grouping.leave(writer, documents)
    _remove_rows(writer, documents)
    writer.delete("mentions", "document", documents)
    curation.settle(writer, touched, (), documents)


def _remove_rows(writer: Writer, documents: Sequence[str]) -> None:
    writer.delete("documents", "id", documents)
    for name in _BELONGING:
        writer.delete(name, "document", documents)


def complete(name: str, rows_: pa.Table) -> pa.Table:
    """Add the columns that a table made elsewhere does not know, empty."""
    import pyarrow as pa

    for field in arrow_schema(name):
        if field.name not in rows_.column_names:
            rows_ = rows_.append_column(field, pa.nulls(len(rows_), field.type))
    return rows_


def stamp_version(writer: Writer) -> None:
    """Note the version of the tables."""
    version = {"key": "schema", "value": str(SCHEMA_VERSION)}
    found = pick(writer, "meta", "key", ["schema"])
    if found != [version]:
        rewrite(writer, "meta", "key", [row["key"] for row in found], [version])
