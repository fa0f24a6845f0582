"""An event as one row of plain values: what spreadsheets and maps take."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any

from events.corrections.files import format_corrections
from events.model import ActorRole, Document, Event, PlacePart
from events.report import Report
from events.writers.facts import format_facts

Row = dict[str, Any]

COLUMNS: tuple[str, ...] = (
    "id", "type", "mode", "cameo_root", "quad_class", "status",
    "earliest", "latest", "date_precision", "edtf", "date_text", "needs_anchor",
    "place", "place_id", "place_precision", "place_role", "place_part", "country", "admin1", "lat", "lon", "radius_km",
    "west", "south", "east", "north", "origin", "origin_id", "origin_lat", "origin_lon",
    "source", "source_ids", "target", "target_ids", "mentioned", "mentioned_ids", "attribution", "facts", "confidence",
    "evidence", "start", "end", "summary", "document", "title", "outlet", "url", "language", "published",
    "sources", "corrected", "corrections", "extras", "report_extras",
)  # fmt: skip
"""Days are ``2023-09-05``; several actors stand in one cell, parted by ``; ``. ``cameo_root`` and
``quad_class`` (0 for none) compare the type with other event data; ``facts`` are written by `events.writers.facts`.
``sources`` lists the reports that tell it, ``corrected`` the parts that people corrected, ``corrections`` what they
said, as JSON. ``extras`` and ``report_extras`` hold, as JSON too, what else the table or file that the event or its
report came from says of them."""

NUMBERS = frozenset(
    {"lat", "lon", "radius_km", "west", "south", "east", "north", "origin_lat", "origin_lon", "confidence"}
)
WHOLE = frozenset({"start", "end", "quad_class"})
FLAGS = frozenset({"needs_anchor"})


def flatten_report(report: Report) -> Iterator[Row]:
    """Give the events of a report, a row each, with the columns of `COLUMNS`."""
    for event in report.events:
        yield flatten(event, report.document)


def flatten(event: Event, document: Document) -> Row:
    """Give an event of a report as a row with the columns of `COLUMNS`."""
    row = flatten_event(event) | _flatten_document(document)
    return {column: row.get(column) for column in COLUMNS}


def _flatten_document(document: Document) -> Row:
    return {
        "document": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "language": document.language,
        "published": _day(document.published),
        "report_extras": _write_extras(document.extras),
    }


def flatten_event(event: Event) -> Row:
    """Give an event's own columns."""
    from events.coding.plover import codes

    code = codes()[event.type]
    return {
        "id": event.id,
        "type": event.type.value,
        "mode": event.mode,
        "cameo_root": code.cameo,
        "quad_class": code.quad,
        "status": event.status.value,
        **_flatten_date(event),
        **_flatten_places(event),
        **_flatten_actors(event),
        "facts": format_facts(event.facts),
        "confidence": event.confidence.overall,
        "evidence": event.evidence.text,
        "start": event.evidence.start,
        "end": event.evidence.end,
        "summary": event.summary.text,
        "sources": "; ".join(dict.fromkeys(s.evidence.document for s in event.sources)) or None,
        "corrected": "; ".join(event.corrected) or None,
        "corrections": format_corrections(event.corrections),
        "extras": _write_extras(event.extras),
    }


def _write_extras(extras: Mapping[str, Any]) -> str | None:
    return json.dumps(extras, ensure_ascii=False, sort_keys=True) if extras else None


def is_about(row: Row) -> bool:
    """Whether no words tell an event's days: they stand near its own."""
    return (row["edtf"] or "").endswith("~")


def _flatten_date(event: Event) -> Row:
    date = event.date
    if date is None:
        return {"needs_anchor": False}
    return {
        "earliest": _day(date.earliest),
        "latest": _day(date.latest),
        "date_precision": date.precision.value,
        "edtf": date.edtf or None,
        "date_text": date.text,
        "needs_anchor": date.needs_anchor,
    }


def _flatten_places(event: Event) -> Row:
    row: Row = {}
    if (main := event.place) is not None:
        place, extent = main.place, main.place.extent
        row |= {
            "place": place.name,
            "place_id": place.id,
            "place_precision": place.precision.value,
            "place_role": main.toponym.role.value,
            "place_part": main.part.value,
            "country": place.country,
            "admin1": place.admin1,
            "lat": place.lat,
            "lon": place.lon,
            "radius_km": place.radius_km,
        }
        if extent:
            row |= {"west": extent.west, "south": extent.south, "east": extent.east, "north": extent.north}
        origin = next((p.place for p in event.places if p.part is PlacePart.ORIGIN and p is not main), None)
        if origin:
            row |= {"origin": origin.name, "origin_id": origin.id, "origin_lat": origin.lat, "origin_lon": origin.lon}
    return row


def _flatten_actors(event: Event) -> Row:
    row: Row = {}
    for role in ActorRole:
        acting = {link.actor.id: link.actor.name for link in event.actors if link.role is role}
        row[role.value] = "; ".join(acting.values()) or None
        row[f"{role.value}_ids"] = "; ".join(acting) or None
    said = event.attribution
    if said is not None:
        row["attribution"] = said.actor.name if said.actor else said.evidence.text if said.evidence else None
    return row


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
