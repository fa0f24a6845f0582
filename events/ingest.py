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
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from events.engines.engine import Engine, Fault, Outcome, Plain
from events.errors import ModelBudgetError
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
    mentions
        Articles that were found to mention an event (GDELT's tables of mentions).
    failures
        What could not be read, and why.
    skipped
        Files that hold no report, counted by their kind.
    cancelled
        Whether the run was stopped before its end.
    underway
        Of the table of others' events that is being loaded: how many rows are loaded, and how many it has.
    """

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    copies: int = 0
    events: int = 0
    mentions: int = 0
    failures: list[Failure] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    cancelled: bool = False
    underway: tuple[int, int] | None = None

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
    engine: Engine | None = None,
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
    engine
        Who reads them; by default this process, one after the other, with ``read``.
    progress
        Told after each report, and while a table of others' events is loaded.

    Returns
    -------
    Summary
        What became of them. After an interruption (Ctrl+C) too: what was read until then is stored.
    """
    run, engine = _Run(store, again=again, progress=progress), engine or Plain(read or _read_report)
    try:
        for chunk, prepared, outcomes in _hand_over(found, run, engine):
            for (draft, document, provenance), outcome in zip(prepared, outcomes, strict=True):
                run.take(document, provenance, outcome)
                if progress:
                    progress(run.summary, draft.name)
            if progress and chunk:
                progress(run.summary, chunk[-1].name)
    except KeyboardInterrupt:
        run.summary.cancelled = True
    except ModelBudgetError as error:
        run.summary.cancelled = True
        run.summary.failures.append(Failure("model", str(error)))
    finally:
        engine.close()
    run.flush()
    return run.summary


_Prepared = tuple[Draft, Document, "Provenance"]


def _hand_over(
    found: Iterable[Found], run: _Run, engine: Engine
) -> Iterator[tuple[list[Draft], list[_Prepared], Iterator[Outcome]]]:
    """Give chunks of reports with what is read in them, while the engine works on the next ones."""
    waiting: deque[tuple[list[Draft], list[_Prepared], Iterator[Outcome]]] = deque()
    for chunk in _chunks(_sort_out(found, run), LOOK_AHEAD):
        prepared = list(run.prepare(chunk))
        waiting.append((chunk, prepared, engine.submit([document for _, document, _ in prepared])))
        if len(waiting) > engine.ahead:
            yield waiting.popleft()
    yield from waiting


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

    def __init__(self, store: Store, *, again: bool, progress: Progress | None = None) -> None:
        self.summary = Summary()
        self._progress = progress
        self._store, self._again = store, again
        self._reports: list[Report] = []
        self._provenance: dict[str, Provenance] = {}
        self._ids: dict[str, str] = {}
        self._hashes: dict[str, tuple[str, str | None]] = {}
        self._bands: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._failed: set[str] = set()
        self._written = time.monotonic()
        self._cost = 0.0

    def prepare(self, chunk: Sequence[Draft]) -> Iterator[tuple[Draft, Document, Provenance]]:
        """Give the reports of a chunk that are not stored yet, with their ids and where they come from."""
        from events.store.rows import Provenance, source_digest, storable

        chunk = [dataclasses.replace(draft, text=storable(draft.text)) for draft in chunk]
        slugs = {draft.origin: slug(draft.name) for draft in chunk}
        hashes = {draft.origin: Document("", draft.text).content_hash for draft in chunk}
        stored = self._store.find_documents(ids=list(slugs.values()), origins=list(slugs), hashes=list(hashes.values()))
        by_origin = {row["origin"]: row for row in stored if row["origin"]}
        self._ids |= {row["id"]: row["origin"] or "" for row in stored}
        self._hashes |= {row["hash"]: (row["id"], row["outlet"]) for row in stored if not row["copy_of"]}

        for draft in chunk:
            known = by_origin.get(draft.origin)
            id_ = known["id"] if known else draft.id or self._choose_id(slugs[draft.origin], draft.origin)
            document = as_document(draft, id_)
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
            yield draft, document, Provenance(source, draft.origin, copy_of, bands)

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

    def take(self, document: Document, provenance: Provenance, outcome: Outcome) -> None:
        """Take what was read in a report, and write those that wait if it is time."""
        if isinstance(outcome, Report):
            if provenance.copy_of in self._failed:
                provenance = dataclasses.replace(provenance, copy_of=None)
            self._keep(outcome, provenance)
            return
        if isinstance(outcome, ModelBudgetError):
            raise outcome
        reason = f"{document.id}: {outcome}"
        if isinstance(outcome, Fault):
            reason = f"{document.id} could not be read, for a fault in Dateline ({outcome.reason})."
        self.summary.failures.append(Failure(provenance.origin or document.id, reason))
        self._forget(document)

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
        self._keep(report, Provenance(origin=ready.origin, extras={"quoted": True}))

    def load(self, bulk: Bulk) -> None:
        """Load a table of events as a whole."""
        from events.errors import InputError
        from events.readers.foreign.load import Loaded, load_table

        self.flush()
        loaded, summary = Loaded(), self.summary

        def tell(done: int, total: int) -> None:
            summary.underway = done, total
            if self._progress:
                self._progress(summary, bulk.origin)

        try:
            load_table(self._store, bulk, loaded, tell)
        except InputError as error:
            summary.failures.append(Failure(bulk.origin, str(error)))
        finally:
            summary.underway = None
            summary.failures += loaded.failures
            if bulk.kind == "mentions":
                summary.mentions += loaded.new
            else:
                summary.new += loaded.new
                summary.updated += loaded.updated
                summary.unchanged += loaded.unchanged
                summary.events += loaded.new + loaded.updated

    def _keep(self, report: Report, provenance: Provenance) -> None:
        self._reports.append(report)
        self._provenance[report.document.id] = provenance
        wait = max(_PATIENCE, self._cost / _WRITING_SHARE)
        if len(self._reports) >= MOST_BATCH or time.monotonic() - self._written > wait:
            self.flush()

    def _forget(self, document: Document) -> None:
        """Let no other report count as a copy of one that failed."""
        self._failed.add(document.id)
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
        for report in self._reports:
            self._texts.pop(report.document.id, None)
        self._bands = {band: id_ for band, id_ in self._bands.items() if id_ in self._texts}
        self._reports, self._provenance = [], {}
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


def slug(name: str) -> str:
    """Give the id that a report of this name gets, if no other has it."""
    return _UNFIT.sub("-", name).strip("-")[:80] or "report"


def as_document(draft: Draft, id_: str) -> Document:
    """Give the document that a report becomes."""
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
