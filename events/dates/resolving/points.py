"""Calendar dates, whole or with fields left out."""

from __future__ import annotations

import dataclasses
import datetime as dt

from events.dates import calendar as cal
from events.dates.calendar import Days, NoSuchDateError
from events.dates.nodes import Point
from events.dates.resolving.context import FUTURE, PAST, Context, Resolved, resolve, resolves
from events.model import Anchor, AnchorKind

NEAR_DAYS = 60
"""A day without a year that lies so near is meant, whatever the tense of its sentence."""


@resolves(Point)
def _point(node: Point, context: Context) -> Resolved:
    if node.bc:
        return Resolved(None, None, "year", ("before-christ",), edtf=f"-{(node.year or 1) - 1:04d}")
    if node.hijri:
        return _hijri_point(node, context)
    if node.inside is not None:
        return _point_inside(node, context)
    if node.others:
        return _ambiguous(node, context)
    if node.year is not None:
        return _full_point(node)
    if node.month is not None:
        return _point_without_year(node, context)
    if node.day is not None:
        return _day_of_month(node, context)
    return _weekday(node, context)


def _full_point(node: Point) -> Resolved:
    assert node.year is not None
    if node.month is None:
        return Resolved(*cal.year_days(node.year), "year", ("year-absolute",))
    if node.day is None:
        return Resolved(*cal.month_days(node.year, node.month), "month", ("month-absolute",))
    day = cal.day_of(node.year, node.month, node.day)
    return Resolved(day, day, "day", ("day-absolute",))


def _ambiguous(node: Point, context: Context) -> Resolved:
    readings = [(node.year, node.month, node.day), *node.others]
    if context.order != "unknown":
        year, month, day = readings[0 if context.order == "MDY" else 1]
        found = resolve(dataclasses.replace(node, year=year, month=month, day=day, others=()), context)
        return dataclasses.replace(found, reading=(*found.reading, f"order-{context.order_from}"))
    options = []
    for year, month, day in readings:
        try:
            found = resolve(Point(year, month, day), context)
        except NoSuchDateError:
            continue
        options.append(found)
    if not options:
        raise NoSuchDateError("no reading fits")
    if len(options) == 1:
        return options[0]
    days = tuple(option.days for option in options)
    return Resolved(
        min(d[0] for d in days), max(d[1] for d in days), "day", ("numeric-order-unknown",), options[0].anchor, days
    )


def _hijri_point(node: Point, context: Context) -> Resolved:
    year, anchor = node.year, None
    if node.in_gregorian_year and year is not None:
        year = _hijri_year_of_month(year, node.month or 1)
    if year is None:
        base = context.focus.days[0] if context.takes_year_from_focus and context.focus else context.day()
        anchor = context.anchor
        year, month, _ = cal.gregorian_to_hijri(base)
        if node.month is not None and node.month > month and context.tense() != FUTURE:
            year -= 1
    first, last = cal.hijri_days(year, node.month, node.day)
    unit = "day" if node.day else "month" if node.month else "year"
    return Resolved(first, last, unit, ("hijri",), anchor)


def _hijri_year_of_month(gregorian: int, month: int) -> int:
    """Give the Hijri year whose month of that number begins in a Gregorian year."""
    first = cal.gregorian_to_hijri(cal.day_of(gregorian, 1, 1))[0]
    for year in (first, first + 1):
        if cal.hijri_days(year, month, None)[0].year == gregorian:
            return year
    raise NoSuchDateError(f"no month {month} begins in {gregorian}")


def _candidates(node: Point, year: int) -> list[Days]:
    """Give the days of a month, or of a day of it, in the years around one; further off for 29 February."""
    assert node.month is not None
    found = _days_in_years(node.month, node.day, (year - 1, year, year + 1))
    if not found and node.month == 2 and node.day == 29:
        found = _days_in_years(node.month, node.day, (year - 4, year - 3, year - 2, year + 2, year + 3, year + 4))
    if not found:
        raise NoSuchDateError("no such day in any year")
    return found


def _days_in_years(month: int, day: int | None, years: tuple[int, ...]) -> list[Days]:
    found: list[Days] = []
    for year in years:
        try:
            if day is None:
                found.append(cal.month_days(year, month))
            else:
                date = cal.day_of(year, month, day)
                found.append((date, date))
        except NoSuchDateError:
            continue
    return found


def _point_without_year(node: Point, context: Context) -> Resolved:
    unit = "day" if node.day is not None else "month"
    if node.rel is None and context.takes_year_from_focus:
        assert context.focus is not None
        first, last = context.focus.days
        options = _candidates(node, first.year)
        if context.focus.unit in ("year", "quarter", "season", "half"):
            options = [days for days in options if days[0].year == first.year] or options
        chosen = min(options, key=lambda days: _distance_in_story(days, first, last))
        return Resolved(*chosen, unit, (f"{unit}-from-context",), Anchor(first, AnchorKind.CONTEXT))
    if node.rel is not None and context.narrative and context.focus is not None:
        first, last = context.focus.days
        base = last if node.rel > 0 else first
        days = _relative_candidate(node, _candidates(node, base.year), base)
        return Resolved(*days, unit, (f"{unit}-from-context",), Anchor(base, AnchorKind.CONTEXT))
    base = context.day()
    options = _candidates(node, base.year)
    if node.rel is not None:
        return Resolved(*_relative_candidate(node, options, base), unit, (f"{unit}-relative",), context.anchor)
    if node.weekday is not None:  # "Saturday 9 November" is of a year in which the 9th is a Saturday
        options = [days for days in options if days[0].isoweekday() == node.weekday] or options
    nearest = min(options, key=lambda days: abs((days[0] - base).days) * (1 if days[0] <= base else 2))
    if unit == "day" and abs((nearest[0] - base).days) <= NEAR_DAYS:
        return Resolved(*nearest, unit, ("day-nearest",), context.anchor)
    tense = context.tense()
    past = [days for days in options if days[0] <= base]
    future = [days for days in options if days[1] >= base]
    if tense == FUTURE and future:
        chosen, code = future[0], f"{unit}-future"
    elif tense == PAST and past:
        chosen, code = past[-1], f"{unit}-past"
    else:
        chosen, code = nearest, f"{unit}-nearest"
    return Resolved(*chosen, unit, (code,), context.anchor)


def _relative_candidate(node: Point, options: list[Days], base: dt.date) -> Days:
    if node.rel == 0:
        return next((days for days in options if days[0].year == base.year), options[-1])
    fitting = [days for days in options if (days[1] < base if node.rel == -1 else days[0] > base)]
    if not fitting:
        raise NoSuchDateError("no such day near")
    return fitting[-1 if node.rel == -1 else 0]


def _distance_in_story(days: Days, first: dt.date, last: dt.date) -> float:
    if days[1] < first:
        return (first - days[1]).days * 1.5
    return max(0, (days[0] - last).days)


def _day_of_month(node: Point, context: Context) -> Resolved:
    assert node.day is not None
    if node.weekday is not None:
        return _weekday_and_day(node, context)
    base = context.focus.days[0] if context.takes_year_from_focus and context.focus else context.day()
    anchor = Anchor(base, AnchorKind.CONTEXT) if context.takes_year_from_focus else context.anchor
    future = context.tense() == FUTURE if node.rel is None else node.rel >= 0
    for months in (0, 1, 2) if future else (0, -1, -2):
        month = cal.add_months(base.replace(day=1), months)
        try:
            day = cal.day_of(month.year, month.month, node.day)
        except NoSuchDateError:
            continue
        if context.takes_year_from_focus or (day >= base if future else day <= base):
            return Resolved(day, day, "day", ("day-of-month",), anchor)
    raise NoSuchDateError(f"no day {node.day}")


def _weekday_and_day(node: Point, context: Context) -> Resolved:
    assert node.day is not None
    assert node.weekday is not None
    base = context.day()
    best = None
    for months in (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, -8, -9, -10, -11):
        month = cal.add_months(base.replace(day=1), months)
        try:
            day = cal.day_of(month.year, month.month, node.day)
        except NoSuchDateError:
            continue
        if day.isoweekday() == node.weekday:
            best = day
            break
    if best is None:
        raise NoSuchDateError("the day is never that weekday")
    return Resolved(best, best, "day", ("weekday-and-day",), context.anchor)


def _weekday(node: Point, context: Context) -> Resolved:
    assert node.weekday is not None
    if node.focus and context.focus_day is not None and not _counts_from_today(node, context.focus_day, context):
        day = cal.nearest_weekday(context.focus_day, node.weekday, node.rel or 1, strictly=True)
        return Resolved(day, day, "day", ("weekday-from-context",), Anchor(context.focus_day, AnchorKind.CONTEXT))
    if context.narrative and context.focus is not None and node.rel != 0:
        base, anchor = context.focus.days[0], Anchor(context.focus.days[0], AnchorKind.CONTEXT)
        day = cal.nearest_weekday(base, node.weekday, node.rel or 1, strictly=node.rel is not None)
        return Resolved(day, day, "day", ("weekday-from-context",), anchor)
    base = context.day()
    if node.rel == 0:
        day = cal.add_days(base, node.weekday - 1 - base.weekday())
        return Resolved(day, day, "day", ("weekday-this",), context.anchor)
    if node.rel is not None and node.by_week:
        day = cal.add_days(base, 7 * node.rel + node.weekday - 1 - base.weekday())
        return Resolved(day, day, "day", ("weekday-next" if node.rel > 0 else "weekday-last",), context.anchor)
    if node.rel == -1:
        day = cal.nearest_weekday(base, node.weekday, PAST, strictly=True)
        return Resolved(day, day, "day", ("weekday-last",), context.anchor)
    if node.rel == 1:
        day = cal.nearest_weekday(base, node.weekday, FUTURE, strictly=True)
        return Resolved(day, day, "day", ("weekday-next",), context.anchor)
    if context.tense() == FUTURE:
        day = cal.nearest_weekday(base, node.weekday, FUTURE)
        return Resolved(day, day, "day", ("weekday-future",), context.anchor)
    day = cal.nearest_weekday(base, node.weekday, PAST)
    return Resolved(day, day, "day", ("weekday-past",), context.anchor)


def _counts_from_today(node: Point, focus: dt.date, context: Context) -> bool:
    """Whether "the next Sunday" is planned after a date that lies behind, or "the previous" told after one ahead."""
    if context.anchor is None:
        return False
    if node.rel == -1:
        return focus > context.anchor.day
    return focus <= context.anchor.day and context.tense() == FUTURE


def _point_inside(node: Point, context: Context) -> Resolved:
    assert node.inside is not None
    period = resolve(node.inside, context)
    first = period.days[0]
    if node.weekday is not None and node.day is None:
        day = cal.nearest_weekday(first, node.weekday, FUTURE)
        return Resolved(day, day, "day", ("weekday-of-week",), period.anchor)
    year, month = first.year, node.month or first.month
    if node.day is None:
        return Resolved(*cal.month_days(year, month), "month", ("month-relative",), period.anchor)
    day = cal.day_of(year, month, node.day)
    return Resolved(day, day, "day", ("day-relative",), period.anchor)
