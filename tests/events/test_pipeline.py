"""The whole way: bad input gives sensible records or none, never an exception, and every offset holds."""

from __future__ import annotations

import datetime as dt

import pytest

from events.model import Document
from events.pipeline import read_report

BAD = {
    "empty": "",
    "white space": " \n\t \u200f\n",
    "a headline only": "كيم يصل إلى روسيا",
    "mixed languages": "قال بوتين: “We will meet in Vladivostok on Monday.” Затем он уехал в Москву. 他说。",
    "a transcript": "[REPORTER] Where?\n[KIM] In Moscow.\n[REPORTER] When?\n",
    "a list": "- Moscow\n- Kyiv\n- 2023-09-04\n* * *\n1.\n2.\n",
    "OCR noise": "Th3 p|esident rnet h1s c0unterpart ~~ 0n M0nday ,, ,, in||| Pyongyang .. ..",
    "HTML left-overs": "<p>Kim&nbsp;met <b>Putin</b></p><script>alert('x')</script> &amp; left on Monday.",
    "right-to-left marks": "\u200fوصل\u200e كيم\u202b إلى\u202c روسيا\u200f يوم الاثنين.",
    "unclosed quotes": "“He said “that “Kim «met Putin on Monday. And left.",
    "brackets": "((((((((((Kim)))) met ]]]] Putin",
    "surrogates": "Kim met \ud83d Putin on Monday.",
    "null characters": "Kim\x00 met\x00 Putin.",
    "only marks": "،،،؛؛؛!!!???。。。",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("language", [None, "ar", "en", "ko", "zh"])
def test_bad_input_raises_nothing_and_evidence_is_what_it_points_at(text: str, language: str | None) -> None:
    report = read_report(Document("d", text, language, dt.date(2023, 9, 5)))
    for event in report.events:
        assert text[event.evidence.start : event.evidence.end] == event.evidence.text
        assert event.evidence.text
        for link in event.actors:
            assert text[link.evidence.start : link.evidence.end] == link.evidence.text
        for place in event.places:
            assert text[place.toponym.start : place.toponym.end] == place.toponym.text


def test_reading_twice_gives_the_same_records() -> None:
    document = Document("d", "Kim met Putin in Vladivostok on Monday. Ukraine was attacked.", "en", dt.date(2023, 9, 5))
    assert read_report(document) == read_report(document)


def test_the_language_is_detected_where_none_is_given() -> None:
    assert read_report(Document("d", "وصل كيم إلى روسيا.")).document.language == "ar"


def test_without_a_day_of_publication_relative_dates_are_kept_unresolved() -> None:
    report = read_report(Document("d", "Kim met Putin in Vladivostok last week.", "en"))
    (event,) = report.events
    assert event.date is not None
    assert event.date.needs_anchor
    assert not event.date.is_resolved


@pytest.mark.slow
def test_a_megabyte_is_read() -> None:
    text = "Kim met Putin in Vladivostok on Monday. " * 25_000
    assert read_report(Document("d", text, "en", dt.date(2023, 9, 5))).events
