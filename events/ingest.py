"""From sources into the store: read what is new, pass over what is known, tell what failed.

Reports go into the store in batches, each in one transaction, so that a run that is stopped has stored what it counted,
and the next run passes over it without reading it again. Nothing is held back for longer than a few seconds.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from events.errors import DatelineError, ModelBudgetError
from events.model import Document
from events.readers.draft import Bulk, Draft, Failure, Found, Ready, Skipped
from events.report import Report

if TYPE_CHECKING:
    from events.store.rows import Provenance
    from events.store.store import Store

LOOK_AHEAD = 64
"""Reports that are looked up in the store at once."""
MOST_BATCH = 2_000
"""Reports that are written at once."""
_PATIENCE = 2.0
_WRITING_SHARE = 0.1
"""Share of the time that writing may take: large stores are written to less often."""


@dataclass(slots=True)
class Summary:
    """What became of the sources.

    Attributes
    ----------
    new, updated, unchanged
        Reports that were stored, stored anew, or known already.
    copies
        Those of the new that repeat another report nearly word for word: they are kept, their events are not doubled.
    events
        Events of the new and updated reports.
    failures
        What could not be read, and why.
    skipped
        Files that hold no report, counted by their kind.
    cancelled
        Whether the run was stopped before its end.
    """

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    copies: int = 0
    events: int = 0
    failures: list[Failure] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    cancelled: bool = False

    @property
    def read(self) -> int:
        """How many reports were found."""
        return self.new + self.updated + self.unchanged


Progress = Callable[[Summary, str], None]
"""Told after each report what has become of all so far, and the report's name."""


def ingest(
    store: Store,
    found: Iterable[Found],
    *,
    again: bool = False,
    read: Callable[[Document], Report] | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Read reports into the store.

    Parameters
    ----------
    store
        Takes the reports.
    found
        What the readers give.
    again
        Read also what the store knows already, as after an upgrade of Dateline.
    read
        Reads a report; by default `events.pipeline.read_report`.
    progress
        Told after each report.

    Returns
    -------
    Summary
        What became of them. After an interruption (Ctrl+C) too: what was read until then is stored.
    """
    run = _Run(store, read or _read_report, again=again)
    try:
        for chunk in _chunks(_sort_out(found, run), LOOK_AHEAD):
            for draft, document, provenance in run.prepare(chunk):
                run.take(document, provenance)
                if progress:
                    progress(run.summary, draft.name)
            if progress and chunk:
                progress(run.summary, chunk[-1].name)
    except KeyboardInterrupt:
        run.summary.cancelled = True
    except ModelBudgetError as error:
        run.summary.cancelled = True
        run.summary.failures.append(Failure("model", str(error)))
    run.flush()
    return run.summary


def _read_report(document: Document) -> Report:
    from events.pipeline import read_report

    return read_report(document)


def _sort_out(found: Iterable[Found], run: _Run) -> Iterator[Draft]:
    for each in found:
        if isinstance(each, Failure):
            run.summary.failures.append(each)
        elif isinstance(each, Skipped):
            run.summary.skipped[each.kind] += 1
        elif isinstance(each, Ready):
            run.take_ready(each)
        elif isinstance(each, Bulk):
            run.load(each)
        else:
            yield each


def _chunks(drafts: Iterator[Draft], size: int) -> Iterator[list[Draft]]:
    while chunk := list(itertools.islice(drafts, size)):
        yield chunk


class _Run:
    """One run: what waits to be written, and what is known of what was written."""

    def __init__(self, store: Store, read: Callable[[Document], Report], *, again: bool) -> None:
        self.summary = Summary()
        self._store, self._read, self._again = store, read, again
        self._reports: list[Report] = []
        self._provenance: dict[str, Provenance] = {}
        self._ids: dict[str, str] = {}
        self._hashes: dict[str, tuple[str, str | None]] = {}
        self._bands: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._written = time.monotonic()
        self._cost = 0.0

    def prepare(self, chunk: Sequence[Draft]) -> Iterator[tuple[Draft, Document, Provenance]]:
        """Give the reports of a chunk that are not stored yet, with their ids and where they come from."""
        from events.store.rows import Provenance, source_digest, storable

        chunk = [dataclasses.replace(draft, text=storable(draft.text)) for draft in chunk]
        slugs = {draft.origin: _slug(draft.name) for draft in chunk}
        hashes = {draft.origin: Document("", draft.text).content_hash for draft in chunk}
        stored = self._store.find_documents(ids=list(slugs.values()), origins=list(slugs), hashes=list(hashes.values()))
        by_origin = {row["origin"]: row for row in stored if row["origin"]}
        self._ids |= {row["id"]: row["origin"] or "" for row in stored}
        self._hashes |= {row["hash"]: (row["id"], row["outlet"]) for row in stored if not row["copy_of"]}

        for draft in chunk:
            known = by_origin.get(draft.origin)
            id_ = known["id"] if known else self._choose_id(slugs[draft.origin], draft.origin)
            document = _as_document(draft, id_)
            source = source_digest(document)
            same_text = self._hashes.get(hashes[draft.origin])
            is_known = known is not None and known["source"] == source
            stands_elsewhere = known is None and same_text is not None and same_text[1] in {draft.outlet, None}
            if (is_known or stands_elsewhere) and not (self._again and is_known):
                self.summary.unchanged += 1
                continue
            bands, copy_of = self._find_original(document)
            self._ids[id_] = draft.origin
            if copy_of is None:
                self._hashes[hashes[draft.origin]] = (id_, draft.outlet)
            yield draft, document, Provenance(source, draft.origin, copy_of, bands, dict(draft.extras))

    def _choose_id(self, slug: str, origin: str) -> str:
        """Take the name of the file, unless another report bears it."""
        if self._ids.get(slug, origin) == origin:
            return slug
        return f"{slug}-{hashlib.sha256(origin.encode('utf-8', 'replace')).hexdigest()[:8]}"

    def _find_original(self, document: Document) -> tuple[tuple[str, ...], str | None]:
        from events.store.sketches import ALIKE, share_of_shingles, sketch_text

        bands = sketch_text(document.text)
        if not bands:
            return (), None
        waiting = {id_: self._texts[id_] for id_ in {self._bands[b] for b in bands if b in self._bands}}
        for id_, text in (waiting | self._store.find_alike(bands)).items():
            if id_ != document.id and share_of_shingles(document.text, text) >= ALIKE:
                return bands, id_
        self._texts[document.id] = document.text
        self._bands |= dict.fromkeys(bands, document.id)
        return bands, None

    def take(self, document: Document, provenance: Provenance) -> None:
        """Read a report, and write those that wait if it is time."""
        try:
            report = self._read(document)
        except ModelBudgetError:
            raise
        except DatelineError as error:
            self.summary.failures.append(Failure(provenance.origin or document.id, f"{document.id}: {error}"))
            self._forget(document)
            return
        except Exception as error:  # a fault in one report must not cost the others
            fault = f"{type(error).__name__}: {error}"[:200]
            reason = f"{document.id} could not be read, for a fault in Dateline ({fault})."
            self.summary.failures.append(Failure(provenance.origin or document.id, reason))
            self._forget(document)
            return
        self._keep(report, provenance)

    def take_ready(self, ready: Ready) -> None:
        """Take a report that comes with its events, unless the report itself is stored."""
        from events.store.rows import Provenance

        document = ready.report.document
        stored = self._store.provenance([document.id]).get(document.id)
        if document.id in self._provenance:
            self.flush()
            stored = self._store.provenance([document.id]).get(document.id)
        if stored and not stored.extras.get("quoted"):
            self.summary.unchanged += 1
            return
        report = ready.report
        if stored and (before := self._store.document(document.id)) is not None:
            report = _unite(before, report)
        self._keep(report, Provenance(origin=ready.origin, extras={**ready.extras, "quoted": True}))

    def load(self, bulk: Bulk) -> None:
        """Load a table of events as a whole."""
        from events.errors import InputError
        from events.readers.foreign.load import load_table

        self.flush()
        try:
            loaded = load_table(self._store, bulk)
        except InputError as error:
            self.summary.failures.append(Failure(bulk.origin, str(error)))
            return
        self.summary.new += loaded.new
        self.summary.updated += loaded.updated
        self.summary.unchanged += loaded.unchanged
        self.summary.events += loaded.new + loaded.updated
        self.summary.failures += loaded.failures

    def _keep(self, report: Report, provenance: Provenance) -> None:
        self._reports.append(report)
        self._provenance[report.document.id] = provenance
        wait = max(_PATIENCE, self._cost / _WRITING_SHARE)
        if len(self._reports) >= MOST_BATCH or time.monotonic() - self._written > wait:
            self.flush()

    def _forget(self, document: Document) -> None:
        """Let no other report count as a copy of one that failed."""
        self._hashes.pop(document.content_hash, None)
        self._texts.pop(document.id, None)
        self._bands = {band: id_ for band, id_ in self._bands.items() if id_ != document.id}

    def flush(self) -> None:
        """Write what waits, in one transaction."""
        begin = time.monotonic()
        if self._reports:
            outcomes = self._store.add_many(self._reports, self._provenance)
            for report, outcome in zip(self._reports, outcomes, strict=True):
                self._count(report, outcome)
        self._reports, self._provenance = [], {}
        self._bands.clear()
        self._texts.clear()
        self._written = time.monotonic()
        self._cost = self._written - begin

    def _count(self, report: Report, outcome: str) -> None:
        summary = self.summary
        is_copy = self._provenance[report.document.id].copy_of is not None
        if outcome == "unchanged":
            summary.unchanged += 1
            return
        if outcome == "new":
            summary.new += 1
        else:
            summary.updated += 1
        summary.copies += is_copy
        summary.events += 0 if is_copy else len(report.events)


def _unite(before: Report, report: Report) -> Report:
    """Put together what two tables quote of one report."""
    from events.readers.event_tables import build_report
    from events.writers.flat import flatten_report

    rows = {row["id"]: row for each in (before, report) for row in flatten_report(each)}
    return build_report(sorted(rows.values(), key=lambda row: (row["start"], row["end"], row["id"])))


_UNFIT = re.compile(r"[^\w.\-]+")


def _slug(name: str) -> str:
    return _UNFIT.sub("-", name).strip("-")[:80] or "report"


def _as_document(draft: Draft, id_: str) -> Document:
    fields: dict[str, Any] = {f.name: getattr(draft, f.name, None) for f in dataclasses.fields(Document)}
    return Document(**fields | {"id": id_, "text": draft.text})


def describe_defaults(
    found: Iterable[Found], *, published: Any = None, language: str | None = None, outlet: str | None = None
) -> Iterator[Found]:
    """Give reports the day of publication, language and outlet that hold for those that tell none themselves."""
    from events.model import PublishedBasis

    for each in found:
        if isinstance(each, Draft):
            if published and each.published is None:
                each = dataclasses.replace(each, published=published, published_basis=PublishedBasis.STATED)
            each = dataclasses.replace(each, language=each.language or language, outlet=each.outlet or outlet)
        yield each
