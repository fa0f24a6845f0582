"""What the store can be asked: filter in, columns or records out."""

from __future__ import annotations

import dataclasses
import functools
import json
import operator
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from events.corrections.model import Target
from events.errors import StoreError
from events.model import Actor, Document, Event, Place
from events.report import Report
from events.store import queries, rows
from events.store.correcting import Kept, load_all_corrections, make_target
from events.store.curation import PREFIX, merged_id
from events.store.database import EMPTY, Database, Writer
from events.store.dossier import Dossier, load_dossier
from events.store.duckdb_file import DuckDBFile
from events.store.facets import Facets
from events.store.filter import EVERYTHING, Filter
from events.store.mentions import Mention, load_mentions, mention_facts
from events.store.migrations import upgrade
from events.store.overview import Bins, bin_events
from events.store.reading import load_bodies, load_originals, load_records, unpack_with_shared
from events.store.schema import EVENT_COLUMNS, SCHEMA_VERSION, table
from events.store.sharing import Note, load_notes
from events.store.writing import (
    stamp_version,
)

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many events there are.

    Attributes
    ----------
    total
        All of the store.
    shown
        Those that the filter lets through.
    undated
        Those without a day at either end that every part of the filter but the dates lets through.
    needs_anchor
        Those of the undated that the report's day of publication would date.
    unplaced
        Those without a place that every part of the filter but the places lets through.
    """

    total: int
    shown: int
    undated: int
    needs_anchor: int
    unplaced: int


class StoreQuestions:
    """Reports and what was read in them, to be asked for. `events.store.store.Store` also changes them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._facets = Facets()
        self._checked: str | None = None
        self._checking = threading.Lock()

    @property
    def name(self) -> str:
        """What holds the store: the path of a file, or the address of a database without its password."""
        return self._database.name

    @property
    def path(self) -> Path:
        """The file that holds the store.

        Raises
        ------
        StoreError
            If it is no file, but a database server.
        """
        if isinstance(self._database, DuckDBFile):
            return self._database.path
        raise StoreError(f"The store {self.name} is no file.")

    def size(self) -> int:
        """How many bytes the store takes."""
        return self._database.size()

    @property
    def generation(self) -> str:
        """A short text that changes whenever anything was written: the key under which answers may be cached."""
        return self._database.generation

    # ---- events --------------------------------------------------------------------------

    def events(
        self,
        filter_: Filter = EVERYTHING,
        *,
        columns: Sequence[str] = EVENT_COLUMNS,
        limit: int | None = None,
        offset: int = 0,
    ) -> pa.Table:
        """Give the selected events, earliest first, undated last.

        Parameters
        ----------
        filter_
            Which events.
        columns
            Which of the columns of `events.store.schema.EVENT_COLUMNS`.
        limit, offset
            How many, after how many.
        """
        selected = queries.select_events(filter_)
        begin = selected.earliest.fill_null(selected.latest)
        ordered = selected.order_by([begin.asc(nulls_first=False), selected.document, selected.start, selected.id])
        chosen = ordered.select(*columns)
        if limit is not None or offset:
            chosen = chosen.limit(limit, offset=offset)
        return self._run(chosen)

    def facets(self, filter_: Filter = EVERYTHING, *, language: str = "en", limit: int = 200) -> dict[str, pa.Table]:
        """Count the events beside every choice of a filter.

        Parameters
        ----------
        filter_
            The present choice. Each facet leaves out its own clause, so that its counts say what another choice gives.
        language
            The language of the labels, where names in it are known.
        limit
            The most values of a facet, largest counts first. Chosen values are always among them.

        Returns
        -------
        dict
            For ``actors``, ``types``, ``statuses``, ``countries``, ``places``, ``languages`` and ``sources`` a table
            of ``value``, ``label``, ``count``.
        """
        return self._facets.count(self._run, filter_, self.generation, language=language, limit=limit)

    def counts(self, filter_: Filter = EVERYTHING) -> Counts:
        """Count the events: all, shown, and those that the timeline or the map cannot show."""
        undated, unplaced = filter_.without(*queries.DATE_PARTS), filter_.without(*queries.PLACE_PARTS)
        return Counts(
            total=self._count(Filter(unmerged=filter_.unmerged)),
            shown=self._count(filter_),
            undated=self._count(undated, "undated"),
            needs_anchor=self._count(undated, "needs-anchor"),
            unplaced=self._count(unplaced, "unplaced"),
        )

    def count(self, filter_: Filter = EVERYTHING) -> int:
        """Count the selected events."""
        return self._count(filter_)

    def members(self, actors: Iterable[str]) -> list[str]:
        """Give these actors and all that belong to them, directly or not, in order: a filter on them finds these."""
        chosen = list(actors)
        return sorted({*chosen, *self._run(queries.members_of(chosen))["actor"].to_pylist()})

    def further_places(self) -> pa.Table:
        """Give the places of events besides the one in each event's own row: ``event``, ``place``, ``country``."""
        return self._run(queries.further_places())

    def further_sources(self) -> pa.Table:
        """Give the reports that tell a merged event, besides its own: ``event``, ``language``, ``outlet``."""
        sources = table("event_sources")
        return self._run(sources.select("event", "language", "outlet").distinct())

    def actor_pairs(self) -> pa.Table:
        """Give the countries of who acts on whom: ``event``, ``source``, ``target``, where they differ."""
        return self._run(queries.actor_pairs())

    def overview(self, filter_: Filter, bins: Bins) -> pa.Table:
        """Count the selected events by cell of the map, span of time, type and status: see `events.store.overview`."""
        return self._run(bin_events(filter_, bins))

    def _count(self, filter_: Filter, condition: str | None = None) -> int:
        found = queries.count_events(filter_, queries.LENS[condition] if condition else None)
        return int(self._run(found)["count"][0].as_py())

    def event(self, id_: str) -> Event | None:
        """Give a whole event: its evidence, how it was read, its sources; none if there is no such event.

        A record's id gives the record as people corrected it, a merged event's id the merged event.
        """
        events = table("events")
        found = load_records(self._run, events.filter(events.id == id_))
        return unpack_with_shared(self._pick, lambda shared: rows.unpack_event(found[id_], shared)) if found else None

    def resolve(self, id_: str, *, unmerged: bool = False) -> str | None:
        """Give the id under which an event stands in a view, from an id of either view, also of an older one.

        Parameters
        ----------
        id_
            A record's id, or a merged event's.
        unmerged
            Which view: each report's record, or one event for all reports that tell it.

        Returns
        -------
        str or None
            None if there is no such event, or it is hidden.
        """
        events, merging = table("events"), table("merging")
        names = [id_, id_.removeprefix(PREFIX)]
        group = merging.filter(merging.event.isin(names)).select("event", "grouped")
        grouped = {row["event"]: merged_id(row["grouped"]) for row in self._run(group).to_pylist()}
        wanted = [*grouped.values(), *names] if not unmerged else names
        shown = events.filter(events.id.isin(wanted) & queries.stands_in(unmerged=unmerged)(events)).select("id")
        standing = set(self._run(shown)["id"].to_pylist())
        return next((each for each in wanted if each in standing), None)

    def dossier(self, id_: str) -> Dossier | None:
        """Give all that is known of an event: who tells it, why it is one, where they differ, what was corrected."""
        return load_dossier(self._run, self._pick, id_)

    def stream(self, filter_: Filter = EVERYTHING, *, batch: int = 2_000) -> Iterator[tuple[Event, Document]]:
        """Give the selected events whole, in the order of `events`, each with its report without the text.

        Parameters
        ----------
        filter_
            Which events.
        batch
            How many are held in memory at once.
        """
        listed = self.events(filter_, columns=("id", "document"))
        ids, reports = listed["id"].to_pylist(), listed["document"].to_pylist()
        events = table("events")
        for begin in range(0, len(ids), batch):
            wanted = dict(zip(ids[begin : begin + batch], reports[begin : begin + batch], strict=True))
            records = load_records(self._run, events.filter(events.id.isin(list(wanted))))
            found = self._pick("documents", "id", sorted(set(wanted.values())), rows.DOCUMENT_COLUMNS).to_pylist()
            documents = {row["id"]: rows.unpack_document(row) for row in found}
            told = unpack_with_shared(
                self._pick,
                lambda shared, wanted=wanted, records=records, documents=documents: [  # type: ignore[misc]
                    (rows.unpack_event(records[id_], shared), documents[document])
                    for id_, document in wanted.items()
                    if id_ in records and document in documents
                ],
            )
            mentions = load_mentions(self._pick, wanted)
            for event, document in told:
                if event.id in mentions:
                    told_of = [mention_facts(mention) for mention in mentions[event.id]]
                    event = dataclasses.replace(event, extras={**event.extras, "mentions": told_of})
                yield event, document

    def mentions(self, events: Iterable[str]) -> dict[str, list[Mention]]:
        """Give the articles that mention events of others' tables, by the event's id, the surest first."""
        return load_mentions(self._pick, events)

    # ---- reports -------------------------------------------------------------------------

    def documents(self) -> pa.Table:
        """List the reports, latest first: who, when, how long, and how many events of which kind."""
        documents, events = table("documents"), table("events")
        shown = events.filter(queries.stands_in(unmerged=True)(events))
        told = shown.group_by("document").aggregate(
            events=shown.count(),
            **{name.replace("-", "_"): shown.count(where=lens(shown)) for name, lens in queries.LENS.items()},
        )
        listed = documents.left_join(told, documents.id == told.document)
        columns = ("id", "title", "outlet", "language", "published", "published_basis", "url", "characters", "added",
                   "origin", "copy_of")  # fmt: skip
        chosen = listed.select(
            *(documents[column] for column in columns),
            *(told[column].fill_null(0).name(column) for column in ("events", "undated", "unplaced", "needs_anchor")),
        )
        return self._run(chosen.order_by([chosen.published.desc(nulls_first=False), chosen.id]))

    def document(self, id_: str, *, as_read: bool = False) -> Report | None:
        """Give a report with everything that was read in it; none if there is no such report.

        Parameters
        ----------
        id_
            The report.
        as_read
            The events as they were read; by default as people corrected them, without those that they hid.
        """
        documents, events = table("documents"), table("events")
        found = self._run(
            documents.filter(documents.id == id_).select("text", "reading", *rows.DOCUMENT_COLUMNS)
        ).to_pylist()
        if not found:
            return None
        (row,) = found
        own = events.filter((events.document == id_) & events.members.isnull())
        if not as_read:
            own = own.filter(queries.stands_in(unmerged=True)(own))
        ids = self._run(own.order_by([own.start, own.end, own.id]).select("id"))["id"].to_pylist()
        by_id = load_records(self._run, own)
        if as_read:
            by_id |= load_originals(self._run, ids)
        records = [by_id[id_] for id_ in ids]
        document = rows.unpack_document(row, row["text"])
        return unpack_with_shared(
            self._pick, lambda shared: rows.unpack_report(document, row["reading"], records, shared)
        )

    def texts(self, ids: Sequence[str]) -> dict[str, Document]:
        """Give reports with their text, many at once and without what was read in them, by id."""
        documents = table("documents")
        chosen = documents.filter(documents.id.isin(list(ids))).select("text", *rows.DOCUMENT_COLUMNS)
        found = self._run(chosen).to_pylist() if ids else []
        return {row["id"]: rows.unpack_document(row, row["text"]) for row in found}

    def provenance(self, ids: Sequence[str]) -> dict[str, rows.Provenance]:
        """Tell, for the reports among these that are stored, where they come from."""
        documents, sketches = table("documents"), table("sketches")
        columns = ("id", "source", "origin", "copy_of", "extras")
        found = self._run(documents.filter(documents.id.isin(list(ids))).select(*columns)).to_pylist()
        bands: dict[str, list[str]] = {}
        for row in self._run(sketches.filter(sketches.document.isin(list(ids)))).to_pylist():
            bands.setdefault(row["document"], []).append(row["band"])
        return {
            row["id"]: rows.Provenance(
                row["source"],
                row["origin"],
                row["copy_of"],
                tuple(sorted(bands.get(row["id"], ()))),
                json.loads(row["extras"] or "{}"),
            )
            for row in found
        }

    def find_documents(
        self, *, ids: Sequence[str] = (), origins: Sequence[str] = (), hashes: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        """Find reports by id, by where they came from, or by the hash of their text.

        Returns
        -------
        list of dict
            ``id``, ``origin``, ``hash``, ``source``, ``outlet`` and ``copy_of`` of each.
        """
        documents = table("documents")
        wanted = {"id": list(ids), "origin": list(origins), "hash": list(hashes)}
        clauses = [documents[column].isin(values) for column, values in wanted.items() if values]
        if not clauses:
            return []
        found = documents.filter(functools.reduce(operator.or_, clauses))
        rows_: list[dict[str, Any]] = self._run(
            found.select("id", "origin", "hash", "source", "outlet", "copy_of")
        ).to_pylist()
        return rows_

    def find_alike(self, bands: Sequence[str], *, limit: int = 5) -> dict[str, str]:
        """Give the texts of the reports, by id, that share the most bands of a sketch; copies are left out."""
        import ibis

        documents, sketches = table("documents"), table("sketches")
        sharing = sketches.filter(sketches.band.isin(list(bands) or [""])).group_by("document")
        counted = sharing.aggregate(shared=ibis._.count())
        originals = documents.filter(documents.copy_of.isnull())
        joined = originals.join(counted, originals.id == counted.document)
        top = joined.order_by([ibis.desc("shared"), ibis.asc("id")]).limit(limit).select("id", "text")
        found = self._run(top)
        return dict(zip(found["id"].to_pylist(), found["text"].to_pylist(), strict=True))

    def actors(self, ids: Iterable[str]) -> dict[str, Actor]:
        """Give actors by id, with their names in all languages; unknown ids are left out."""
        return rows.unpack_actors(load_bodies(self._pick, "actors", ids))

    def places(self, ids: Iterable[str]) -> dict[str, Place]:
        """Give places by id, with their names in all languages; unknown ids are left out."""
        return rows.unpack_places(load_bodies(self._pick, "places", ids))

    # ---- what people share and correct ----------------------------------------------------

    def notes(self, kind: str, id_: str | None = None) -> list[Note]:
        """Give the last version of all texts of a kind that people share, or of one; the one changed last first."""
        return load_notes(self._run, kind, id_)

    def corrections(self) -> list[Kept]:
        """Give all corrections, the oldest first, with the records that they are about now."""
        return load_all_corrections(self._run)

    def targets(self, ids: Sequence[str]) -> list[Target]:
        """Give the targets of a correction from the ids of records, in their order; unknown ids are left out."""
        events = table("events")
        found = load_records(self._run, events.filter(events.id.isin(list(ids)) & events.members.isnull()))
        found |= load_originals(self._run, list(found))
        read = unpack_with_shared(
            self._pick, lambda shared: {id_: rows.unpack_event(record, shared) for id_, record in found.items()}
        )
        return [make_target(read[id_]) for id_ in dict.fromkeys(ids) if id_ in read]

    # ---- asking the database -------------------------------------------------------------

    def _run(self, expression: ir.Table, *, selected: ir.Table | None = None) -> pa.Table:
        self._check()
        return self._database.run(expression, selected=selected)

    def _pick(self, name: str, column: str, values: Sequence[str], columns: Sequence[str] = ()) -> pa.Table:
        self._check()
        return self._database.pick(name, column, values, columns)

    def _check(self) -> None:
        """Make sure that the tables are those of this release; upgrade older ones."""
        generation = self._database.seen
        if generation in {self._checked, EMPTY}:
            return
        with self._checking:
            found = _version(self._database)
            if found != SCHEMA_VERSION:
                with self._database.write() as writer:
                    upgrade(writer, found=_version(writer), wanted=SCHEMA_VERSION, path=self.name)
                    stamp_version(writer)
                generation = self._database.seen
            self._checked = generation

    def close(self) -> None:
        """Let go of the file. The store can still be asked; it opens it again."""
        self._database.close()


def _version(database: Database | Writer) -> int:
    found = database.pick("meta", "key", ["schema"], ("value",))["value"].to_pylist()
    return int(found[0]) if found else 0
