"""Days as people type them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.corrections.days import read_days
from events.errors import InputError
from events.model import DatePrecision

PUBLISHED = dt.date(2023, 9, 14)
TYPED = [
    ("2023-09-13", "2023-09-13", "2023-09-13", "day"),
    ("٢٠٢٣-٠٩-١٣", "2023-09-13", "2023-09-13", "day"),
    ("2023-09", "2023-09-01", "2023-09-30", "month"),
    ("2023", "2023-01-01", "2023-12-31", "year"),
    ("199X", "1990-01-01", "1999-12-31", "decade"),
    ("2023-21", "2023-03-01", "2023-05-31", "season"),
    ("2023-35", "2023-07-01", "2023-09-30", "quarter"),
    ("2023-09-12/2023-09-14", "2023-09-12", "2023-09-14", "interval"),
    ("2023-09-12/..", "2023-09-12", None, "interval"),
    ("../2023-09", None, "2023-09-30", "interval"),
    ("2023-09-13?", "2023-09-13", "2023-09-13", "day"),
    ("13 September 2023", "2023-09-13", "2023-09-13", "day"),
    ("yesterday", "2023-09-13", "2023-09-13", "day"),
    ("١٣ سبتمبر ٢٠٢٣", "2023-09-13", "2023-09-13", "day"),
    ("13 сентября 2023", "2023-09-13", "2023-09-13", "day"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), TYPED, ids=[row[0] for row in TYPED])
def test_typed_days_are_read(text: str, earliest: str | None, latest: str | None, precision: str) -> None:
    span = read_days(text, languages=("en", "ar"), anchor=PUBLISHED, at=7)
    assert (span.earliest and str(span.earliest), span.latest and str(span.latest)) == (earliest, latest)
    assert span.precision == DatePrecision(precision)
    assert (span.start, span.end) == (7, 7)


@pytest.mark.parametrize(
    "text", ["", "soon", "2023-13-40", "2023-09-14/2023-09-12", "..", "../..", "x" * 300, "2023-99"]
)
def test_what_is_no_date_gets_a_sentence(text: str) -> None:
    with pytest.raises(InputError, match=r"\w+ .*\."):
        read_days(text, languages=("en",))


@given(st.dates(), st.dates())
def test_edtf_comes_back_as_the_days_it_was_written_from(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    if first.year < 1000:
        return
    span = read_days(f"{first}/{last}", languages=("en",))
    assert (span.earliest, span.latest) == (first, last)
    assert (lambda again: (again.earliest, again.latest))(read_days(span.edtf, languages=("en",))) == (first, last)
