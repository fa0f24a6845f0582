"""Correcting an event: what the form and the history show, and what comes of what a person sends."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import services
from dashboard.words import Words
from events.corrections.days import read_days
from events.corrections.model import FIELDS, Correction, Part
from events.corrections.values import actors_value, date_value, place_value
from events.errors import DatelineError, InputError
from events.model import (
    Actor,
    ActorKind,
    ActorRole,
    DatePrecision,
    Event,
    EventStatus,
    EventType,
    Place,
    PlacePart,
    PlacePrecision,
)
from events.store import Filter
from events.store.rows import from_days

if TYPE_CHECKING:
    from dashboard.link import View
    from events.store import Store
    from events.store.correcting import Kept
    from events.store.dossier import Dossier

_STATE = "correcting"
MOST_FOUND = 8
AROUND_KM = 15.0
"""How far from a position that a person points at other places are offered."""
MOST_CHARACTERS = 300
_COORDINATES = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩٫", "0123456789.")


class CorrectionRefusedError(DatelineError):
    """What a person sent is no correction; the message is for them."""


# ---- what is shown ---------------------------------------------------------------------------


def correct_data(store: Store, dossier: Dossier, view: View, words: Words) -> dict[str, Any]:
    """Give what the form for corrections and their history show.

    Parameters
    ----------
    store
        The store.
    dossier
        The event.
    view
        The view.
    words
        The interface's words.
    """
    state = _state(dossier.event.id)
    may = not services.is_read_only()
    data: dict[str, Any] = {
        "words": words.group("correct"),
        "may": may,
        "readonly": words("correct.readonly"),
        "open": may and bool(state.get("open")),
        "history": [_history(kept, words) for kept in dossier.corrections],
        "splits": may and len(dossier.records) > 1,
    }
    if data["open"]:
        data |= {
            "form": _form(dossier.event, words),
            "answer": state.get("answer"),
            "who": person(),
            "signed": _signed_in() is not None,
            "whole": len(dossier.records) > 1,
            "near": _near(store, dossier, view, words),
        }
    return data


def _form(event: Event, words: Words) -> dict[str, Any]:
    place = event.place
    return {
        "event": event.id,
        "date": event.date.edtf if event.date else "",
        "dateShown": show_value(Part.DATE, date_value(event.date), words),
        "place": place.place.name_in(words.language) if place else "",
        "part": place.part.value if place else PlacePart.WHERE.value,
        "actors": [
            {"id": link.actor.id, "name": link.actor.name_in(words.language), "role": link.role.value}
            for link in event.actors
        ],
        "type": event.type.value,
        "status": event.status.value,
        "types": [[code.value, words.named("type", code)] for code in EventType],
        "statuses": [[code.value, words.named("status", code)] for code in EventStatus],
        "roles": [[code.value, words.named("role", code)] for code in ActorRole],
    }


def _near(store: Store, dossier: Dossier, view: View, words: Words) -> list[dict[str, str]]:
    """Give events of about the same days, the likeliest first: those that this may be one with."""
    date = dossier.event.date
    if date is None or date.earliest is None or date.latest is None or (date.latest - date.earliest).days > 62:
        return []
    around = Filter(
        since=date.earliest - dt.timedelta(days=2), until=date.latest + dt.timedelta(days=2), unmerged=view.unmerged
    )
    columns = ["id", "type", "place_id", "place_name", "actors", "earliest", "latest", "date_precision", "summary"]
    rows = store.events(around, columns=columns, limit=200).to_pylist()
    mine = {link.actor.id for link in dossier.event.actors}

    def likeness(row: dict[str, Any]) -> tuple[int, int]:
        return -(row["type"] == dossier.event.type), -len(mine.intersection(row["actors"]))

    others = sorted((row for row in rows if row["id"] != dossier.event.id), key=likeness)[:MOST_FOUND]
    return [
        {
            "id": row["id"],
            "label": words("list.comma").join(
                filter(
                    None,
                    [
                        words.named("type", row["type"]),
                        words.span(from_days(row["earliest"]), from_days(row["latest"]), row["date_precision"]),
                        row["place_name"],
                    ],
                )
            ),
            "summary": row["summary"][:140],
        }
        for row in others
    ]


def _history(kept: Kept, words: Words) -> dict[str, Any]:
    correction = kept.correction
    who = correction.who or words("correct.somebody")
    when = words.day(correction.made.date()) if correction.made else ""
    return {
        "id": correction.id,
        "part": words.named("correct.part", correction.part),
        "value": show_value(correction.part, correction.value, words),
        "before": show_value(correction.part, correction.before, words) if correction.before is not None else "",
        "by": words("correct.by", who=who, day=when),
        "why": correction.why,
        "stands": correction.stands,
        "undone": words("correct.undone", who=correction.undone_by or words("correct.somebody"))
        if correction.undone
        else "",
    }


MOST_LISTED = 200


def show_corrections(store: Store, words: Words) -> None:
    """List all corrections, the newest first, also those of hidden events and those whose record is gone."""
    corrections = store.corrections()[::-1]
    if not corrections:
        st.text(words("correct.all.none"))
    for kept in corrections[:MOST_LISTED]:
        told = _history(kept, words)
        about = [
            f"{told['part']}: {told['value']}" if told["value"] else told["part"],
            kept.correction.targets[0].quote,
        ]
        notes = [told["by"], told["why"], told["undone"], words("correct.orphaned") if kept.is_orphaned else ""]
        with st.container(border=True):
            st.text("\n".join([*about, " · ".join(filter(None, notes))]))
            again = not kept.correction.stands
            label = words("correct.again" if again else "correct.undo")
            if not services.is_read_only() and st.button(label, key=f"undo_{kept.correction.id}_{again}"):
                store.undo([kept.correction.id], who=person(), again=again)
                st.rerun()


def corrected_notes(event: Event, words: Words) -> dict[str, dict[str, str]]:
    """Say of each corrected part by whom and why, and what was read."""
    return {
        correction.part.value: {
            "by": words(
                "correct.by",
                who=correction.who or words("correct.somebody"),
                day=words.day(correction.made.date()) if correction.made else "",
            ),
            "why": correction.why,
            "was": words("correct.was", value=show_value(correction.part, correction.before, words))
            if correction.before is not None
            else "",
        }
        for correction in event.corrections
    }


def show_value(part: Part, value: Mapping[str, Any] | None, words: Words) -> str:
    """Write a correction's value in words."""
    value = value or {}
    if part is Part.DATE:
        if not value:
            return words("records.nodate")
        first, last = (
            dt.date.fromisoformat(day) if (day := value.get(end)) else None for end in ("earliest", "latest")
        )
        return words.span(first, last, value.get("precision") or DatePrecision.INTERVAL)
    if part is Part.PLACE:
        place = value.get("place") or {}
        return (place.get("names") or {}).get(words.language) or place.get("name") or words("records.noplace")
    if part is Part.ACTORS:
        names = [
            f"{(a['actor'].get('names') or {}).get(words.language) or a['actor']['name']} "
            f"({words.named('role', a['role'])})"
            for a in value.get("actors", ())
        ]
        return words("list.comma").join(names) or words("correct.nobody")
    if part in (Part.TYPE, Part.STATUS):
        return words.named(part.value, str(value.get(part.value, "")))
    return ""


# ---- what a person sends ---------------------------------------------------------------------


def act(sent: Mapping[str, Any], view: View, words: Words, store: Store) -> str:
    """Do what a person asked for in the form or the history.

    Returns
    -------
    str
        What came of it, in a sentence; empty if that shows by itself.

    Raises
    ------
    CorrectionRefusedError
        If it cannot be done; the message says why.
    """
    if services.is_read_only():
        raise CorrectionRefusedError(words("correct.readonly"))
    id_ = store.resolve(view.event or "", unmerged=view.unmerged)
    dossier = store.dossier(id_) if id_ else None
    asked = _text(sent, "ask")
    if asked in ("undo", "again"):
        return _undo(_text(sent, "id"), words, store, again=asked == "again")
    if dossier is None:
        raise CorrectionRefusedError(words("evidence.notfound"))
    state = _state(dossier.event.id)
    if asked in ("open", "close"):
        st.session_state[_STATE] = {"event": dossier.event.id, "open": asked == "open"}
        return ""
    if asked == "look":
        state["answer"] = _look(_text(sent, "kind"), _text(sent, "text"), dossier, words, store, state)
        return ""
    if person_named := _text(sent, "who"):
        st.session_state["person"] = person_named[:MOST_CHARACTERS]
    why = _text(sent, "why")
    if asked == "save":
        made = _read_changes(sent.get("changes"), dossier, words, store, state)
        if not made:
            raise CorrectionRefusedError(words("correct.nothing"))
        targets = store.targets([_record(dossier)])
        store.correct([Correction(part, tuple(targets), value, who=person(), why=why) for part, value in made])
    elif asked in ("hide", "split", "join"):
        _by_hand(asked, sent, dossier, words, store, why)
    else:
        return ""
    st.session_state.pop(_STATE, None)
    return words(f"correct.done.{asked}")


def _by_hand(asked: str, sent: Mapping[str, Any], dossier: Dossier, words: Words, store: Store, why: str) -> None:
    own = [record.id for record in dossier.records]
    if asked == "hide":
        part, ids, value = Part.HIDDEN, [_record(dossier)], {"whole": len(own) > 1}
    elif asked == "split":
        record = _text(sent, "record")
        part, ids, value = Part.SPLIT, [record, *(id_ for id_ in own if id_ != record)], {}
        if record not in own or len(ids) < 2:
            raise CorrectionRefusedError(words("evidence.notfound"))
    else:
        other = store.dossier(_text(sent, "with"))
        if other is None:
            raise CorrectionRefusedError(words("evidence.notfound"))
        part, ids, value = Part.JOIN, [*own, *(record.id for record in other.records)], {}
    targets = store.targets(ids)
    if part is Part.JOIN and len(targets) < 2:
        raise CorrectionRefusedError(words("evidence.notfound"))
    store.correct([Correction(part, tuple(targets), value, who=person(), why=why)])


def _undo(id_: str, words: Words, store: Store, *, again: bool) -> str:
    if not store.undo([id_], who=person(), again=again):
        raise CorrectionRefusedError(words("correct.gone"))
    return words("correct.done.again" if again else "correct.done.undo")


def _record(dossier: Dossier) -> str:
    return next(record.id for record in dossier.records if record.id not in dossier.hidden)


def _state(event: str) -> dict[str, Any]:
    state: dict[str, Any] = st.session_state.get(_STATE) or {}
    if state.get("event") != event:
        return {}
    return state


def _text(sent: Mapping[str, Any], name: str) -> str:
    value = sent.get(name)
    return " ".join(value.split())[:MOST_CHARACTERS] if isinstance(value, str) else ""


def person() -> str:
    """Give the name that corrections bear: who is logged in, else what the person wrote in this session."""
    return _signed_in() or str(st.session_state.get("person", ""))


def _signed_in() -> str | None:
    user = getattr(st, "user", None)
    try:
        if user is not None and user.get("is_logged_in"):
            return str(user.get("name") or user.get("email") or "")[:MOST_CHARACTERS] or None
    except (AttributeError, KeyError):
        return None
    return None


# ---- looking up ------------------------------------------------------------------------------


def _look(kind: str, text: str, dossier: Dossier, words: Words, store: Store, state: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = {"kind": kind, "text": text}
    if kind == "date":
        if not text:
            return answer | {"shown": words("records.nodate")}
        try:
            span = _read_date(text, dossier, words, store)
        except CorrectionRefusedError as error:
            return answer | {"wrong": str(error)}
        return answer | {"shown": show_value(Part.DATE, date_value(span), words)}
    if kind == "place":
        places = find_places(text)
        state.setdefault("places", {}).update({place.id: place for place in places})
        found = [
            {"id": place.id, "name": place.name_in(words.language), "about": _about(place, words)} for place in places
        ]
        return answer | {"found": found, "wrong": "" if found or not text else words("correct.place.none", text=text)}
    if kind == "actor":
        actors = find_actors(text)
        state.setdefault("actors", {}).update({actor.id: actor for actor in actors})
        found = [
            {
                "id": actor.id,
                "name": actor.name_in(words.language),
                "about": words("correct.actor.new")
                if actor.id.startswith("named:")
                else _country(actor.country, words),
            }
            for actor in actors
        ]
        return answer | {"found": found}
    return answer


def _read_date(text: str, dossier: Dossier, words: Words, store: Store) -> Any:
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


# ---- changes ---------------------------------------------------------------------------------


def _read_changes(
    changes: object, dossier: Dossier, words: Words, store: Store, state: Mapping[str, Any]
) -> Sequence[tuple[Part, Mapping[str, Any]]]:
    if not isinstance(changes, Mapping):
        return []
    made: list[tuple[Part, Mapping[str, Any]]] = []
    if isinstance(changes.get("date"), str):
        text = _text(changes, "date")
        made.append((Part.DATE, date_value(_read_date(text, dossier, words, store)) if text else {}))
    if isinstance(changes.get("place"), str):
        id_ = _text(changes, "place")
        place = state.get("places", {}).get(id_) or next(iter(store.places([id_]).values()), None)
        if id_ and place is None:
            raise CorrectionRefusedError(words("correct.place.none", text=id_))
        part = _text(changes, "part") or PlacePart.WHERE.value
        made.append((Part.PLACE, place_value(place, PlacePart(part) if part in set(PlacePart) else PlacePart.WHERE)))
    if isinstance(changes.get("actors"), list):
        made.append((Part.ACTORS, actors_value(_read_actors(changes["actors"], store, state))))
    for part, allowed in ((Part.TYPE, set(EventType)), (Part.STATUS, set(EventStatus))):
        value = _text(changes, part.value)
        if value in allowed:
            made.append((part, {part.value: value}))
    return [(part, value) for part, value in made if part in FIELDS]


def _read_actors(sent: Sequence[object], store: Store, state: Mapping[str, Any]) -> list[tuple[Actor, ActorRole]]:
    pairs = [(str(one[0]), str(one[1])) for one in sent[:50] if isinstance(one, list | tuple) and len(one) == 2]
    known = {**store.actors([id_ for id_, _ in pairs]), **state.get("actors", {})}
    return [
        (known[id_], ActorRole(role)) for id_, role in dict.fromkeys(pairs) if id_ in known and role in set(ActorRole)
    ]
