"""What a person looks up while correcting: a date, places, actors."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dashboard.correct.show import show_value
from dashboard.correct.who import CorrectionRefusedError
from dashboard.words import Words
from events.corrections.days import read_days
from events.corrections.model import Part
from events.corrections.values import date_value
from events.errors import InputError
from events.model import Actor, ActorKind, DateSpan, Place, PlacePrecision

if TYPE_CHECKING:
    from events.store import Store
    from events.store.dossier import Dossier

MOST_FOUND = 8
AROUND_KM = 15.0
"""How far from a position that a person points at other places are offered."""
_COORDINATES = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩٫", "0123456789.")


def look_up(
    kind: str, text: str, dossier: Dossier, words: Words, store: Store, state: dict[str, Any]
) -> dict[str, Any]:
    """Answer what was asked in the form; what was found is kept in its state, so that it can be chosen.

    Parameters
    ----------
    kind
        ``date``, ``place`` or ``actor``; anything else finds nothing.
    text
        What the person wrote.
    dossier
        The event.
    words
        The interface's words.
    store
        The store.
    state
        What is kept of the form.
    """
    found: dict[str, Callable[[], dict[str, Any]]] = {
        "date": lambda: _look_up_date(text, dossier, words, store),
        "place": lambda: _look_up_place(text, words, state),
        "actor": lambda: _look_up_actor(text, words, state),
    }
    return {"kind": kind, "text": text, **(found[kind]() if kind in found else {})}


def _look_up_date(text: str, dossier: Dossier, words: Words, store: Store) -> dict[str, Any]:
    if not text:
        return {"shown": words("records.nodate")}
    try:
        return {"shown": show_value(Part.DATE, date_value(read_date(text, dossier, words, store)), words)}
    except CorrectionRefusedError as error:
        return {"wrong": str(error)}


def _look_up_place(text: str, words: Words, state: dict[str, Any]) -> dict[str, Any]:
    places = find_places(text)
    state.setdefault("places", {}).update({place.id: place for place in places})
    found = [{"id": place.id, "name": place.name_in(words.language), "about": _about(place, words)} for place in places]
    return {"found": found, "wrong": "" if found or not text else words("correct.place.none", text=text)}


def _look_up_actor(text: str, words: Words, state: dict[str, Any]) -> dict[str, Any]:
    actors = find_actors(text)
    state.setdefault("actors", {}).update({actor.id: actor for actor in actors})
    new = words("correct.actor.new")
    return {
        "found": [
            {
                "id": actor.id,
                "name": actor.name_in(words.language),
                "about": new if actor.id.startswith("named:") else _country(actor.country, words),
            }
            for actor in actors
        ]
    }


def read_date(text: str, dossier: Dossier, words: Words, store: Store) -> DateSpan:
    """Read the days that a person wrote.

    Raises
    ------
    CorrectionRefusedError
        If they are no days; the message says so.
    """
    document = store.document(dossier.records[0].evidence.document)
    anchor = document.document.published if document else None
    language = (document.document.language if document else None) or words.language
    try:
        return read_days(text, languages=(words.language, language), anchor=anchor)
    except InputError as error:
        raise CorrectionRefusedError(words("correct.date.wrong", text=text)) from error


def find_places(text: str) -> list[Place]:
    """Find places by name; of a latitude and a longitude in degrees make one, and find those around it."""
    match = _COORDINATES.fullmatch(text.translate(_DIGITS))
    from geo.gazetteer import open_gazetteer

    if match:
        lat, lon = float(match[1]), float(match[2])
        if abs(lat) > 90 or abs(lon) > 180:
            return []
        return [_place_at(lat, lon), *open_gazetteer().near(lon, lat, within_km=AROUND_KM, limit=MOST_FOUND - 1)]
    return open_gazetteer().lookup(text)[:MOST_FOUND] if text else []


def _place_at(lat: float, lon: float) -> Place:
    from geo.boundaries import locate

    at = locate(lon, lat, within_km=3)
    name = f"{lat:.4f}, {lon:.4f}"
    return Place(
        f"computed:{lat:.4f},{lon:.4f}", name, lat, lon, PlacePrecision.POINT, country=at.country, admin1=at.division
    )


def find_actors(text: str) -> list[Actor]:
    """Find actors of the table by name, and the name itself as a new one."""
    from events.actors import load_actors

    if not text:
        return []
    known = list(load_actors().find(text))[: MOST_FOUND - 1]
    slug = re.sub(r"\W+", "-", text.casefold()).strip("-")
    return [*known, Actor(f"named:{slug}", text, ActorKind.PERSON)] if slug else known


def _about(place: Place, words: Words) -> str:
    parts = [words.named("place_precision", place.precision), _country(place.country, words)]
    return words("list.comma").join(filter(None, [*parts, words.digits(f"{place.lat:.2f}, {place.lon:.2f}")]))


def _country(code: str | None, words: Words) -> str:
    return words.country(code) if code else ""
