"""Days written in EDTF (ISO 8601-2, levels 1 and 2)."""

from __future__ import annotations

import datetime as dt

from events.dates.calendar import Days, decade_days, month_days, months_days, year_days

QUARTER_CODES, HALF_CODES = {1: 33, 4: 34, 7: 35, 10: 36}, {1: 40, 7: 41}
SEASON_CODES = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}


def write_edtf(earliest: dt.date | None, latest: dt.date | None, *, season: str | None = None) -> str:
    """Write a range of days as short as EDTF allows: ``2023``, ``2023-09``, ``199X``, ``2014/..``.

    Parameters
    ----------
    earliest, latest
        First and last day, both inclusive; none is an open end. Both none give ``""``.
    season
        ``spring`` ... ``winter``, if the range is that season of the year that ``earliest`` lies in.
    """
    if earliest is None and latest is None:
        return ""
    if earliest is None or latest is None:
        return f"../{_unit_ending(latest)}" if earliest is None else f"{_unit_starting(earliest)}/.."
    if season is not None:
        return f"{earliest.year:04d}-{SEASON_CODES[season]}"
    return _whole_unit((earliest, latest)) or _interval(earliest, latest)


def _whole_unit(days: Days) -> str | None:
    first, last = days
    year = f"{first.year:04d}"
    if first == last:
        return first.isoformat()
    if first.day != 1:
        return None
    if days == month_days(first.year, first.month):
        return f"{year}-{first.month:02d}"
    if days == year_days(first.year):
        return year
    if first.year < 9990 and first.year % 10 == 0 and days == decade_days(first.year):
        return year[:3] + "X"
    if first.month == 1 and first.year % 100 == 0 and (last.year, last.month, last.day) == (first.year + 99, 12, 31):
        return year[:2] + "XX"
    if first.year < 9999:
        for length, codes in ((3, QUARTER_CODES), (6, HALF_CODES)):
            if first.month in codes and days == months_days(first.year, first.month, length):
                return f"{year}-{codes[first.month]}"
    return None


def _interval(first: dt.date, last: dt.date) -> str:
    for start, end in (
        (
            f"{first.year:04d}" if (first.month, first.day) == (1, 1) else None,
            f"{last.year:04d}" if (last.month, last.day) == (12, 31) else None,
        ),
        (
            f"{first.year:04d}-{first.month:02d}" if first.day == 1 else None,
            f"{last.year:04d}-{last.month:02d}" if last == month_days(last.year, last.month)[1] else None,
        ),
    ):
        if start and end:
            return f"{start}/{end}"
    return f"{first.isoformat()}/{last.isoformat()}"


def _unit_starting(day: dt.date) -> str:
    return f"{day.year:04d}" if (day.month, day.day) == (1, 1) else day.isoformat()


def _unit_ending(day: dt.date | None) -> str:
    assert day is not None
    return f"{day.year:04d}" if (day.month, day.day) == (12, 31) else day.isoformat()
