"""Reports that are no clean prose: sensible records or none, never an exception."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.model import Document, Event
from events.pipeline import read_report

STRIKE = "Gunmen killed 12 people in Nairobi on Monday."
PUBLISHED = dt.date(2023, 9, 5)


def events_of(text: str, language: str | None = "en") -> list[Event]:
    return list(read_report(Document("d", text, language, PUBLISHED)).events)


def assaults(text: str, language: str | None = "en") -> list[tuple[str, str | None]]:
    return [
        (event.places[0].place.name if event.places else "", event.date.edtf if event.date else None)
        for event in events_of(text, language)
        if event.type == "assault"
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "…", "12345", "?!?!", "\u200f\u200e", "<html></html>", "\x00\x01"])
def test_what_says_nothing_gives_nothing(text: str) -> None:
    assert events_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "<p>" + STRIKE + "</p><br/>&nbsp;<script>var x = 1;</script>",
        "SHARE  TWEET  Subscribe now!\n\n" + STRIKE + "\n\nRelated: ten recipes | Advertisement",
        "\u200f" + STRIKE + "\u200e",
        STRIKE.replace(" ", "  ").replace("Nairobi", "Nairobi\u00a0"),
        "REPORTER: What happened?\nSPOKESMAN: " + STRIKE,
        "- item one\n- " + STRIKE + "\n- item three",
        STRIKE + " وقال متحدث إن التحقيق مستمر. Полиция ведёт расследование.",
        "Gunmen kill 12 people in Nairobi on Monday",
    ],
)
def test_the_event_is_found_in_the_rubbish(text: str) -> None:
    assert ("Nairobi", "2023-09-04") in assaults(text)


def test_a_headline_alone_is_read() -> None:
    assert [event.type for event in events_of("Putin meets Kim in Vladivostok")] == ["consult"]


def test_letters_that_recognition_confused_give_no_invented_place_or_day() -> None:
    for event in events_of("Gunrnen ki11ed l2 peop1e in Nair0bi on M0nday. 5hots werc fired."):
        assert not event.places
        assert event.date is None


def test_a_hundred_thousand_letters_without_a_full_stop_are_read() -> None:
    assert isinstance(events_of("attack on the city, " * 5_000), list)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["killed", "said", "that", ",", '"', "«", "»", "who", "Kim", "Putin", "Monday", "in Kyiv", "(", ")", ":", "the",
             "attack", "on", "and", "قال", "إن", "هجوم", "\u200f", "\n", "12", "not", "will", "by", "—", "."]
        ),
        max_size=60,
    ),
    st.sampled_from(["ar", "en", "ru", "ko", "zh", None]),
)  # fmt: skip
def test_words_in_any_order_give_records_inside_the_text(words: list[str], language: str | None) -> None:
    text = " ".join(words)
    for event in events_of(text, language):
        assert 0 <= event.evidence.start < event.evidence.end <= len(text)
        assert event.evidence.text == text[event.evidence.start : event.evidence.end]
