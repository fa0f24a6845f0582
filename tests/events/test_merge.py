"""Merging: which records are one event, why, and what their sources disagree on."""

from __future__ import annotations

import datetime as dt
from itertools import count

import pytest

from events.merge import Merger, disagreements, explain, unite
from events.model import (
    Actor,
    ActorKind,
    ActorLink,
    ActorRole,
    Confidence,
    DatePrecision,
    DateSpan,
    Event,
    EventPlace,
    EventStatus,
    EventType,
    Evidence,
    Place,
    PlacePrecision,
    PlaceRole,
    Source,
    Toponym,
)

RUSSIA = Actor("Q159", "Russia", ActorKind.COUNTRY, "RU")
PUTIN = Actor("Q7747", "Vladimir Putin", ActorKind.PERSON, "RU", member_of=("Q159",))
KIM = Actor("Q56226", "Kim Jong Un", ActorKind.PERSON, "KP")
LAVROV = Actor("Q58217", "Sergei Lavrov", ActorKind.PERSON, "RU")
VLADIVOSTOK = Place("geonames:2013348", "Vladivostok", 43.1056, 131.8735, PlacePrecision.CITY, "RU")
RUSSIA_PLACE = Place("geonames:2017370", "Russia", 60.0, 100.0, PlacePrecision.COUNTRY, "RU")
ARTYOM = Place("geonames:2027667", "Artyom", 43.3595, 132.1889, PlacePrecision.CITY, "RU")
SEOUL = Place("geonames:1835848", "Seoul", 37.566, 126.9784, PlacePrecision.CITY, "KR")
numbers = count()


def day(text: str) -> DateSpan:
    value = dt.date.fromisoformat(text)
    return DateSpan(0, 1, "d", value, value, DatePrecision.DAY, edtf=text)


def month(year: int, number: int) -> DateSpan:
    first = dt.date(year, number, 1)
    last = (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    return DateSpan(0, 1, "m", first, last, DatePrecision.MONTH, edtf=f"{year}-{number:02}")


def told(
    document: str,
    date: DateSpan | None = None,
    place: Place | None = None,
    actors: tuple[Actor, ...] = (),
    *,
    type_: EventType = EventType.CONSULT,
    status: EventStatus = EventStatus.OCCURRED,
) -> Event:
    number = next(numbers)
    evidence = Evidence(document, number, number + 1, "x")
    identity = f"e{number}"
    links = tuple(
        ActorLink(a, ActorRole.SOURCE if i == 0 else ActorRole.TARGET, evidence) for i, a in enumerate(actors)
    )
    places = (EventPlace(Toponym(0, 1, "p", place, PlaceRole.LITERAL, 0.9)),) if place else ()
    return Event(
        identity, evidence, evidence, type_, status, Confidence(0.8, 0.8, 0.8, 0.8), date=date, places=places, actors=links,
        sources=(Source(evidence, identity),),
    )  # fmt: skip


SUMMIT = ("2023-09-13", VLADIVOSTOK, (KIM, PUTIN))

CASES = [
    ("same day, place and parties", told("a", day("2023-09-13"), VLADIVOSTOK, (KIM, PUTIN)), told("b", day("2023-09-13"), VLADIVOSTOK, (PUTIN, KIM)), True),
    ("a month contains the day", told("a", month(2023, 9), VLADIVOSTOK, (KIM, PUTIN)), told("b", day("2023-09-13"), VLADIVOSTOK, (KIM,)), True),
    ("a country contains its city", told("a", day("2023-09-13"), RUSSIA_PLACE, (KIM,)), told("b", day("2023-09-13"), VLADIVOSTOK, (KIM,)), True),
    ("towns 38 km apart are not one", told("a", day("2023-09-13"), ARTYOM, (KIM, PUTIN)), told("b", day("2023-09-13"), VLADIVOSTOK, (KIM, PUTIN)), False),
    ("other days", told("a", day("2023-09-13"), None, (KIM, PUTIN)), told("b", day("2023-09-17"), None, (KIM, PUTIN)), False),
    ("the day before, with both parties", told("a", day("2023-09-12"), None, (KIM, PUTIN)), told("b", day("2023-09-13"), None, (KIM, PUTIN)), True),
    ("the day before, with one party", told("a", day("2023-09-12"), None, (KIM,)), told("b", day("2023-09-13"), None, (KIM,)), False),
    ("another country", told("a", day("2023-09-13"), SEOUL, (KIM, PUTIN)), told("b", day("2023-09-13"), VLADIVOSTOK, (KIM, PUTIN)), False),
    ("other parties", told("a", day("2023-09-13"), VLADIVOSTOK, (LAVROV,)), told("b", day("2023-09-13"), VLADIVOSTOK, (KIM,)), False),
    ("planned is not occurred", told("a", day("2023-09-13"), VLADIVOSTOK, (KIM,), status=EventStatus.PLANNED), told("b", day("2023-09-13"), VLADIVOSTOK, (KIM,)), False),
    ("another type", told("a", day("2023-09-13"), VLADIVOSTOK, (KIM,), type_=EventType.AGREE), told("b", day("2023-09-13"), VLADIVOSTOK, (KIM,)), False),
    ("a leader and his country", told("a", day("2023-09-13"), VLADIVOSTOK, (RUSSIA, KIM)), told("b", day("2023-09-13"), None, (PUTIN, KIM)), True),
    ("undated, same place, two parties", told("a", None, VLADIVOSTOK, (KIM, PUTIN)), told("b", None, VLADIVOSTOK, (KIM, PUTIN)), True),
    ("undated, one party", told("a", None, VLADIVOSTOK, (KIM,)), told("b", None, VLADIVOSTOK, (KIM,)), False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "same"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_records_are_one_event_where_type_day_place_and_parties_agree(one: Event, other: Event, same: bool) -> None:
    assert (explain(one, other) is not None) is same
    assert (explain(other, one) is not None) is same
    merger = Merger()
    merger.add([one])
    merger.add([other])
    assert len(list(merger.groups())) == (1 if same else 2)


def test_records_of_one_report_stay_apart() -> None:
    merger = Merger()
    merger.add(
        [
            told("a", day("2023-09-13"), VLADIVOSTOK, (KIM, PUTIN)),
            told("a", day("2023-09-13"), VLADIVOSTOK, (KIM, PUTIN)),
        ]
    )
    assert len(list(merger.groups())) == 2


def test_a_merged_record_has_the_most_precise_date_and_place_and_all_sources() -> None:
    merged = unite(
        [told("a", month(2023, 9), RUSSIA_PLACE, (KIM,)), told("b", day("2023-09-13"), VLADIVOSTOK, (KIM, PUTIN))]
    )
    assert merged.date is not None
    assert merged.date.edtf == "2023-09-13"
    assert merged.place is not None
    assert merged.place.place.name == "Vladivostok"
    assert {link.actor.name for link in merged.actors} == {"Kim Jong Un", "Vladimir Putin"}
    assert [source.evidence.document for source in merged.sources] == ["a", "b"]
    assert merged.confidence.type > 0.8


def test_disagreement_is_shown_with_its_sources_and_the_majority_stands() -> None:
    members = [
        told(d, day(text), None, (KIM, PUTIN))
        for d, text in (("a", "2023-09-12"), ("b", "2023-09-13"), ("c", "2023-09-12"))
    ]
    found = disagreements(members)
    assert [(d.part, [(value, len(ids)) for value, ids in d.readings]) for d in found] == [
        ("date", [("2023-09-12", 2), ("2023-09-13", 1)])
    ]
    merged = unite(members)
    assert merged.date is not None
    assert merged.date.edtf == "2023-09-12"


def test_a_less_precise_reading_does_not_disagree() -> None:
    assert not disagreements(
        [told("a", month(2023, 9), RUSSIA_PLACE, (KIM,)), told("b", day("2023-09-13"), VLADIVOSTOK, (KIM,))]
    )


def test_every_join_says_why() -> None:
    merger = Merger()
    merger.add([told("a", day("2023-09-13"), VLADIVOSTOK, (KIM, PUTIN))])
    (group,) = merger.add([told("b", day("2023-09-13"), VLADIVOSTOK, (KIM, PUTIN))])
    assert [link.reasons for link in group.links] == [("same-day", "same-place", "shared-actors:2")]


def test_a_record_can_be_taken_out_and_stays_out() -> None:
    events = [told(d, day("2023-09-13"), VLADIVOSTOK, (KIM, PUTIN)) for d in "abc"]
    merger = Merger()
    for event in events:
        merger.add([event])
    assert len(list(merger.groups())) == 1
    merger.split(events[1].id)
    assert sorted(len(group.members) for group in merger.groups()) == [1, 2]
    merger.add([events[1]])
    assert sorted(len(group.members) for group in merger.groups()) == [1, 2]


def test_removing_a_report_undoes_what_it_brought() -> None:
    merger = Merger()
    first, second = (told(d, day("2023-09-13"), VLADIVOSTOK, (KIM, PUTIN)) for d in "ab")
    merger.add([first])
    merger.add([second])
    merger.remove("b")
    assert [group.members for group in merger.groups()] == [[first]]
    assert merger.unite() == [first]


def test_adding_a_record_again_changes_nothing() -> None:
    merger = Merger()
    event = told("a", day("2023-09-13"), VLADIVOSTOK, (KIM, PUTIN))
    merger.add([event])
    merger.add([event])
    assert [len(group.members) for group in merger.groups()] == [1]
