"""Weekdays, days of a month without the month, and times that have a name."""

from __future__ import annotations

from events.dates.grammar import Built, Match
from events.dates.nodes import Named, Point, Range
from events.dates.rules.registry import DAY, article, full_year, has, may_stand_alone, number_of, rule


@rule(1, "weekday", "W=wd dot?")
def _weekday(m: Match) -> Built | None:
    item = m["W"]
    if "dependent" in item.kinds or ("ord" in item.kinds and not _is_no_ordinal(m)):
        return None
    if "weak" in item.kinds and not may_stand_alone(m, item) and not has(m.after, "comma", "at", "ampm", "Tclock"):
        return None
    end = 1 if m.end - m.start > 1 and has(m.last, "dot") else 0
    return Built(Point(weekday=int(item.values["wd"])), "Twd", end=end)


@rule(
    1,
    "weekday-day",
    f"W=wd (comma|in|on)? the D={DAY}",
    "W=wd (comma|in|on|day_word)* the? D=ordd",
    f"W=wd comma? the? day_word D={DAY}",
    "W=wd (in|on)? D=d",
)
def _weekday_and_day(m: Match) -> Built | None:
    day = m["D"]
    if has(m.after, "dash", "am", "pm", "oclock", "colon", "unit", "pair", "month") and "ord" not in day.kinds:
        return None
    plain = "ord" not in day.kinds
    told = has(m.items[m.end - 2], "day_word")
    if told and plain and "digits" not in day.values and number_of(m, "D") == 1:
        return None
    if "digits" not in day.values and has(m.after, "x") and not told:
        return None
    if plain and has(m.after, "x", "calunit") and not told:
        return None
    if plain and "digits" not in day.values and not has(m.items[m.end - 2], "the", "in", "day_word"):
        return None
    return Built(Point(day=number_of(m, "D"), weekday=int(m.value("W", "wd"))), "Tday" if not plain else "Tnum")


@rule(1, "month-days", "C=d (to|dash) D=d day_mark until_post?", "C=d L=(comma|and) D=d day_mark")
def _days_of_unnamed_month(m: Match) -> Built | None:
    """Read days that share one mark: "12-17日", and the first of "12、13日"."""
    first, last = number_of(m, "C"), number_of(m, "D")
    if first is None or last is None or first >= last:
        return None
    if m.has("L"):
        return Built(Point(day=first), "Tnum", end=m.end - m.start - 1)
    return Built(Range(Point(day=first), Point(day=last)), "Trange")


def _is_no_ordinal(m: Match) -> bool:
    """Whether a word for a weekday that is an ordinal too (Portuguese "segunda") stands where only a weekday can."""
    if has(m.after, "rel") or has(m.before, "rel", "ord"):
        return True
    follows_link = has(m.before, "in", "on", "of", "since", "until", "from", "to", "between", "and", "after", "before")
    return follows_link and (
        has(m.last, "dot") or not has(m.after, "x", "unit", "month", "wd", "ord", "season", "named")
    )


@rule(1, "day-of-month", "the D=(d|ordd)", "the? day_word D=(d|ordd)", "D=(d|ordd) M=day_mark", "D=ordd")
def _day_of_month(m: Match) -> Built | None:
    day = m["D"]
    if m.has("M"):
        return Built(Point(day=number_of(m, "D")), "Tnum")
    if 1 <= int(number_of(m, "D") or 0) <= 31 and has(m.items[m.end - 2], "day_word") and m.end - m.start > 1:
        beyond = m.items[m.end + 1] if m.end + 1 < len(m.items) else None
        if has(m.after, "unit", "n", "wd", "dash", "month") or (has(m.after, "of", "dot") and has(beyond, "month")):
            return None
        if "digits" not in day.values and "ord" not in day.kinds:
            return None
        return Built(Point(day=number_of(m, "D")), "Tnum")
    if "wd" in day.kinds or "counts" in day.values:
        return None
    is_dotted = day.values.get("dotted", False) and not has(m.after, "comma", "and")
    if (
        is_dotted
        and has(m.before, "on")
        and m.end - m.start == 1
        and not has(m.after, "unit", "n", "wd", "dash", "month", "ord")
    ):
        return Built(Point(day=number_of(m, "D")), "Tnum")
    if not 1 <= int(number_of(m, "D") or 0) <= 31 or has(
        m.after, "x", "unit", "n", "qty", "wd", "dash", "month", "rel", "day_numbers"
    ):
        return None
    follows = m.after is None or has(m.after, "dot", "comma", "nl", "p", "between", "from", "at", "clock")
    if follows and has(m.first, "outer_the") and has(m.first, "on") and "digits" in day.values:
        return Built(Point(day=number_of(m, "D")), "Tnum", start=1)
    if "digits" not in day.values and has(m.after, "and", "last", "ord", "to"):
        return None
    if not has(m.before, "on", "for", "until", "by", "before", "after", "since", "from", "to", "between", "and", "in"):
        return None
    if m.end - m.start == 1 and ("digits" in day.values or day.values.get("ord", 0) < 2):
        return None
    if has(m.first, "the") and "ord" not in day.kinds and not has(m.before, "on", "for", "until", "by"):
        return None
    return Built(Point(day=number_of(m, "D")), "Tnum")


BEFORE_HAPPENINGS = ("during", "since", "until", "before", "after", "by", "from", "to", "between", "starting")
AFTER_HAPPENINGS = ("during_post", "since_post", "until_post", "before_post", "after_post", "between_post")
"""What makes a date of a war or uprising, which else is what a text speaks of: "*during* the Korean War"."""


@rule(1, "named", "the? N=named ((of|in|comma)* year_word? Y=y)?", "Y=y N=named")
def _named(m: Match) -> Built | None:
    if has(m["N"], "happening") and not (has(m.before, *BEFORE_HAPPENINGS) or has(m.after, *AFTER_HAPPENINGS)):
        return None
    return Built(Named(str(m.value("N", "named")), full_year(m.get("Y"))), "Tnamed", start=article(m))
