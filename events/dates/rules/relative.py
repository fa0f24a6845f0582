"""Times counted from the anchor: yesterday, last week, three days ago, in recent days."""

from __future__ import annotations

from events.dates.grammar import Built, Match
from events.dates.items import Item
from events.dates.nodes import Clock, Named, Point, Quantity, Range, Shift, Span, Unit, Window
from events.dates.rules.registry import article, has, has_own_article, is_possessor, leads_to_period, number_of, rule

DAYPARTS = frozenset({"morning", "noon", "afternoon", "evening", "night"})


@rule(2, "deictic", "the? D=deictic")
def _deictic(m: Match) -> Built | None:
    if "daypart" in m["D"].kinds and (has(m.first, "the") or has(m.before, "on", "rel", "the")):
        return None
    unit, offset = m.value("D", "deictic")
    if has(m.after, "ord", "ordd") and not has(m.after, "n"):
        return None
    if unit in DAYPARTS:
        return Built(Clock(None, Unit("day", offset), unit), "Tnight")
    either = "either" in m["D"].kinds
    return Built(Unit(unit, offset, either=either), "Tper", start=1 if has(m.first, "outer_the") else 0)


@rule(2, "deictic", "the? D=fdeictic")
def _focus_deictic(m: Match) -> Built | None:
    unit, offset = m.value("D", "fdeictic")
    if has(m.after, "of"):
        return None
    if unit in DAYPARTS:
        return Built(Clock(None, Unit("day", offset, focus=True), unit), "Tnight")
    return Built(Unit(unit, offset, focus=True), "Tper", start=1 if has(m.first, "outer_the") else 0)


@rule(2, "now", "N=now")
def _now(m: Match) -> Built | None:
    if has(m.after, "x", "dash") and not has(m.before, "until", "to", "since", "from", "before"):
        return None
    return Built(Unit("day", 0), "Tper")


@rule(2, "vague-now", "N=soon")
def _soon(_: Match) -> Built | None:
    return None


CLOSING = ("dot", "comma", "nl", "p", "rpar")
"""What may follow "three days after" where it counts from the date in focus: nothing that it could count from."""
NEAR = "(rel|frel)"


def is_inside(m: Match) -> bool:
    """Whether "the last week" is that of a month or year beside it: "last week in July", "2015'in son haftası"."""
    period = m.items[m.end + 1] if m.end + 1 < len(m.items) else None
    counted = has(m.last, "unit_week", "unit_weekend", "unit_day")
    return (counted and has(m.after, "in") and has(period, "Tmonth", "Tmy")) or has(
        m.before, "Tyear", "Tmy", "Tmonth", "mine"
    )


@rule(
    2,
    "relative-unit",
    "the? R=rel U=calunit",
    "the? U=calunit the? R=rel",
    "the? R=frel U=calunit",
    "the? U=calunit R=frel",
)
def _relative_unit(m: Match) -> Built | None:
    unit = str(m.value("U", "unit"))
    item = m["R"]
    focus = "rel" not in item.kinds
    offset = int(item.values["frel" if focus else "rel"])
    if m.after is not None and has(m.after, "dash") and m.after.start == m.last.end:
        return None
    if "last" in item.kinds and m.last is m["U"] and (leads_to_period(m) or is_inside(m)):
        return None
    if (has(m["U"], "manyunit") or has(item, "manyrel")) and offset in (-1, 1) and not focus:
        return None
    if m.last is item and has(m.after, "calunit"):
        return None
    if m.last is item and has(item, "frelpre"):
        return None
    if has(m["U"], "day_word") and has(m.after, "d", "Tday", "Tnum", "Tdate"):
        return None
    node = Unit(unit, offset, focus="frel" in item.kinds or (unit == "day" and abs(offset) <= 1))
    keeps_article = (
        unit in ("decade", "century", "weekend")
        or abs(offset) == 2
        or ("frel" in item.kinds and offset)
        or (unit == "day" and (focus or offset != 0))
    )
    own = keeps_article or (has_own_article(m) and not focus)
    return Built(node, "Tweekend" if unit == "weekend" else "Tper", start=0 if own else article(m))


@rule(2, "this-daypart", "R=rel0 D=daypart")
def _this_daypart(m: Match) -> Built | None:
    return Built(Clock(None, Unit("day", 0), str(m.value("D", "daypart"))), "Tnight")


@rule(2, "the-unit", "the U=(unit_day|unit_week|unit_month|unit_year|unit_quarter)")
def _the_unit(m: Match) -> Built | None:
    unit = str(m.value("U", "unit"))
    if has(m["U"], "manyunit"):
        return None
    inside = has(m.before, "of", "in", "closing")
    if not inside and has(
        m.after,
        "x",
        "of",
        "in",
        "the",
        "qty",
        "before",
        "after",
        "ago",
        "n",
        "apos",
        "that",
        "rel",
        "from",
        "month_word",
        "ord",
        "last",
        "dash",
    ):
        return None
    if m.before is not None and not has(m.before, "of", "in", "for", "nl", "part", "last", "closing"):
        return None
    return Built(Unit(unit, 0, focus=True), "Tper")


INNER = ("partafter", "ord", "last", "d", "rel", "month", "Tmonth", "Tnumbered", "Tseason", "Twd", "qty")
"""What makes "of the year", in one word, a time: "the year's end", "the year's third quarter"."""


@rule(2, "relative-unit", "the? U=unit_weekend", "U=mine", "the? U=unit_weekend R2=rel2")
def _this_unit(m: Match) -> Built | None:
    item = m["U"]
    if "mine" in item.kinds:
        if "calunit" in item.kinds and not has(m.after, *INNER):
            return None
        return Built(Unit(str(item.values["mine"]), 0), "Tper")
    return Built(Unit("weekend", 2 if m.has("R2") else 0, bare=not m.has("R2")), "Tweekend")


@rule(
    2,
    "relative-weekday",
    "the? R=(rel|frel) P=Twd",
    "P=Twd the? R=(rel|frel)",
    "the? R=rel P=(Tmonth|Tseason|Tnamed)",
    "the? P=(Tmonth|Tseason|Tnamed) R=rel",
    "the? R=rel day_word? P=(Tday|Tnum)",
    "P=(Tday|Trange) R=rel",
)
def _relative_point(m: Match) -> Built | None:
    item, relative = m["P"], m["R"].values
    rel = int(relative["rel"] if "rel" in relative else relative["frel"])
    node = item.node
    from_focus = "frel" in relative and relative["frel"] == rel and abs(rel) == 1
    if "rel" not in relative and not from_focus:
        return None
    if from_focus and m.first is m["R"] and is_possessor(m):  # "following Sunday's attack": after it
        return Built(node, "Tw", start=1)
    if "last" in m["R"].kinds and leads_to_period(m) and m.last is m["P"]:
        return None
    if m.last is m["R"] and has(m.after, "calunit"):
        return None
    if abs(rel) > 1:
        if "relweek" not in m["R"].kinds or not isinstance(node, Point) or node.weekday is None:
            return None
        return Built(Point(weekday=node.weekday, inside=Unit("week", rel)), "Tw", start=article(m))
    for point in (node.first, node.last) if isinstance(node, Range) else (node,):
        if isinstance(point, (Point, Span, Named)):
            point.rel = rel
        if isinstance(point, Point):
            point.by_week = "relweek" in m["R"].kinds
            point.focus = from_focus and point.weekday is not None
    if isinstance(node, Range):
        return Built(node, "Trange")
    return Built(node, "Tw" if "Twd" in item.kinds else "Tx", start=article(m))


@rule(2, "ago", "Q=qty ago", "before_count about* the? Q=qty ago?")
def _ago(m: Match) -> Built | None:
    if has(m.before, "ablative", "since_post"):
        return None
    if has(m.first, "before_count") and has(m.after, "of") and not has(m.first, "since"):
        return None
    return Built(Shift(m["Q"].node, -1), "Tx")


@rule(2, "ago", "U=calunit ago_one")
def _one_ago(m: Match) -> Built | None:
    """Read "год назад", where one needs no word."""
    return Built(Shift(Quantity(((1, str(m.value("U", "unit"))),)), -1), "Tx")


@rule(2, "from-now", "after_one U=calunit")
def _after_one(m: Match) -> Built | None:
    """Read "через неделю", where one needs no word."""
    if has(m["U"], "manyunit") or has(m.after, "after", "before", "of", "upon", "later", "n", "rel"):
        return None
    return Built(Shift(Quantity(((1, str(m.value("U", "unit"))),)), 1, by_tense=True), "Tx")


def has_only_one(quantity: Item) -> bool:
    """Whether a quantity is just one unit: "in a year when ..." speaks of no time to come."""
    return [count for count, _ in quantity.node.amounts] == [1]


@rule(2, "from-now", "Q=qty from_now", "after_count about* the? Q=qty from_now?", "in_future about* the? Q=qty")
def _from_now(m: Match) -> Built | None:
    if has(m.before, "ablative", "since_post") or (
        has(m.after, "rel", "of", "frel", "month", "since") and has(m.first, "in_future")
    ):
        return None
    if has(m.last, "from_now") and has(m.last, "later"):
        return Built(Shift(m["Q"].node, 1, by_tense=True), "Tx")
    if has(m.first, "in_future") and has(m.after, "x", "dash") and has_only_one(m["Q"]):
        return None
    if has(m.first, "after_count") and has(m.after, "of", "upon"):
        return None
    if has(m.first, "after_count") and not has(m.last, "from_now"):
        return Built(Shift(m["Q"].node, 1, by_tense=True), "Tx")
    by_tense = has(m.last, "later")
    return Built(Shift(m["Q"].node, 1, by_tense=by_tense, bare=has(m.first, "in_future")), "Tx")


@rule(
    2,
    "later",
    "Q=qty L=later",
    "Q=qty L=earlier",
    "after_count about* Q=qty L=then",
    "before_count about* Q=qty E=then",
    "L=later_before about* Q=qty",
)
def _later(m: Match) -> Built | None:
    counts_from_event = has(m.last, "before", "after") and m.after is not None and not has(m.after, *CLOSING)
    if has(m.before, "ablative", "since_post") or counts_from_event:
        return None
    sign = 1 if has(m["L"], "later", "then", "later_before") else -1
    return Built(Shift(m["Q"].node, sign, focus=True), "Tx")


@rule(
    2,
    "window",
    "(the|rel0)? R=(relback|relnext) Q=qty",
    "within the R=relnext Q=qty",
    "Q=qty the? R=(relback|relnext)",
    "rel0? N=(n|few) R=(relback|relnext) U=calunit",
    "the? U=calunit the? N=(n|few) the? R=(relback|relnext)",
    "the? R=(relback|relnext) few of? U=calunit",
)
def _window(m: Match) -> Built | None:
    sign = int(m.value("R", "rel"))
    if abs(sign) > 1 or ("last" in m["R"].kinds and has(m.after, "of")):
        return None
    if m.has("N") and "ord" in m["N"].kinds:
        return None
    if m.has("Q"):
        quantity = m["Q"].node
    else:
        vague = m.has("N") is False or has(m["N"], "few")
        quantity = Quantity((((number_of(m, "N") if m.has("N") else 3) or 3, str(m.value("U", "unit"))),), bool(vague))
    if m.last is m["R"] and has(m.after, "calunit", "Tmonth", "Twd"):
        return None
    if m.first is m["R"] and has(m.before, "of") and m.start > 1 and has(m.items[m.start - 2], "deictic", "Tyear"):
        return None
    keeps_article = any(unit in ("decade", "century") for _, unit in quantity.amounts)
    return Built(Window(quantity, sign), "Tx", start=0 if keeps_article else article(m))


RECENT = {"day": 7, "week": 4, "month": 6, "year": 5, "decade": 3, "century": 2}
"""How far "recent days", "the coming weeks" reach, in their units."""


@rule(
    2,
    "recent",
    "(the|rel0)? R=(recent|relback|relnext|last) U=manyunit",
    "the? U=manyunit the? R=(recent|relback|relnext|last)",
    "(the|rel0)? R=manyrel U=calunit",
    "the? U=calunit R=manyrel",
)
def _recent(m: Match) -> Built | None:
    item = m["R"]
    unit = str(m.value("U", "unit"))
    if unit not in RECENT or has(m.after, "of", "n", "calunit", "Tyear", "Tmonth", "Tmy", "year_word"):
        return None
    sign = 1 if "relnext" in item.kinds else -1
    return Built(Window(Quantity(((RECENT[unit], unit),), True), sign), "Tx", start=article(m))


@rule(2, "window", "within about* the? Q=qty", "Q=qty within_post")
def _within(m: Match) -> Built | None:
    if has(m.after, "before", "after", "of", "since"):
        return None
    return Built(Window(m["Q"].node, 1), "Tx")
