"""Actors of several reports that the table does not know become one, with the evidence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.actors import Sighting, match_strangers
from events.actors.identity import make_slug
from events.model import Actor, ActorKind, Office

PERSON, ORGANISATION = ActorKind.PERSON, ActorKind.ORGANISATION


def seen(name: str, document: str = "a", country: str | None = None, office: str | None = None,
         kind: ActorKind = PERSON) -> Sighting:  # fmt: skip
    offices = (Office(office, country),) if office else ()
    return Sighting(Actor(make_slug(name), name, kind, country, {}, offices), document, name)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (seen("Иван Сидоров"), seen("Ivan Sidorof", "b"), "name"),
        (seen("Ивана Сидорова", country="RU"), seen("Иван Сидоров", "b", "RU"), "name-in-part"),
        (seen("Сергеем Сидоровым"), seen("Сергей Сидоров", "b"), "name"),
        (seen("رامون كاستيلو"), seen("Ramon Castillo", "b"), None),
        (seen("رامون كاستيلو", country="PE"), seen("Ramon Castillo", "b", "PE"), "sound"),
        (seen("Ramón Castillo", country="PE"), seen("Castillo Ramon", "b", "PE"), "order"),
        (seen("John Q. Tarrow", country="US"), seen("John Tarrow", "b", "US"), "name-in-part"),
        (seen("John Q. Tarrow"), seen("John Tarrow", "b"), None),
        (seen("Ivan Sidorov", country="RU"), seen("Иван Сидоров", "b", "UA"), None),
        (seen("Ivan Sidorov"), seen("Иван Сидоров", "b", kind=ORGANISATION), None),
        (seen("Sidorov"), seen("Сидоров", "b"), None),
        (seen("Maria Salgado"), seen("Mario Salgado", "b"), None),
        (seen("Olga Petrova"), seen("Oleg Petrov", "b"), None),
        (seen("Валентина Петрова"), seen("Валентин Петров", "b"), None),
        (seen("Валентина Петрова", country="RU"), seen("Валентин Петров", "b", "RU"), "name-in-part"),
        (seen("Сергій Коваленко"), seen("Сергей Коваленко", "b"), "name"),
        (seen("马丁·科尔特斯"), seen("Martin Cortes", "b"), None),
    ],
    ids=lambda value: value.actor.name if isinstance(value, Sighting) else str(value),
)
def test_two_sightings_are_one_for_a_reason(one: Sighting, other: Sighting, reason: str | None) -> None:
    found = match_strangers([one, other])
    assert [identity.ids for identity in found] == ([frozenset([one.actor.id, other.actor.id])] if reason else [])
    if reason:
        assert found[0].evidence[0].reason == reason
        assert found[0].evidence[0].documents == ("a", "b")
        assert {found[0].evidence[0].first, found[0].evidence[0].second} == {one.text, other.text}


def test_the_id_that_most_reports_give_stands_for_all() -> None:
    found = match_strangers([seen("Иван Сидоров"), seen("Ivan Sidorof", "b"), seen("Ivan Sidorof", "c")])
    assert found[0].id == "ivan-sidorof"


def test_country_and_office_make_it_surer_and_are_shown() -> None:
    plain = match_strangers([seen("Иван Сидоров"), seen("Ivan Sidorof", "b")])[0]
    sure = match_strangers([seen("Иван Сидоров", "a", "RU", "mayor"), seen("Ivan Sidorof", "b", "RU", "mayor")])[0]
    assert sure.score > plain.score
    assert {piece.reason for piece in sure.evidence} == {"name", "country", "office"}


def test_actors_of_the_table_and_groups_are_left_alone() -> None:
    group = Sighting(Actor("gunmen", "gunmen", ActorKind.GROUP, None), "a", "gunmen")
    assert match_strangers([group, seen("Иван Сидоров"), seen("Ivan Sidorof", "b")], known=["ivan-sidorov"]) == []


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(min_size=1, max_size=24), max_size=12))
def test_any_names_give_disjoint_identities(names: list[str]) -> None:
    found = match_strangers(seen(name, str(number)) for number, name in enumerate(names))
    ids = [id_ for identity in found for id_ in identity.ids]
    assert len(ids) == len(set(ids))
    assert all(identity.id in identity.ids and len(identity.ids) > 1 for identity in found)
