"""A report as rows of the store's tables, and back."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from events.merge import Member, day_told, sign
from events.model import Actor, ActorRole, Attribution, Correction, Document, Event, Place, PlacePart, PublishedBasis
from events.report import Report
from events.store.folding import fold_text
from events.store.packing import Shared, pack, to_json, unpack

Row = dict[str, Any]

_EPOCH = dt.date(1970, 1, 1).toordinal()
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_MARKS = ("sentences", "dates", "toponyms", "actors")
_NOTHING_READ = '{"actors":[],"dates":[],"sentences":[],"toponyms":[]}'


def to_days(day: dt.date | None) -> int | None:
    """Count the days from 1970-01-01."""
    return None if day is None else day.toordinal() - _EPOCH


def from_days(days: int | None) -> dt.date | None:
    """Give the day that is so many days after 1970-01-01."""
    return None if days is None else dt.date.fromordinal(days + _EPOCH)


def storable(text: str) -> str:
    """Replace the characters that no database takes (NUL, lone surrogates), one for one, so that offsets stay."""
    return _UNSTORABLE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a report comes from.

    Attributes
    ----------
    source
        The `source_digest` of the report as it came in, if it was changed since.
    origin
        The file or address that it came from.
    copy_of
        The report that it repeats nearly word for word. Its events are that report's and are not stored twice.
    bands
        What `events.store.sketches.sketch_text` gives, by which copies of it are found.
    extras
        What else was said of it, that no field has room for.
    """

    source: str | None = None
    origin: str | None = None
    copy_of: str | None = None
    bands: tuple[str, ...] = ()
    extras: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PackedReport:
    """The rows that a report becomes, by table.

    ``digest`` is equal for equal readings of equal reports: what is stored under it needs no writing.
    """

    document: str
    digest: str
    rows: Mapping[str, list[Row]]
    members: tuple[Member, ...] = ()
    corrections: tuple[Correction, ...] = ()


def source_digest(document: Document) -> str:
    """Hash a report as it came in, before it was read, so that the same one is known again."""
    came = dataclasses.replace(document, retrieved=None)
    return _hash(to_json(pack(came, Shared())))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def pack_report(
    report: Report, *, provenance: Provenance | None = None, added: dt.datetime | None = None
) -> PackedReport:
    """Turn a report into rows.

    Parameters
    ----------
    report
        What was read.
    provenance
        Where it comes from.
    added
        When it goes into the store.
    """
    corrections = tuple(correction for event in report.events for correction in event.corrections)
    report, come = _storable_report(_as_read(report)), provenance or Provenance()
    events = {event.id: event for event in report.events}
    document, shared = report.document, Shared()
    body = pack(dataclasses.replace(document, text=""), shared)
    reading = {mark: [pack(item, shared) for item in getattr(report, mark)] for mark in _MARKS}
    records = [to_json(pack(event, shared)) for event in report.events]
    reading_json = to_json(reading)
    stable = to_json({key: value for key, value in body.items() if key != "retrieved"})
    digest = _hash("\x1f".join([document.content_hash, come.copy_of or "", stable, reading_json, *records]))
    own = [] if come.copy_of else list(events.values())

    rows: dict[str, list[Row]] = {
        "documents": [
            {
                "id": document.id,
                "language": document.language,
                "published": to_days(document.published),
                "published_basis": document.published_basis,
                "title": document.title,
                "outlet": document.outlet,
                "url": document.url,
                "characters": len(document.text),
                "hash": document.content_hash,
                "source": come.source or source_digest(document),
                "origin": come.origin,
                "copy_of": come.copy_of,
                "extras": to_json(dict(come.extras)) if come.extras else None,
                "digest": digest,
                "added": added or dt.datetime.now(dt.UTC),
                "text": document.text,
                "body": to_json(body),
                "reading": reading_json,
            }
        ],
        "events": [event_row(document, event, record) for event, record in zip(own, records, strict=False)],
        "sketches": [{"document": document.id, "band": band} for band in come.bands],
        "event_actors": [row for event in own for row in event_actor_rows(event, document.id)],
        "event_places": [row for event in own for row in event_place_rows(event, document.id)],
        "actors": [actor_row(actor) for actor in shared.actors.values()],
        "places": [place_row(place) for place in shared.places.values()],
    }
    told = day_told(document.published, own)
    members = tuple(Member(event.id, document.id, sign(event, told)) for event in own)
    return PackedReport(document.id, digest, rows, members, corrections)


def _as_read(report: Report) -> Report:
    """Give a report without what people corrected of it, which is kept beside."""
    if not any(event.corrections for event in report.events):
        return report
    from events.corrections.apply import uncorrect

    return dataclasses.replace(report, events=tuple(uncorrect(event) for event in report.events))


def _storable_report(report: Report) -> Report:
    if not _UNSTORABLE.search(report.document.text):
        return report
    return dataclasses.replace(
        report, document=dataclasses.replace(report.document, text=storable(report.document.text))
    )


def event_row(document: Document, event: Event, record: str) -> Row:
    """Give the row of an event, with its record as JSON."""
    main, date = event.place, event.date
    place = main.place if main else None
    extent = place.extent if place else None
    origin = next((p.place for p in event.places if p.part is PlacePart.ORIGIN and p is not main), None)
    resolved = date is not None and date.is_resolved
    return {
        "id": event.id,
        "document": document.id,
        "start": event.evidence.start,
        "end": event.evidence.end,
        "language": document.language,
        "outlet": document.outlet,
        "published": to_days(document.published),
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "has_date": resolved,
        "needs_anchor": date is not None and date.needs_anchor,
        "earliest": to_days(date.earliest) if date else None,
        "latest": to_days(date.latest) if date else None,
        "date_precision": date.precision if date and resolved else None,
        "date_about": date is not None and date.is_about,
        "date_text": storable(date.text) if date else None,
        "place_id": place.id if place else None,
        "place_name": place.name if place else None,
        "place_precision": place.precision if place else None,
        "place_role": main.toponym.role if main else None,
        "place_part": main.part if main else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "radius_km": place.radius_km if place else None,
        "west": extent.west if extent else None,
        "south": extent.south if extent else None,
        "east": extent.east if extent else None,
        "north": extent.north if extent else None,
        "origin_lat": origin.lat if origin else None,
        "origin_lon": origin.lon if origin else None,
        "actors": list(dict.fromkeys(link.actor.id for link in event.actors)),
        "attribution": _name_attribution(event.attribution),
        "confidence": event.confidence.overall,
        "summary": storable(event.summary.text),
        "search": storable(_search_text(document, event)),
        "record": record,
        "corrected": list(event.corrected) or None,
    }


def _name_attribution(attribution: Attribution | None) -> str | None:
    if attribution is None:
        return None
    if attribution.actor is not None:
        return attribution.actor.name
    return storable(attribution.evidence.text) if attribution.evidence else None


def _search_text(document: Document, event: Event) -> str:
    language = document.language or ""
    words = [event.summary.text, document.title or "", document.outlet or ""]
    named: list[Actor | Place] = [link.actor for link in event.actors]
    named += [p.place for p in event.places]
    for thing in named:
        words += [thing.name, thing.name_in(language)]
    return fold_text("\n".join(dict.fromkeys(words)))


def event_actor_rows(event: Event, document: str) -> list[Row]:
    """Give the rows of an event's actors."""
    parts = dict.fromkeys((link.actor.id, link.role) for link in event.actors)
    return [{"event": event.id, "document": document, "actor": actor, "role": role} for actor, role in parts]


def event_place_rows(event: Event, document: str) -> list[Row]:
    """Give the rows of an event's places besides the one that stands in its own row."""
    return [
        {
            "event": event.id,
            "document": document,
            "place": place.place.id,
            "part": place.part,
            "role": place.toponym.role,
            "country": place.place.country,
            "admin1": place.place.admin1,
        }
        for place in event.places
        if place is not event.place
    ]


def actor_row(actor: Actor) -> Row:
    """Give the row of an actor."""
    body = to_json(_pack_whole(actor))
    return {"id": actor.id, "name": actor.name, "kind": actor.kind, "country": actor.country, "body": body}


def place_row(place: Place) -> Row:
    """Give the row of a place."""
    return {
        "id": place.id,
        "name": place.name,
        "precision": place.precision,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "body": to_json(_pack_whole(place)),
    }


def _pack_whole(thing: Actor | Place) -> dict[str, Any]:
    return pack(thing, Shared())


# ---- the way back ------------------------------------------------------------------------


def unpack_actors(bodies: Iterable[str]) -> dict[str, Actor]:
    """Give actors by id from their JSON."""
    actors = (unpack(Actor, json.loads(body), Shared()) for body in bodies)
    return {actor.id: actor for actor in actors}


def unpack_places(bodies: Iterable[str]) -> dict[str, Place]:
    """Give places by id from their JSON."""
    places = (unpack(Place, json.loads(body), Shared()) for body in bodies)
    return {place.id: place for place in places}


def record_of_columns(row: Row, links: Iterable[tuple[str, str]]) -> str:
    """Give the record of an event that came as a table's row and is stored in columns only.

    Parameters
    ----------
    row
        Its columns in the table ``events``, ``extras`` among them.
    links
        Its actors' ids and roles.
    """
    evidence = {"document": row["document"], "start": row["start"], "end": row["end"], "text": row["summary"]}
    record: dict[str, Any] = {
        "id": row["id"],
        "evidence": evidence,
        "summary": evidence,
        "type": row["type"],
        "status": row["status"],
        "mode": row["mode"],
        "confidence": {"type": row["confidence"]},
        "actors": [{"actor": id_, "role": role, "evidence": evidence} for id_, role in sorted(links, key=_by_role)],
    }
    if row["has_date"]:
        ends = [from_days(row["earliest"]), from_days(row["latest"])]
        record["date"] = {
            "start": row["start"],
            "end": row["start"],
            "text": row["date_text"] or "",
            "earliest": ends[0] and ends[0].isoformat(),
            "latest": ends[1] and ends[1].isoformat(),
            "precision": row["date_precision"],
            "edtf": write_edtf(ends[0], ends[1], row["date_precision"]),
            "reading": ["column"],
        }
    if row["place_id"] is not None:
        toponym = {"start": row["start"], "end": row["start"], "text": row["place_name"], "place": row["place_id"]}
        toponym |= {"role": row["place_role"], "score": 1.0, "reading": ["column"]}
        record["places"] = [{"toponym": toponym, "part": row["place_part"]}]
    if extras := json.loads(row.get("extras") or "{}"):
        record["extras"] = extras
    return to_json(record)


def _by_role(link: tuple[str, str]) -> tuple[int, str]:
    return list(ActorRole).index(ActorRole(link[1])), link[0]


def write_edtf(first: dt.date | None, last: dt.date | None, precision: str) -> str:
    """Write days in EDTF: a month or a year as such, else a day or an interval, open ends as ``..``."""
    if first and last:
        if (
            precision == "month"
            and first.day == 1
            and (last + dt.timedelta(days=1)).day == 1
            and first.month == last.month
        ):
            return f"{first:%Y-%m}"
        if precision == "year" and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return f"{first:%Y}"
        return str(first) if first == last else f"{first}/{last}"
    return f"{first or '..'}/{last or '..'}"


def unpack_event(record: str, shared: Shared) -> Event:
    """Give an event from its JSON and the places and actors that it speaks of."""
    return unpack(Event, json.loads(record), shared)


DOCUMENT_COLUMNS = ("id", "body", "language", "published", "published_basis", "title", "outlet", "url")
"""The columns that `unpack_document` takes."""


def unpack_document(row: Row, text: str = "") -> Document:
    """Give a document from its row and its text. That of a table's row, which has no JSON, is made from its columns."""
    if row["body"] is not None:
        return dataclasses.replace(unpack(Document, json.loads(row["body"]), Shared()), text=text)
    told = {column: row[column] for column in DOCUMENT_COLUMNS if column not in {"id", "body"}}
    basis = row["published_basis"] and PublishedBasis(row["published_basis"])
    return Document(row["id"], text, **told | {"published": from_days(row["published"]), "published_basis": basis})


def unpack_report(document: Document, reading: str | None, records: Iterable[str], shared: Shared) -> Report:
    """Give a whole report: the document, what was found in it (nothing in a table's row), and its events."""
    packed = json.loads(reading or _NOTHING_READ) | {
        "document": {"id": document.id, "text": ""},
        "events": [json.loads(record) for record in records],
    }
    return dataclasses.replace(unpack(Report, packed, shared), document=document)
