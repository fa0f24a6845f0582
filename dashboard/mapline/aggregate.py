"""Counts by cell and span of time in the form of records, so that the browser draws millions of events like few.

Each row stands for as many events as its ``weight`` says. Brush, legend, lanes and counts add weights where they add
ones for single events; which event it is, nobody can say before the map is zoomed in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.mapline.records import Records, prepare_records

if TYPE_CHECKING:
    from events.store.overview import Bins

_NUMPY_UNITS = {"day": ("D", 1), "month": ("M", 1), "quarter": ("M", 3), "year": ("Y", 1)}


def prepare_overview(table: pa.Table, bins: Bins) -> Records:
    """Make records out of `Store.overview`.

    Parameters
    ----------
    table
        What `Store.overview` gave.
    bins
        What it was binned to.
    """
    at = pc.binary_join_element_wise(
        table["x"].cast(pa.string()), table["y"].cast(pa.string()), pc.fill_null(table["country"], ""), "/"
    )
    place = pc.coalesce(table["area"], at)
    lon, lat = _means(place, table)
    cell = pc.if_else(pc.is_valid(table["area"]), table["place_precision"], "city")
    rows = {
        "id": pc.binary_join_element_wise(place.fill_null(""), _counter(len(table)), "#"),
        "earliest": _first_days(table["first"], bins.unit, 0),
        "latest": _first_days(table["last"], bins.unit, 1),
        "date_precision": pa.array(["interval"]).take(pa.array(np.zeros(len(table), np.int8))),
        "place_id": place,
        "place_precision": pc.if_else(pc.is_valid(place), cell, None),
        "lon": lon,
        "lat": lat,
        "weight": table["n"],
    }
    kept = ["type", "status", "country", "needs_anchor", "west", "south", "east", "north", "place_name", "admin1"]
    return prepare_records(pa.table({**rows, **{name: table[name] for name in kept}}))


def _counter(count: int) -> pa.Array:
    return pa.array(np.arange(count)).cast(pa.string())


def _means(place: pa.ChunkedArray, table: pa.Table) -> tuple[pa.Array, pa.Array]:
    """Give each row the middle of all events of its cell, so that a cell is one place."""
    codes = np.asarray(pc.fill_null(pc.dictionary_encode(place).combine_chunks().indices, -1))
    known = codes >= 0
    weights = np.bincount(codes[known], weights=np.asarray(table["n"])[known])
    found = []
    for name in ("lon", "lat"):
        values = np.asarray(pc.fill_null(table[name], np.nan))
        sums = np.bincount(codes[known], weights=(values * np.asarray(table["n"]))[known])
        middle = np.full(len(codes), np.nan)
        middle[known] = (sums / weights)[codes[known]]
        found.append(pa.array(middle, mask=~known))
    return found[0], found[1]


def _first_days(bins: pa.ChunkedArray, unit: str, last: int) -> pa.Array:
    """Give the first day of each bin, or with ``last`` 1 its last; null stays null."""
    missing = np.asarray(bins.is_null())
    numbers: Any = np.asarray(pc.fill_null(bins, 0), dtype=np.int64) + last
    if unit == "week":
        days = numbers * 7 - 3
    else:
        name, months = _NUMPY_UNITS[unit]
        days = (numbers * months).astype(f"datetime64[{name}]").astype("datetime64[D]").astype(np.int64)
    return pa.array((days - last).astype(np.int32), mask=missing)
