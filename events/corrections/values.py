"""What corrections say, as JSON and as parts of a record.

==========  =========================================================================================
part        value
==========  =========================================================================================
date        ``earliest``, ``latest``, ``precision``, ``edtf``, ``text``; ``{}`` for no date
place       ``place`` (a `Place`, whole) and ``part``; ``{}`` for no place
actors      ``actors``: a list of ``actor`` (an `Actor`, whole) and ``role``
type        ``type``
status      ``status``
hidden      ``whole``: the event with all its sources (true), or this report's record only (false)
split       ``{}``; the targets say which
join        ``{}``; the targets say which
==========  =========================================================================================
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from events.corrections.model import Part
from events.errors import InputError
from events.model import (
    Actor,
    ActorLink,
    ActorRole,
    DatePrecision,
    DateSpan,
    Event,
    EventPlace,
    EventStatus,
    EventType,
    Place,
    PlacePart,
    PlaceRole,
    Toponym,
)
from events.store.packing import Shared, pack, unpack

Value = Mapping[str, Any]


def date_value(span: DateSpan | None) -> Value:
    """Write a date as a correction's value."""
    if span is None:
        return {}
    return {
        "earliest": span.earliest.isoformat() if span.earliest else None,
        "latest": span.latest.isoformat() if span.latest else None,
        "precision": span.precision.value,
        "edtf": span.edtf,
        "text": span.text,
    }


def place_value(place: Place | None, part: PlacePart = PlacePart.WHERE) -> Value:
    """Write a place as a correction's value."""
    return {} if place is None else {"place": pack(place, Shared()), "part": part.value}


def actors_value(actors: list[tuple[Actor, ActorRole]]) -> Value:
    """Write actors and their roles as a correction's value."""
    return {"actors": [{"actor": pack(actor, Shared()), "role": role.value} for actor, role in actors]}


def value_in(event: Event, part: Part) -> Value:
    """Give what a record says of a part, as a correction's value."""
    if part is Part.DATE:
        return date_value(event.date)
    if part is Part.PLACE:
        return place_value(event.place.place, event.place.part) if event.place else {}
    if part is Part.ACTORS:
        return actors_value([(link.actor, link.role) for link in event.actors])
    if part is Part.TYPE:
        return {"type": event.type.value}
    if part is Part.STATUS:
        return {"status": event.status.value}
    return {}


def put(event: Event, part: Part, value: Value) -> Event:
    """Give a record with another value of a part.

    Raises
    ------
    InputError
        If the value is none for this part.
    """
    try:
        return _PUT[part](event, value) if part in _PUT else event
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"This is no value for the {part} of an event ({error}).") from error


def _put_date(event: Event, value: Value) -> Event:
    if not value:
        return dataclasses.replace(event, date=None, confidence=dataclasses.replace(event.confidence, date=None))
    at = event.evidence.start
    span = DateSpan(
        at,
        at,
        str(value.get("text") or ""),
        _day(value.get("earliest")),
        _day(value.get("latest")),
        DatePrecision(value["precision"]),
        str(value.get("edtf") or ""),
        reading=("correction",),
    )
    return dataclasses.replace(event, date=span, confidence=dataclasses.replace(event.confidence, date=1.0))


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _put_place(event: Event, value: Value) -> Event:
    others = tuple(place for place in event.places if place != event.place)
    if not value:
        sure = dataclasses.replace(event.confidence, place=event.confidence.place if others else None)
        return dataclasses.replace(event, places=others, confidence=sure)
    place = unpack(Place, value["place"], Shared())
    at = event.evidence.start
    toponym = Toponym(at, at, "", place, PlaceRole.LITERAL, 1.0, ("correction",))
    chosen = EventPlace(toponym, PlacePart(value.get("part") or PlacePart.WHERE))
    sure = dataclasses.replace(event.confidence, place=1.0)
    return dataclasses.replace(event, places=(chosen, *others), confidence=sure)


def _put_actors(event: Event, value: Value) -> Event:
    links = tuple(
        ActorLink(unpack(Actor, each["actor"], Shared()), ActorRole(each["role"]), event.evidence)
        for each in value["actors"]
    )
    kept = {(link.actor.id, link.role): link for link in event.actors}
    links = tuple(kept.get((link.actor.id, link.role), link) for link in links)
    sure = dataclasses.replace(event.confidence, actors=1.0 if links else None)
    return dataclasses.replace(event, actors=links, confidence=sure)


def _put_type(event: Event, value: Value) -> Event:
    type_ = EventType(value["type"])
    mode = event.mode if type_ is event.type else None
    sure = dataclasses.replace(event.confidence, type=1.0)
    return dataclasses.replace(event, type=type_, mode=mode, confidence=sure)


def _put_status(event: Event, value: Value) -> Event:
    return dataclasses.replace(event, status=EventStatus(value["status"]))


_PUT: dict[Part, Callable[[Event, Value], Event]] = {
    Part.DATE: _put_date,
    Part.PLACE: _put_place,
    Part.ACTORS: _put_actors,
    Part.TYPE: _put_type,
    Part.STATUS: _put_status,
}
