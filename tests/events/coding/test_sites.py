"""Quarters and villages that no gazetteer holds: the words of the record, placed in the town or land that holds them."""

from __future__ import annotations

import datetime as dt

import pytest

from events.model import Document, EventPlace
from events.pipeline import read_report

PUBLISHED = dt.date(2024, 5, 15)


def places_of(text: str) -> list[EventPlace]:
    report = read_report(Document("d", text, "en", PUBLISHED))
    return [place for event in report.events for place in event.places]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Gunmen killed two guards in the Huertano neighborhood of Bogota on Monday.",
            "Huertano neighborhood",
            "Bogotá",
        ),
        ("Gunmen killed two guards in the quarter of Huertano in Bogota on Monday.", "quarter of Huertano", "Bogotá"),
        ("Gunmen killed two guards in Bogota's Huertano neighborhood on Monday.", "Huertano neighborhood", "Bogotá"),
        ("GUNMEN KILLED TWO GUARDS IN THE HUERTANO NEIGHBORHOOD OF BOGOTA ON MONDAY.", "HUERTANO NEIGH", "Bogotá"),
        (
            "Bogota was calm.\n\nRebels killed two guards in the Huertano neighborhood.",
            "Huertano neighborhood",
            "Bogotá",
        ),
        ("Rebels attacked the village of Quemquil, in Colombia.", "village of Quemquil", "Colombia"),
    ],
)
def test_a_quarter_is_where_its_town_is(text: str, words: str, name: str) -> None:
    found = next((place for place in places_of(text) if words in place.toponym.text), None)
    assert found is not None
    assert found.place.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen killed two guards in the neighborhoods of Aleppo on Monday.", "Aleppo"),
        ("Gunmen killed two guards in a poor neighborhood of Bogota on Monday.", "Bogotá"),
        ("Gunmen killed two guards at the School District in Denver on Monday.", "Denver"),
    ],
)
def test_what_is_no_name_of_a_quarter_is_left_alone(text: str, name: str) -> None:
    found = places_of(text)
    assert [place.place.name for place in found] == [name]
    assert "site" not in found[0].toponym.reading
