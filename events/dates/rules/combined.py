"""Times made of other times: two days before X, from X to Y, since X."""

from __future__ import annotations

from events.dates.grammar import Built, Match
from events.dates.items import Item
from events.dates.nodes import Around, Open, Point, Quantity, Range, Shift, Unit, Window
from events.dates.rules.registry import DAY, T, has, is_possessor, number_of, rule


@rule(
    6,
    "shift",
    f"the? Q=qty S=(before|earlier) the? P={T}",
    f"the? Q=qty S=(after|from|since|later) the? P={T}",
    f"P={T} S=(after_post|before_post|of|from_post) Q=qty (later|from_now|ago|earlier)?",
    f"P={T} Q=qty S=(later|from_now|ago|earlier)",
    f"P={T} ablative Q=qty S=(later|from_now|ago|earlier|before_post|after_post)",
)
def _shift(m: Match) -> Built | None:
    sign = -1 if has(m["S"], "before", "before_post", "ago", "earlier") or has(m.last, "ago", "earlier") else 1
    return Built(Shift(m["Q"].node, sign, base=m["P"].node), "Tx")


@rule(
    6,
    "window",
    f"Q=qty starting P={T}",
    f"for Q=qty comma? from P={T}",
    f"P={T} ablative since_post Q=qty (from_now|later)?",
)
def _window_from(m: Match) -> Built | None:
    return Built(Window(m["Q"].node, 1, base=m["P"].node), "Tx", start=0)


@rule(6, "later", "Q=qty before")
def _before_focus(m: Match) -> Built | None:
    if m.after is not None and not has(m.after, "x", "dot", "comma", "nl"):
        return None
    return Built(Shift(m["Q"].node, -1, focus=True), "Tx")


def _days_only(shift: Shift) -> bool:
    return all(unit in ("day", "week", "month") for _, unit in shift.quantity.amounts)


@rule(6, "weekday-of-shift", "W=Twd comma? X=Tx", "X=Tx (on|in)? W=Twd")
def _weekday_of_shift(m: Match) -> Built | None:
    shift = m["X"].node
    if not isinstance(shift, Shift) or (shift.bare and m.has("W") and m.first is m["X"] and not _days_only(shift)):
        return None
    weekday = m["W"].node
    if not isinstance(weekday, Point):
        return None
    return Built(Point(weekday=weekday.weekday, inside=Around("week", shift)), "Tx")


@rule(
    6,
    "same-period",
    "the? C=Tper (of|in|comma)* the? P=(Tper|Tx)",
    "the? S=same_period (of|in|comma)* the? P=(Tper|Tx)",
)
def _same_period(m: Match) -> Built | None:
    other = m["P"].node
    if m.has("C"):
        same = m["C"].node
        if not isinstance(same, Unit) or not same.focus or same.offset:
            return None
    is_year = isinstance(other, Unit) and other.unit == "year" and other.offset == -1
    if isinstance(other, Shift) and other.base is None:
        is_year = other.sign < 0 and other.quantity.amounts == ((1, "year"),)
    if not is_year:
        return None
    return Built(Shift(Quantity(((1, "year"),)), -1, focus=True), "Tx")


@rule(6, "around-focus", "the? U=calunit S=(before|after)")
def _around_focus(m: Match) -> Built | None:
    if m.after is not None and not has(m.after, "dot", "comma", "nl", "p"):
        return None
    sign = 1 if has(m["S"], "after") else -1
    return Built(Unit(str(m.value("U", "unit")), sign, focus=True), "Tx")


@rule(6, "shift", "the? U=calunit S=(before|after) the? P=(Tday|Tdate|Tnamed|Tper|Tx|Tw|Tmy|Tyear)")
def _unit_before(m: Match) -> Built | None:
    if has(m["U"], "manyunit"):
        return None
    quantity = Quantity(((1, str(m.value("U", "unit"))),))
    return Built(Shift(quantity, 1 if has(m["S"], "after") else -1, base=m["P"].node), "Tx")


ENDS = T.replace(")", "|Trange)")


@rule(
    7,
    "range",
    f"since? (the|day_word)* A={T} (to|dash|until) (the|on|in|day_word)* B={T}",
    f"from (the|day_word)* A={T} (to|dash|until) (the|on|in|day_word)* B={T}",
    "A=(Twd|Tday) B=(Twd|Tday) night_between",
    f"from? A={T} (to|until) and? B={T}",
    f"between (the|day_word)* A={T} (and|to|dash|comma) (the|on|in|day_word)* B={T}",
    f"from the? A={T} (to|dash|until) the? B={T}",
    f"from? A={T} (from_post|to|dash) comma? B={T} (until_post|between_post)",
    f"A={T} (and|to|dash|comma) B={T} (between_post|until_post)",
    f"from A={T} (to|dash|until) B={T} until_post?",
    f"A={T} ablative comma? B={T} until_post?",
)
def _range(m: Match) -> Built | None:
    a, b = m["A"], m["B"]
    if isinstance(a.node, Range) or isinstance(b.node, Range):
        return None
    if _is_dateline(m, a, b):
        return None
    return Built(Range(a.node, b.node), "Trange", start=1 if has(m.first, "outer_the") else 0)


def _is_dateline(m: Match, a: Item, b: Item) -> bool:
    """Whether the dash between a date and a word like "tomorrow" only ends a dateline."""
    link = m.items[m.items.index(a, m.start) + 1]
    is_apart = link.start > a.end and "dash" in link.kinds
    return is_apart and has(a, "Tdate", "Tday") and not has(b, "Tdate", "Tday", "Tnum", "Tmy", "Tmonth", "Tyear")


@rule(7, "range", f"(from|between)? the? C={DAY} dot? (to|dash|until|and) the? B=(Tday|Tdate)")
def _range_into_date(m: Match) -> Built | None:
    node = m["B"].node
    if not isinstance(node, Point) or not has(m.first, "from", "between"):
        return None
    return Built(Range(Point(node.year, node.month, number_of(m, "C")), node), "Trange")


@rule(7, "range", f"(from|between)? A=(Tday|Tdate|Tnum) (to|dash|until|ablative) the? D={DAY} until_post?")
def _range_within_month(m: Match) -> Built | None:
    node, day = m["A"].node, number_of(m, "D")
    if not isinstance(node, Point) or node.day is None or day is None or day <= node.day or node.month is None:
        return None
    if has(m.after, "unit", "clock", "am", "pm"):
        return None
    return Built(Range(node, Point(node.year, node.month, day, hijri=node.hijri)), "Trange")


@rule(7, "day-in-list", "D=(d|ordd) dot? (comma (d|ordd) dot?)* comma? (and|comma) the? X=(Tday|Tdate|Tx)")
def _day_before_date(m: Match) -> Built | None:
    node, day = m["X"].node, number_of(m, "D")
    if (
        not isinstance(node, Point)
        or node.day is None
        or node.hijri
        or day is None
        or day >= node.day
        or has(m.before, "n", "pair")
    ):
        return None
    return Built(Point(node.year, node.month, day, rel=node.rel), "Tday", end=m.end - m.start - 1)


def _day_after_date(m: Match) -> Built | None:
    node, day = m["X"].node, number_of(m, "D")
    if not isinstance(node, Point) or node.day is None or node.hijri or day is None or day <= node.day:
        return None
    if m.after is not None and not has(m.after, "comma", "and", "dot", "nl", "p"):
        return None
    return Built(Point(node.year, node.month, day), "Tday", start=m.end - m.start - 1)


for _stage in (8, 9):
    rule(_stage, "day-in-list", "X=Tday comma? (and|comma) D=(d|ordd)")(_day_after_date)


@rule(7, "list", "A=(Tmonth|Tday) (comma (Tmonth|Tday))* comma? (and|comma) B=(Tmy|Tdate)")
def _lends_its_year(m: Match) -> Built | None:
    """Read the first of "March and April 2020": the year stands once, behind the last."""
    first, last = m["A"].node, m["B"].node
    if not (isinstance(first, Point) and isinstance(last, Point)) or first.hijri or first.bc or last.bc or first.rel:
        return None
    if first.month is None or last.month is None or first.others or first.inside is not None:
        return None
    if (first.month, first.day or 0) >= (last.month, last.day or 0):
        return None
    kind = "Tmy" if first.day is None else "Tdate"
    return Built(Point(last.year, first.month, first.day), kind, end=m.end - m.start - 1)


POSTPOSED = {
    "or_after": "since",
    "or_before": "until",
    "since_post": "since",
    "from_post": "since",
    "after_post": "after",
    "until_post": "until",
    "by_post": "by",
    "before_post": "before",
}


@rule(
    10,
    "open",
    f"O=(since|until|by|before|after|starting) (the|in|on|at|day_word)* X={T}",
    f"from? X={T} ablative? O=(or_after|or_before|since_post|from_post|after_post|until_post|by_post|before_post)",
    f"(since|until|by|before|after|from) X={T} O=(since_post|from_post|after_post|until_post|by_post|before_post)",
)
def _open(m: Match) -> Built | None:
    item, side = m["X"], m["O"]
    for kind in ("starting", "since", "until", "by", "before", "after", *POSTPOSED):
        if kind in side.kinds:
            outside = m.items.index(item, m.start) - m.start if has(m.first, "outer_open") else 0
            opens = "from" if kind == "since" and "from" in side.kinds else POSTPOSED.get(kind, kind)
            if opens == "after" and is_possessor(m):
                return None
            return Built(Open(opens, item.node), "Topen", inner=item, start=outside)
    return None
