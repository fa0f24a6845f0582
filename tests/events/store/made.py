"""Hand-made reports for the tests of the store."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import ClassVar

from events.model import (
    Actor,
    ActorKind,
    ActorLink,
    ActorMention,
    ActorRole,
    Anchor,
    Attribution,
    Confidence,
    DatePrecision,
    DateSpan,
    Document,
    Event,
    EventPlace,
    EventStatus,
    EventType,
    Extent,
    Office,
    Place,
    PlacePart,
    PlacePrecision,
    PlaceRole,
    PublishedBasis,
    Toponym,
    event_id,
)
from events.report import Report
from events.sentences import Sentence

RUSSIA = Actor("Q159", "Russia", ActorKind.COUNTRY, "RU", {"ar": "روسيا"})
KREMLIN = Actor("Q133274", "Kremlin", ActorKind.ORGANISATION, "RU", member_of=("Q159",))
PUTIN = Actor(
    "Q7747",
    "Vladimir Putin",
    ActorKind.PERSON,
    "RU",
    {"ar": "فلاديمير بوتين", "ko": "블라디미르 푸틴"},
    (Office("president", "RU", dt.date(2012, 5, 7)),),
    ("Q133274",),
)
KIM = Actor("Q56226", "Kim Jong Un", ActorKind.PERSON, "KP", {"ar": "كيم جونغ أون", "ko": "김정은"})
PYONGYANG = Place(
    "geonames:1871859", "Pyongyang", 39.03385, 125.75432, PlacePrecision.CITY, "KP", names={"ar": "بيونغ يانغ"}
)
VLADIVOSTOK = Place("geonames:2013348", "Vladivostok", 43.10562, 131.87353, PlacePrecision.CITY, "RU", "RU-PRI")
UKRAINE = Place(
    "geonames:690791", "Ukraine", 49, 32, PlacePrecision.COUNTRY, "UA", extent=Extent(22.1, 44.4, 40.2, 52.4)
)


class Table:
    """Stands for the actor table."""

    by_id: ClassVar = {actor.id: actor for actor in (RUSSIA, KREMLIN, PUTIN, KIM)}

    def groups(self, actor: Actor) -> tuple[str, ...]:
        above = tuple(actor.member_of)
        return above + tuple(g for id_ in above if id_ in self.by_id for g in self.groups(self.by_id[id_]))


def span(text: str, words: str, earliest: dt.date | None, latest: dt.date | None, **more: object) -> DateSpan:
    start = text.index(words)
    return DateSpan(start, start + len(words), words, earliest, latest, DatePrecision.DAY, **more)  # type: ignore[arg-type]


def toponym(text: str, words: str, place: Place, role: PlaceRole = PlaceRole.LITERAL) -> Toponym:
    start = text.index(words)
    return Toponym(start, start + len(words), words, place, role, 0.9, ("population",))


def event(
    document: Document,
    clause: str,
    type_: EventType = EventType.CONSULT,
    status: EventStatus = EventStatus.OCCURRED,
    *,
    date: DateSpan | None = None,
    places: tuple[EventPlace, ...] = (),
    actors: tuple[tuple[Actor, ActorRole], ...] = (),
    attribution: str | None = None,
) -> Event:
    start = document.text.index(clause)
    evidence = document.evidence(start, start + len(clause))
    said = None
    if attribution:
        at = document.text.index(attribution)
        said = Attribution(None, document.evidence(at, at + len(attribution)), Attribution(KREMLIN, None))
    return Event(
        event_id(document.id, evidence, type_, status),
        evidence,
        evidence,
        type_,
        status,
        Confidence(0.9, 0.8 if date else None, 0.7 if places else None),
        date=date,
        places=places,
        actors=tuple(ActorLink(actor, role, evidence) for actor, role in actors),
        attribution=said,
    )


def summit(id_: str = "summit", *, published: dt.date | None = dt.date(2019, 4, 26)) -> Report:
    """Kim travels from Pyongyang to Vladivostok and meets Putin; a statement without date or place."""
    text = (
        "Kim Jong Un left Pyongyang by train on 24 April 2019. He met Vladimir Putin in Vladivostok the next day. "
        "The Kremlin said it was pleased. Fighting goes on in Ukraine since February 2014."
    )
    document = Document(
        id_,
        text,
        "en",
        published,
        PublishedBasis.STATED if published else None,
        title="First summit",
        outlet="The Wire",
        retrieved=dt.datetime(2023, 9, 5, 12, 30, tzinfo=dt.UTC),
    )
    leave = span(text, "24 April 2019", dt.date(2019, 4, 24), dt.date(2019, 4, 24), edtf="2019-04-24")
    meet = span(
        text,
        "the next day",
        dt.date(2019, 4, 25),
        dt.date(2019, 4, 25),
        anchor=Anchor(dt.date(2019, 4, 24)),
        alternatives=((dt.date(2019, 4, 25), dt.date(2019, 4, 25)),),
    )
    fight = span(text, "since February 2014", dt.date(2014, 2, 1), None)
    from_, to = toponym(text, "Pyongyang", PYONGYANG), toponym(text, "Vladivostok", VLADIVOSTOK)
    war = toponym(text, "Ukraine", UKRAINE)
    events = (
        event(
            document,
            "Kim Jong Un left Pyongyang by train on 24 April 2019.",
            date=leave,
            places=(EventPlace(from_, PlacePart.ORIGIN), EventPlace(to, PlacePart.DESTINATION)),
            actors=((KIM, ActorRole.SOURCE),),
        ),
        event(
            document,
            "He met Vladimir Putin in Vladivostok the next day.",
            date=meet,
            places=(EventPlace(to),),
            actors=((KIM, ActorRole.SOURCE), (PUTIN, ActorRole.TARGET)),
        ),
        event(
            document,
            "The Kremlin said it was pleased.",
            EventType.STATEMENT,
            actors=((KREMLIN, ActorRole.SOURCE),),
            attribution="The Kremlin",
        ),
        event(
            document,
            "Fighting goes on in Ukraine since February 2014.",
            EventType.ASSAULT,
            EventStatus.ONGOING,
            date=fight,
            places=(EventPlace(war),),
        ),
    )
    start = text.index("Vladimir Putin")
    return Report(
        document,
        (Sentence(0, 53, 0), Sentence(54, len(text), 0)),
        (leave, meet, fight),
        (from_, to, war),
        (ActorMention(start, start + 14, "Vladimir Putin", PUTIN, 1.0, ("name",)),),
        events,
    )


def at_another_time(report: Report, days: int) -> Report:
    """The same happenings so many days later."""

    def later(day: dt.date | None) -> dt.date | None:
        return day and day + dt.timedelta(days=days)

    events = (
        dataclasses.replace(
            event,
            date=event.date
            and dataclasses.replace(event.date, earliest=later(event.date.earliest), latest=later(event.date.latest)),
        )
        for event in report.events
    )
    return dataclasses.replace(report, events=tuple(events))


def talks(id_: str = "talks") -> Report:
    """An Arabic report without a day of publication: a planned visit that needs it, and a denial."""
    text = "يعتزم كيم جونغ أون زيارة فلاديفوستوك الأسبوع المقبل. ونفى الكرملين ذلك."
    document = Document(id_, text, "ar", title="زيارة مرتقبة")
    week = DateSpan(37, 51, text[37:51], None, None, DatePrecision.WEEK, needs_anchor=True)
    events = (
        event(
            document,
            "يعتزم كيم جونغ أون زيارة فلاديفوستوك الأسبوع المقبل",
            status=EventStatus.PLANNED,
            date=week,
            places=(EventPlace(toponym(text, "فلاديفوستوك", VLADIVOSTOK), PlacePart.DESTINATION),),
            actors=((KIM, ActorRole.SOURCE),),
        ),
        event(
            document,
            "ونفى الكرملين ذلك",
            EventType.REJECT,
            EventStatus.DENIED,
            actors=((KREMLIN, ActorRole.SOURCE),),
        ),
    )
    return Report(document, (Sentence(0, len(text), 0),), (week,), (), (), events)
