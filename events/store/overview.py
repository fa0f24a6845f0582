"""Many millions of events as a picture of them: counts by cell of the map, span of time, type and status.

A screen shows a few hundred cells and some hundred spans of time, however many events there are. The database bins
the events to those and gives the counts; nobody holds the rows. A cell is a square of the web Mercator projection,
`2**level` of them around the equator; an area (a country, a province) is a cell of its own, as it is no point. Days are
binned to a calendar unit, first and last day each, so that a range stays a range.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from events.store import queries
from events.store.filter import Filter

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

Unit = Literal["day", "week", "month", "quarter", "year"]
UNITS: tuple[Unit, ...] = get_args(Unit)
DEEPEST = 20
LEAST_BITS = 4
KEYS = ("x", "y", "area", "country", "type", "status", "first", "last", "needs_anchor")
OF_AREAS = ("west", "south", "east", "north", "place_name", "place_precision", "admin1")


@dataclass(frozen=True, slots=True)
class Bins:
    """What events are binned to.

    Attributes
    ----------
    level
        ``2**level`` cells around the equator.
    unit
        What days are binned to.

    Raises
    ------
    ValueError
        If the level or the unit is none of those.
    """

    level: int
    unit: Unit

    def __post_init__(self) -> None:
        """Check both."""
        if not 0 <= self.level <= DEEPEST or self.unit not in UNITS:
            raise ValueError(f"Events are binned to level 0 to {DEEPEST} and {', '.join(UNITS)}.")


def bin_events(filter_: Filter, bins: Bins) -> ir.Table:
    """Count the selected events by cell, first and last bin of days, type, status and country.

    Parameters
    ----------
    filter_
        Which events.
    bins
        How fine.

    Returns
    -------
    Table
        ``x``, ``y`` (cell, counted from west and north; null without a place), ``area`` (id of a place that is an
        area), ``country``, ``type``, ``status``, ``first``, ``last`` (bins counted from the one that holds 1970-01-01;
        null for an open end, both null without a date), ``needs_anchor``, ``n``, ``lon``, ``lat`` (means), and of areas
        ``west``, ``south``, ``east``, ``north``, ``place_name``, ``place_precision``, ``admin1``.
    """
    import ibis

    e = queries.select_events(filter_)
    cells = 2**bins.level
    area = e.place_precision.isin(queries.AREAS).fill_null(False)
    turned = (e.lat.clip(-85.0, 85.0).radians() / 2 + math.pi / 4).tan().ln() / (2 * math.pi)
    point = ~area & e.lat.notnull() & e.lon.notnull()
    binned = e.select(
        "country", "type", "status", "needs_anchor", "lon", "lat",
        x=point.ifelse(((e.lon + 180) / 360 * cells).floor().clip(0, cells - 1).cast("int32"), None),
        y=point.ifelse(((0.5 - turned) * cells).floor().clip(0, cells - 1).cast("int32"), None),
        area=area.ifelse(e.place_id, None),
        first=_bin(e.earliest, bins.unit),
        last=_bin(e.latest, bins.unit),
        **{name: area.ifelse(e[name], None) for name in OF_AREAS},
    )  # fmt: skip
    return binned.group_by(list(KEYS)).aggregate(
        n=ibis._.count().cast("int32"),
        lon=binned.lon.mean(),
        lat=binned.lat.mean(),
        **{name: binned[name].max() for name in OF_AREAS},
    )


def _bin(day: ir.IntegerColumn, unit: Unit) -> ir.IntegerValue:
    if unit == "day":
        return day
    if unit == "week":  # day 0 was a Thursday; 100,000 weeks make the number positive
        return ((day + 3 + 7 * 100_000) // 7 - 100_000).cast("int32")
    months = _months_since_year_0(day)
    size, year_1970 = {"month": (1, 23_640), "quarter": (3, 7_880), "year": (12, 1_970)}[unit]
    return (months // size - year_1970).cast("int32")


def _months_since_year_0(day: ir.IntegerColumn) -> ir.IntegerValue:
    """Count months by whole numbers alone, in eras of 400 years that begin in March (H. Hinnant, `civil_from_days`)."""
    shifted = day.cast("int64") + 719_468
    era = shifted // 146_097
    of_era = shifted - era * 146_097
    year = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    return (era * 400 + year) * 12 + (5 * of_year + 2) // 153 + 2


def coarsen(table: pa.Table, most: int) -> pa.Table:
    """Put four, sixteen … cells together into one, where there would be more rows than a browser needs.

    Parameters
    ----------
    table
        What `bin_events` gave.
    most
        About how many rows are wanted; no cell is made larger than a 16th of the equator for it.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    wanted = math.ceil(math.log(max(1.0, len(table) / most), 4))
    steps = min(wanted, max(0, int(pc.max(table["x"]).as_py() or 0).bit_length() - LEAST_BITS))
    if steps == 0:
        return table
    larger = {name: pc.shift_right(table[name], pa.scalar(steps, pa.int32())) for name in ("x", "y")}
    weighed = {name: pc.multiply(table[name], table["n"]) for name in ("lon", "lat")}
    finer = pa.table({**{name: table[name] for name in table.column_names}, **larger, **weighed})
    sums = [(name, "sum") for name in ("n", "lon", "lat")]
    grouped = finer.group_by(list(KEYS)).aggregate([*sums, *((name, "max") for name in OF_AREAS)])
    n = grouped["n_sum"].cast(pa.int32())
    return pa.table(
        {
            **{name: grouped[name] for name in KEYS},
            "n": n,
            **{name: pc.divide(grouped[f"{name}_sum"], n) for name in ("lon", "lat")},
            **{name: grouped[f"{name}_max"] for name in OF_AREAS},
        }
    )
