"""Tables of events as Dateline writes them, back into records.

Such a table quotes a report, but does not hold it. So the report is stood for by what is quoted of it, each quotation
where it stood, and blanks between them: evidence still points at the words that say so.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from events.corrections.files import parse_corrections
from events.errors import InputError
from events.model import (
    Actor,
    ActorKind,
    ActorLink,
    ActorRole,
    Attribution,
    Confidence,
    DatePrecision,
    DateSpan,
    Document,
    Event,
    EventPlace,
    EventStatus,
    EventType,
    Evidence,
    Extent,
    Fact,
    Place,
    PlacePart,
    PlacePrecision,
    PlaceRole,
    PublishedBasis,
    Source,
    Toponym,
)
from events.readers.draft import Failure, Ready
from events.report import Report
from events.writers.delimited import unguard
from events.writers.facts import parse_facts
from events.writers.flat import COLUMNS, FLAGS, NUMBERS, WHOLE

Row = Mapping[str, Any]

_SIGNS = frozenset({"id", "document", "type", "status", "evidence", "start"})
_LONGEST = 20_000_000


def is_event_table(names: Iterable[str]) -> bool:
    """Whether a table with these columns is one that Dateline wrote."""
    return set(names) >= _SIGNS


def read_events(rows: Iterable[Row], *, origin: str, guarded: bool) -> Iterator[Ready | Failure]:
    """Give the reports that a table of events quotes, each with its events.

    Parameters
    ----------
    rows
        Rows with the columns of `events.writers.flat.COLUMNS`; others are passed over.
    origin
        The file, for messages.
    guarded
        Whether texts bear the apostrophe of `events.writers.delimited.guard`.
    """
    by_document: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for number, row in enumerate(rows, start=1):
        try:
            typed = _read_types(row, guarded=guarded)
            by_document.setdefault(typed["document"], []).append((number, typed))
        except (ValueError, TypeError, KeyError) as error:
            yield Failure(origin, f"{origin}, row {number:,}: this is no event of Dateline's ({error}).")
    for document, own in by_document.items():
        try:
            yield Ready(build_report([row for _, row in own]), f"{origin}#{document}")
        except (ValueError, TypeError, KeyError, InputError) as error:
            yield Failure(
                origin, f"{origin}, row {own[0][0]:,}: the report {document!r} cannot be put together ({error})."
            )


def _read_types(row: Row, *, guarded: bool) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    for column in COLUMNS:
        value = row.get(column)
        if value is None or value == "":
            typed[column] = None
        elif column in NUMBERS:
            typed[column] = float(value)
        elif column in WHOLE:
            typed[column] = int(float(value))
        elif column in FLAGS:
            typed[column] = str(value).lower() in {"true", "1", "1.0"}
        else:
            typed[column] = unguard(str(value)) if guarded else str(value)
    typed["needs_anchor"] = bool(typed["needs_anchor"])
    if not typed["document"] or not typed["id"] or typed["start"] is None or typed["end"] is None:
        raise ValueError("id, document, start and end must be there")
    if not 0 <= typed["start"] <= typed["end"] < _LONGEST:
        raise ValueError(f"the offsets {typed['start']} to {typed['end']} make no sense")
    return typed


def build_report(rows: list[dict[str, Any]]) -> Report:
    """Put a report together from the rows of its events."""
    first = rows[0]
    quotes = [quote for row in rows for quote in _quotes(row)]
    text = [" "] * max(start + len(words) for start, words in quotes)
    for start, words in quotes:
        text[start : start + len(words)] = words
    published = _day(first["published"])
    document = Document(
        id=first["document"],
        text="".join(text),
        language=first["language"],
        published=published,
        published_basis=PublishedBasis.STATED if published else None,
        title=first["title"],
        outlet=first["outlet"],
        url=first["url"],
        extras=_read_extras(first.get("report_extras")),
    )
    return Report(document, (), (), (), (), tuple(_build_event(row) for row in rows))


def _quotes(row: Row) -> Iterator[tuple[int, str]]:
    """Give the quotations of a row and where they stood: the sentence first, the clause over it."""
    summary, evidence = row["summary"] or "", row["evidence"] or ""
    at = row["start"] - max(summary.find(evidence), 0)
    if at >= 0:
        yield at, summary
    yield row["start"], evidence


def _build_event(row: Row) -> Event:
    evidence = Evidence(row["document"], row["start"], row["end"], row["evidence"] or "")
    summary = row["summary"] or ""
    at = max(row["start"] - max(summary.find(evidence.text), 0), 0)
    said = row["attribution"]
    event = Event(
        id=row["id"],
        evidence=evidence,
        summary=Evidence(row["document"], at, at + len(summary), summary),
        type=EventType(row["type"]),
        status=EventStatus(row["status"]),
        confidence=Confidence(1.0 if row["confidence"] is None else row["confidence"]),
        mode=row["mode"],
        date=_build_date(row),
        places=tuple(_build_places(row)),
        actors=tuple(_build_actors(row, evidence)),
        facts=tuple(Fact(fact.kind, fact.lowest, fact.highest, evidence) for fact in parse_facts(row["facts"])),
        sources=tuple(
            Source(evidence if document == row["document"] else Evidence(document, 0, 0, ""), row["id"])
            for document in (row["sources"] or "").split("; ")
            if document
        ),
        attribution=Attribution(None, Evidence(row["document"], row["start"], row["start"], said)) if said else None,
    )
    return dataclasses.replace(
        event, corrections=parse_corrections(row.get("corrections")), extras=_read_extras(row.get("extras"))
    )


def _read_extras(cell: str | None) -> Mapping[str, Any]:
    """Read what else a table said; a cell that is no JSON (a spreadsheet cuts long ones) is kept as it is."""
    try:
        read = json.loads(cell or "{}")
    except (ValueError, RecursionError):
        read = None
    return read if isinstance(read, dict) else {"extras": cell}


def _build_date(row: Row) -> DateSpan | None:
    if row["date_precision"] is None:
        return None
    words = row["date_text"] or ""
    at = max((row["evidence"] or "").find(words), 0) + row["start"]
    return DateSpan(
        at,
        at + len(words),
        words,
        _day(row["earliest"]),
        _day(row["latest"]),
        DatePrecision(row["date_precision"]),
        edtf=row["edtf"] or "",
        needs_anchor=row["needs_anchor"],
    )


def _build_places(row: Row) -> Iterator[EventPlace]:
    if row["place_id"] is not None:
        box = [row[side] for side in ("west", "south", "east", "north")]
        place = Place(
            id=row["place_id"],
            name=row["place"] or row["place_id"],
            lat=row["lat"],
            lon=row["lon"],
            precision=PlacePrecision(row["place_precision"]),
            country=row["country"],
            admin1=row["admin1"],
            extent=None if None in box else Extent(*box),
            radius_km=row["radius_km"],
        )
        role = PlaceRole(row["place_role"] or PlaceRole.LITERAL)
        yield EventPlace(_as_toponym(place, role, row), PlacePart(row["place_part"] or PlacePart.WHERE))
    if row["origin_id"] is not None:
        place = Place(
            row["origin_id"],
            row["origin"] or row["origin_id"],
            row["origin_lat"],
            row["origin_lon"],
            PlacePrecision.CITY,
        )
        yield EventPlace(_as_toponym(place, PlaceRole.LITERAL, row), PlacePart.ORIGIN)


def _as_toponym(place: Place, role: PlaceRole, row: Row) -> Toponym:
    at = (row["evidence"] or "").find(place.name)
    start = row["start"] + max(at, 0)
    return Toponym(start, start + (len(place.name) if at >= 0 else 0), place.name if at >= 0 else "", place, role, 1.0)


def _build_actors(row: Row, evidence: Evidence) -> Iterator[ActorLink]:
    from events.actors import load_actors

    known = load_actors().by_id
    for role in ActorRole:
        ids, names = (row[f"{role.value}_ids"] or "").split("; "), (row[role.value] or "").split("; ")
        for id_, name in zip(ids, names, strict=True):
            if id_:
                actor = known.get(id_)
                if actor is None or actor.name != name:
                    actor = Actor(id_, name, ActorKind.GROUP)
                yield ActorLink(actor, role, evidence)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text[:10]) if text else None
