"""Times made of other times, named times and times of day."""

from __future__ import annotations

import dataclasses

from events.dates import calendar as cal
from events.dates.calendar import Days, NoSuchDateError
from events.dates.named import named_days
from events.dates.nodes import Around, Clock, Named, Node, Open, Part, Point, Range, Span, Unit, Vague
from events.dates.resolving.context import FUTURE, PAST, UNKNOWN, Context, Resolved, resolve, resolves
from events.model import Anchor, AnchorKind


@resolves(Part)
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
    return Resolved(
        *cal.part_of((first, last), part, inner.unit), inner.unit, (f"part-{part}", *inner.reading), inner.anchor
    )


@resolves(Around)
def _around(node: Around, context: Context) -> Resolved:
    inner = resolve(node.inner, context)
    return Resolved(*cal.unit_days(inner.days[0], node.unit), node.unit, ("week-of",), inner.anchor)


FROM_TENSE = {"since": PAST, "from": PAST, "starting": FUTURE}
"""Whether what these words begin lies behind or ahead, where the clause does not tell."""


@resolves(Open)
def _open(node: Open, context: Context) -> Resolved:
    ahead = node.side in ("until", "by")
    if ahead or node.side in FROM_TENSE:
        is_weekday = isinstance(node.inner, Point) and node.inner.weekday is not None
        said = context.tense() if (ahead and not is_weekday) or node.side in ("from", "starting") else UNKNOWN
        usual = FROM_TENSE.get(node.side, FUTURE)
        context = dataclasses.replace(context, tense=lambda: said or usual)
    inner = resolve(node.inner, context)
    first, last = inner.earliest, inner.latest
    reading = (f"open-{'since' if node.side in FROM_TENSE else node.side}", *inner.reading)
    is_hour = inner.unit == "time"
    if is_hour and node.side == "starting":
        return inner
    if node.side in FROM_TENSE or node.side == "after":
        edge = first if is_hour or node.side != "after" else None if last is None else cal.add_days(last, 1)
        return Resolved(edge, None, inner.unit, reading, inner.anchor)
    up_to_end = is_hour or node.side in ("until", "by") or (isinstance(node.inner, Part) and node.inner.part == "end")
    edge = last if up_to_end else None if first is None else cal.add_days(first, -1)
    return Resolved(None, edge, inner.unit, reading, inner.anchor)


def _is_partial(node: Node) -> bool:
    return isinstance(node, Point) and node.year is None and node.inside is None and node.rel is None and not node.hijri


def _is_bare_day(node: Point) -> bool:
    """Whether a point is the number of a day only, "the 12th", perhaps the last or next one."""
    return node.day is not None and node.month is None and node.weekday is None and node.inside is None


@resolves(Range)
def _range(node: Range, context: Context) -> Resolved:
    first_node, last_node = _day_of_clock(node.first), _day_of_clock(node.last)
    if isinstance(first_node, Point) and isinstance(last_node, Point):
        first, last = _joined_points(first_node, last_node, context)
    else:
        first, last = resolve(first_node, context), resolve(last_node, context)
    start, end = first.earliest, last.latest
    if start is None and end is None and "before-christ" in first.reading + last.reading:
        return Resolved(None, None, "interval", ("range", "before-christ"))
    if start is None or end is None:
        raise NoSuchDateError("open range")
    if end < start:
        start, end = _put_in_order(first_node, last_node, first, last)
    return Resolved(start, end, "interval", ("range", *first.reading), first.anchor or last.anchor)


def _day_of_clock(node: Node) -> Node:
    """Give the day of a time of day, so that ends with hours lend each other their month too."""
    return node.day if isinstance(node, Clock) and isinstance(node.day, Point) else node


def _joined_points(first: Point, last: Point, context: Context) -> tuple[Resolved, Resolved]:
    """Resolve two ends that lend each other their month and year."""
    if first.weekday and not first.day and last.weekday and not last.day and last.rel is None and last.inside is None:
        start = resolve(first, context)
        if first.inside is not None:
            return start, resolve(dataclasses.replace(last, inside=first.inside), context)
        day = cal.nearest_weekday(start.days[0], last.weekday, FUTURE)
        return start, Resolved(day, day, "day", start.reading, start.anchor)
    if first.month is None and first.day is not None and last.month is not None and last.day is not None:
        first = dataclasses.replace(first, month=last.month)
    if _is_bare_day(first) and _is_bare_day(last):
        start = resolve(first, context)
        day = start.days[0]
        month = day if last.day is not None and last.day >= day.day else cal.add_months(day.replace(day=1), 1)
        closing = cal.day_of(month.year, month.month, last.day or 1)
        return start, Resolved(closing, closing, "day", start.reading, start.anchor)
    if first.month is not None and first.day is not None and _is_bare_day(last) and last.rel is None:
        start = resolve(first, context)
        month = start.days[0] if (last.day or 0) > first.day else cal.add_months(start.days[0].replace(day=1), 1)
        closing = cal.day_of(month.year, month.month, last.day or 1)
        return start, Resolved(closing, closing, "day", start.reading, start.anchor)
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


@resolves(Named)
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


@resolves(Clock)
def _clock(node: Clock, context: Context) -> Resolved:
    if node.day is None:
        day, anchor = context.focus_day, context.anchor
        if day is None or not (context.same_sentence or context.narrative):
            day = context.day()
        else:
            anchor = Anchor(day, AnchorKind.CONTEXT)
        return Resolved(day, day, "time", ("time-of-focus",), anchor, time=node.time)
    found = resolve(node.day, context)
    exact = found.earliest == found.latest and found.unit == "day"
    return dataclasses.replace(found, unit="time" if exact and (node.time or node.part) else found.unit, time=node.time)


@resolves(Vague)
def _vague(node: Vague, context: Context) -> Resolved:
    del context
    return Resolved(None, None, "day", (f"vague-{node.name}",))
