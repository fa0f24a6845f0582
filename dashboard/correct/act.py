"""What comes of what a person sends from the form for corrections or their history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dashboard import services
from dashboard.correct.look import look_up, read_date
from dashboard.correct.who import (
    MOST_CHARACTERS,
    CorrectionRefusedError,
    drop_form,
    open_form,
    person,
    set_form,
    set_person,
)
from dashboard.words import Words
from events.corrections.model import FIELDS, Correction, Part
from events.corrections.values import actors_value, date_value, place_value
from events.model import Actor, ActorRole, EventStatus, EventType, PlacePart

if TYPE_CHECKING:
    from dashboard.link import View
    from events.store import Store
    from events.store.dossier import Dossier


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
    state = open_form(dossier.event.id)
    if asked in ("open", "close"):
        set_form(dossier.event.id, opened=asked == "open")
        return ""
    if asked == "look":
        state["answer"] = look_up(_text(sent, "kind"), _text(sent, "text"), dossier, words, store, state)
        return ""
    if person_named := _text(sent, "who"):
        set_person(person_named)
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
    drop_form()
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


def _text(sent: Mapping[str, Any], name: str) -> str:
    value = sent.get(name)
    return " ".join(value.split())[:MOST_CHARACTERS] if isinstance(value, str) else ""


def _read_changes(
    changes: object, dossier: Dossier, words: Words, store: Store, state: Mapping[str, Any]
) -> Sequence[tuple[Part, Mapping[str, Any]]]:
    if not isinstance(changes, Mapping):
        return []
    made: list[tuple[Part, Mapping[str, Any]]] = []
    if isinstance(changes.get("date"), str):
        text = _text(changes, "date")
        made.append((Part.DATE, date_value(read_date(text, dossier, words, store)) if text else {}))
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
