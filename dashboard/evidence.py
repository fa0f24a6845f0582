"""The evidence of one event: what its report says, and how date, place and actors were read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dashboard.correct.show import correct_data, corrected_notes
from dashboard.table import direction_of
from dashboard.words import Words
from events.model import ActorRole, Document, Event, Evidence, PlacePart, PublishedBasis, Source

if TYPE_CHECKING:
    from dashboard.link import View
    from events.merge import Link
    from events.store import Store
    from events.store.dossier import Dossier
    from events.store.mentions import Mention

AROUND = 400
"""Characters of the paragraph shown on either side of the evidence."""
MOST_EXTRAS = 100
LONGEST_EXTRA = 1_000
"""Columns of a table (or articles that mention an event), and characters of each, that are shown besides."""


def evidence_data(store: Store, selected: str | None, words: Words, view: View | None = None) -> dict[str, Any]:
    """Give what the evidence panel shows.

    Parameters
    ----------
    store
        The store.
    selected
        Id of the selected event, or none.
    words
        The interface's words.
    view
        The view, where the event may be corrected.
    """
    event = store.event(selected) if selected else None
    dossier = store.dossier(event.id) if event and view else None
    return {
        "language": words.language,
        "direction": words.direction,
        "words": words.group("evidence"),
        "selected": selected,
        "event": _event(store, event, words) if event else None,
        "told": _told(store, dossier, words) if dossier else None,
        "correct": correct_data(store, dossier, view, words) if dossier and view else None,
    }


def _told(store: Store, dossier: Dossier, words: Words) -> dict[str, Any]:
    """Give how the records of an event hang together: why each is of it, and what they tell differently."""
    records = {record.id: record for record in dossier.records}
    outlets = {}
    for record in dossier.records:
        report = store.document(record.evidence.document)
        outlets[record.id] = (report and (report.document.outlet or report.document.title)) or record.evidence.document
    return {
        "one": words.count("evidence.one", len(records) - len(dossier.hidden)) if len(records) > 1 else "",
        "why": {link.event: _why(link, words) for link in dossier.links},
        "reads": {id_: _read_in_short(record, words) for id_, record in records.items()},
        "differ": [
            {
                "part": words.named("evidence.differ", difference.part),
                "readings": [
                    {
                        "value": _reading(difference.part, value, words),
                        "told": words("list.comma").join(dict.fromkeys(outlets[id_] for id_ in ids)),
                    }
                    for value, ids in difference.readings
                ],
            }
            for difference in dossier.disagreements
        ],
    }


def _why(link: Link, words: Words) -> str:
    said = []
    for reason in link.reasons:
        name, _, number = reason.partition(":")
        key = f"evidence.why.{name}"
        if words.has(key):
            said.append(words.count(key, int(number)) if number else words(key))
    return words("list.comma").join(said)


def _read_in_short(record: Event, words: Words) -> str:
    return words("list.comma").join([_when(record, words), _where(record, words)])


def _reading(part: str, value: str, words: Words) -> str:
    if part == "status":
        return words.named("status", value)
    if part == "date" and "/" not in value and len(value) == len("2023-09-13"):
        return words.day(dt.date.fromisoformat(value))
    return words.digits(value)


def _event(store: Store, event: Event, words: Words) -> dict[str, Any]:
    sources = event.sources or (Source(event.evidence, event.id),)
    documents = {
        report.document.id: report.document
        for source in sources
        if (report := store.document(source.evidence.document))
    }
    mentions = store.mentions([event.id]).get(event.id, [])
    return {
        "type": words.named("type", event.type),
        "status": event.status,
        "statusLabel": words.named("status", event.status),
        "sources": [
            _source(documents[source.evidence.document], source.evidence, words) | {"record": source.event}
            for source in sources
            if source.evidence.document in documents
        ],
        "corrected": corrected_notes(event, words),
        "when": _when(event, words),
        "whenNotes": _when_notes(event, words),
        "where": _where(event, words),
        "whereNotes": _where_notes(event, words),
        "who": [
            {
                "id": link.actor.id,
                "name": link.actor.name_in(words.language),
                "role": words.named("role", link.role),
            }
            for link in sorted(event.actors, key=lambda link: list(ActorRole).index(link.role))
        ],
        "says": _says(event, words),
        "sure": _sure(event, words),
        "extras": _extras({k: v for k, v in event.extras.items() if k != "mentions" or not mentions}),
        "mentions": [_mention(mention, words) for mention in mentions[:MOST_EXTRAS]],
    }


def _mention(mention: Mention, words: Words) -> dict[str, Any]:
    notes = [
        published_words(mention.published, None, words) if mention.published else "",
        words("evidence.confidence", percent=words.percent(mention.confidence)) if mention.confidence else "",
        words("evidence.mention.at", at=words.number(mention.start)) if mention.start is not None else "",
    ]
    return {
        "outlet": mention.outlet or mention.url,
        "url": mention.url,
        "note": words("list.comma").join(filter(None, notes)),
    }


def _extras(extras: Mapping[str, Any]) -> list[dict[str, str]]:
    """Give what else a table or file says, as its cells: name and value."""
    told = [(name, value) for name, value in extras.items() if value is not None and value != ""]
    return [
        {"name": str(name)[:LONGEST_EXTRA], "value": str(value)[:LONGEST_EXTRA]} for name, value in told[:MOST_EXTRAS]
    ]


def _source(document: Document, evidence: Evidence, words: Words) -> dict[str, Any]:
    text = document.text
    begin = max(text.rfind("\n", 0, evidence.start) + 1, evidence.start - AROUND)
    newline = text.find("\n", evidence.end)
    end = min(newline if newline >= 0 else len(text), evidence.end + AROUND)
    return {
        "document": document.id,
        "title": document.title or document.id,
        "outlet": document.outlet,
        "url": document.url,
        "published": published_words(document.published, document.published_basis, words),
        "uncertain": document.published_basis is not PublishedBasis.STATED,
        "note": document.published_note,
        "language": document.language,
        "direction": direction_of(document.language),
        "before": text[begin : evidence.start],
        "said": text[evidence.start : evidence.end],
        "after": text[evidence.end : end],
        "extras": _extras(document.extras),
    }


def published_words(published: dt.date | None, basis: str | None, words: Words) -> str:
    """Say when a report was published, and how that is known."""
    if published is None:
        return words("evidence.published.unknown")
    key = {"inferred": "evidence.published.inferred", "dateline": "evidence.published.dateline"}
    return words(key.get(str(basis), "evidence.published"), day=words.day(published))


def _when(event: Event, words: Words) -> str:
    date = event.date
    if date is None:
        return words("records.nodate")
    if not date.is_resolved:
        return words("records.needs_anchor") if date.needs_anchor else words("date.unresolved")
    return words.when(date)


def _when_notes(event: Event, words: Words) -> list[str]:
    date = event.date
    if date is None:
        return [words("evidence.nodate")]
    if date.needs_anchor and not date.is_resolved:
        return [words("evidence.needs_anchor", text=date.text)]
    if date.is_about:
        return [words("evidence.report_day")]
    read = [words("evidence.expression", text=date.text), words.named("precision", date.precision)]
    if date.anchor:
        read.append(words("evidence.anchor", day=words.day(date.anchor.day, weekday=True)))
    notes = [words("list.comma").join(read)]
    if date.alternatives:
        spans = words("list.or").join(words.span(a, b, "interval") for a, b in date.alternatives)
        notes.append(words("evidence.alternatives", spans=spans))
    return notes


def _where(event: Event, words: Words) -> str:
    if not event.places:
        return words("records.noplace")
    names = []
    for place in event.places:
        name = place.place.name_in(words.language)
        country = words.country(place.place.country) if place.place.country else ""
        whole = f"{name}{words('list.comma')}{country}" if country and country != name else name
        names.append(whole if place.part is PlacePart.WHERE else f"{words.named('part', place.part)} {whole}")
    return words("list.semicolon").join(names)


def _where_notes(event: Event, words: Words) -> list[str]:
    if not event.places:
        return [words("evidence.noplace")]
    notes = []
    for place in event.places:
        toponym = place.toponym
        notes.append(
            words("list.comma").join(
                [
                    words("evidence.expression", text=toponym.text),
                    words.named("place_precision", place.place.precision),
                ]
            )
        )
        if toponym.runners_up:
            others = [
                f"{other.place.name_in(words.language)} ({words.country(other.place.country)})"
                if other.place.country
                else other.place.name_in(words.language)
                for other in toponym.runners_up[:3]
            ]
            notes.append(words("evidence.runners", names=words("list.comma").join(others)))
    return notes


def _says(event: Event, words: Words) -> str:
    said, chain = event.attribution, []
    while said is not None:
        if said.actor is not None:
            chain.append(said.actor.name_in(words.language))
        elif said.evidence is not None:
            chain.append(said.evidence.text)
        said = said.via
    return words("list.via").join(chain) if chain else words("evidence.reportitself")


def _sure(event: Event, words: Words) -> list[dict[str, Any]]:
    sure = event.confidence
    parts = [
        ("evidence.what", sure.type),
        ("evidence.when", sure.date),
        ("evidence.where", sure.place),
        ("evidence.who", sure.actors),
    ]
    return [
        {"label": words(label), "value": value, "shown": words.percent(value)}
        for label, value in parts
        if value is not None
    ]
