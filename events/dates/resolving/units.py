"""Numbered units, and units counted from the anchor."""

from __future__ import annotations

from events.dates import calendar as cal
from events.dates.calendar import Days, NoSuchDateError
from events.dates.nodes import Span, Unit
from events.dates.resolving.context import FUTURE, PAST, Context, Resolved, resolve, resolves
from events.model import Anchor, AnchorKind

SATURDAY = 5
FEW_DAYS = 3
"""A weekend, or the two days of a night."""


@resolves(Span)
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
        if node.rel in (-1, 1):
            days = _beside(node, context.focus.days, context)
            return Resolved(*days, node.unit, (reading,), anchor, season=node.season)
        return Resolved(
            *_numbered(node, base.year, context), node.unit, (f"{node.unit}-from-context",), anchor, season=node.season
        )
    base = context.day()
    options = [_numbered(node, base.year + k, context) for k in (-1, 0, 1)]
    chosen = options[1]
    if node.rel == -1:
        chosen = options[1] if options[1][1] < base else options[0]
    elif node.rel == 1:
        chosen = next((o for o in options if o[0] > base), options[2])
    elif (
        node.rel is None
        and chosen[0] > base
        and (chosen[0] - base).days > (base - options[0][1]).days
        and context.tense() == PAST
    ) or (node.rel in (0, None) and node.season == "winter" and base.month <= 2 and not context.southern):
        chosen = options[0]
    return Resolved(*chosen, node.unit, (f"{node.unit}-nearest",), context.anchor, season=node.season)


def _beside(node: Span, focus: Days, context: Context) -> Days:
    """Give the next or last such unit from the days in focus: "the following spring"."""
    ahead = node.rel == 1
    year = focus[1].year if ahead else focus[0].year
    options = [_numbered(node, year + k, context) for k in ((-1, 0, 1) if ahead else (1, 0, -1, -2))]
    found = next((days for days in options if (days[0] > focus[1] if ahead else days[1] < focus[0])), None)
    if found is None:
        raise NoSuchDateError("none beside the days in focus")
    return found


def _follows_days(context: Context) -> bool:
    """Whether the date in focus is a few days that lie behind, so that "the next day" told is the one after them."""
    if context.focus is None or context.anchor is None:
        return False
    first, last = context.focus.days
    return (last - first).days <= FEW_DAYS and last < context.anchor.day and context.tense() != FUTURE


def _numbered(node: Span, year: int, context: Context) -> Days:
    if node.season is not None:
        return cal.season_days(year, node.season, southern=context.southern)
    if node.unit == "quarter":
        return cal.months_days(year, 3 * node.number - 2, 3)
    if node.unit == "half":
        return cal.months_days(year, 6 * node.number - 5, 6)
    return cal.week_within(cal.year_days(year), node.number)


@resolves(Unit)
def _unit(node: Unit, context: Context) -> Resolved:
    anchor: Anchor | None
    if node.focus and node.unit == "day" and context.focus_day is not None:
        base, anchor = context.focus_day, Anchor(context.focus_day, AnchorKind.CONTEXT)
        reading = "day-from-context"
    elif node.focus and node.unit == "day" and context.narrative and context.focus is not None:
        return Resolved(*context.focus.days, context.focus.unit, ("within-context",), context.focus_or_anchor()[2])
    elif node.focus and node.unit == "day" and _follows_days(context):
        assert context.focus is not None
        base = context.focus.days[1 if node.offset > 0 else 0]
        anchor, reading = Anchor(base, AnchorKind.CONTEXT), "day-from-context"
    elif node.focus and node.unit != "day" and context.focus is not None:
        (first, last), _, anchor = context.focus_or_anchor()
        base = last if node.offset > 0 else first
        reading = f"{node.unit}-from-context"
    else:
        base, anchor, reading = context.day(), context.anchor, f"{node.unit}-relative"
    offset = node.offset
    if node.either:
        offset = abs(offset) if context.tense() == FUTURE else -abs(offset)
    if node.bare and node.unit == "weekend" and base.weekday() < SATURDAY and context.tense() == PAST:
        offset -= 1
    first, last = cal.unit_days(base, node.unit, offset)
    return Resolved(first, last, "week" if node.unit in ("weekend", "fortnight") else node.unit, (reading,), anchor)
