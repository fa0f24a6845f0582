"""Merging: which records are one event, why, and what their sources disagree on."""

from __future__ import annotations

import dataclasses
import datetime as dt
from itertools import count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.merge import Group, cluster, disagreements, explain, merge_events, unite
from events.merge.cluster import Hands, Member
from events.merge.signature import block_keys, read_signature, sign, write_signature
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
    Fact,
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


def about(text: str) -> DateSpan:
    """The day of a report that tells no day."""
    return dataclasses.replace(day(text), edtf=f"{text}~")


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
    ("the day of a report, the day before told by another", told("a", about("2023-09-14"), VLADIVOSTOK, (KIM, PUTIN)), told("b", day("2023-09-13"), VLADIVOSTOK, (PUTIN, KIM)), True),
    ("undated, one party", told("a", None, VLADIVOSTOK, (KIM,)), told("b", None, VLADIVOSTOK, (KIM,)), False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "same"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_records_are_one_event_where_type_day_place_and_parties_agree(one: Event, other: Event, same: bool) -> None:
    assert (explain(one, other) is not None) is same
    assert (explain(other, one) is not None) is same
    assert len(merge_events([one, other])) == (1 if same else 2)
    if same:
        assert set(block_keys(sign(one))) & set(block_keys(sign(other)))


def test_records_of_one_report_stay_apart() -> None:
    assert len(merge_events(told("a", day("2023-09-13"), VLADIVOSTOK, (KIM, PUTIN)) for _ in range(2))) == 2


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


def test_a_day_that_no_words_tell_yields_to_one_that_is_told() -> None:
    members = [
        told("a", about("2023-09-14"), VLADIVOSTOK, (KIM, PUTIN)),
        told("b", month(2023, 9), VLADIVOSTOK, (KIM, PUTIN)),
        told("c", day("2023-09-13"), VLADIVOSTOK, (KIM, PUTIN)),
    ]
    assert not disagreements(members)
    told_day, report_day = unite(members).date, unite(members[:1] * 2).date
    assert told_day is not None
    assert told_day.edtf == "2023-09-13"
    assert report_day is not None
    assert report_day.is_about


def test_numbers_that_differ_are_shown() -> None:
    one, other = (told(d, day("2023-09-13"), VLADIVOSTOK, (KIM,)) for d in "ab")
    one = dataclasses.replace(one, facts=(Fact("killed", 12, 12, one.evidence),))
    other = dataclasses.replace(other, facts=(Fact("killed", 15, 15, other.evidence),))
    assert [(d.part, [value for value, _ in d.readings]) for d in disagreements([one, other])] == [
        ("killed", ["12", "15"])
    ]


def test_every_join_says_why() -> None:
    first, second = (told(d, day("2023-09-13"), VLADIVOSTOK, (KIM, PUTIN)) for d in "ab")
    (group,) = merge_events([first, second])
    (link,) = group.links
    assert {link.event, link.with_event} == {first.id, second.id}
    assert link.reasons == ("same-day", "same-place", "shared-actors:2")


def test_a_vague_record_that_fits_two_events_joins_neither() -> None:
    days = [told(d, day(text), VLADIVOSTOK, (KIM, PUTIN)) for d, text in (("a", "2023-09-12"), ("b", "2023-09-14"))]
    vague = told("c", month(2023, 9), VLADIVOSTOK, (KIM, PUTIN))
    assert len(merge_events([*days, vague])) == 3
    assert len(merge_events([days[0], vague])) == 1


def test_an_undated_record_joins_only_what_is_news_when_it_is_told() -> None:
    dated, undated = told("a", day("2023-09-13"), VLADIVOSTOK, (KIM, PUTIN)), told("b", None, VLADIVOSTOK, (KIM, PUTIN))
    for published, groups in (("2023-09-14", 1), ("2024-09-14", 2), ("2023-09-01", 2)):
        assert len(merge_events([dated, undated], {"b": dt.date.fromisoformat(published)})) == groups


def test_what_a_person_takes_apart_stays_apart_and_what_they_join_is_one() -> None:
    one, two, three = (told(d, day("2023-09-13"), VLADIVOSTOK, (KIM, PUTIN)) for d in "abc")
    other = told("d", day("2024-01-01"), SEOUL, (LAVROV,))
    members = [Member(e.id, e.evidence.document, sign(e)) for e in (one, two, three, other)]
    assert sizes(cluster(members)) == [1, 3]
    apart = Hands(apart=frozenset(frozenset({two.id, e.id}) for e in (one, three)))
    assert sizes(cluster(members, apart)) == [1, 1, 2]
    joined = cluster(members, Hands(together=(frozenset({one.id, other.id}),)))
    (group,) = (g for g in joined if other.id in {m.id for m in g.members})
    assert one.id in {m.id for m in group.members}
    assert ("by-hand",) in {link.reasons for link in group.links}


def sizes(groups: list[Group]) -> list[int]:
    return sorted(len(group.members) for group in groups)


records = st.builds(
    told,
    st.sampled_from("abcdef"),
    st.sampled_from([None, day("2023-09-12"), day("2023-09-13"), day("2023-09-15"), month(2023, 9), month(2023, 8)]),
    st.sampled_from([None, VLADIVOSTOK, RUSSIA_PLACE, ARTYOM, SEOUL]),
    st.sampled_from([(), (KIM,), (PUTIN,), (RUSSIA, KIM), (KIM, PUTIN), (LAVROV, KIM), (LAVROV, PUTIN, KIM)]),
    type_=st.sampled_from([EventType.CONSULT, EventType.ASSAULT, EventType.STATEMENT]),
)


@given(st.lists(records, max_size=14), st.randoms(use_true_random=False))
def test_what_is_one_does_not_depend_on_the_order_in_which_records_come(events: list[Event], random: Random) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)
    groups = merge_events(events)
    assert described(groups) == described(merge_events(shuffled))
    assert sorted(m.id for g in groups for m in g.members) == sorted(e.id for e in events)
    for group in groups:
        assert len(group.documents) == len(group.members)


@given(st.lists(records, max_size=14))
def test_what_stands_outside_a_component_does_not_change_it(events: list[Event]) -> None:
    whole = merge_events(events)
    for component in {group.component for group in whole}:
        own = [group for group in whole if group.component == component]
        ids = {member.id for group in own for member in group.members}
        assert described(merge_events(e for e in events if e.id in ids)) == described(own)


@given(records, records)
def test_comparing_is_symmetric_and_blocks_miss_nothing(one: Event, other: Event) -> None:
    assert explain(one, other) == explain(other, one)
    if explain(one, other) is not None:
        assert set(block_keys(sign(one))) & set(block_keys(sign(other)))


@given(records)
def test_a_signature_is_read_back_as_it_was_written(event: Event) -> None:
    signature = sign(event, dt.date(2023, 9, 14))
    assert read_signature(write_signature(signature)) == signature


def described(groups: list[Group]) -> list[tuple[object, ...]]:
    return [(g.id, g.component, [m.id for m in g.members], sorted(g.links, key=lambda k: k.event)) for g in groups]
