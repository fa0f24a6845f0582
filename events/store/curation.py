"""What is shown: records as people corrected them, and one event for the records that tell it.

The table ``events`` holds each record of each report, with corrections put on it, and besides for each group of records
a row of its own, the merged event. The column ``layer`` says in which of the two views a row stands. A record as it was
read is kept in ``originals`` while a correction stands, so that it can be shown and brought back.
"""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from events.corrections.apply import correct
from events.corrections.model import Correction, Part
from events.merge import Member, unite
from events.merge.cluster import rank
from events.model import Document, Event, Source
from events.store import correcting, grouping, rows
from events.store.correcting import Kept
from events.store.database import Writer
from events.store.packing import Shared, pack, to_json, unpack
from events.store.reading import unpack_with_shared
from events.store.schema import MERGED, NOWHERE, UNMERGED
from events.store.tables import Row, pick, rewrite

PREFIX = "m"
"""Stands before the id of a group's first record in the id of the merged event."""

DECIDING = 50
"""Records of a group, the most precise first, that decide what the merged event says; the others are cited."""
_BRIEF = ("id", "document", "language", "outlet", "search", "layer")
_BY_EVENT = ("event_actors", "event_places")


def merged_id(group: str) -> str:
    """Give the id of the event that a group of records makes."""
    return PREFIX + group


def settle(writer: Writer, touched: grouping.Touched, came: Sequence[Member], documents: Sequence[str] = ()) -> None:
    """Bring groups, corrections and what is shown up to date after a change.

    Parameters
    ----------
    writer
        A writer within a transaction.
    touched
        What `events.store.grouping.leave` or `touch` gave before the change.
    came
        New records that may be joined with others.
    documents
        Reports that came, went, or were read anew: corrections of them look for their records.
    """
    attached = correcting.attach(writer, documents) if documents else set()
    changed = grouping.regroup(writer, touched, came, correcting.load_hands(writer.pick))
    refresh(writer, changed.records | attached, changed.gone)


def refresh(writer: Writer, records: Iterable[str], gone: Iterable[str] = ()) -> None:
    """Make anew what is shown of some records, of all that tell the same events, and of their merged events.

    Parameters
    ----------
    writer
        A writer within a transaction.
    records
        Records that are read, grouped or corrected otherwise than before.
    gone
        Groups that are no more.
    """
    groups = {row["grouped"] for row in pick(writer, "merging", "event", records, ("grouped",))}
    columns = ("event", "document", "signature", "grouped")
    merging = {row["event"]: row for row in pick(writer, "merging", "grouped", groups, columns)}
    ids = sorted(set(records) | merging.keys())
    known = _find_sources(writer, [merged_id(group) for group in groups])
    named = [merged_id(group) for group in groups.union(gone)]
    stale = [row["id"] for row in pick(writer, "events", "id", named, ("id",))]
    if stale:
        for name, column in (("events", "id"), *((t, "event") for t in _BY_EVENT)):
            writer.delete(name, column, stale)
    made = _Refresh(writer, ids, merging).run() if ids else {}
    _write_sources(writer, stale, known, made)


def _find_sources(writer: Writer, merged: Sequence[str]) -> dict[str, set[str]]:
    known: dict[str, set[str]] = defaultdict(set)
    for row in pick(writer, "event_sources", "event", merged, ("event", "document")):
        known[row["event"]].add(row["document"])
    return known


def _write_sources(
    writer: Writer, stale: Sequence[str], known: Mapping[str, set[str]], made: Mapping[str, Sequence[Row]]
) -> None:
    """Bring the reports that tell merged events up to date; where some only came, the others are left alone."""
    new: list[Row] = []
    grown: set[str] = set()
    for event, rows_ in made.items():
        if known.get(event, set()) <= {row["document"] for row in rows_}:
            grown.add(event)
            rows_ = [row for row in rows_ if row["document"] not in known.get(event, set())]
        new += rows_
    rewrite(writer, "event_sources", "event", [event for event in stale if event not in grown], new)


def read_records(writer: Writer, ids: Sequence[str]) -> dict[str, Event]:
    """Give records as they were read, without what people corrected."""
    return _Refresh(writer, ids, {}).unpack(ids) if ids else {}


class _Refresh:
    def __init__(self, writer: Writer, ids: Sequence[str], merging: Mapping[str, Row]) -> None:
        self._writer = writer
        self._merging = merging
        self._shown = {row["id"]: row for row in pick(writer, "events", "id", ids, _BRIEF)}
        self._originals = {row["event"]: json.loads(row["kept"]) for row in pick(writer, "originals", "event", ids)}
        self._read: dict[str, Row] = {}
        about = correcting.corrections_about(writer.pick, ids)
        self._fields = correcting.fields_of(about)
        self._fields = {
            id_: standing for id_, own in self._fields.items() if (standing := [c for c in own if c.stands])
        }
        self._hidden = _find_hidden(about, merging)
        self._links: dict[str, list[Row]] = {}
        self._layers: dict[str, str | None] = {}

    def run(self) -> dict[str, list[Row]]:
        """Write what is shown now; give the rows of the reports that tell each merged event."""
        groups: dict[str, list[str]] = defaultdict(list)
        for id_ in self._shown:
            groups[self._merging[id_]["grouped"] if id_ in self._merging else id_].append(id_)
        for ids in groups.values():
            ids.sort(key=lambda id_: rank(self._member(id_)) if id_ in self._merging else (0, 0, 0, 0, id_))
        visible = {name: [id_ for id_ in ids if id_ not in self._hidden] for name, ids in groups.items()}
        self._layers = {
            id_: NOWHERE if id_ in self._hidden else UNMERGED if len(visible[name]) > 1 else None
            for name, ids in groups.items()
            for id_ in ids
        }
        united = {name: ids for name, ids in visible.items() if len(ids) > 1}
        events = self.unpack({id_ for ids in united.values() for id_ in ids[:DECIDING]} | self._fields.keys())
        documents = self._load_documents(events)
        corrected = {id_: correct(events[id_], own) for id_, own in self._fields.items() if id_ in events}
        self._write_records(corrected, documents)
        return self._write_merged(united, events | corrected, documents)

    def _load(self, ids: Iterable[str]) -> None:
        """Load rows as they were read, whole."""
        wanted = [id_ for id_ in ids if id_ in self._shown and id_ not in self._read]
        self._read |= {row["id"]: row for row in pick(self._writer, "events", "id", wanted)}
        self._read |= {id_: self._originals[id_]["events"] for id_ in wanted if id_ in self._originals}

    def _member(self, id_: str) -> Member:
        row = self._merging[id_]
        return Member(id_, row["document"], grouping.read(row["signature"]))

    def unpack(self, ids: Iterable[str]) -> dict[str, Event]:
        """Give records as they were read."""
        ids = list(ids)
        self._load(ids)
        wanted = {id_: self._read[id_] for id_ in ids if id_ in self._read}
        bare = [id_ for id_, row in wanted.items() if row["record"] is None]
        for link in pick(self._writer, "event_actors", "event", [id_ for id_ in bare if id_ not in self._originals]):
            self._links.setdefault(link["event"], []).append(link)
        for id_ in bare:
            if id_ in self._originals:
                self._links[id_] = self._originals[id_]["event_actors"]
        records = {
            id_: row["record"]
            or rows.record_of_columns(row, [(k["actor"], k["role"]) for k in self._links.get(id_, ())])
            for id_, row in wanted.items()
        }
        return unpack_with_shared(
            self._writer.pick,
            lambda shared: {id_: rows.unpack_event(record, shared) for id_, record in records.items()},
        )

    def _load_documents(self, events: Mapping[str, Event]) -> dict[str, Document]:
        ids = {event.evidence.document for event in events.values()}
        found = pick(self._writer, "documents", "id", ids, rows.DOCUMENT_COLUMNS)
        return {row["id"]: rows.unpack_document(row) for row in found}

    def _write_records(self, corrected: Mapping[str, Event], documents: Mapping[str, Document]) -> None:
        new_rows, changed, actors, places, kept = [], [], [], [], []
        shared = Shared()
        otherwise = [
            id_
            for id_, shown in self._shown.items()
            if shown["layer"] != self._layers[id_] or id_ in corrected or id_ in self._originals
        ]
        self._load(otherwise)
        for id_ in otherwise:
            as_read = self._read[id_]
            row = dict(as_read)
            if id_ in corrected:
                event = corrected[id_]
                row |= rows.event_row(documents[as_read["document"]], event, to_json(pack(event, shared)))
            row["layer"] = self._layers[id_]
            self._shown[id_] = row
            if id_ in corrected or id_ in self._originals:
                changed.append(id_)
                actors += self._actor_rows(id_, corrected)
                places += self._place_rows(id_, corrected)
            if id_ in corrected:
                kept.append({"event": id_, "document": as_read["document"], "kept": self._keep(id_)})
            new_rows.append(row)
        rewrite(self._writer, "events", "id", [row["id"] for row in new_rows], new_rows)
        rewrite(self._writer, "event_actors", "event", changed, actors)
        rewrite(self._writer, "event_places", "event", changed, places)
        rewrite(self._writer, "originals", "event", changed, kept)
        self._add_shared(shared)

    def _actor_rows(self, id_: str, corrected: Mapping[str, Event]) -> list[Row]:
        if id_ in corrected:
            return rows.event_actor_rows(corrected[id_], self._read[id_]["document"])
        return list(self._originals[id_]["event_actors"])

    def _place_rows(self, id_: str, corrected: Mapping[str, Event]) -> list[Row]:
        if id_ in corrected:
            return rows.event_place_rows(corrected[id_], self._read[id_]["document"])
        return list(self._originals[id_]["event_places"])

    def _keep(self, id_: str) -> str:
        """Give, as JSON, the rows of a record as it was read."""
        if id_ in self._originals:
            return to_json(self._originals[id_])
        own: dict[str, Any] = {name: pick(self._writer, name, "event", [id_]) for name in _BY_EVENT}
        return to_json(own | {"events": self._read[id_] | {"layer": None}})

    def _add_shared(self, shared: Shared) -> None:
        """Add the places and actors that corrections brought."""
        made = {
            "actors": {actor.id: rows.actor_row(actor) for actor in shared.actors.values()},
            "places": {place.id: rows.place_row(place) for place in shared.places.values()},
        }
        for name, things in made.items():
            known = {row["id"] for row in pick(self._writer, name, "id", things)}
            rewrite(self._writer, name, "id", [], [row for id_, row in things.items() if id_ not in known])

    def _write_merged(
        self, united: Mapping[str, Sequence[str]], events: Mapping[str, Event], documents: Mapping[str, Document]
    ) -> dict[str, list[Row]]:
        made: dict[str, list[Row]] = {"events": [], "event_actors": [], "event_places": []}
        sources: dict[str, list[Row]] = {}
        further = self._load_sources([id_ for ids in united.values() for id_ in ids[DECIDING:]])
        for name, ids in united.items():
            by_hand: list[Correction] = [c for id_ in ids for c in self._fields.get(id_, ())]
            event = unite(
                [events[id_] for id_ in ids[:DECIDING]],
                [source for id_ in ids[DECIDING:] for source in further[id_]],
            )
            event = correct(dataclasses.replace(event, id=merged_id(name)), by_hand)
            document = documents[event.evidence.document]
            row = rows.event_row(document, event, to_json(pack(event, Shared())))
            words = "\n".join(dict.fromkeys([row["search"], *(self._shown[id_]["search"] for id_ in ids)]))
            made["events"].append(row | {"search": words, "layer": MERGED, "members": len(ids)})
            made["event_actors"] += rows.event_actor_rows(event, document.id)
            made["event_places"] += rows.event_place_rows(event, document.id)
            sources[event.id] = [
                {"event": event.id, **{c: self._shown[id_][c] for c in ("document", "language", "outlet")}}
                for id_ in ids
            ]
        for table, new in made.items():
            rewrite(self._writer, table, "event", [], new)
        return sources

    def _load_sources(self, ids: Sequence[str]) -> dict[str, list[Source]]:
        """Give what merged events cite of records that are not looked at otherwise."""
        found = {}
        for row in pick(self._writer, "events", "id", ids, ("id", "record", "document", "start", "end", "summary")):
            said = {"document": row["document"], "start": row["start"], "end": row["end"], "text": row["summary"]}
            record: dict[str, Any] = json.loads(row["record"]) if row["record"] else {"evidence": said}
            cited = record.get("sources") or [{"evidence": record["evidence"], "event": row["id"]}]
            found[row["id"]] = [unpack(Source, each, Shared()) for each in cited]
        return found


def _find_hidden(about: Sequence[Kept], merging: Mapping[str, Row]) -> set[str]:
    """Give the records that people hid: one by one, or with all that tell the same event."""
    newest: dict[str, Correction] = {}
    for kept in about:
        if kept.correction.part is Part.HIDDEN and kept.correction.stands and kept.attached[0] is not None:
            newest[kept.attached[0]] = kept.correction
    groups = {merging[id_]["grouped"] for id_, c in newest.items() if c.value.get("whole") and id_ in merging}
    return newest.keys() | {id_ for id_, row in merging.items() if row["grouped"] in groups}
