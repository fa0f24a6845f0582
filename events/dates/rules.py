"""The rules of the grammar, the same for all languages: what a language orders otherwise is another line here."""

from __future__ import annotations

from typing import Any

from events.dates.grammar import Build, Built, Match, Rule
from events.dates.items import Item
from events.dates.nodes import (
    Around, Clock, Named, Node, Nth, Open, Part, Point, Quantity, Range, Shift, Span, Unit, Vague, Window,
)

NODE_KINDS = (
    "Tday", "Tdate", "Tmonth", "Tmy", "Tyear", "Twd", "Tnum", "Tper", "Tnumbered", "Tseason", "Tx", "Trange", "Topen", "Tclock", "qty",
    "Tweekend", "Tpart", "Tvague", "Tnamed", "Tw", "Treject", "Tdec", "Tdays", "Tnight",
)
T = "(Tday|Tdate|Tmonth|Tmy|Tyear|Twd|Tnum|Tper|Tnumbered|Tseason|Tx|Tweekend|Tpart|Tnamed|Tw|Tdec|Tnight)"
NUMBERED_YEAR = "(Tyear|Tper|Tdec)"

RULES: list[Rule] = []


def _rule(stage: int, name: str, *patterns: str) -> Any:
    def register(build: Build) -> Build:
        RULES.extend(Rule(name, stage, pattern, build) for pattern in patterns)
        return build

    return register


def _number(m: Match, name: str) -> int | None:
    item = m[name] if m.has(name) else None
    if item is None:
        return None
    for kind in ("n", "ord", "month", "hmonth", "last", "few", "one"):
        if kind in item.values:
            return int(item.values[kind])
    return None


def _has(item: Item | None, *kinds: str) -> bool:
    return item is not None and any(kind in item.kinds for kind in kinds)


def full_year(item: Item | None, *, short: bool = False) -> int | None:
    """Read a year; of two digits, the one nearest to our time (``16`` is 2016, ``87`` is 1987)."""
    if item is None:
        return None
    value = int(item.values.get("n", 0))
    if item.values.get("digits") == 2 and short:
        return 2000 + value if value < 50 else 1900 + value
    return value


def _article(m: Match) -> int:
    """How many pieces at the start of a match are an article that does not belong to the span."""
    return 1 if _has(m.items[m.start], "the") else 0


# ---- stage 0: quantities --------------------------------------------


AFTER_COUNTED_DAYS = ("ago", "from_now", "later", "earlier", "relback", "relnext", "before_post", "after_post")


def _quantity(m: Match) -> Built | None:
    if _has(m.items[m.start], "unit") and _has(m.before, "rel", "frel", "the", "n", "of", "ord", "last", "x") is True:
        return None
    amounts: list[tuple[float, str]] = []
    number: float | None = None
    vague = False
    for item in m.items[m.start : m.end]:
        if "dual" in item.kinds:
            count, unit = item.values["dual"]
            amounts.append((count, unit))
        elif "unit_half" in item.kinds and not amounts and number is None:
            number = 0.5
        elif "unit" in item.kinds:
            if "month_mark" in item.kinds and "clockunit" not in item.kinds:
                return None
            if "day_mark" in item.kinds and number is not None and number <= 31 and (
                _has(m.before, "month_mark", "month") or not _has(m.after, *AFTER_COUNTED_DAYS)
            ):
                return None
            amounts.append((1 if number is None else number, item.values["unit"]))
            number = None
        elif "few" in item.kinds:
            number, vague = item.values["few"], True
        elif "ord" in item.kinds:
            return None
        elif "n" in item.kinds:
            number = item.values["n"]
            if "y" in item.kinds and _has(m.items[m.end - 1], "unit_weekend"):
                return None
        elif "one" in item.kinds:
            number = number or 1
        elif "and_half" in item.kinds:
            if number is not None:
                number += 0.5
            elif amounts:
                amounts[-1] = (amounts[-1][0] + 0.5, amounts[-1][1])
    if not amounts or any(not 0 < count <= 20_000 for count, _ in amounts):
        return None
    return Built(Quantity(tuple(amounts), vague), "qty")


_MORE = "((comma? and?) ((n|few|one) unit|dual))"
_rule(
    0, "quantity",
    f"((n|few) and_half? dash? unit and_half?|few of? unit|one few of? unit|unit_half one unit|one unit and_half?|dual){_MORE}*",
    f"unit (comma? and?) ((n|few|one) unit|dual) {_MORE}*",
    "((n|few|one) unit|dual) ((comma? and?) ((n|few|one) unit|dual|unit))+",
)(_quantity)


# ---- stage 1: calendar dates --------------------------------------------------------------

DAY = "(d|ordd)"
LINK = "(of|dash|slash|dot|comma)?"
YEAR_LINK = "(of|in|comma|dash|slash|dot)? (in|of)? year_word?"


def _date(m: Match) -> Built | None:
    day, year_item = _number(m, "D"), m["Y"] if m.has("Y") else None
    month_item = m["M"]
    assert month_item is not None
    hijri = "month" not in month_item.kinds and "hmonth" in month_item.kinds
    month = month_item.values.get("month", month_item.values.get("hmonth", month_item.values.get("n")))
    if day is not None and not 1 <= day <= 31:
        return None
    year = full_year(year_item, short=True)
    if year == 0:
        return None
    era = m.value("E", "era")
    if era == "ah":
        hijri = True
    order = "written-MDY" if month_item.start < m["D"].start else "written-DMY"  # type: ignore[union-attr]
    point = Point(order=order, year=year, month=month, day=day, weekday=m.value("W", "wd"), hijri=hijri, bc=era == "bc")  # type: ignore[arg-type]
    trimmed = _article(m) if m.start + 1 < m.end and _has(m.items[m.start + 1], "month", "hmonth", "wd") else 0
    return Built(point, "Tdate" if year is not None else "Tday", start=trimmed)


_WD = "(W=wd (comma|dot|in|on|dash|corresponding)* (the|day_word)? )?"
_rule(
    1, "date",
    f"{_WD} (the)? D={DAY} dot? {LINK} of? the? month_word? of? M=(month|hmonth) ({YEAR_LINK} Y=y)? E=era?",
    f"{_WD} (the)? D={DAY} (dash|slash|dot) M=month (dash|slash|dot) Y=yy",
    f"{_WD} (the)? D={DAY} of? M=month (of|comma|apos) Y=yy",
    f"{_WD} (the)? M=month (dash|dot|slash|the)? the? D={DAY} (comma? (of|in)? year_word? Y=y)? E=era?",
    f"{_WD} M=month the? D={DAY} (comma|apos|comma apos) Y=yy",
    f"{_WD} M=month the? D=ordd Y=yy",
    f"Y=y (dash|slash|comma|of)? M=month (dash|slash|of)? D={DAY} day_mark? (lpar? W=wd rpar?)?",
    f"(Y=y comma? of?)? M=(mm|month) month_mark? of? D={DAY} day_mark (lpar? W=wd rpar?)?",
    f"(Y=y comma? of?)? M=mm month_mark of? D=(d|ordd) day_mark? (lpar? W=wd rpar?)?",
    f"M=month dash Y=y dash D=d",
)(_date)


@_rule(1, "date", "Y=y A=mm B=d")
def _spaced_date(m: Match) -> Built | None:
    a, b = m["A"], m["B"]
    assert a is not None
    assert b is not None
    if a.values.get("digits") != 2 or b.values.get("digits") != 2:
        return None
    return Built(Point(full_year(m["Y"]), _number(m, "A"), _number(m, "B")), "Tdate")


@_rule(1, "numeric-date", "(W=wd (comma|the|corresponding)* )? X=date3")
def _numeric_date(m: Match) -> Built | None:
    from events.dates.numeric import read_numeric_date

    item = m["X"]
    assert item is not None
    return read_numeric_date(item.values["date3"], weekday=m.value("W", "wd"))  # type: ignore[arg-type]


@_rule(1, "numeric-date", "(W=wd (comma|the|corresponding)* )? X=(pair|pairdot) (comma? Y=(y|yy))? dot?")
def _numeric_pair(m: Match) -> Built | None:
    from events.dates.numeric import read_numeric_pair

    return read_numeric_pair(m)


@_rule(1, "month", f"(the? month_word of?)? M=(month|hmonth) ({YEAR_LINK} Y=y E=era?)", "(month_word of?)? M=month (dash|apos|slash|of) Y=yy", "M=month comma? apos Y=yy", "M=month Y=yy", "Y=y slash M=mm",
       "Y=y (dash|slash|comma|of)? the? month_word? M=month month_mark?", "Y=y of? M=mm month_mark", "M=mm (dash) Y=y", "Y=y dash M=mm")
def _month_of_year(m: Match) -> Built | None:
    item, year = m["M"], m["Y"]
    assert item is not None
    assert year is not None
    if year.values.get("digits") == 2 and m.end - m.start == 2 and int(year.values["n"]) < 32:
        return None
    era = m.value("E", "era")
    hijri = ("month" not in item.kinds and "hmonth" in item.kinds) and int(year.values["n"]) < 1600 or era == "ah"
    month = item.values.get("month", item.values.get("hmonth", item.values.get("n")))
    if "month" not in item.kinds and "hmonth" in item.kinds and not hijri:
        return Built(Point(full_year(year), month=month, hijri=True, bc=True), "Tmy")
    if "n" in item.values and _has(m.after, "dash", "slash", "n", "pair") :
        return None
    return Built(Point(full_year(year, short=True), month, hijri=hijri, bc=era == "bc"), "Tmy")


@_rule(1, "month", "the? (month_word of?)? M=(month|hmonth) dot?", "M=month (month_mark|month_word)", "M=mm month_mark")
def _month(m: Match) -> Built | None:
    item = m["M"]
    assert item is not None
    if _has(m.before, "n") and not _has(m.before, "y"):
        return None
    named = any("month_word" in piece.kinds for piece in m.items[m.start : m.end])
    if "weak" in item.kinds and not named and not _may_stand_alone(m, item):
        return None
    end = 1 if _has(m.items[m.end - 1], "dot") else 0
    if end and _has(m.after, "x") is False:
        end = 1
    hijri = "month" not in item.kinds and "hmonth" in item.kinds
    month = item.values.get("month", item.values.get("hmonth", item.values.get("n")))
    return Built(Point(month=month, hijri=hijri), "Tmonth", start=0 if named and not _has(m.items[m.start + 1], "month", "hmonth") else _article(m), end=end)


COMPANY = ("in", "of", "since", "until", "by", "before", "after", "rel", "from", "to", "between", "part", "the", "and", "month_word", "dash", "frel", "on")


def _may_stand_alone(m: Match, item: Item) -> bool:
    """Whether a word that is a month or weekday only among others ("may", "sun") has such company."""
    if "lowered" in item.kinds:
        return _has(m.after, "to", "dash") and _has(m.before, "from", "between") or _has(m.before, "unit")
    return _has(m.before, *COMPANY) or _has(m.after, "rel", "frel", "to", "dash") or _has(m.before, "unit")


@_rule(1, "month-days",
       f"(from|between)? the? C={DAY} dot? (to|dash|until) the? D={DAY} dot? (of|in)? the? month_word? of? M=(month|hmonth) ({YEAR_LINK} Y=y)?",
       f"(between|from) the? C={DAY} dot? and the? D={DAY} dot? (of|in)? the? month_word? of? M=(month|hmonth) ({YEAR_LINK} Y=y)?",
       f"(from|between)? the? month_word? M=(month|hmonth) (from|between)? the? C={DAY} (to|dash|until) the? D={DAY} ((comma|of)* Y=y)?",
       f"the? month_word? M=(month|hmonth) (from|between) the? C={DAY} and the? D={DAY} ((comma|of)* Y=y)?",
       f"between the? M=(month|hmonth) the? C={DAY} (and|to|dash) the? D={DAY} ((comma|of)* Y=y)?",
       f"(Y=y of?)? M=(month|mm) month_mark? C={DAY} day_mark? (to|dash|until|from_post|and) D={DAY} day_mark until_post?",
       f"from? (Y=y of?)? M=(month|mm) month_mark? C={DAY} day_mark? (to|dash|until|from_post) D={DAY} day_mark until_post?")
def _days_of_month(m: Match) -> Built | None:
    first, last, item = _number(m, "C"), _number(m, "D"), m["M"]
    assert item is not None
    if first is None or last is None or not 1 <= first < last <= 31:
        return None
    hijri = "month" not in item.kinds and "hmonth" in item.kinds
    month = item.values.get("month", item.values.get("hmonth", item.values.get("n")))
    year = full_year(m["Y"] if m.has("Y") else None)
    points = [Point(year, month, day, hijri=hijri) for day in (first, last)]
    return Built(Range(*points), "Trange")


@_rule(1, "year", "year_word? Y=y E=era?", "year_word Y=n E=era?", "E=era_ad Y=n", "E=era_bc? Y=n E2=era_bc?", "unit_year Y=n E=era?", "Y=(y|n) E=era_ah", "apos Y=yy")
def _year(m: Match) -> Built | None:
    item = m["Y"]
    assert item is not None
    value = int(item.values.get("n", 0))
    digits = item.values.get("digits", 0)
    era = m.value("E", "era") or m.value("E2", "era")
    named = m.end - m.start > 1 or "marked" in item.values
    if value < 1 or value > 9999 or (digits == 1 and not era) or (m.end - m.start == 1 and "y" not in item.kinds):
        return None
    if _has(m.items[m.start], "apos"):
        if _has(m.after, "decsuffix", "apos") or m.items[m.start].end != item.start:
            return None
        return Built(Point(full_year(item, short=True)), "Tyear")
    if not named:
        if not digits and not _has(m.before, "in", "of", "since", "from", "to", "between", "until", "by", "on", "and", "year_word"):
            return None
        if digits and not 1900 <= value <= 2099 and not _has(
            m.before, "in", "of", "since", "from", "between", "until", "by", "before", "after", "lpar", "to", "part", "on",
        ) and not (_has(m.before, "dash", "and") and m.start > 1 and _has(m.items[m.start - 2], "y")) and not _has(m.after, "dash", "rpar"):
            return None
    if digits == 2 and era is None:
        return None
    year = full_year(item, short=digits == 2 and era is None)
    hijri = era == "ah" or (era is None and False)
    return Built(Point(year, hijri=hijri, bc=era == "bc"), "Tyear")


@_rule(1, "decade", "the? Y=y apos? S=decsuffix", "the? apos? Y=(yy|n) apos? S=decsuffix", "the? Y=decade", "the? C=w Y=decade", "the? unit_decade N=decade", "the? Y=(y|yy) dash? S=decsuffix (unit_year|unit_decade|year_word|year_mark)", "Y=(y|yy) unit_decade", "the? Y=decade (unit_year|year_word|year_mark)")
def _decade(m: Match) -> Built | None:
    item = m["Y"] if m.has("Y") else m["N"]
    assert item is not None
    value = int(item.values.get("n", item.values.get("decade", 0)))
    if value % 10 or m.has("S") and m["S"].start - item.end > 2 and not _has(m["S"], "dash"):  # type: ignore[union-attr]
        return None
    if value < 100:
        if "n" in item.values and item.values.get("digits") != 2:
            return None
        century = _number(m, "C")
        value += 100 * century if century in (18, 19, 20) else 1900 if value >= 20 else 2000
    elif value < 1000:
        return None
    return Built(Span("decade", value), "Tdec")


@_rule(1, "century", "the? N=(ordd|n|roman|last) dash? unit_century E=era?", "the? unit_century the? N=(ordd|roman) E=era?")
def _century(m: Match) -> Built | None:
    item = m["N"]
    assert item is not None
    number = item.values.get("ord", item.values.get("roman", item.values.get("n")))
    if number is None or not 1 <= int(number) <= 22:
        return None
    if "ord" not in item.values and "roman" not in item.values and "ordd" not in item.kinds and not _has(m.items[m.end - 1], "era"):
        return None
    return Built(Span("century", int(number), bc=m.value("E", "era") == "bc"), "Tdec")


@_rule(1, "quarter", f"the? Q=(quarter_letter|half_letter) N=mm ({YEAR_LINK} Y=y)?", "Y=y dash? Q=(quarter_letter|half_letter) N=mm",
       f"the? N=(ordd|last|roman|mm) dash? Q=(unit_quarter|unit_half) of? ({YEAR_LINK} Y=y)?", f"the? Q=(unit_quarter|unit_half) the? N=(ordd|last) ({YEAR_LINK} Y=y)?", "Y=y the? Q=(unit_quarter|unit_half) the? N=(ordd|last)",
       "Y=y the? N=(ordd|last|mm) dash? Q=(unit_quarter|unit_half)")
def _quarter(m: Match) -> Built | None:
    kind, number = m["Q"], _number(m, "N")
    assert kind is not None
    letter = _has(kind, "quarter_letter", "half_letter")
    unit = "half" if _has(kind, "half_letter", "unit_half") else "quarter"
    if letter and m["N"].start != kind.end:  # type: ignore[union-attr]
        return None
    if not letter and "n" in m["N"].values and "ord" not in m["N"].values and "ordd" not in m["N"].kinds and "unit_quarter" not in kind.kinds:  # type: ignore[union-attr]
        return None
    if number is None or number == 0 or number > (2 if unit == "half" else 4):
        return None
    if number < 0:
        number = 2 if unit == "half" else 4
    year = full_year(m["Y"] if m.has("Y") else None)
    return Built(Span(unit, number, year), "Tnumbered" if year is None else "Tx")


@_rule(1, "season", f"the? S=season ({YEAR_LINK} Y=(y))", "Y=y S=season", "the? S=season apos Y=yy")
def _season_of_year(m: Match) -> Built | None:
    return Built(Span("season", 0, full_year(m["Y"], short=True), season=str(m.value("S", "season"))), "Tx")


@_rule(1, "season", "the? S=season")
def _season(m: Match) -> Built | None:
    item = m["S"]
    company = _has(m.before, "rel", "in", "part") or _has(m.after, "rel")
    if "weak" in item.kinds and not company:  # type: ignore[union-attr]
        return None
    return Built(Span("season", 0, season=str(m.value("S", "season"))), "Tseason")


@_rule(1, "week-number", f"the? unit_week N=n ({YEAR_LINK} Y=y)?", f"Y=y unit_week N=n")
def _week_number(m: Match) -> Built | None:
    number = _number(m, "N")
    if number is None or not 1 <= number <= 53 or _has(m.before, "rel", "n") or _has(m.after, "month", "slash", "am", "pm", "hmonth"):
        return None
    year = full_year(m["Y"] if m.has("Y") else None)
    return Built(Span("week", number, year), "Tx" if year else "Tnumbered", start=_article(m))


@_rule(1, "weekday", "W=wd dot?")
def _weekday(m: Match) -> Built | None:
    item = m["W"]
    assert item is not None
    if "weak" in item.kinds and not _may_stand_alone(m, item) and not _has(m.after, "comma", "at", "ampm", "Tclock"):
        return None
    end = 1 if m.end - m.start > 1 and _has(m.items[m.end - 1], "dot") else 0
    return Built(Point(weekday=int(item.values["wd"])), "Twd", end=end)


@_rule(1, "weekday-day", f"W=wd (comma|in|on)? the D={DAY}", "W=wd (comma|in|on)? the? D=ordd", "W=wd (in|on)? D=d")
def _weekday_and_day(m: Match) -> Built | None:
    day = m["D"]
    assert day is not None
    if _has(m.after, "dash", "am", "pm", "colon", "unit", "pair", "month") and "ord" not in day.kinds:
        return None
    plain = "ord" not in day.kinds
    if "digits" not in day.values and _has(m.after, "x"):
        return None
    if plain and _has(m.after, "x", "calunit"):
        return None
    if plain and "digits" not in day.values and not _has(m.items[m.end - 2], "the", "in"):
        return None
    return Built(Point(day=_number(m, "D"), weekday=int(m.value("W", "wd"))), "Tday" if not plain else "Tnum")  # type: ignore[call-overload]


@_rule(1, "day-of-month", "the D=(d|ordd)", "day_word D=(d|ordd)", "D=(d|ordd) M=day_mark", "D=ordd")
def _day_of_month(m: Match) -> Built | None:
    day = m["D"]
    assert day is not None
    if m.has("M"):
        return Built(Point(day=_number(m, "D")), "Tnum")
    if not 1 <= int(_number(m, "D") or 0) <= 31 or _has(m.after, "x", "unit", "n", "wd", "dash", "month"):
        return None
    if not _has(m.before, "on", "for", "until", "by", "before", "after", "since", "from", "to", "between", "and", "in"):
        return None
    if m.end - m.start == 1 and ("digits" in day.values or day.values.get("ord", 0) < 2):
        return None
    if _has(m.items[m.start], "the") and "ord" not in day.kinds and not _has(m.before, "on", "for", "until", "by"):
        return None
    return Built(Point(day=_number(m, "D")), "Tnum")


@_rule(1, "named", "the? N=named (YEARLINK? Y=y)?".replace("YEARLINK?", YEAR_LINK), "Y=y N=named")
def _named(m: Match) -> Built | None:
    return Built(Named(str(m.value("N", "named")), full_year(m["Y"] if m.has("Y") else None)), "Tnamed", start=_article(m))


# ---- stage 2: relative times --------------------------------------------------------------


@_rule(2, "deictic", "the? D=deictic")
def _deictic(m: Match) -> Built | None:
    unit, offset = m.value("D", "deictic")  # type: ignore[misc]
    if unit == "night":
        return Built(Clock(None, Unit("day", offset), "night"), "Tnight")
    return Built(Unit(unit, offset), "Tper")


@_rule(2, "now", "N=now")
def _now(m: Match) -> Built | None:
    if _has(m.after, "x", "dash") and not _has(m.before, "until", "to", "since", "from", "before"):
        return None
    return Built(Unit("day", 0), "Tper")


@_rule(2, "vague-now", "N=soon")
def _soon(_: Match) -> Built | None:
    return None


NEAR = "(rel|frel)"


@_rule(2, "relative-unit", "the? R=rel U=calunit", "the? U=calunit the? R=rel", "the? R=frel U=calunit", "the? U=calunit R=frel")
def _relative_unit(m: Match) -> Built | None:
    unit = str(m.value("U", "unit"))
    item = m["R"]
    assert item is not None
    focus = "rel" not in item.kinds
    offset = int(item.values["frel" if focus else "rel"])
    if m.after is not None and _has(m.after, "dash") and m.after.start == m.items[m.end - 1].end:
        return None
    if "last" in item.kinds and _has(m.after, "of") and m.items[m.end - 1] is m["U"]:
        return None
    if _has(m["U"], "manyunit") and offset in (-1, 1) and not focus:
        return None
    if m.items[m.end - 1] is item and _has(m.after, "calunit"):
        return None
    node = Unit(unit, offset, focus=focus or ("frel" in item.kinds and unit == "day"))
    keeps_article = unit in ("decade", "century", "weekend") or abs(offset) == 2 or ("frel" in item.kinds and offset) or (unit == "day" and (focus or offset != 0))
    return Built(node, "Tweekend" if unit == "weekend" else "Tper", start=0 if keeps_article else _article(m))


@_rule(2, "this-daypart", "R=rel0 D=daypart")
def _this_daypart(m: Match) -> Built | None:
    return Built(Clock(None, Unit("day", 0), str(m.value("D", "daypart"))), "Tnight")


@_rule(2, "the-unit", "the U=(unit_day|unit_week|unit_month|unit_year|unit_quarter)")
def _the_unit(m: Match) -> Built | None:
    unit = str(m.value("U", "unit"))
    inside = _has(m.before, "of", "in", "closing")
    if not inside and _has(m.after, "x", "of", "in", "the", "qty", "before", "after", "ago", "n", "apos", "that", "rel", "from", "month_word", "ord", "last", "dash"):
        return None
    if m.before is not None and not _has(m.before, "of", "in", "for", "nl", "part", "last", "closing"):
        return None
    return Built(Unit(unit, 0, focus=True), "Tper")


@_rule(2, "relative-unit", "the? U=unit_weekend", "U=mine", "the? U=unit_weekend R2=rel2")
def _this_unit(m: Match) -> Built | None:
    item = m["U"]
    assert item is not None
    if "mine" in item.kinds:
        return Built(Unit(str(item.values["mine"]), 0), "Tper")
    return Built(Unit("weekend", 2 if m.has("R2") else 0, bare=not m.has("R2")), "Tweekend")


@_rule(2, "relative-weekday", "the? R=rel P=Twd", "P=Twd the? R=rel", "the? R=rel P=(Tmonth|Tseason|Tnamed)", "the? P=(Tmonth|Tseason|Tnamed) R=rel",
       "the? R=rel P=(Tday|Tnum)")
def _relative_point(m: Match) -> Built | None:
    item, rel = m["P"], int(m.value("R", "rel"))  # type: ignore[call-overload]
    assert item is not None
    node = item.node
    if "last" in m["R"].kinds and _has(m.after, "of") and m.items[m.end - 1] is m["P"]:  # type: ignore[union-attr]
        return None
    if abs(rel) > 1 or (m.items[m.end - 1] is m["R"] and _has(m.after, "calunit")):
        return None
    node.rel = rel
    if isinstance(node, Point):
        node.by_week = "relweek" in m["R"].kinds  # type: ignore[union-attr]
    return Built(node, "Tw" if "Twd" in item.kinds else "Tx", start=_article(m))


@_rule(2, "ago", "Q=qty ago", "before_count about* the? Q=qty ago?")
def _ago(m: Match) -> Built | None:
    return Built(Shift(m["Q"].node, -1), "Tx")  # type: ignore[union-attr]


@_rule(2, "from-now", "Q=qty from_now", "after_count about* the? Q=qty from_now?", "in_future about* the? Q=qty")
def _from_now(m: Match) -> Built | None:
    if _has(m.after, "rel", "of", "frel", "month", "since") and _has(m.items[m.start], "in_future"):
        return None
    return Built(Shift(m["Q"].node, 1, bare=_has(m.items[m.start], "in_future")), "Tx")  # type: ignore[union-attr]


@_rule(2, "later", "Q=qty L=later", "Q=qty L=earlier", "after_count about* Q=qty L=then", "before_count about* Q=qty E=then", "L=later_before about* Q=qty")
def _later(m: Match) -> Built | None:
    sign = 1 if _has(m["L"], "later", "then", "later_before") else -1
    return Built(Shift(m["Q"].node, sign, focus=True), "Tx")  # type: ignore[union-attr]


@_rule(2, "window", "the? R=(relback|relnext) Q=qty", "within the R=relnext Q=qty",
       "Q=qty the? R=(relback|relnext)", "N=(n|few) R=(relback|relnext) U=calunit", "the? U=calunit the? N=(n|few) the? R=(relback|relnext)",
       "the? R=(relback|relnext) few of? U=calunit")
def _window(m: Match) -> Built | None:
    sign = int(m.value("R", "rel"))  # type: ignore[call-overload]
    if abs(sign) > 1 or ("last" in m["R"].kinds and _has(m.after, "of")):  # type: ignore[union-attr]
        return None
    if m.has("N") and "ord" in m["N"].kinds:  # type: ignore[union-attr]
        return None
    if m.has("Q"):
        quantity = m["Q"].node  # type: ignore[union-attr]
    else:
        vague = m.has("N") is False or _has(m["N"], "few")
        quantity = Quantity((((_number(m, "N") if m.has("N") else 3) or 3, str(m.value("U", "unit"))),), bool(vague))
    if m.items[m.end - 1] is m["R"] and _has(m.after, "calunit", "Tmonth", "Twd"):
        return None
    keeps_article = any(unit in ("decade", "century") for _, unit in quantity.amounts)
    return Built(Window(quantity, sign), "Tx", start=0 if keeps_article else _article(m))


RECENT = {"day": 7, "week": 4, "month": 6, "year": 5, "decade": 3, "century": 2}
"""How far "recent days", "the coming weeks" reach, in their units."""


@_rule(2, "recent", "the? R=(recent|relback|relnext|last) U=manyunit", "the? U=manyunit the? R=(recent|relback|relnext|last)")
def _recent(m: Match) -> Built | None:
    item = m["R"]
    assert item is not None
    unit = str(m.value("U", "unit"))
    if unit not in RECENT or _has(m.after, "of", "n", "calunit"):
        return None
    sign = 1 if "relnext" in item.kinds else -1
    return Built(Window(Quantity(((RECENT[unit], unit),), True), sign), "Tx", start=_article(m))


@_rule(2, "window", "within about* the? Q=qty")
def _within(m: Match) -> Built | None:
    if _has(m.after, "before", "after", "of", "since"):
        return None
    return Built(Window(m["Q"].node, 1), "Tx")  # type: ignore[union-attr]


# ---- stage 3: within a period -------------------------------------------------------------

PERIOD = "(Tper|Tmy|Tyear|Tmonth|Tnumbered|Tx|Tdate|Tday|Tdec|Tnamed)"


@_rule(3, "nth", f"the? N=(ordd|last|rel) U=calunit (of|in|comma)? the? P={PERIOD}", f"the? U=calunit the? N=(ordd|last) (of|in)? the? P={PERIOD}",
       f"P=(Tyear|Tper) the? N=(ordd|last) U=calunit", f"the? N=(ordd|last) W=Twd (of|in|comma)? the? P={PERIOD}", f"the? W=Twd the? N=(ordd|last) (of|in)? the? P={PERIOD}", "the? N=ordd W=Twd",
       f"the? N=ordd day_word W=Twd (of|in)? P={PERIOD}")
def _nth(m: Match) -> Built | None:
    item = m["N"]
    assert item is not None
    if "rel" in item.kinds and "last" not in item.kinds:
        return None
    index = item.values.get("last") if "last" in item.kinds and "ord" not in item.kinds else item.values.get("ord", item.values.get("n"))
    if index is None or not m.has("P") and (_has(m.after, "x") or index > 4):
        return None
    weekday = m["W"].node.weekday if m.has("W") else None  # type: ignore[union-attr]
    return Built(Nth(int(index), m["P"].node if m.has("P") else Unit("month", 0), unit=m.value("U", "unit"), weekday=weekday), "Tx")  # type: ignore[arg-type]


@_rule(3, "window", f"the? N=(last|ordd) Q=qty of P={PERIOD}")
def _last_of(m: Match) -> Built | None:
    index = -1 if _has(m["N"], "last") else 1
    if _has(m["N"], "ordd") and _number(m, "N") != 1 and not _has(m["N"], "last"):
        return None
    return Built(Window(m["Q"].node, index, inside=m["P"].node), "Tx")  # type: ignore[union-attr]


@_rule(3, "weekday-of-week", "W=Twd (of|in|comma)? P=(Tper)", "P=Tper (comma|on|in|the|day_word|of)* W=Twd")
def _weekday_of_week(m: Match) -> Built | None:
    period, day = m["P"].node, m["W"].node  # type: ignore[union-attr]
    if not isinstance(period, Unit) or period.unit not in ("week", "day"):
        return None
    if period.unit == "day" and not _has(m.items[m.end - 1], "Twd", "Tper"):
        return None
    if period.unit == "day":
        return None
    return Built(Point(weekday=day.weekday, inside=period), "Tx")


@_rule(3, "weekdays-of-week", "P=Tper (from|between) the? A=Twd (to|dash|and|until) the? B=Twd", "(from|between) A=Twd (to|dash|and|until) B=Twd (of|in)? P=Tper")
def _weekdays_of_week(m: Match) -> Built | None:
    period = m["P"].node  # type: ignore[union-attr]
    if not isinstance(period, Unit) or period.unit != "week":
        return None
    ends = [Point(weekday=m[name].node.weekday, inside=period) for name in ("A", "B")]  # type: ignore[union-attr]
    return Built(Range(*ends), "Trange")


@_rule(3, "day-of-period", f"the? D={DAY} (of|in)? P=Tper", "the? D=Tnum (of|in)? P=Tper")
def _day_of_period(m: Match) -> Built | None:
    period, day = m["P"].node, m["D"]  # type: ignore[union-attr]
    assert day is not None
    if not isinstance(period, Unit) or period.unit != "month":
        return None
    if day.node is not None:
        day.node.inside = period
        return Built(day.node, "Tx")
    if not _has(m.items[m.end - 2], "of", "in") and "ord" not in day.kinds:
        return None
    return Built(Point(day=_number(m, "D"), inside=period), "Tx")


@_rule(3, "days-of-period", f"(from|between)? the? C={DAY} (to|dash|until|and) the? D={DAY} (of|in)? the? P=Tper")
def _days_of_period(m: Match) -> Built | None:
    period = m["P"].node  # type: ignore[union-attr]
    if not isinstance(period, Unit) or period.unit != "month":
        return None
    return Built(Range(Point(day=_number(m, "C"), inside=period), Point(day=_number(m, "D"), inside=period)), "Trange")


@_rule(3, "month-of-period", "M=(Tmonth|Tday|Tnumbered|Tseason|Tnamed) (of|in|comma)? the? P=Tper", "P=Tper the? M=(Tnumbered)")
def _month_of_period(m: Match) -> Built | None:
    period, inner = m["P"].node, m["M"].node  # type: ignore[union-attr]
    if not isinstance(period, Unit) or period.unit != "year" or not hasattr(inner, "inside"):
        return None
    inner.inside = period
    return Built(inner, "Tx")


@_rule(3, "week-of", f"the? week_of the? (on)? P={PERIOD}", "the? unit_week (of|in|starting)? (on|the)* P=(Tday|Tdate|Tnum)")
def _week_of(m: Match) -> Built | None:
    return Built(Around("week", m["P"].node), "Tx")  # type: ignore[union-attr]


@_rule(3, "weekend-of", "P=Tnamed U=unit_weekend", "unit_weekend of P=Tnamed", "P=Tnamed W=Tweekend")
def _weekend_of(m: Match) -> Built | None:
    node = m["P"].node  # type: ignore[union-attr]
    if m.has("W") and (m["W"].node.offset or m.items[m.end - 1].start == 0):  # type: ignore[union-attr]
        return None
    node.weekend = True
    return Built(node, "Tx")


# ---- stage 4: parts -----------------------------------------------------------------------


@_rule(4, "part", "the? P=part (of|in|dash)* the? X=(Tper|Tmonth|Tmy|Tyear|Tnumbered|Tseason|Tdec|Tx|Twd|Tnamed|Tweekend|Tnight)",
       "X=(Tper|Tmonth|Tmy|Tyear|Tseason|Tdec|Tx) dash? (in|of|the)? P=partafter")
def _part(m: Match) -> Built | None:
    part, item = str(m.value("P", "part") or m.value("P", "partafter")), m["X"]
    assert item is not None
    return Built(Part(part, item.node), "Tpart")


@_rule(4, "part", "the? P=part (of|in)* the? U=(unit_week|unit_month|unit_year|unit_quarter|unit_day)", "U=(unit_week|unit_month|unit_year|unit_quarter) P=partafter")
def _part_of_this(m: Match) -> Built | None:
    part, unit = str(m.value("P", "part") or m.value("P", "partafter")), str(m.value("U", "unit"))
    return Built(Part(part, Unit(unit, 0)), "Tpart", start=_article(m) if not _has(m.items[m.end - 2], "the") else 0)


# ---- stage 5: times of day ----------------------------------------------------------------


def _times(m: Match) -> Built | None:
    from events.dates.clock import build_clock

    return build_clock(m)


DAYLIKE = "(Tday|Tdate|Twd|Tnum|Tper|Tx|Tw|Tnight)"
_HOUR = "(clock (am|pm|oclock)?|(n|pairdot) (am|pm|oclock))"
_MOMENT = f"({_HOUR} ((in|at)? the? daypart)?|(in|at|on)? the? part? daypart ((at|on)? {_HOUR})?)"
_ZONE = "(comma? zone ((plus|dash) n)?|lpar zone ((plus|dash) n)? rpar)"
_TIMES = f"({_MOMENT}|(clock|n) (to|dash|and|until) {_HOUR}|{_HOUR} (to|dash|and|until) ({_HOUR}|n)) {_ZONE}?"
_rule(
    5, "time",
    f"D={DAYLIKE} (comma|at|around|from|between|before|after|part)* {_TIMES}",
    f"D={DAYLIKE} at (n|pairdot)",
    "D=(Twd|Tw) n dash n", "n dash n D=(Twd|Tw)",
    f"D={DAYLIKE} (from|between) n (to|dash|and|until) (n|{_HOUR})",
    f"(from|between)? {_TIMES} (on|of|at|in|day_word)* the? D={DAYLIKE}",
    "the? part? daypart (of|in|on)* D=Trange",
)(_times)
_rule(5, "time", f"{_HOUR} {_ZONE}", f"n {_ZONE}")(_times)


# ---- stage 6: shifts from other times -----------------------------------------------------


@_rule(6, "shift", f"the? Q=qty S=(before|earlier) the? P={T}", f"the? Q=qty S=(after|from|since|later) the? P={T}",
       f"P={T} S=(after_post|before_post|of|from_post) Q=qty (later|from_now|ago|earlier)?", f"P={T} Q=qty S=(later|from_now|ago|earlier)")
def _shift(m: Match) -> Built | None:
    sign = -1 if _has(m["S"], "before", "before_post", "ago", "earlier") or _has(m.items[m.end - 1], "ago", "earlier") else 1
    return Built(Shift(m["Q"].node, sign, base=m["P"].node), "Tx")  # type: ignore[union-attr]


@_rule(6, "window", f"Q=qty starting P={T}", f"for Q=qty comma? from P={T}")
def _window_from(m: Match) -> Built | None:
    return Built(Window(m["Q"].node, 1, base=m["P"].node), "Tx", start=0)  # type: ignore[union-attr]


@_rule(6, "later", "Q=qty before")
def _before_focus(m: Match) -> Built | None:
    if m.after is not None and not _has(m.after, "x", "dot", "comma", "nl"):
        return None
    return Built(Shift(m["Q"].node, -1, focus=True), "Tx")  # type: ignore[union-attr]


def _days_only(shift: Shift) -> bool:
    return all(unit in ("day", "week", "month") for _, unit in shift.quantity.amounts)


@_rule(6, "weekday-of-shift", "W=Twd comma? X=Tx", "X=Tx (on|in)? W=Twd")
def _weekday_of_shift(m: Match) -> Built | None:
    shift = m["X"].node  # type: ignore[union-attr]
    if not isinstance(shift, Shift) or (shift.bare and m.has("W") and m.items[m.start] is m["X"] and not _days_only(shift)):
        return None
    return Built(Point(weekday=m["W"].node.weekday, inside=Around("week", shift)), "Tx")  # type: ignore[union-attr]


@_rule(6, "same-period", "the? C=Tper (of|in|comma)* the? P=(Tper|Tx)", "the? S=same_period (of|in|comma)* the? P=(Tper|Tx)")
def _same_period(m: Match) -> Built | None:
    other = m["P"].node  # type: ignore[union-attr]
    if m.has("C"):
        same = m["C"].node  # type: ignore[union-attr]
        if not isinstance(same, Unit) or not same.focus or same.offset:
            return None
    is_year = isinstance(other, Unit) and other.unit == "year" and other.offset == -1
    if isinstance(other, Shift) and other.base is None:
        is_year = other.sign < 0 and other.quantity.amounts == ((1, "year"),)
    if not is_year:
        return None
    return Built(Shift(Quantity(((1, "year"),)), -1, focus=True), "Tx")


@_rule(6, "around-focus", "the? U=calunit S=(before|after)")
def _around_focus(m: Match) -> Built | None:
    if m.after is not None and not _has(m.after, "dot", "comma", "nl", "p"):
        return None
    sign = 1 if _has(m["S"], "after") else -1
    return Built(Unit(str(m.value("U", "unit")), sign, focus=True), "Tx")


@_rule(6, "shift", "the? U=calunit S=(before|after) the? P=(Tday|Tdate|Tnamed|Tper|Tx|Tw|Tmy|Tyear)")
def _unit_before(m: Match) -> Built | None:
    quantity = Quantity(((1, str(m.value("U", "unit"))),))
    return Built(Shift(quantity, 1 if _has(m["S"], "after") else -1, base=m["P"].node), "Tx")  # type: ignore[union-attr]


# ---- stage 7: ranges ----------------------------------------------------------------------

ENDS = T.replace(")", "|Trange)")


@_rule(7, "range", f"since? (the|day_word)* A={T} (to|dash|until) (the|on|in|day_word)* B={T}", f"from (the|day_word)* A={T} comma? (to|dash|until) (the|on|in|day_word)* B={T}", f"from? A={T} (to|until) and? B={T}", f"between (the|day_word)* A={T} (and|to|dash|comma) (the|on|in|day_word)* B={T}",
       f"from the? A={T} (to|dash|until) the? B={T}", f"from? A={T} (from_post|to|dash) comma? B={T} (until_post|between_post)",
       f"A={T} (and|to|dash|comma) B={T} (between_post|until_post)", f"from A={T} (to|dash|until) B={T} until_post?")
def _range(m: Match) -> Built | None:
    a, b = m["A"], m["B"]
    assert a is not None
    assert b is not None
    if isinstance(a.node, Range) or isinstance(b.node, Range):
        return None
    return Built(Range(a.node, b.node), "Trange")


@_rule(7, "range", f"(from|between)? the? C={DAY} dot? (to|dash|until|and) the? B=(Tday|Tdate)")
def _range_into_date(m: Match) -> Built | None:
    node = m["B"].node  # type: ignore[union-attr]
    if not isinstance(node, Point) or not _has(m.items[m.start], "from", "between"):
        return None
    return Built(Range(Point(node.year, node.month, _number(m, "C")), node), "Trange")


@_rule(7, "range", f"(from|between)? A=(Tday|Tdate|Tnum) (to|dash|until) the? D={DAY}")
def _range_within_month(m: Match) -> Built | None:
    node, day = m["A"].node, _number(m, "D")  # type: ignore[union-attr]
    if not isinstance(node, Point) or node.day is None or day is None or day <= node.day or node.month is None:
        return None
    if _has(m.after, "unit", "clock", "am", "pm"):
        return None
    return Built(Range(node, Point(node.year, node.month, day, hijri=node.hijri)), "Trange")


@_rule(7, "day-in-list", "D=(d|ordd) (comma d)* comma? (and|comma) the? X=(Tday|Tdate)")
def _day_before_date(m: Match) -> Built | None:
    node, day = m["X"].node, _number(m, "D")  # type: ignore[union-attr]
    if not isinstance(node, Point) or node.day is None or node.hijri or day is None or day >= node.day or _has(m.before, "n", "pair"):
        return None
    return Built(Point(node.year, node.month, day), "Tday", end=m.end - m.start - 1)


def _day_after_date(m: Match) -> Built | None:
    node, day = m["X"].node, _number(m, "D")  # type: ignore[union-attr]
    if not isinstance(node, Point) or node.day is None or node.hijri or day is None or day <= node.day:
        return None
    if m.after is not None and not _has(m.after, "comma", "and", "dot", "nl", "p"):
        return None
    return Built(Point(node.year, node.month, day), "Tday", start=m.end - m.start - 1)


for _stage in (8, 9):
    _rule(_stage, "day-in-list", "X=Tday comma? (and|comma) D=(d|ordd)")(_day_after_date)


# ---- stage 10: open ends -------------------------------------------------------------------

POSTPOSED = {
    "starting": "since", "or_after": "since", "or_before": "until", "since_post": "since", "from_post": "since", "after_post": "after", "until_post": "until",
    "by_post": "by", "before_post": "before",
}


@_rule(10, "open", f"O=(since|until|by|before|after|starting) (the|in|on|at|day_word)* X={T}", f"X={T} O=(or_after|or_before|since_post|from_post|after_post|until_post|by_post|before_post)",
       f"(since|until|by|before|after|from) X={T} O=(since_post|from_post|after_post|until_post|by_post|before_post)")
def _open(m: Match) -> Built | None:
    item, side = m["X"], m["O"]
    assert item is not None
    assert side is not None
    for kind in ("since", "until", "by", "before", "after", *POSTPOSED):
        if kind in side.kinds:
            return Built(Open(POSTPOSED.get(kind, kind), item.node), "Topen", inner=item)
    return None
