"""Days of months, weeks, seasons and feasts, and their EDTF."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.dates import calendar as cal
from events.dates.edtf import write_edtf

D = dt.date
DAYS = st.dates(min_value=D(2, 1, 1), max_value=D(9998, 12, 31))


@pytest.mark.parametrize(
    ("part", "unit", "days"),
    [
        ("start", "month", (D(2023, 2, 1), D(2023, 2, 10))),
        ("mid", "month", (D(2023, 2, 11), D(2023, 2, 20))),
        ("end", "month", (D(2023, 2, 21), D(2023, 2, 28))),
        ("start", "year", (D(2023, 1, 1), D(2023, 4, 30))),
        ("mid", "year", (D(2023, 5, 1), D(2023, 8, 31))),
        ("end", "year", (D(2023, 9, 1), D(2023, 12, 31))),
    ],
)
def test_early_mid_and_late_are_thirds(part: str, unit: str, days: cal.Days) -> None:
    whole = cal.month_days(2023, 2) if unit == "month" else cal.year_days(2023)
    assert cal.part_of(whole, part, unit) == days


def test_weeks_run_from_monday_to_sunday() -> None:
    assert cal.unit_days(D(2023, 9, 5), "week", -1) == (D(2023, 8, 28), D(2023, 9, 3))


def test_a_winter_begins_in_december_and_a_southern_one_in_june() -> None:
    assert cal.season_days(2023, "winter") == (D(2023, 12, 1), D(2024, 2, 29))
    assert cal.season_days(2023, "winter", southern=True) == (D(2023, 6, 1), D(2023, 8, 31))


@pytest.mark.parametrize(
    ("year", "day"), [(2016, D(2016, 3, 27)), (2017, D(2017, 4, 16)), (2019, D(2019, 4, 21)), (2024, D(2024, 3, 31))]
)
def test_easter(year: int, day: dt.date) -> None:
    assert cal.easter(year) == day


def test_months_are_added_up_to_the_last_day() -> None:
    assert cal.add_months(D(2024, 1, 31), 1) == D(2024, 2, 29)
    assert cal.add_months(D(2024, 1, 31), -11) == D(2023, 2, 28)


@pytest.mark.parametrize("bad", [(2023, 2, 31), (2023, 0, 1), (99999, 1, 1), (0, 1, 1)])
def test_days_that_do_not_exist_are_an_error_of_their_own(bad: tuple[int, int, int]) -> None:
    with pytest.raises(cal.NoSuchDateError):
        cal.day_of(*bad)


@pytest.mark.parametrize(
    ("hijri", "days"),
    [
        ((1445, 2, 28), (D(2023, 9, 13), D(2023, 9, 13))),
        ((1444, 9, None), (D(2023, 3, 23), D(2023, 4, 20))),
        ((1, 1, 1), (D(622, 7, 19), D(622, 7, 19))),
    ],
)
def test_hijri_dates_are_umm_al_qura_and_tabular_before(
    hijri: tuple[int, int | None, int | None], days: cal.Days
) -> None:
    assert cal.hijri_days(*hijri) == days


@given(day=DAYS)
def test_hijri_years_and_months_follow_the_days(day: dt.date) -> None:
    year, month, number = cal.gregorian_to_hijri(day) if day > D(700, 1, 1) else (1, 1, 1)
    assert year >= 1
    assert 1 <= month <= 12
    assert 1 <= number <= 30


@given(day=DAYS, weekday=st.integers(1, 7), strictly=st.booleans())
def test_the_nearest_weekday_is_that_weekday_within_a_week(day: dt.date, weekday: int, strictly: bool) -> None:
    after = cal.nearest_weekday(day, weekday, 1, strictly=strictly)
    before = cal.nearest_weekday(day, weekday, -1, strictly=strictly)
    assert after.isoweekday() == before.isoweekday() == weekday
    assert strictly <= (after - day).days <= 7
    assert strictly <= (day - before).days <= 7


@pytest.mark.parametrize(
    ("first", "last", "edtf"),
    [
        (D(2023, 9, 4), D(2023, 9, 4), "2023-09-04"),
        (D(2023, 9, 1), D(2023, 9, 30), "2023-09"),
        (D(2023, 1, 1), D(2023, 12, 31), "2023"),
        (D(1990, 1, 1), D(1999, 12, 31), "199X"),
        (D(1900, 1, 1), D(1999, 12, 31), "19XX"),
        (D(2023, 4, 1), D(2023, 6, 30), "2023-34"),
        (D(2023, 1, 1), D(2023, 6, 30), "2023-40"),
        (D(2023, 1, 1), D(2023, 4, 30), "2023-01/2023-04"),
        (D(2006, 1, 1), D(2008, 12, 31), "2006/2008"),
        (D(2023, 9, 4), D(2023, 9, 10), "2023-09-04/2023-09-10"),
        (D(2014, 1, 1), None, "2014/.."),
        (None, D(2023, 7, 1), "../2023-07-01"),
        (None, None, ""),
    ],
)
def test_edtf_is_as_short_as_it_can_be(first: dt.date | None, last: dt.date | None, edtf: str) -> None:
    assert write_edtf(first, last) == edtf
