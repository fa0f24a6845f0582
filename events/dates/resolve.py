"""From a time as it is said to the days it means, counted from the anchor and the date in focus."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from events.dates import calendar as cal
from events.dates.calendar import Days, NoSuchDateError
from events.dates.named import named_days
from events.dates.nodes import (
    Around,
    Clock,
    Named,
    Node,
    Nth,
    Open,
    Part,
    Point,
    Quantity,
    Range,
    Shift,
    Span,
    Unit,
    Vague,
    Window,
)
from events.model import Anchor, AnchorKind

PAST, FUTURE, UNKNOWN = -1, 1, 0
COUNTED_ROUGHLY = frozenset({"month", "quarter", "half", "year", "decade", "century"})
"""Units in which people count without a day in mind: "two years ago" is a year, not a day."""
SATURDAY = 5
NEAR_DAYS = 60
"""A day without a year that lies so near is meant, whatever the tense of its sentence."""
PRECISION_ORDER = ("day", "week", "month", "quarter", "season", "half", "year", "decade", "century")


class NeedsAnchorError(Exception):
    """The time counts from the day of publication, and that is not known."""


@dataclass(slots=True)
class Resolved:
    """The days of a time and how they were found."""

    earliest: dt.date | None
    latest: dt.date | None
    unit: str
    reading: tuple[str, ...] = ()
    anchor: Anchor | None = None
    alternatives: tuple[Days, ...] = ()
    season: str | None = None
    time: str | None = None
    edtf: str | None = None

    @property
    def days(self) -> Days:
        """Both ends; raises :class:`NoSuchDateError` where one is open."""
        if self.earliest is None or self.latest is None:
            raise NoSuchDateError("open end")
        return self.earliest, self.latest


@dataclass(slots=True)
class Focus:
    """The date that the text speaks of at this point."""

    days: Days
    unit: str
    end: int
    explicit: bool


@dataclass(slots=True)
class Context:
    """What times are counted from.

    Attributes
    ----------
    anchor
        Publication or dateline; none if unknown.
    narrative
        The text tells of other years than that of its anchor: what is left out comes from the story.
    tense
        ``PAST``, ``FUTURE`` or ``UNKNOWN`` for the time being resolved; asked for only when it matters.
    """

    anchor: Anchor | None
    narrative: bool = False
    southern: bool = False
    order: str = "DMY"
    order_from: str = "language"
    focus: Focus | None = None
    focus_day: dt.date | None = None
    same_sentence: bool = False
    tense: Callable[[], int] = field(default=lambda: UNKNOWN)

    def day(self) -> dt.date:
        """The anchor's day; raises :class:`NeedsAnchorError`."""
        if self.anchor is None:
            raise NeedsAnchorError
        return self.anchor.day

    def focus_or_anchor(self) -> tuple[Days, str, Anchor | None]:
        """The days in focus, else the anchor's day."""
        if self.focus is not None:
            return self.focus.days, self.focus.unit, Anchor(self.focus.days[0], AnchorKind.CONTEXT)
        day = self.day()
        return (day, day), "day", self.anchor

    @property
    def takes_year_from_focus(self) -> bool:
        """Whether a date without a year belongs to the story's year rather than to the anchor's."""
        if self.focus is None:
            return False
        if self.anchor is None or self.narrative:
            return True
        return self.same_sentence and self.focus.explicit and self.focus.unit in ("day", "month") and abs(self.focus.days[0].year - self.anchor.day.year) > 1


def resolve(node: Node, context: Context) -> Resolved:
    """Give the days that a time means.

    Raises
    ------
    NeedsAnchorError
        It counts from the day of publication, and that is not known.
    NoSuchDateError
        The calendar has no such day.
    """
    return _RESOLVERS[type(node)](node, context)


# ---- calendar dates -----------------------------------------------------------------------


def _point(node: Point, context: Context) -> Resolved:
    if node.bc:
        if node.hijri:
            raise NoSuchDateError("a Hijri month of a Gregorian year")
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
    if year is None:
        base = context.focus.days[0] if context.takes_year_from_focus and context.focus else context.day()
        anchor = context.anchor
        year, month, _ = cal.gregorian_to_hijri(base)
        if node.month is not None and node.month > month and context.tense() != FUTURE:
            year -= 1
    first, last = cal.hijri_days(year, node.month, node.day)
    unit = "day" if node.day else "month" if node.month else "year"
    return Resolved(first, last, unit, ("hijri",), anchor)


def _candidates(node: Point, year: int) -> list[Days]:
    found = []
    for y in (year - 1, year, year + 1):
        try:
            found.append(_full_point(Point(y, node.month, node.day)).days)
        except NoSuchDateError:
            continue
    if not found and node.month == 2 and node.day == 29:
        for y in (year - 4, year - 3, year - 2, year + 2, year + 3, year + 4):
            try:
                found.append(_full_point(Point(y, node.month, node.day)).days)
            except NoSuchDateError:
                continue
    if not found:
        raise NoSuchDateError("no such day in any year")
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
    base = context.day()
    options = _candidates(node, base.year)
    if node.rel is not None:
        return Resolved(*_relative_candidate(node, options, base), unit, (f"{unit}-relative",), context.anchor)
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
    future = context.tense() == FUTURE
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
    if context.narrative and context.focus is not None and node.rel is None:
        base, anchor = context.focus.days[0], Anchor(context.focus.days[0], AnchorKind.CONTEXT)
        day = cal.nearest_weekday(base, node.weekday, 1)
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


def _point_inside(node: Point, context: Context) -> Resolved:
    assert node.inside is not None
    period = resolve(node.inside, context)
    first, last = period.days
    if node.weekday is not None and node.day is None:
        day = cal.nearest_weekday(first, node.weekday, FUTURE)
        return Resolved(day, day, "day", ("weekday-of-week",), period.anchor)
    year, month = first.year, node.month or first.month
    if node.day is None:
        return Resolved(*cal.month_days(year, month), "month", ("month-relative",), period.anchor)
    day = cal.day_of(year, month, node.day)
    return Resolved(day, day, "day", ("day-relative",), period.anchor)


# ---- numbered units -----------------------------------------------------------------------


def _span(node: Span, context: Context) -> Resolved:
    if node.bc:
        return Resolved(None, None, node.unit, ("before-christ",))
    if node.unit == "decade":
        return Resolved(*cal.decade_days(node.number), "decade", ("decade-absolute",))
    if node.unit == "century":
        return Resolved(*cal.century_days(node.number), "century", ("century-absolute",))
    year, anchor, reading = node.year, None, f"{node.unit}-absolute"
    if node.inside is not None:
        period = resolve(node.inside, context)
        year, anchor, reading = period.days[0].year, period.anchor, f"{node.unit}-relative"
    if year is not None:
        return Resolved(*_numbered(node, year, context), node.unit, (reading,), anchor, season=node.season)
    if context.takes_year_from_focus and context.focus is not None:
        base, anchor = context.focus.days[0], Anchor(context.focus.days[0], AnchorKind.CONTEXT)
        return Resolved(*_numbered(node, base.year, context), node.unit, (f"{node.unit}-from-context",), anchor, season=node.season)
    base = context.day()
    options = [_numbered(node, base.year + k, context) for k in (-1, 0, 1)]
    chosen = options[1]
    if node.rel == -1:
        chosen = options[1] if options[1][1] < base else options[0]
    elif node.rel == 1:
        chosen = next((o for o in options if o[0] > base), options[2])
    elif (node.rel is None and chosen[0] > base and (chosen[0] - base).days > (base - options[0][1]).days and context.tense() == PAST) or (node.rel in (0, None) and node.season == "winter" and base.month <= 2 and not context.southern):
        chosen = options[0]
    return Resolved(*chosen, node.unit, (f"{node.unit}-nearest",), context.anchor, season=node.season)


def _numbered(node: Span, year: int, context: Context) -> Days:
    if node.season is not None:
        return cal.season_days(year, node.season, southern=context.southern)
    if node.unit == "quarter":
        return cal.months_days(year, 3 * node.number - 2, 3)
    if node.unit == "half":
        return cal.months_days(year, 6 * node.number - 5, 6)
    return _nth_week(cal.year_days(year), node.number)


def _unit(node: Unit, context: Context) -> Resolved:
    if node.focus and node.unit == "day" and context.focus_day is not None:
        base, anchor = context.focus_day, Anchor(context.focus_day, AnchorKind.CONTEXT)
        reading = "day-from-context"
    elif node.focus and node.unit != "day" and context.focus is not None:
        (first, last), _, anchor = context.focus_or_anchor()
        base = last if node.offset > 0 else first
        reading = f"{node.unit}-from-context"
    else:
        base, anchor, reading = context.day(), context.anchor, f"{node.unit}-relative"
    offset = node.offset
    if node.bare and node.unit == "weekend" and base.weekday() < SATURDAY and context.tense() == PAST:
        offset -= 1
    first, last = cal.unit_days(base, node.unit, offset)
    return Resolved(first, last, "week" if node.unit in ("weekend", "fortnight") else node.unit, (reading,), anchor)


# ---- quantities ---------------------------------------------------------------------------


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


def _shift(node: Shift, context: Context) -> Resolved:
    unit = _finest(node.quantity)
    if node.base is not None:
        base = resolve(node.base, context)
        first, last = base.days
        anchor, coarse = base.anchor, base.unit
    elif node.focus:
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


def _vague_shift(day: dt.date, node: Shift, unit: str) -> Days:
    """The days of "a few weeks ago": from half as many more to one fewer than the number it stands for."""
    count = int(node.quantity.amounts[0][0])
    ends = [
        cal.shift(day, unit, node.sign * (count + (count + 1) // 2)), cal.shift(day, unit, node.sign * max(1, count - 1)),
    ]
    first, last = min(ends), max(ends)
    if unit in COUNTED_ROUGHLY:
        return cal.unit_days(first, unit)[0], cal.unit_days(last, unit)[1]
    return first, last


def _window(node: Window, context: Context) -> Resolved:
    unit = _finest(node.quantity)
    count = int(node.quantity.amounts[0][0])
    if node.inside is not None:
        period = resolve(node.inside, context)
        first, last = period.days
        if node.sign < 0:
            return Resolved(_aligned_start(last, unit, count, node.quantity), last, "interval", ("window",), period.anchor)
        return Resolved(first, cal.add_days(_shift_day(first, node.quantity, 1), -1), "interval", ("window",), period.anchor)
    if unit in ("quarter", "decade", "century") :
        base = context.day()
        ends = (-count, -1) if node.sign < 0 else (1, count)
        days = cal.unit_days(base, unit, ends[0])[0], cal.unit_days(base, unit, ends[1])[1]
        return Resolved(*days, "interval", ("window",), context.anchor)
    if node.base is not None:
        start = resolve(node.base, context)
        first = start.days[0]
        return Resolved(first, cal.add_days(_shift_day(first, node.quantity, 1), -1), "interval", ("window",), start.anchor)
    base = context.day()
    clocked = all(u in ("hour", "minute", "second") for _, u in node.quantity.amounts)
    other = base if clocked else _shift_day(base, node.quantity, node.sign)
    if node.sign < 0:
        return Resolved(other, base, "interval", ("window",), context.anchor)
    return Resolved(base if clocked else cal.add_days(base, 1), other, "interval", ("window",), context.anchor)


def _aligned_start(last: dt.date, unit: str, count: int, quantity: Quantity) -> dt.date:
    if unit == "week":
        week = _nth_week((last.replace(day=1), last), -1)
        return cal.add_days(week[0], -7 * (count - 1))
    return cal.add_days(_shift_day(cal.add_days(last, 1), quantity, -1), 0)


def _nth_week(days: Days, index: int) -> Days:
    """The week of that number within a period: a week belongs where its Thursday lies (as in ISO 8601)."""
    thursday = cal.nth_weekday(*days, 4, index)
    return cal.add_days(thursday, -3), cal.add_days(thursday, 3)


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
        days = _nth_week((first, last), node.index)
    elif unit == "weekend":
        saturday = cal.nth_weekday(first, last, 6, node.index)
        days = saturday, cal.add_days(saturday, 1)
    elif unit in cal.UNIT_DAYS or unit in cal.UNIT_MONTHS:
        start = cal.shift(first, unit, node.index - 1) if node.index > 0 else cal.shift(cal.add_days(last, 1), unit, node.index)
        days = start, cal.add_days(cal.shift(start, unit, 1), -1)
        if not first <= days[0] <= last:
            raise NoSuchDateError("outside the period")
    else:
        raise NoSuchDateError(unit)
    return Resolved(*days, unit if unit != "weekend" else "week", ("nth",), period.anchor)


# ---- combinations -------------------------------------------------------------------------


def _part(node: Part, context: Context) -> Resolved:
    inner = resolve(node.inner, context)
    first, last = inner.days
    if node.part == "rest":
        start = min(max(context.day(), first), last)
        return Resolved(start, last, "interval", ("part-rest",), context.anchor)
    if node.part in ("earlier", "later") and context.anchor is not None and first <= context.anchor.day <= last:
        base = context.anchor.day
        days = (first, base) if node.part == "earlier" else (base, last)
        return Resolved(*days, inner.unit, (f"part-{node.part}",), context.anchor)
    part = {"earlier": "start", "later": "end"}.get(node.part, node.part)
    if (isinstance(node.inner, Unit) and node.inner.unit == "day") or first == last:
        return Resolved(first, last, inner.unit, inner.reading, inner.anchor)
    return Resolved(*cal.part_of((first, last), part, inner.unit), inner.unit, (f"part-{part}", *inner.reading), inner.anchor)


def _around(node: Around, context: Context) -> Resolved:
    inner = resolve(node.inner, context)
    return Resolved(*cal.unit_days(inner.days[0], node.unit), node.unit, ("week-of",), inner.anchor)


def _open(node: Open, context: Context) -> Resolved:
    ahead = node.side in ("until", "by")
    if ahead or node.side == "since":
        is_weekday = isinstance(node.inner, Point) and node.inner.weekday is not None
        said = UNKNOWN if is_weekday or not ahead else context.tense()
        context = dataclasses.replace(context, tense=lambda: (said or FUTURE) if ahead else PAST)
    inner = resolve(node.inner, context)
    first, last = inner.earliest, inner.latest
    reading = (f"open-{node.side}", *inner.reading)
    if node.side in ("since", "after"):
        edge = first if node.side == "since" else None if last is None else cal.add_days(last, 1)
        return Resolved(edge, None, inner.unit, reading, inner.anchor)
    edge = last if node.side in ("until", "by") else None if first is None else cal.add_days(first, -1)
    return Resolved(None, edge, inner.unit, reading, inner.anchor)


def _is_partial(node: Node) -> bool:
    return isinstance(node, Point) and node.year is None and node.inside is None and node.rel is None and not node.hijri


def _range(node: Range, context: Context) -> Resolved:
    first_node, last_node = node.first, node.last
    if isinstance(first_node, Point) and isinstance(last_node, Point):
        first, last = _joined_points(first_node, last_node, context)
    else:
        first, last = resolve(first_node, context), resolve(last_node, context)
    start, end = first.earliest, last.latest
    if start is None or end is None:
        raise NoSuchDateError("open range")
    if end < start:
        start, end = _put_in_order(first_node, last_node, first, last)
    return Resolved(start, end, "interval", ("range", *first.reading), first.anchor or last.anchor)


def _joined_points(first: Point, last: Point, context: Context) -> tuple[Resolved, Resolved]:
    """Resolve two ends that lend each other their month and year."""
    if first.weekday and not first.day and last.weekday and not last.day and last.rel is None and last.inside is None:
        start = resolve(first, context)
        if first.inside is not None:
            return start, resolve(dataclasses.replace(last, inside=first.inside), context)
        end = cal.nearest_weekday(start.days[0], last.weekday, FUTURE)
        return start, Resolved(end, end, "day", start.reading, start.anchor)
    if first.month is None and first.day is not None and last.month is not None and last.day is not None:
        first = dataclasses.replace(first, month=last.month)
    if _is_partial(first) and first.month and last.year is not None:
        end = resolve(last, context)
        start = resolve(dataclasses.replace(first, year=last.year), context)
        if start.days[0] > end.days[1]:
            start = resolve(dataclasses.replace(first, year=last.year - 1), context)
        return start, end
    if first.year is not None and _is_partial(last) and last.month:
        start = resolve(first, context)
        end = resolve(dataclasses.replace(last, year=first.year), context)
        if end.days[1] < start.days[0]:
            end = resolve(dataclasses.replace(last, year=first.year + 1), context)
        return start, end
    if _is_partial(first) and _is_partial(last) and first.month and last.month and not first.others and not last.others:
        end = resolve(last, context)
        options = [Point(end.days[1].year - k, first.month, first.day) for k in (0, 1)]
        start = resolve(options[0], context)
        if start.days[0] > end.days[1]:
            start = resolve(options[1], context)
        return start, end
    return resolve(first, context), resolve(last, context)


def _put_in_order(first_node: Node, last_node: Node, first: Resolved, last: Resolved) -> Days:
    """Move one end by a year or a week where the ends, read apart, stand in the wrong order."""
    start, end = first.days[0], last.days[1]
    for node, step in ((last_node, 12), (first_node, -12)):
        if _is_partial(node) or (isinstance(node, (Span, Named)) and node.year is None):
            if step > 0:
                end = cal.add_months(end, step)
            else:
                start = cal.add_months(start, step)
            if start <= end:
                return start, end
    raise NoSuchDateError("the range ends before it begins")


def _named(node: Named, context: Context) -> Resolved:
    year, anchor = node.year, None
    fixed = named_days(node.name, None, southern=context.southern)
    if fixed is not None:
        return Resolved(*fixed, "day" if fixed[0] == fixed[1] else "interval", ("named",))
    if year is None and node.inside is not None:
        period = resolve(node.inside, context)
        year, anchor = period.days[0].year, period.anchor
    if year is None:
        if context.takes_year_from_focus and context.focus is not None:
            base, anchor = context.focus.days[0], Anchor(context.focus.days[0], AnchorKind.CONTEXT)
            options = [named_days(node.name, base.year)]
        else:
            base, anchor = context.day(), context.anchor
            options = [named_days(node.name, base.year + k) for k in (-1, 0, 1)]
        known = [o for o in options if o is not None]
        if not known:
            raise NoSuchDateError(node.name)
        if node.rel == -1:
            days = next((o for o in reversed(known) if o[1] < base), known[0])
        elif node.rel == 1 or (node.rel is None and context.tense() == FUTURE and not context.takes_year_from_focus):
            days = next((o for o in known if o[1] >= base), known[-1])
        elif node.rel == 0:
            days = next((o for o in known if o[0].year == base.year), known[-1])
        else:
            days = min(known, key=lambda o: abs((o[0] - base).days) * (1 if o[0] <= base else 2))
    else:
        found = named_days(node.name, year)
        if found is None:
            raise NoSuchDateError(node.name)
        days = found
    if node.weekend:
        first, last = days
        saturday = cal.nearest_weekday(cal.add_days(first, -2) if first.isoweekday() <= 2 else first, 6, FUTURE)
        days = min(saturday, first), max(cal.add_days(saturday, 1), last)
    return Resolved(*days, "day" if days[0] == days[1] else "interval", ("named",), anchor)


def _clock(node: Clock, context: Context) -> Resolved:
    if node.day is None:
        (first, last), unit, anchor = context.focus_or_anchor()
        if unit != "day" or first != last:
            first = last = context.day()
            anchor = context.anchor
        return Resolved(first, last, "time", ("time-of-focus",), anchor, time=node.time)
    found = resolve(node.day, context)
    exact = found.earliest == found.latest and found.unit == "day"
    return dataclasses.replace(found, unit="time" if exact and (node.time or node.part) else found.unit, time=node.time)


def _vague(node: Vague, context: Context) -> Resolved:
    del context
    return Resolved(None, None, "day", (f"vague-{node.name}",))


_RESOLVERS: dict[type, Callable[..., Resolved]] = {
    Point: _point, Span: _span, Unit: _unit, Shift: _shift, Window: _window, Nth: _nth, Part: _part, Around: _around,
    Open: _open, Range: _range, Named: _named, Clock: _clock, Vague: _vague,
}
