"""No text makes the reader fail, and every span it gives is sound."""

from __future__ import annotations

import datetime as dt
import os
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.dates import PublishedError, find_dates, read_published
from events.dates.language import list_languages, load_language
from events.model import DateSpan

EXAMPLES = int(os.environ.get("DATELINE_EXAMPLES", "1000"))
"""So many texts are tried; DATELINE_EXAMPLES=100000 tries more."""
LANGUAGES = sorted(list_languages())
ANCHORS = st.sampled_from([None, dt.date(2023, 9, 5), dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.date(2024, 2, 29)])
ODD = [
    "12",
    "2016",
    "31",
    "0",
    "99999",
    "3/4",
    "4.22",
    "19:30",
    "-",
    "/",
    ",",
    ".",
    "'",
    "(",
    "\n",
    "٣",
    "²",
    "İ",
    "\ud800",
]
EDTF_PART = r"(?:-?\d{4}(?:-\d\d){0,2}|\d{3}X|\d{2}XX)"
EDTF = re.compile(rf"{EDTF_PART}|{EDTF_PART}/(?:{EDTF_PART}|\.\.)|\.\./{EDTF_PART}|\[{EDTF_PART}(?:,{EDTF_PART})+\]")


def surfaces_of(code: str) -> list[str]:
    language = load_language(code)
    assert language is not None
    phrases = [" ".join((first, *rest)) for first, options in language.phrases.items() for rest, _ in options]
    return [*sorted(language.words), *sorted(phrases), *ODD]


def check(text: str, spans: list[DateSpan]) -> None:
    position = 0
    for span in spans:
        assert position <= span.start < span.end <= len(text)
        assert span.text == text[span.start : span.end]
        position = span.end
        if span.earliest and span.latest:
            assert span.earliest <= span.latest
        if span.is_resolved:
            assert EDTF.fullmatch(span.edtf), span.edtf
        assert span.is_resolved or span.needs_anchor or "before-christ" in span.reading


@given(text=st.text(max_size=200), language=st.sampled_from(LANGUAGES), anchor=ANCHORS)
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_text_is_read_without_an_error(text: str, language: str, anchor: dt.date | None) -> None:
    check(text, find_dates(text, language=language, anchor=anchor))


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data(), anchor=ANCHORS)
@settings(max_examples=150, deadline=None)
def test_any_row_of_time_words_is_read_without_an_error(
    language: str, data: st.DataObject, anchor: dt.date | None
) -> None:
    words = data.draw(st.lists(st.sampled_from(surfaces_of(language)), max_size=14))
    text = data.draw(st.sampled_from([" ", ""])).join(words)
    check(text, find_dates(text, language=language, anchor=anchor))


@given(text=st.text(max_size=80))
@settings(max_examples=15, deadline=None)
def test_other_languages_are_read_without_an_error(text: str) -> None:
    check(text, find_dates(text, language="ro", anchor=dt.date(2023, 9, 5)))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "-" * 500, "1" * 5000, "1/1" * 300, "from from from to to to " * 50])
def test_odd_texts_are_read(text: str) -> None:
    check(text, find_dates(text, language="en", anchor=dt.date(2023, 9, 5)))


def test_unknown_languages_still_have_dates_in_digits() -> None:
    (span,) = find_dates("qwx 2021-05-04 zzz", language="xx", anchor=None)
    assert span.earliest == dt.date(2021, 5, 4)


def test_dateparser_reads_languages_without_a_file() -> None:
    spans = find_dates("Întâlnirea a avut loc pe 3 mai 2021 la București.", language="ro", anchor=None)
    assert [(span.earliest, span.latest) for span in spans] == [(dt.date(2021, 5, 3), dt.date(2021, 5, 3))]


@pytest.mark.parametrize("value", ["yesterday", "2023-13-01", "05/09/2023", ""])
def test_a_malformed_day_of_publication_is_a_clear_message(value: str) -> None:
    with pytest.raises(PublishedError, match="is not a date"):
        read_published(value)


def test_a_day_of_publication_ahead_is_a_clear_message() -> None:
    with pytest.raises(PublishedError, match="lies in the future"):
        read_published("2023-09-07", today=dt.date(2023, 9, 5))


def test_a_day_of_publication_may_be_a_moment() -> None:
    assert read_published("2023-09-05T23:30:00+03:00") == dt.date(2023, 9, 5)
