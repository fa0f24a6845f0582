"""What a model may answer, and making records of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from events.model import (
    ActorLink,
    ActorMention,
    ActorRole,
    Attribution,
    Confidence,
    DateSpan,
    Document,
    Event,
    EventPlace,
    EventStatus,
    EventType,
    PlacePart,
    PlaceRole,
    Source,
    Toponym,
    event_id,
)
from events.sentences import Sentence

TRUST = 0.7
"""How sure a record is that a model proposed and whose words are there."""
LONGEST = 1_000
"""Characters of a quotation."""


class Proposal(BaseModel):
    """One happening, as a model proposes it. Every text is a quotation from the report."""

    model_config = ConfigDict(extra="forbid")

    quote: str
    type: EventType
    status: EventStatus
    date: str | None
    place: str | None
    place_part: PlacePart
    sources: list[str] = Field(max_length=20)
    targets: list[str] = Field(max_length=20)
    speaker: str | None


class Answer(BaseModel):
    """All that a model proposes for a piece of a report."""

    model_config = ConfigDict(extra="forbid")

    events: list[Proposal] = Field(max_length=200)


@dataclass(frozen=True, slots=True)
class Rejection:
    """What was not taken from a model's answer, and why."""

    part: str
    quote: str
    reason: str


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Spanned)


@dataclass(frozen=True, slots=True)
class Findings:
    """What Dateline itself read in the report."""

    document: Document
    sentences: Sequence[Sentence]
    dates: Sequence[DateSpan]
    toponyms: Sequence[Toponym]
    actors: Sequence[ActorMention]


def build_events(proposals: Sequence[Proposal], found: Findings) -> tuple[list[Event], list[Rejection]]:
    """Make records of what a model proposed.

    Parameters
    ----------
    proposals
        The model's.
    found
        What was read in the same report; dates, places and actors are taken from here alone.

    Returns
    -------
    events
        In the order of the report.
    rejections
        What the report does not say, or not so that it can be read.
    """
    events: dict[str, Event] = {}
    rejections: list[Rejection] = []
    taken: set[tuple[int, int]] = set()
    for proposal in proposals:
        at = _locate(proposal.quote, found.document.text, taken)
        if at is None:
            rejections.append(Rejection("event", proposal.quote[:LONGEST], "the report has no such words"))
            continue
        taken.add(at)
        event = _build(proposal, at, found, rejections)
        events.setdefault(event.id, event)
    return sorted(events.values(), key=lambda event: (event.evidence.start, event.evidence.end)), rejections


def _locate(quote: str, text: str, taken: set[tuple[int, int]]) -> tuple[int, int] | None:
    if not quote.strip() or len(quote) > LONGEST:
        return None
    start = text.find(quote)
    while start >= 0 and (start, start + len(quote)) in taken:
        start = text.find(quote, start + 1)
    return (start, start + len(quote)) if start >= 0 else None


def _build(proposal: Proposal, at: tuple[int, int], found: Findings, rejections: list[Rejection]) -> Event:
    document = found.document
    evidence = document.evidence(*at)
    sentence = _sentence_of(at, found.sentences)
    summary = document.evidence(*sentence)
    date = _match("date", proposal.date, found.dates, sentence, document.text, rejections)
    places = _places(proposal, found, sentence, rejections)
    actors = _actors(proposal, found, sentence, rejections)
    id_ = event_id(document.id, evidence, proposal.type, proposal.status)
    return Event(
        id=id_,
        evidence=evidence,
        summary=summary,
        type=proposal.type,
        status=proposal.status,
        confidence=Confidence(
            type=TRUST,
            date=TRUST if date else None,
            place=round(TRUST * places[0].toponym.score, 3) if places else None,
            actors=TRUST if actors else None,
        ),
        date=date,
        places=places,
        actors=actors,
        attribution=_attribution(proposal, found, sentence, rejections),
        sources=(Source(evidence, id_),),
    )


def _sentence_of(at: tuple[int, int], sentences: Sequence[Sentence]) -> tuple[int, int]:
    touched = [s for s in sentences if s.start < at[1] and s.end > at[0]]
    return (min(s.start for s in touched), max(s.end for s in touched)) if touched else at


def _match(
    part: str, quote: str | None, spans: Sequence[S], near: tuple[int, int], text: str, rejections: list[Rejection]
) -> S | None:
    """Give what Dateline read at the words that a model quotes: in the same sentence, else nearest to it."""
    if not quote or not quote.strip():
        return None
    places: list[tuple[int, int]] = []
    start = text.find(quote[:LONGEST])
    while start >= 0 and len(places) < 50:
        places.append((start, start + len(quote)))
        start = text.find(quote, start + 1)
    if not places:
        rejections.append(Rejection(part, quote[:LONGEST], "the report has no such words"))
        return None
    places.sort(key=lambda p: max(near[0] - p[1], p[0] - near[1], 0))
    for begin, end in places:
        over = [span for span in spans if span.start < end and span.end > begin]
        if over:
            return max(over, key=lambda span: min(span.end, end) - max(span.start, begin))
    rejections.append(Rejection(part, quote[:LONGEST], f"Dateline reads no {part} there"))
    return None


def _places(
    proposal: Proposal, found: Findings, sentence: tuple[int, int], rejections: list[Rejection]
) -> tuple[EventPlace, ...]:
    toponym = _match("place", proposal.place, found.toponyms, sentence, found.document.text, rejections)
    if toponym is None:
        return ()
    if toponym.role is not PlaceRole.LITERAL:
        rejections.append(Rejection("place", toponym.text, f"the name is {toponym.role.value} there: it pins nothing"))
        return ()
    return (EventPlace(toponym, proposal.place_part),)


def _actors(
    proposal: Proposal, found: Findings, sentence: tuple[int, int], rejections: list[Rejection]
) -> tuple[ActorLink, ...]:
    links: dict[str, ActorLink] = {}
    for role, quotes in ((ActorRole.SOURCE, proposal.sources), (ActorRole.TARGET, proposal.targets)):
        for quote in quotes:
            mention = _match("actor", quote, found.actors, sentence, found.document.text, rejections)
            if mention is not None:
                words = found.document.evidence(mention.start, mention.end)
                links.setdefault(mention.actor.id, ActorLink(mention.actor, role, words))
    return tuple(links.values())


def _attribution(
    proposal: Proposal, found: Findings, sentence: tuple[int, int], rejections: list[Rejection]
) -> Attribution | None:
    mention = _match("actor", proposal.speaker, found.actors, sentence, found.document.text, rejections)
    if mention is None:
        return None
    return Attribution(mention.actor, found.document.evidence(mention.start, mention.end))
