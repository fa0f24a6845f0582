"""Counts by cell and span of time, against counting the rows themselves."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import ibis
import pytest

from dashboard.mapline.aggregate import prepare_overview
from events.store import Store
from events.store.filter import Filter
from events.store.overview import UNITS, Bins, Unit, _bin, coarsen

EPOCH = dt.date(1970, 1, 1)


def bin_of(day: dt.date, unit: Unit) -> int:
    if unit == "day":
        return (day - EPOCH).days
    if unit == "week":
        return ((day - EPOCH).days + 3) // 7
    months = (day.year - 1970) * 12 + day.month - 1
    return months // {"month": 1, "quarter": 3, "year": 12}[unit]


@pytest.mark.parametrize("unit", UNITS)
def test_days_fall_into_the_bins_of_the_calendar(unit: Unit) -> None:
    days = [
        dt.date(1970, 1, 1),
        dt.date(1969, 12, 31),
        dt.date(1582, 10, 15),
        dt.date(2000, 2, 29),
        dt.date(2024, 12, 30),
    ]
    days += [dt.date(2023, 1, 1) + dt.timedelta(days=n) for n in range(0, 800, 7)]
    table = ibis.memtable({"n": range(len(days)), "day": [(day - EPOCH).days for day in days]})
    binned = table.select("n", bin=_bin(table.day, unit)).order_by("n").to_pyarrow()
    assert binned["bin"].to_pylist() == [bin_of(day, unit) for day in days]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("filter_", [Filter(), Filter(statuses=("occurred",))])
def test_no_event_is_lost_or_counted_twice(store: Store, unit: Unit, filter_: Filter) -> None:
    counted = store.overview(filter_, Bins(8, unit))
    rows = store.events(filter_, columns=["type", "status", "has_date", "lat"]).to_pylist()
    assert sum(counted["n"].to_pylist()) == len(rows) > 0
    by_type: Counter[str] = Counter()
    for row in counted.to_pylist():
        by_type[row["type"]] += row["n"]
    assert by_type == Counter(row["type"] for row in rows)
    undated = sum(row["n"] for row in counted.to_pylist() if row["first"] is None and row["last"] is None)
    assert undated == sum(not row["has_date"] for row in rows)


def test_counts_become_records_that_hold_the_days_of_their_events(store: Store) -> None:
    records = prepare_overview(store.overview(Filter(), Bins(8, "month")), Bins(8, "month"))
    assert records.are_counts
    assert records.total == store.count()
    spans = {(row["start"], row["end"]) for row in records.events.to_pylist()}
    for row in store.events(columns=["earliest", "latest", "has_date"]).to_pylist():
        if row["has_date"] and row["earliest"] is not None and row["latest"] is not None:
            assert any(start <= row["earliest"] and row["latest"] <= end for start, end in spans)


def test_larger_cells_hold_the_same_events(store: Store) -> None:
    fine = store.overview(Filter(), Bins(12, "year"))
    coarse = coarsen(fine, max(1, len(fine) // 3))
    assert len(coarse) <= len(fine)
    assert sum(coarse["n"].to_pylist()) == sum(fine["n"].to_pylist())


def test_bins_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="level 0 to"):
        Bins(99, "day")
