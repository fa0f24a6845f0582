from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import FilterError
from events.store.filter import MOST_CHARACTERS, MOST_VALUES, Filter

DAY = dt.date(2023, 9, 5)


@pytest.mark.parametrize(
    ("part", "value", "told"),
    [
        ("actors", "Q159", "must be a list of values, not 'Q159'"),
        ("actors", (1,), "actors must be text, not 1"),
        ("places", ("x" * (MOST_CHARACTERS + 1),), f"may have {MOST_CHARACTERS} characters, not 201"),
        ("types", tuple(map(str, range(MOST_VALUES + 1))), f"may have {MOST_VALUES} values, not 51"),
        ("since", "2023-09-05", "since must be a day, not '2023-09-05'"),
        ("until", dt.datetime(2023, 9, 5), "until must be a day"),
        ("brush", (DAY,), "brush must be two days"),
        ("brush", (DAY, None), "brush must be two days"),
        ("brush", (DAY, dt.date(2023, 9, 4)), "ends before it begins"),
        ("bbox", (1, 2, 3), "four numbers"),
        ("bbox", (1, math.nan, 3, 4), "four finite numbers"),
        ("bbox", ("1", 2, 3, 4), "four finite numbers"),
        ("bbox", (0, 50, 10, 40), "south not above north"),
        ("bbox", (0, 0, 181, 1), "longitudes from -180 to 180"),
        ("lasso", ((0, 0), (1, 1)), "three to"),
        ("lasso", ((0, 0), (1, 1), (1, 95)), "longitude and latitude"),
        ("text", 7, "text must be text, not 7"),
        ("lens", "undatable", "must be one of undated, unplaced, needs-anchor"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_with_a_sentence(part: str, value: Any, told: str) -> None:
    with pytest.raises(FilterError, match=told):
        Filter(**{part: value})


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(FilterError, match="ends before it begins: since 2023-09-05, until 2023-09-04"):
        Filter(since=DAY, until=dt.date(2023, 9, 4))


def test_values_are_brought_into_one_form() -> None:
    assert Filter(actors=["Q1", " Q1 ", "", "Q2\x00"]) == Filter(actors=("Q1", "Q2"))  # type: ignore[arg-type]
    assert Filter(text="  a\tb\u202e ") == Filter(text="a b")


def test_parts_tell_what_narrows_and_without_lets_it_go() -> None:
    some = Filter(actors=("Q1",), since=DAY, text="x")
    assert some.parts == ("actors", "since", "text")
    assert some.without("since", "text") == Filter(actors=("Q1",))


@given(st.text())
def test_any_text_is_taken_or_refused_as_too_long(text: str) -> None:
    try:
        kept = Filter(text=text).text
    except FilterError:
        assert len(text) > MOST_CHARACTERS
    else:
        assert "\x00" not in kept
        assert kept.encode().decode() == kept
