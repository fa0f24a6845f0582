"""The store: the only way by which screens and commands reach reports and events."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from events.corrections.model import Correction
from events.errors import InputError, StoreError
from events.model import PublishedBasis
from events.report import Report
from events.store import rows
from events.store.database import EMPTY, Writer
from events.store.duckdb_file import DuckDBFile
from events.store.location import store_location
from events.store.mentions import add_mentions
from events.store.questions import StoreQuestions
from events.store.schema import table
from events.store.writing import (
    Changes,
    Outcome,
    add_batch,
    add_corrections,
    check_correction,
    compare_digests,
    remove_reports,
    replace_reports,
    stamp_version,
    undo_corrections,
)

if TYPE_CHECKING:
    import pyarrow as pa


class Store(StoreQuestions):
    """Reports and what was read in them.

    Made by `open_store`. It may be used by many threads, and by many processes at once.
    """

    # ---- writing -------------------------------------------------------------------------

    def add(self, report: Report, *, provenance: rows.Provenance | None = None) -> Outcome:
        """Put a report into the store, in place of an older reading of it.

        Parameters
        ----------
        report
            What was read.
        provenance
            Where it comes from.

        Returns
        -------
        str
            ``new``, ``updated``, or ``unchanged``: the same reading of the same report is stored already.
        """
        return self.add_many([report], {report.document.id: provenance} if provenance else {})[0]

    def add_many(
        self, reports: Sequence[Report], provenance: Mapping[str, rows.Provenance] | None = None
    ) -> list[Outcome]:
        """Put reports into the store, all in one transaction: see `add`. Of two with one id, the later stays.

        Parameters
        ----------
        reports
            What was read.
        provenance
            Where they come from, by the ids of their documents.
        """
        packed = [rows.pack_report(r, provenance=(provenance or {}).get(r.document.id)) for r in reports]
        ids = list({p.document for p in packed})
        before = self._digests(ids)
        outcomes = compare_digests(packed, before)
        if all(outcome == "unchanged" for outcome in outcomes):
            return outcomes
        with self._write() as writer:
            before = self._digests(ids, writer)
            outcomes = compare_digests(packed, before)
            last = {p.document: p for p in packed}
            changed = [p for p in last.values() if before.get(p.document) != p.digest]
            replace_reports(writer, changed, before)
        return outcomes

    def _digests(self, ids: Sequence[str], within: Writer | None = None) -> dict[str, str]:
        found = (within.pick if within else self._pick)("documents", "id", ids, ("id", "digest"))
        return dict(zip(found["id"].to_pylist(), found["digest"].to_pylist(), strict=True))

    @contextlib.contextmanager
    def add_batches(self, shared: Mapping[str, pa.Table]) -> Iterator[Callable[[Mapping[str, pa.Table]], Changes]]:
        """Add many rows that are made already, in one transaction.

        Parameters
        ----------
        shared
            Rows of ``actors``, ``memberships`` and ``places`` that all batches speak of.

        Yields
        ------
        callable
            Takes a batch: rows of ``documents`` and of the tables that belong to them, whose reports occur in no other
            batch. Gives how many reports were new, updated and unchanged.
        """
        with self._write() as writer:
            for name, key in (("actors", "id"), ("memberships", "actor"), ("places", "id")):
                if name in shared:
                    writer.delete(name, key, shared[name][key].to_pylist())
                    writer.insert(name, shared[name])
            fresh = not writer.run(table("documents").select("id").limit(1)).num_rows
            yield lambda batch: add_batch(writer, batch, fresh=fresh)

    @contextlib.contextmanager
    def add_mentions(self) -> Iterator[Callable[[pa.Table], Changes]]:
        """Add articles that mention events, many at once, in one transaction.

        Yields
        ------
        callable
            Takes rows of the table ``mentions``. Gives how many were new, updated and unchanged.
        """
        with self._write() as writer:
            yield lambda rows_: add_mentions(writer, rows_)

    def set_published(self, document: str, published: dt.date | None) -> Report:
        """Say on which day a report was published, and read it anew, so that its relative dates are counted from it.

        Raises
        ------
        InputError
            If there is no such report.
        """
        from events.pipeline import read_report

        stored = self.document(document, as_read=True)
        if stored is None:
            raise InputError(f"The store holds no report {document!r}.")
        if stored.events and not stored.sentences:
            raise InputError(
                "This came from a table of events, which tells the days itself: there is no report to read."
            )
        basis = PublishedBasis.STATED if published else None
        dated = dataclasses.replace(stored.document, published=published, published_basis=basis, published_note=None)
        report = read_report(dated)
        self.add(report, provenance=self.provenance([document]).get(document))
        return report

    def remove(self, documents: Sequence[str]) -> None:
        """Remove reports and their events."""
        with self._write() as writer:
            remove_reports(writer, documents)

    def clear(self) -> None:
        """Remove everything."""
        with self._database.write(fresh=True) as writer:
            stamp_version(writer)

    # ---- what people share ---------------------------------------------------------------

    @contextlib.contextmanager
    def sharing(self) -> Iterator[Writer]:
        """Look at shared texts and add to them in one transaction: see `events.store.sharing`."""
        with self._write() as writer:
            yield writer

    # ---- corrections ---------------------------------------------------------------------

    def correct(self, corrections: Sequence[Correction]) -> list[Correction]:
        """Keep corrections, and show them.

        Parameters
        ----------
        corrections
            What is right. What was read instead (``before``) is filled in where it is missing.

        Returns
        -------
        list of Correction
            Those that were new; one that is known by its id changes nothing.

        Raises
        ------
        InputError
            If a value is none for its part.
        """
        for correction in corrections:
            check_correction(correction)
        with self._write() as writer:
            return add_corrections(writer, corrections)

    def undo(self, ids: Sequence[str], *, who: str = "", again: bool = False) -> list[Correction]:
        """Take corrections back, or, with ``again``, let them count again. They stay in the history.

        Parameters
        ----------
        ids
            Ids of corrections; those that are not there, or taken back already, are passed over.
        who
            Who takes them back.
        again
            Undo the undoing.

        Returns
        -------
        list of Correction
            Those that were changed.
        """
        with self._write() as writer:
            return undo_corrections(writer, ids, who=who, again=again)

    @contextlib.contextmanager
    def _write(self) -> Iterator[Writer]:
        self._check()
        with self._database.write() as writer:
            stamp_version(writer)
            yield writer

    def backup(self, target: str | os.PathLike[str]) -> Path:
        """Copy the store, as it is at this moment, into a file that does not exist yet.

        Raises
        ------
        StoreError
            If there is nothing to copy, the file exists, or it cannot be written.
        """
        self._check()
        return self._database.copy_to(Path(target))

    def restore(self, source: str | os.PathLike[str]) -> None:
        """Put a backup in place of all that the store holds, after making sure that it is one.

        Raises
        ------
        StoreError
            If the backup is missing, damaged, or of a newer release; the store is left as it was.
        """
        other = Store(DuckDBFile(Path(source)))
        if other.generation == EMPTY:
            raise StoreError(f"There is no backup at {source}. Nothing was changed.")
        try:
            other._check()
            other.counts()
        finally:
            other.close()
        self._database.replace_with(Path(source))


def open_store(path: str | os.PathLike[str] | None = None) -> Store:
    """Open a store. The file is made by the first writing, not by opening.

    Parameters
    ----------
    path
        The file, or the address of a PostgreSQL database (``postgresql://…``); by default the one that ``DATELINE_DB``
        names, else ``dateline.duckdb`` in the user's data directory.
    """
    location = store_location(path)
    if isinstance(location, Path):
        return Store(DuckDBFile(location))
    from events.store.postgres import PostgresDatabase

    return Store(PostgresDatabase(location))
