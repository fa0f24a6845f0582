"""Times within other times: the first week of May, Friday of next week, late 2022."""

from __future__ import annotations

from events.dates.grammar import Built, Match
from events.dates.nodes import Around, Nth, Part, Point, Range, Shift, Span, Unit, Window
from events.dates.rules.registry import DAY, article, has, number_of, rule

PERIOD = "(Tper|Tmy|Tyear|Tmonth|Tnumbered|Tx|Tdate|Tday|Tdec|Tnamed)"


@rule(
    3,
    "nth",
    f"the? N=(ordd|last|rel) U=calunit (of|in|comma)? the? P={PERIOD}",
    f"the? U=calunit the? N=(ordd|last) (of|in)? the? P={PERIOD}",
    "P=(Tyear|Tper|Tmy|Tmonth) of? the? N=(ordd|last) U=calunit",
    "P=(Tyear|Tper|Tmy|Tmonth) of? N=(ordd|last) W=Twd",
    f"the? N=(ordd|last) W=Twd (of|in|comma)? the? P={PERIOD}",
    f"the? W=Twd the? N=(ordd|last) (of|in)? the? P={PERIOD}",
    "the? N=ordd W=Twd",
    f"the? N=ordd day_word W=Twd (of|in)? P={PERIOD}",
)
def _nth(m: Match) -> Built | None:
    item = m["N"]
    if "rel" in item.kinds and "last" not in item.kinds:
        return None
    index = (
        item.values.get("last")
        if "last" in item.kinds and "ord" not in item.kinds
        else item.values.get("ord", item.values.get("n"))
    )
    if "manyunit" in (m.get("U") or item).kinds and abs(index or 0) == 1:
        return None
    if index is None or (not m.has("P") and (has(m.after, "x") or index > 4)):
        return None
    weekday = m["W"].node.weekday if m.has("W") else None
    return Built(
        Nth(int(index), m["P"].node if m.has("P") else Unit("month", 0), unit=m.value("U", "unit"), weekday=weekday),
        "Tx",
    )


@rule(3, "window", f"the? N=(last|ordd) Q=qty of P={PERIOD}", "P=(Tyear|Tper) of? N=(ordd|last|relback) Q=qty")
def _last_of(m: Match) -> Built | None:
    index = -1 if has(m["N"], "last") else 1
    if has(m["N"], "relback") and not has(m["N"], "last") and not m["P"].end <= m["N"].start:
        return None
    if has(m["N"], "ordd") and number_of(m, "N") != 1 and not has(m["N"], "last"):
        return None
    return Built(Window(m["Q"].node, index, inside=m["P"].node), "Tx")


@rule(3, "weekday-of-week", "W=Twd (of|in|comma)? P=(Tper)", "P=Tper (comma|on|in|the|day_word|of)* W=Twd day_word?")
def _weekday_of_week(m: Match) -> Built | None:
    period, day = m["P"].node, m["W"].node
    if not isinstance(period, Unit) or period.unit not in ("week", "day"):
        return None
    if period.unit == "day" and not has(m.last, "Twd", "Tper"):
        return None
    if period.unit == "day":
        return None
    return Built(Point(weekday=day.weekday, inside=period), "Tx")


@rule(
    3,
    "weekdays-of-week",
    "P=Tper (from|between) the? A=Twd (to|dash|and|until) the? B=Twd",
    "(from|between) A=Twd (to|dash|and|until) B=Twd (of|in)? P=Tper",
)
def _weekdays_of_week(m: Match) -> Built | None:
    period = m["P"].node
    if not isinstance(period, Unit) or period.unit != "week":
        return None
    ends = [Point(weekday=m[name].node.weekday, inside=period) for name in ("A", "B")]
    return Built(Range(*ends), "Trange")


@rule(
    3,
    "day-of-period",
    f"the? D={DAY} (of|in)? P=Tper",
    "the? D=Tnum (of|in)? P=Tper",
    "P=Tper D=ordd",
    "P=Tper of? D=Tnum",
)
def _day_of_period(m: Match) -> Built | None:
    period, day = m["P"].node, m["D"]
    if not isinstance(period, Unit) or period.unit != "month":
        return None
    if day.node is not None:
        day.node.inside = period
        return Built(day.node, "Tx")
    if not has(m.items[m.end - 2], "of", "in") and "ord" not in day.kinds:
        return None
    return Built(Point(day=number_of(m, "D"), inside=period), "Tx")


@rule(
    3,
    "days-of-period",
    f"(from|between)? the? C={DAY} (to|dash|until|and) the? D={DAY} (of|in)? the? P=Tper",
    f"P=Tper C={DAY} ablative D={DAY} until_post?",
    f"P=Tper C={DAY} (and|to|dash) D={DAY} between_post",
)
def _days_of_period(m: Match) -> Built | None:
    period = m["P"].node
    if not isinstance(period, Unit) or period.unit != "month":
        return None
    return Built(
        Range(Point(day=number_of(m, "C"), inside=period), Point(day=number_of(m, "D"), inside=period)), "Trange"
    )


@rule(
    3,
    "month-of-period",
    "M=(Tmonth|Tday|Tnumbered|Tseason|Tnamed) (of|in|comma)? the? P=Tper",
    "P=(Tper|Tx) (of|in)? the? M=(Tmonth|Tday|Tnumbered|Tseason|Tnamed)",
)
def _month_of_period(m: Match) -> Built | None:
    period, inner = m["P"].node, m["M"].node
    if not _is_year(period) or not hasattr(inner, "inside"):
        return None
    inner.inside = period
    return Built(inner, "Tx")


def _is_year(node: object) -> bool:
    """Whether a time is a year counted from the anchor: "last year", "three years ago"."""
    if isinstance(node, Unit):
        return node.unit == "year"
    return isinstance(node, Shift) and [unit for _, unit in node.quantity.amounts] == ["year"] and node.base is None


@rule(3, "month-of-period", "M=(Tmonth|Tday|Tseason) then U=(unit_year|unit_month)")
def _month_of_that(m: Match) -> Built | None:
    """Read "مايو من ذلك العام", where "of that" is one phrase."""
    inner = m["M"].node
    inner.inside = Unit(str(m.value("U", "unit")), 0, focus=True)
    return Built(inner, "Tx")


@rule(3, "before-christ", "(Tseason|Tmonth|Tday|Tpart) (of|in|comma)* the? P=Tyear", "D=Tdec of? E=era_bc")
def _within_year_before_christ(m: Match) -> Built | None:
    if m.has("E"):
        decade = m["D"].node
        return Built(Point(decade.number, bc=True), "Tx") if isinstance(decade, Span) else None
    year = m["P"].node
    return Built(year, "Tx") if isinstance(year, Point) and year.bc else None


@rule(3, "half-of", "H=Tnumbered (of|in)? the? P=(Tmonth|Tmy|Tper|Tdec|Tseason)")
def _half_of(m: Match) -> Built | None:
    half, period = m["H"].node, m["P"].node
    if not isinstance(half, Span) or half.unit != "half" or half.inside is not None:
        return None
    if isinstance(period, Unit) and period.unit in ("year", "day"):
        return None
    return Built(Part(f"half-{half.number}", period), "Tpart", start=article(m))


@rule(
    3,
    "part",
    f"N=(ordd|last|n|decade) dash? decsuffix? day_numbers P={PERIOD}",
)
def _days_by_tens(m: Match) -> Built | None:
    """Read "the first numbers of September", "the twenties of August": the days of a month by tens."""
    number = number_of(m, "N")
    if number is None:
        number = m.value("N", "decade")
    part = {1: "start", 10: "mid", 20: "end", -1: "end"}.get(int(number or 0))
    return None if part is None else Built(Part(part, m["P"].node), "Tpart")


@rule(
    3,
    "week-of",
    f"the? week_of the? (on)? P={PERIOD}",
    "the? unit_week (of|in|starting)? (on|the)* P=(Tday|Tdate|Tnum)",
    "P=(Tday|Tdate|Tnum) week_of_post",
)
def _week_of(m: Match) -> Built | None:
    return Built(Around("week", m["P"].node), "Tx")


@rule(3, "weekend-of", "P=Tnamed U=unit_weekend", "unit_weekend of P=Tnamed", "P=Tnamed W=Tweekend")
def _weekend_of(m: Match) -> Built | None:
    node = m["P"].node
    if m.has("W") and (m["W"].node.offset or m.last.start == 0):
        return None
    node.weekend = True
    return Built(node, "Tx")


@rule(
    4,
    "part",
    "the? P=part (of|in|dash)* the? X=(Tper|Tmonth|Tmy|Tyear|Tnumbered|Tseason|Tdec|Tx|Twd|Tnamed|Tweekend|Tnight)",
    "X=(Tper|Tmonth|Tmy|Tyear|Tseason|Tdec|Tx) dash? (in|of|the)? P=partafter",
)
def _part(m: Match) -> Built | None:
    part, item = str(m.value("P", "part") or m.value("P", "partafter")), m["X"]
    return Built(Part(part, item.node), "Tpart", start=1 if has(m.first, "outer_the") else 0)


@rule(
    4,
    "part",
    "the? P=part (of|in)* the? U=(unit_week|unit_month|unit_year|unit_quarter|unit_day)",
    "U=(unit_week|unit_month|unit_year|unit_quarter) P=partafter",
)
def _part_of_this(m: Match) -> Built | None:
    part, unit = str(m.value("P", "part") or m.value("P", "partafter")), str(m.value("U", "unit"))
    return Built(Part(part, Unit(unit, 0)), "Tpart", start=article(m) if not has(m.items[m.end - 2], "the") else 0)


@rule(4, "part", "the? P=partunit (of|in)? X=Tyear", "the? P=partunit")
def _part_unit(m: Match) -> Built | None:
    part, unit = m.value("P", "partunit")
    return Built(Part(part, m["X"].node if m.has("X") else Unit(unit, 0)), "Tpart", start=article(m))


@rule(3, "part", f"the? N=(ord|last) U=manyunit of? the? P={PERIOD}")
def _first_days(m: Match) -> Built | None:
    number = number_of(m, "N")
    if number not in (1, -1):
        return None
    return Built(Part("start" if number == 1 else "end", m["P"].node), "Tpart", start=article(m))


@rule(3, "deictic", "P=Tper W=Twd")
def _named_day(m: Match) -> Built | None:
    """Read "tomorrow Friday" as one day."""
    day = m["P"].node
    return Built(day, "Tper") if isinstance(day, Unit) and day.unit == "day" and not day.focus else None
