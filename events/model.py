"""The vocabulary of the whole project: documents, evidence, dates, places, actors, events."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from events.corrections.model import Correction
from geo.model import Candidate, Extent, Place, PlacePrecision, PlaceRole, Toponym

__all__ = [
    "Actor", "ActorKind", "ActorLink", "ActorMention", "ActorRole", "Anchor", "AnchorKind", "Attribution",
    "Candidate", "Confidence", "Correction", "DatePrecision", "DateSpan", "Document", "Event", "EventPlace",
    "EventStatus", "EventType", "Evidence", "Extent", "Fact", "Office", "Place", "PlacePart", "PlacePrecision",
    "PlaceRole", "PublishedBasis", "Source", "Toponym",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters of a report that say something: ``text == document.text[start:end]``."""

    document: str
    start: int
    end: int
    text: str


# ---- documents ---------------------------------------------------------------------------


class PublishedBasis(StrEnum):
    """How the publication date of a report is known."""

    STATED = "stated"
    """Given with the report by who brought it in, or by its metadata."""
    INFERRED = "inferred"
    """Concluded from what the report says; shown as such."""
    DATELINE = "dateline"
    """Read from the dateline at the head of the report."""


@dataclass(frozen=True, slots=True)
class Document:
    """A report, as it came in.

    Attributes
    ----------
    id
        Stable; from the source or from the content.
    text
        The whole report. All offsets count its characters.
    language
        BCP 47 primary code (``ar``), or none until it is detected.
    published
        Day of publication, from which relative dates count; none if not known.
    published_basis
        How that day is known.
    published_note
        Why, in a sentence, where it was inferred.
    extras
        What else the table or file that it came from says of it, by its names there.
    """

    id: str
    text: str
    language: str | None = None
    published: dt.date | None = None
    published_basis: PublishedBasis | None = None
    published_note: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    licence: str | None = None
    retrieved: dt.datetime | None = None
    extras: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def content_hash(self) -> str:
        """SHA-256 of the text, in hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def evidence(self, start: int, end: int) -> Evidence:
        """The evidence at these offsets."""
        return Evidence(self.id, start, end, self.text[start:end])


# ---- dates -------------------------------------------------------------------------------


class DatePrecision(StrEnum):
    """The unit that a time expression speaks in."""

    TIME = "time"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"


class AnchorKind(StrEnum):
    """What a relative or incomplete time expression was counted from."""

    PUBLISHED = "published"
    DATELINE = "dateline"
    CONTEXT = "context"
    """A date earlier in the text."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day a time expression was counted from."""

    day: dt.date
    kind: AnchorKind = AnchorKind.PUBLISHED


REPORT_DAY = "published"
"""How a date was read that the text does not tell: the day of the report stands for it."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A time expression in a text and the days it means.

    Attributes
    ----------
    start, end
        Offsets into the text (``str`` indices, end exclusive).
    text
        The characters between them.
    earliest, latest
        First and last day, both inclusive. One of them none: an open end. Both none: the expression is kept but not
        resolved (``needs_anchor``, or a time that has no calendar days here).
    precision
        The unit that the expression speaks in.
    edtf
        The same in EDTF (ISO 8601-2), ``""`` if not resolved.
    anchor
        What a relative expression was counted from; none for one that stands on its own.
    needs_anchor
        True: it could be resolved if the day of publication were known.
    alternatives
        Other readings as pairs of days (``03/04/2023`` where the order is not known), then ``earliest`` and
        ``latest`` span them all.
    time
        Time of day with zone as written in ISO 8601 (``14:30Z``), where the text gives one.
    reading
        Short reason, as codes that the dashboard turns into words (``weekday-past``, ``month-absolute`` ...).
    """

    start: int
    end: int
    text: str
    earliest: dt.date | None
    latest: dt.date | None
    precision: DatePrecision
    edtf: str = ""
    anchor: Anchor | None = None
    needs_anchor: bool = False
    alternatives: tuple[tuple[dt.date, dt.date], ...] = ()
    time: str | None = None
    reading: tuple[str, ...] = ()

    @property
    def is_resolved(self) -> bool:
        """Whether at least one end is known."""
        return self.earliest is not None or self.latest is not None

    @property
    def is_about(self) -> bool:
        """Whether the text does not tell the days: they stand near the event's own (EDTF's ``~``)."""
        return self.edtf.endswith("~") or REPORT_DAY in self.reading


# ---- actors ------------------------------------------------------------------------------


class ActorKind(StrEnum):
    """What sort of actor it is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Office:
    """An office held: a slug (``minister-of-defence``), its country or organisation (id), and from when to when."""

    office: str
    country: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts, one identity across languages and spellings.

    Attributes
    ----------
    id
        Wikidata QID where known for certain, else a slug.
    name
        English (or only known) name.
    country
        ISO 3166-1 alpha-2 code, where there is one.
    names
        Names by language code.
    member_of
        Ids of the actors it belongs to: Putin to the Kremlin and to Russia; a filter on Russia finds all of them.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    offices: tuple[Office, ...] = ()
    member_of: tuple[str, ...] = ()

    def name_in(self, language: str) -> str:
        """The actor's name in a language, else its international name."""
        return self.names.get(language, self.name)


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words of a text that name an actor, directly or by office, surname or description."""

    start: int
    end: int
    text: str
    actor: Actor
    score: float = 1.0
    reading: tuple[str, ...] = ()


class ActorRole(StrEnum):
    """What an actor does in an event."""

    SOURCE = "source"
    TARGET = "target"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class ActorLink:
    """An actor's part in an event."""

    actor: Actor
    role: ActorRole
    evidence: Evidence


# ---- events ------------------------------------------------------------------------------


class EventType(StrEnum):
    """PLOVER's event types, with ``statement`` and ``other`` where none fits."""

    AGREE = "agree"
    CONSULT = "consult"
    SUPPORT = "support"
    CONCEDE = "concede"
    COOPERATE = "cooperate"
    AID = "aid"
    RETREAT = "retreat"
    REQUEST = "request"
    ACCUSE = "accuse"
    REJECT = "reject"
    THREATEN = "threaten"
    PROTEST = "protest"
    SANCTION = "sanction"
    MOBILIZE = "mobilize"
    COERCE = "coerce"
    ASSAULT = "assault"
    STATEMENT = "statement"
    OTHER = "other"


class EventStatus(StrEnum):
    """Whether what is reported has happened."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    DENIED = "denied"
    DEMANDED = "demanded"
    HYPOTHETICAL = "hypothetical"


class PlacePart(StrEnum):
    """Where in the event a place stands."""

    WHERE = "where"
    ORIGIN = "origin"
    DESTINATION = "destination"


@dataclass(frozen=True, slots=True)
class EventPlace:
    """A place of an event: the toponym that says so, and its part."""

    toponym: Toponym
    part: PlacePart = PlacePart.WHERE

    @property
    def place(self) -> Place:
        """The place itself."""
        return self.toponym.place


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: an actor named in the report, else words of it ("US officials"), else the outlet."""

    actor: Actor | None
    evidence: Evidence | None
    via: Attribution | None = None
    """Through whom, where it is nested ("officials told the Times that ...")."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure a record is, from 0 to 1, whole and by parts. A part that the record has not is none."""

    type: float
    date: float | None = None
    place: float | None = None
    actors: float | None = None

    @property
    def overall(self) -> float:
        """The product of the parts there are."""
        product = self.type
        for part in (self.date, self.place, self.actors):
            if part is not None:
                product *= part
        return round(product, 4)


@dataclass(frozen=True, slots=True)
class Source:
    """A report that tells an event: its evidence, and the id the record had before merging."""

    evidence: Evidence
    event: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that a report gives for an event: people killed, missiles fired.

    Attributes
    ----------
    kind
        ``killed``, ``injured``, ``displaced``, ``captured`` or ``munitions``.
    lowest, highest
        The number, twice where it is exact; one of them none for "at least" and "up to".
    evidence
        The words that say so.
    """

    kind: str
    lowest: int | None
    highest: int | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Event:
    """One happening that a report states.

    Attributes
    ----------
    id
        A hash of what the record says, so that reading twice gives the same id.
    evidence
        The clause that says so.
    summary
        The sentence around it, in the report's language.
    type, mode, status
        What happened (PLOVER), how, and whether it did.
    date
        When, with its uncertainty; none if the text gives no date for it.
    places
        Where; empty if the text gives no place for it.
    actors
        Who did it to whom.
    attribution
        Who says so; none: the report itself.
    confidence
        How sure the reading is.
    sources
        The reports that tell it, more than one after merging.
    facts
        Numbers told of it: killed, injured, displaced, captured, munitions.
    corrections
        What a person corrected of it; its fields are then what that person says.
    extras
        What else the table that it came from says of it, by the names of its columns.
    """

    id: str
    evidence: Evidence
    summary: Evidence
    type: EventType
    status: EventStatus
    confidence: Confidence
    mode: str | None = None
    date: DateSpan | None = None
    places: tuple[EventPlace, ...] = ()
    actors: tuple[ActorLink, ...] = ()
    attribution: Attribution | None = None
    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()
    corrections: tuple[Correction, ...] = ()
    extras: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def corrected(self) -> tuple[str, ...]:
        """The parts that a person corrected."""
        return tuple(correction.part.value for correction in self.corrections)

    @property
    def told_date(self) -> DateSpan | None:
        """The date, if words tell it: days that stand near the event's own exclude no others."""
        return None if self.date is None or self.date.is_about else self.date

    @property
    def place(self) -> EventPlace | None:
        """Where it happened, else where it led to, else where it began."""
        for part in (PlacePart.WHERE, PlacePart.DESTINATION, PlacePart.ORIGIN):
            for place in self.places:
                if place.part is part:
                    return place
        return None


def event_id(document: str, evidence: Evidence, type_: EventType, status: EventStatus) -> str:
    """Give the stable id of a record: a hash of its document, its clause, its type and its status.

    Parameters
    ----------
    document
        The id of the report.
    evidence
        The clause; its place in the report counts, so that two equal sentences are two records.
    type_, status
        What happened, and whether it did.

    Returns
    -------
    str
        ``e`` and 16 hexadecimal digits.
    """
    said = f"{document}\x1f{evidence.start}\x1f{evidence.text}\x1f{type_}\x1f{status}"
    return "e" + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
