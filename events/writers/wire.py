"""The form in which `annotate` gives a report: plain values, offsets into the text, days as ``2023-09-05``."""

from __future__ import annotations

import datetime as dt
from typing import Any

from events.model import ActorMention, Attribution, DateSpan, Event, EventPlace, Toponym
from events.report import Report

Plain = dict[str, Any]


def describe_report(report: Report) -> Plain:
    """Give a report and all that was found in it as plain values."""
    document = report.document
    return {
        "id": document.id,
        "language": document.language,
        "published": _day(document.published),
        "dates": [describe_date(date) for date in report.dates],
        "places": [describe_toponym(toponym) for toponym in report.toponyms],
        "actors": [describe_actor(actor) for actor in report.actors],
        "events": [describe_event(event) for event in report.events],
    }


def describe_date(date: DateSpan) -> Plain:
    """Give a time expression and its days."""
    return {
        "start": date.start,
        "end": date.end,
        "text": date.text,
        "earliest": _day(date.earliest),
        "latest": _day(date.latest),
        "precision": str(date.precision),
        "edtf": date.edtf,
        "needs_anchor": date.needs_anchor,
    }


def describe_toponym(toponym: Toponym) -> Plain:
    """Give a place name and the place it stands for."""
    place = toponym.place
    return {
        "start": toponym.start,
        "end": toponym.end,
        "text": toponym.text,
        "name": place.name,
        "id": place.id,
        "geonames_id": place.geonames_id,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "precision": str(place.precision),
        "role": str(toponym.role),
        "score": toponym.score,
    }


def describe_actor(mention: ActorMention) -> Plain:
    """Give the words that name an actor, and who it is."""
    actor = mention.actor
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "id": actor.id,
        "name": actor.name,
        "kind": str(actor.kind),
        "country": actor.country,
        "score": mention.score,
    }


def describe_event(event: Event) -> Plain:
    """Give an event record."""
    place = event.place
    return {
        "id": event.id,
        "start": event.evidence.start,
        "end": event.evidence.end,
        "date": describe_date(event.date) if event.date else None,
        "place": _describe_event_place(place) if place else None,
        "actors": [{"id": link.actor.id, "role": str(link.role)} for link in event.actors],
        "type": str(event.type),
        "status": str(event.status),
        "mode": event.mode,
        "places": [_describe_event_place(each) for each in event.places],
        "attribution": _describe_attribution(event.attribution),
        "confidence": event.confidence.overall,
    }


def _describe_event_place(place: EventPlace) -> Plain:
    return describe_toponym(place.toponym) | {"part": str(place.part)}


def _describe_attribution(attribution: Attribution | None) -> Plain | None:
    if attribution is None:
        return None
    said = attribution.evidence
    return {
        "actor": attribution.actor.id if attribution.actor else None,
        "start": said.start if said else None,
        "end": said.end if said else None,
        "text": said.text if said else None,
        "via": _describe_attribution(attribution.via),
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
