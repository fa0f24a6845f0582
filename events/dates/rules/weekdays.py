"""Weekdays, days of a month without the month, and times that have a name."""

from __future__ import annotations

from events.dates.grammar import Built, Match
from events.dates.nodes import Named, Point
from events.dates.rules.registry import DAY, YEAR_LINK, article, full_year, has, may_stand_alone, number_of, rule


@rule(1, "weekday", "W=wd dot?")
def _weekday(m: Match) -> Built | None:
    item = m["W"]
    if "weak" in item.kinds and not may_stand_alone(m, item) and not has(m.after, "comma", "at", "ampm", "Tclock"):
        return None
    end = 1 if m.end - m.start > 1 and has(m.last, "dot") else 0
    return Built(Point(weekday=int(item.values["wd"])), "Twd", end=end)


@rule(1, "weekday-day", f"W=wd (comma|in|on)? the D={DAY}", "W=wd (comma|in|on)? the? D=ordd", "W=wd (in|on)? D=d")
def _weekday_and_day(m: Match) -> Built | None:
    day = m["D"]
    if has(m.after, "dash", "am", "pm", "colon", "unit", "pair", "month") and "ord" not in day.kinds:
        return None
    plain = "ord" not in day.kinds
    if "digits" not in day.values and has(m.after, "x"):
        return None
    if plain and has(m.after, "x", "calunit"):
        return None
    if plain and "digits" not in day.values and not has(m.items[m.end - 2], "the", "in"):
        return None
    return Built(Point(day=number_of(m, "D"), weekday=int(m.value("W", "wd"))), "Tday" if not plain else "Tnum")


@rule(1, "day-of-month", "the D=(d|ordd)", "day_word D=(d|ordd)", "D=(d|ordd) M=day_mark", "D=ordd")
def _day_of_month(m: Match) -> Built | None:
    day = m["D"]
    if m.has("M"):
        return Built(Point(day=number_of(m, "D")), "Tnum")
    if not 1 <= int(number_of(m, "D") or 0) <= 31 or has(m.after, "x", "unit", "n", "qty", "wd", "dash", "month"):
        return None
    if not has(m.before, "on", "for", "until", "by", "before", "after", "since", "from", "to", "between", "and", "in"):
        return None
    if m.end - m.start == 1 and ("digits" in day.values or day.values.get("ord", 0) < 2):
        return None
    if has(m.first, "the") and "ord" not in day.kinds and not has(m.before, "on", "for", "until", "by"):
        return None
    return Built(Point(day=number_of(m, "D")), "Tnum")


@rule(1, "named", "the? N=named (YEARLINK? Y=y)?".replace("YEARLINK?", YEAR_LINK), "Y=y N=named")
def _named(m: Match) -> Built | None:
    return Built(Named(str(m.value("N", "named")), full_year(m.get("Y"))), "Tnamed", start=article(m))
