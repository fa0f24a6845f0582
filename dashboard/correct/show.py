"""What the form for corrections and their history show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import services
from dashboard.correct.who import open_form, person, signed_in
from dashboard.words import Words
from events.corrections.model import Part
from events.corrections.values import date_value
from events.model import ActorRole, DatePrecision, Event, EventStatus, EventType, PlacePart
from events.store import Filter

if TYPE_CHECKING:
    from dashboard.link import View
    from events.store import Store
    from events.store.correcting import Kept
    from events.store.dossier import Dossier

MOST_NEAR = 8
MOST_LISTED = 200


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
    state = open_form(dossier.event.id)
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
            "signed": signed_in() is not None,
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
    columns = ["id", "type", "place_name", "actors", "earliest", "latest", "date_precision", "date_about", "summary"]
    rows = store.events(around, columns=columns, limit=200).to_pylist()
    mine = {link.actor.id for link in dossier.event.actors}

    def likeness(row: dict[str, Any]) -> tuple[int, int]:
        return -(row["type"] == dossier.event.type), -len(mine.intersection(row["actors"]))

    others = sorted((row for row in rows if row["id"] != dossier.event.id), key=likeness)[:MOST_NEAR]
    return [
        {
            "id": row["id"],
            "label": words("list.comma").join(
                filter(
                    None,
                    [
                        words.named("type", row["type"]),
                        words.when_of_row(row),
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
