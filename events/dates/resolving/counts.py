"""Quantities before and after something, windows of days, and the n-th unit of a period."""

from __future__ import annotations

import datetime as dt

from events.dates import calendar as cal
from events.dates.calendar import Days, NoSuchDateError
from events.dates.nodes import Nth, Quantity, Shift, Window
from events.dates.resolving.context import PAST, Context, Resolved, resolve, resolves

COUNTED_ROUGHLY = frozenset({"month", "quarter", "half", "year", "decade", "century"})
"""Units in which people count without a day in mind: "two years ago" is a year, not a day."""
HOURS_OF_DAY = 24
PRECISION_ORDER = ("day", "week", "month", "quarter", "season", "half", "year", "decade", "century")


def _shift_day(day: dt.date, quantity: Quantity, sign: int) -> dt.date:
    for count, unit in sorted(quantity.amounts, key=lambda amount: -cal.UNIT_MONTHS.get(amount[1], 0)):
        if count != int(count) and unit in cal.UNIT_MONTHS:
            day = cal.add_months(day, sign * int(count * cal.UNIT_MONTHS[unit]))
        else:
            day = cal.shift(day, unit, sign * int(count))
    return day


def _finest(quantity: Quantity) -> str:
    units = [unit for _, unit in quantity.amounts]
    known = [u for u in PRECISION_ORDER if u in units]
    if any(u in ("hour", "minute", "second") for u in units):
        return "day"
    return known[0] if known else "day"


@resolves(Shift)
def _shift(node: Shift, context: Context) -> Resolved:
    unit = _finest(node.quantity)
    if node.base is not None:
        base = resolve(node.base, context)
        first, last = base.days
        anchor, coarse = base.anchor, base.unit
    elif node.focus or (node.by_tense and _is_told(context)):
        (first, last), coarse, anchor = context.focus_or_anchor()
    else:
        first = last = context.day()
        anchor, coarse = context.anchor, "day"
    clocked = all(u in ("hour", "minute", "second") for _, u in node.quantity.amounts)
    if coarse in ("month", "year", "decade", "quarter", "season") and unit not in ("day", "week"):
        days = _shift_day(first, node.quantity, node.sign), _shift_day(last, node.quantity, node.sign)
        return Resolved(*days, coarse, ("shift",), anchor)
    if node.quantity.vague and not clocked:
        return Resolved(*_vague_shift(first, node, unit), unit, ("shift-vague",), anchor)
    start = last if node.sign > 0 and coarse != "day" and node.base is not None else first
    day = start if clocked else _shift_day(start, node.quantity, node.sign)
    if unit in COUNTED_ROUGHLY:
        return Resolved(*cal.unit_days(day, "year" if unit == "half" else unit), unit, ("shift",), anchor)
    return Resolved(day, day, unit, ("shift",), anchor)


def _is_told(context: Context) -> bool:
    """Whether "after two days" goes on with what is told, rather than being counted from the anchor."""
    if context.focus is None:
        return False
    return context.narrative or (context.focus_day is not None and context.tense() == PAST)


def _vague_shift(day: dt.date, node: Shift, unit: str) -> Days:
    """The days of "a few weeks ago": from half as many more to one fewer than the number it stands for."""
    count = int(node.quantity.amounts[0][0])
    ends = [
        cal.shift(day, unit, node.sign * (count + (count + 1) // 2)),
        cal.shift(day, unit, node.sign * max(1, count - 1)),
    ]
    first, last = min(ends), max(ends)
    if unit in COUNTED_ROUGHLY:
        return cal.unit_days(first, unit)[0], cal.unit_days(last, unit)[1]
    return first, last


@resolves(Window)
def _window(node: Window, context: Context) -> Resolved:
    unit = _finest(node.quantity)
    count = int(node.quantity.amounts[0][0])
    if node.inside is not None:
        period = resolve(node.inside, context)
        first, last = period.days
        if node.sign < 0:
            return Resolved(
                _aligned_start(last, unit, count, node.quantity), last, "interval", ("window",), period.anchor
            )
        return Resolved(
            first, cal.add_days(_shift_day(first, node.quantity, 1), -1), "interval", ("window",), period.anchor
        )
    if unit in ("quarter", "decade", "century"):
        base = context.day()
        ends = (-count, -1) if node.sign < 0 else (1, count)
        days = cal.unit_days(base, unit, ends[0])[0], cal.unit_days(base, unit, ends[1])[1]
        return Resolved(*days, "interval", ("window",), context.anchor)
    if node.base is not None:
        start = resolve(node.base, context)
        first = start.days[0]
        return Resolved(
            first, cal.add_days(_shift_day(first, node.quantity, 1), -1), "interval", ("window",), start.anchor
        )
    base = context.day()
    clocked = all(u in ("hour", "minute", "second") for _, u in node.quantity.amounts)
    other = _shift_day(base, node.quantity, node.sign)
    if clocked:
        hours = sum(count for count, unit in node.quantity.amounts if unit == "hour")
        other = cal.add_days(base, node.sign * (int(hours) // HOURS_OF_DAY))
    if node.sign < 0:
        return Resolved(other, base, "interval", ("window",), context.anchor)
    return Resolved(base if clocked else cal.add_days(base, 1), other, "interval", ("window",), context.anchor)


def _aligned_start(last: dt.date, unit: str, count: int, quantity: Quantity) -> dt.date:
    if unit == "week":
        week = cal.week_within((last.replace(day=1), last), -1)
        return cal.add_days(week[0], -7 * (count - 1))
    return cal.add_days(_shift_day(cal.add_days(last, 1), quantity, -1), 0)


@resolves(Nth)
def _nth(node: Nth, context: Context) -> Resolved:
    if node.inside is None:
        raise NoSuchDateError("no period")
    period = resolve(node.inside, context)
    first, last = period.days
    if node.weekday is not None:
        day = cal.nth_weekday(first, last, node.weekday, node.index)
        return Resolved(day, day, "day", ("nth-weekday",), period.anchor)
    unit = node.unit or "day"
    if unit == "week":
        days = cal.week_within((first, last), node.index)
    elif unit == "weekend":
        saturday = cal.nth_weekday(first, last, 6, node.index)
        days = saturday, cal.add_days(saturday, 1)
    elif unit in cal.UNIT_DAYS or unit in cal.UNIT_MONTHS:
        start = (
            cal.shift(first, unit, node.index - 1)
            if node.index > 0
            else cal.shift(cal.add_days(last, 1), unit, node.index)
        )
        days = start, cal.add_days(cal.shift(start, unit, 1), -1)
        if not first <= days[0] <= last:
            raise NoSuchDateError("outside the period")
    else:
        raise NoSuchDateError(unit)
    return Resolved(*days, unit if unit != "weekend" else "week", ("nth",), period.anchor)
