"""The main event of a report: where its head names no day or place, the sentences below do, else the report's day."""

from __future__ import annotations

import datetime as dt

import pytest

from events.model import Document, Event
from events.pipeline import read_report

PUBLISHED = dt.date(2022, 7, 10)  # a Sunday


def first(text: str, type_: str, language: str = "en") -> Event:
    report = read_report(Document("d", text, language, PUBLISHED))
    return next(event for event in report.events if event.type == type_)


@pytest.mark.parametrize(
    ("text", "type_", "day", "reading"),
    [
        (
            "Gunmen attack a barracks in Mali\n\nGunmen attacked a barracks in Mali, killing five soldiers.\n\n"
            "The attack took place late on Friday, the army said.",
            "assault",
            dt.date(2022, 7, 8),
            None,
        ),
        (
            "Angela Merkel met Vladimir Putin in Berlin for talks on gas.\n\nThey spoke for two hours.",
            "consult",
            PUBLISHED,
            "published",
        ),
        ("Angela Merkel met Vladimir Putin in Berlin in March.", "consult", dt.date(2022, 3, 1), None),
    ],
)
def test_day_of_the_main_event(text: str, type_: str, day: dt.date, reading: str | None) -> None:
    event = first(text, type_)
    assert event.date is not None
    assert event.date.earliest == day
    assert reading is None or reading in event.date.reading
    assert reading is None or (event.confidence.date or 1) <= 0.4


def test_the_day_of_the_report_is_only_that_of_its_head() -> None:
    report = read_report(
        Document(
            "d", "Angela Merkel met Vladimir Putin in Berlin on Friday.\n\nFrance praised Germany.", "en", PUBLISHED
        )
    )
    assert [event.date for event in report.events if event.type == "support"] == [None]


@pytest.mark.parametrize(
    ("text", "language", "type_", "status", "day"),
    [
        ("ويعقد مجلس الأمن الدولي اجتماعا يوم الاثنين.", "ar", "consult", "planned", dt.date(2022, 7, 11)),
        (
            "Putin, who was in Sochi on Friday, will meet Erdogan on Wednesday.",
            "en",
            "consult",
            "planned",
            dt.date(2022, 7, 13),
        ),
    ],
)
def test_what_lies_ahead(text: str, language: str, type_: str, status: str, day: dt.date) -> None:
    event = first(text, type_, language)
    assert event.date is not None
    assert (event.status, event.date.earliest) == (status, day)


def test_the_day_of_a_toll_is_not_that_of_the_attack() -> None:
    event = first(
        "The death toll from a truck bombing at a market in Kano rose to six on Saturday, with 20 people wounded.\n\n"
        "A suicide bomber killed five guards late on Thursday.",
        "assault",
    )
    assert event.date is not None
    assert event.date.latest == dt.date(2022, 7, 7)


def test_a_headline_with_a_light_verb_has_the_day_of_the_report() -> None:
    event = first(
        "Fishermen stage protest in Lagos\n\nFishermen have staged a protest in Lagos against quotas.", "protest"
    )
    assert event.date is not None
    assert event.date.earliest == event.date.latest == PUBLISHED


def test_the_town_of_the_main_event_may_stand_in_the_next_sentences() -> None:
    event = first(
        "At least two people died in a suicide attack in the north of Afghanistan on Thursday.\n\n"
        "A car was driven into the wall of a school in Mazar-i-Sharif.",
        "assault",
    )
    assert event.place is not None
    assert event.place.place.name == "Mazari Sharif"
    assert (event.confidence.place or 1) <= 0.5
