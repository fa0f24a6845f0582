"""From a draft to an event record: evidence, parties, attribution, confidence, id."""

from __future__ import annotations

from events.coding.confidence import confidence_of
from events.coding.context import FORCE
from events.coding.draft import Draft, Speaker
from events.coding.facts import find_facts
from events.coding.scan import Node
from events.model import (
    ActorLink,
    ActorRole,
    Attribution,
    DateSpan,
    Document,
    Event,
    EventPlace,
    EventType,
    Evidence,
    PlacePart,
    Source,
    Toponym,
    event_id,
)


def assemble(document: Document, draft: Draft, *, narrow: bool = False) -> Event:
    """Make the record of a draft.

    Parameters
    ----------
    document
        The report that it stands in.
    draft
        What was read of it.
    narrow
        Take as evidence its trigger alone.

    Returns
    -------
    Event
        With evidence from the trigger and all that stands with it in its sentence.
    """
    type_ = EventType(draft.type)
    evidence = document.evidence(draft.node.start, draft.node.end) if narrow else _evidence(document, draft)
    summary = document.evidence(draft.reading.start, draft.reading.end)
    places = _ordered(draft.places)
    links = _links(document, draft)
    identity = event_id(document.id, evidence, type_, draft.status)
    return Event(
        id=identity, evidence=evidence, summary=summary, type=type_, status=draft.status,
        confidence=confidence_of(draft, places, links),
        mode=draft.mode, date=draft.date, places=places, actors=links,
        attribution=_attribution(document, draft.speaker), sources=(Source(evidence, identity),),
        facts=tuple(find_facts(document, draft.reading)) if draft.type in FORCE or draft.mode == "accident" else (),
    )  # fmt: skip


def _evidence(document: Document, draft: Draft) -> Evidence:
    """Take the words from the first to the last that the record is read from, within its sentence."""
    reading, node = draft.reading, draft.node
    parts: list[Node | Toponym | DateSpan] = [
        *draft.sources,
        *draft.targets,
        *[place.toponym for place in draft.places],
    ]
    if draft.date is not None:
        parts.append(draft.date)
    start, end = node.start, node.end
    for part in parts:
        if reading.start <= part.start and part.end <= reading.end:
            start, end = min(start, part.start), max(end, part.end)
    return document.evidence(start, end)


def _ordered(places: list[EventPlace]) -> tuple[EventPlace, ...]:
    if len(places) < 2:
        return tuple(places)
    rank = {PlacePart.WHERE: 0, PlacePart.DESTINATION: 1, PlacePart.ORIGIN: 2}
    found: dict[tuple[str, PlacePart], EventPlace] = {}
    for place in places:
        found.setdefault((place.place.id, place.part), place)
    towns = {(p.part, p.place.country) for p in found.values() if not p.place.precision.is_area}
    return tuple(
        sorted(
            found.values(),
            key=lambda p: (rank[p.part], p.place.precision.is_area and (p.part, p.place.country) in towns),
        )
    )


def _links(document: Document, draft: Draft) -> tuple[ActorLink, ...]:
    links: dict[str, ActorLink] = {}
    parties = (
        (ActorRole.SOURCE, draft.sources),
        (ActorRole.TARGET, draft.targets),
        (ActorRole.MENTIONED, draft.mentioned),
    )
    for role, nodes in parties:
        for node in nodes:
            mention = node.actor
            if mention is not None and mention.actor.id not in links:
                evidence = document.evidence(mention.start, mention.end)
                links[mention.actor.id] = ActorLink(mention.actor, role, evidence)
    return tuple(links.values())


def _attribution(document: Document, speaker: Speaker | None) -> Attribution | None:
    if speaker is None:
        return None
    via = _attribution(document, speaker.via)
    node: Node | None = speaker.nodes[0] if speaker.nodes else None
    if node is not None and node.actor is not None:
        return Attribution(node.actor.actor, document.evidence(node.actor.start, node.actor.end), via)
    if speaker.words is None:
        return via
    start, end = speaker.words
    words = document.text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return Attribution(None, document.evidence(start, end), via) if start < end else via
