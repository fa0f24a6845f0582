"""Ranges of days in the calendar: months, weeks, quarters, seasons, and what "early" and "late" mean in them."""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache

Days = tuple[dt.date, dt.date]
"""First and last day, both inclusive."""

ONE_DAY = dt.timedelta(days=1)
SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
SOUTHERN_STARTS = {"spring": 9, "summer": 12, "autumn": 3, "winter": 6}
UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
UNIT_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


FIRST_OF_LAST_CENTURY = 40
"""Years of two digits from here on belong to the twentieth century: '45 is 1945."""


def full_year_of(two_digits: int) -> int:
    """Give the year that two digits mean: 00-39 are 2000-2039, 40-99 are 1940-1999."""
    return (2000 if two_digits < FIRST_OF_LAST_CENTURY else 1900) + two_digits


class NoSuchDateError(ValueError):
    """The calendar has no such day (31 February), or it lies outside the years 1 to 9999."""


def day_of(year: int, month: int, day: int) -> dt.date:
    """Give a day of the Gregorian calendar, or raise :class:`NoSuchDateError`."""
    try:
        return dt.date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise NoSuchDateError(str(error)) from None


def month_days(year: int, month: int) -> Days:
    """Give the days of a month."""
    first = day_of(year, month, 1)
    return first, first.replace(day=calendar.monthrange(year, month)[1])


def year_days(year: int) -> Days:
    """Give the days of a year."""
    return day_of(year, 1, 1), day_of(year, 12, 31)


def months_days(year: int, month: int, count: int) -> Days:
    """Give the days of ``count`` months, the first of them ``month`` (may lie outside 1 to 12)."""
    first = add_months(day_of(year, 1, 1), month - 1)
    return first, add_months(first, count) - ONE_DAY


def add_days(day: dt.date, count: int) -> dt.date:
    """Give the day ``count`` days later, or raise :class:`NoSuchDateError`."""
    try:
        return day + dt.timedelta(days=count)
    except OverflowError as error:
        raise NoSuchDateError(str(error)) from None


def add_months(day: dt.date, count: int) -> dt.date:
    """Give the same day ``count`` months later; the last of the month where that has fewer days."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        raise NoSuchDateError(f"year {year}")
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift(day: dt.date, unit: str, count: int) -> dt.date:
    """Give the day ``count`` units later (earlier, if negative)."""
    if unit in UNIT_DAYS:
        return add_days(day, count * UNIT_DAYS[unit])
    if unit in UNIT_MONTHS:
        return add_months(day, count * UNIT_MONTHS[unit])
    if unit == "business":
        step = 1 if count > 0 else -1
        if abs(count) > 10_000:
            raise NoSuchDateError(f"{count} working days")
        for _ in range(abs(count)):
            day = add_days(day, step)
            while day.weekday() > 4:
                day = add_days(day, step)
        return day
    if unit == "weekend":
        return add_days(day, 7 * count)
    return day


def unit_days(day: dt.date, unit: str, offset: int = 0) -> Days:
    """Give the days of the calendar unit that holds ``day``, or of the ``offset``-th after it."""
    if unit == "week":
        monday = add_days(day, 7 * offset - day.weekday())
        return monday, add_days(monday, 6)
    if unit == "weekend":
        saturday = add_days(day, 7 * offset - day.weekday() + 5)
        return saturday, add_days(saturday, 1)
    if unit == "fortnight":
        if offset > 0:
            return add_days(day, 1 + 14 * (offset - 1)), add_days(day, 14 * offset)
        return add_days(day, 14 * offset), add_days(day, 14 * offset + 13)
    if unit == "month":
        first = add_months(day.replace(day=1), offset)
        return month_days(first.year, first.month)
    if unit == "quarter":
        return months_days(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * offset, 3)
    if unit == "half":
        return months_days(day.year, (day.month - 1) // 6 * 6 + 1 + 6 * offset, 6)
    if unit == "year":
        return year_days(day.year + offset)
    if unit == "decade":
        return decade_days(day.year // 10 * 10 + 10 * offset)
    if unit == "century":
        return century_days((day.year - 1) // 100 + 1 + offset)
    shifted = add_days(day, offset)
    return shifted, shifted


def decade_days(first_year: int) -> Days:
    """Give the days of ten years: 1990 gives 1990-01-01 to 1999-12-31."""
    return day_of(max(first_year, 1), 1, 1), day_of(first_year + 9, 12, 31)


def century_days(number: int) -> Days:
    """Give the days of a century, as people count: the 20th is 1900-01-01 to 1999-12-31."""
    return day_of(max(100 * (number - 1), 1), 1, 1), day_of(100 * number - 1, 12, 31)


def season_days(year: int, season: str, *, southern: bool = False) -> Days:
    """Give the days of a meteorological season. A winter belongs to the year that it begins in."""
    start = (SOUTHERN_STARTS if southern else SEASON_STARTS)[season]
    return months_days(year, start, 3)


THIRDS = {
    "quarter": (1, 2),
    "season": (1, 2),
    "half": (2, 4),
    "year": (4, 8),
    "decade": (12 * 4, 12 * 7),
    "century": (12 * 34, 12 * 67),
}
"""Where "early" ends and "late" begins, in months: the early eighties are 1980-1983, the late ones 1987-1989."""


def part_of(days: Days, part: str, unit: str) -> Days:
    """Give the part of a range that "early", "mid", "late" (``start``, ``mid``, ``end``) name.

    A month: days 1-10, 11-20, 21 to its end. Longer units end with a month or year (:data:`THIRDS`). All else: its
    thirds, in whole days. ``half-1`` and ``half-2`` are the halves, in a month up to and from the 15th.
    """
    first, last = days
    if part.startswith("half"):
        middle = add_days(first, 14 if unit == "month" else ((last - first).days + 1) // 2 - 1)
        return (first, middle) if part == "half-1" else (middle + ONE_DAY, last)
    if unit == "month" and first.day == 1:
        tenth, twentieth = first.replace(day=10), first.replace(day=20)
        return {"start": (first, tenth), "mid": (tenth + ONE_DAY, twentieth), "end": (twentieth + ONE_DAY, last)}[part]
    if unit in THIRDS and first.day == 1:
        cuts = THIRDS[unit]
        begin = {"start": 0, "mid": cuts[0], "end": cuts[1]}[part]
        end = {"start": cuts[0], "mid": cuts[1], "end": None}[part]
        return add_months(first, begin), last if end is None else add_months(first, end) - ONE_DAY
    if unit == "week" and (last - first).days == 6:
        return {
            "start": (first, add_days(first, 2)),
            "mid": (add_days(first, 1), add_days(first, 4)),
            "end": (add_days(first, 3), last),
        }[part]
    length = (last - first).days + 1
    if length < 3:
        return days
    one, two = length // 3, 2 * length // 3
    cuts = {"start": (0, one - 1), "mid": (one, two - 1), "end": (two, length - 1)}[part]
    return add_days(first, cuts[0]), add_days(first, cuts[1])


def nearest_weekday(day: dt.date, weekday: int, direction: int, *, strictly: bool = False) -> dt.date:
    """Give the next (``direction`` 1) or latest (-1) such weekday, 1 being Monday; today unless ``strictly``."""
    if direction > 0:
        ahead = (weekday - 1 - day.weekday()) % 7
        return add_days(day, ahead or (7 if strictly else 0))
    back = (day.weekday() - weekday + 1) % 7
    return add_days(day, -(back or (7 if strictly else 0)))


def nth_weekday(first: dt.date, last: dt.date, weekday: int, index: int) -> dt.date:
    """Give the ``index``-th such weekday (1 the first, -1 the last) between two days."""
    if index > 0:
        found = add_days(nearest_weekday(first, weekday, 1), 7 * (index - 1))
    else:
        found = add_days(nearest_weekday(last, weekday, -1), 7 * (index + 1))
    if not first <= found <= last:
        raise NoSuchDateError(f"no weekday number {index}")
    return found


def week_within(days: Days, index: int) -> Days:
    """Give the ``index``-th week of a period; a week belongs where its Thursday lies (as in ISO 8601)."""
    thursday = nth_weekday(*days, 4, index)
    return add_days(thursday, -3), add_days(thursday, 3)


def easter(year: int) -> dt.date:
    """Give Easter Sunday of the Gregorian calendar (the anonymous algorithm, as in Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return day_of(year, month, day + 1)


@lru_cache(maxsize=4096)
def hijri_days(year: int, month: int | None, day: int | None) -> Days:
    """Give the Gregorian days of a Hijri year, month or day by the Umm al-Qura calendar (years 1343 to 1500).

    Outside those years the tabular Islamic calendar is used, which may be a day off.
    """
    if day is not None:
        start = _hijri_to_gregorian(year, month or 1, day)
        return start, start
    if month is not None:
        following = (year, month + 1) if month < 12 else (year + 1, 1)
        return _hijri_to_gregorian(year, month, 1), _hijri_to_gregorian(*following, 1) - ONE_DAY
    return _hijri_to_gregorian(year, 1, 1), _hijri_to_gregorian(year + 1, 1, 1) - ONE_DAY


def gregorian_to_hijri(day: dt.date) -> tuple[int, int, int]:
    """Give the Hijri year, month and day of a Gregorian day (Umm al-Qura where that is defined, else tabular)."""
    if dt.date(1924, 8, 1) <= day <= dt.date(2077, 11, 16):
        from hijridate import Gregorian

        found = Gregorian(day.year, day.month, day.day).to_hijri()
        return found.year, found.month, found.day
    days = day.toordinal() - 227_015
    year = (30 * days + 10_646) // 10_631
    month = min(12, -(-(days - 29 - _tabular_new_year(year)) * 2 // 59) + 1)
    month = max(1, month)
    return year, month, days - _tabular_new_year(year) - (59 * (month - 1) + 1) // 2 + 1


def _tabular_new_year(year: int) -> int:
    return (year - 1) * 354 + (3 + 11 * year) // 30


def _hijri_to_gregorian(year: int, month: int, day: int) -> dt.date:
    if not (1 <= year <= 9600 and 1 <= month <= 12 and 1 <= day <= 30):
        raise NoSuchDateError(f"Hijri {year}-{month}-{day}")
    if 1343 <= year <= 1500:
        from hijridate import Hijri

        try:
            return Hijri(year, month, day).to_gregorian()
        except (ValueError, OverflowError) as error:
            raise NoSuchDateError(str(error)) from None
    days = day + (59 * (month - 1) + 1) // 2 + _tabular_new_year(year) - 1
    return dt.date.fromordinal(max(1, days + 227_015))
