"""Times of day and their zones, beside a day or alone."""

from __future__ import annotations

from events.dates.grammar import Built, Match
from events.dates.nodes import Clock, Unit
from events.dates.rules.registry import has, rule

OUTSIDE = ("in", "on", "at", "of", "from")
"""Words before a time of day that do not belong to its span."""


def _is_range(m: Match) -> bool:
    return any(has(item, "to", "dash", "and") for item in m.items[m.start : m.end])


MOST_HOURS, MOST_MINUTES = 24, 59
DAYLIKE = "(Tday|Tdate|Twd|Tnum|Tper|Tx|Tw|Tnight)"
_CLOSED = "(until_post|between_post|before_post|after_post)"
_HOUR = "(clock (am|pm|oclock)?|n oclock n unit_minute?|(n|pairdot) (am|pm|oclock)|before_hour (clock|n|pairdot))"
_MOMENT = f"({_HOUR} ((in|at)? the? daypart)?|(in|at|on)? the? part? daypart ((at|on)? {_HOUR})?)"
_ZONE = "(comma? zone ((plus|dash) n)?|lpar zone ((plus|dash) n)? rpar)"
_LINK = "(to|dash|and|until|ablative)"
_TIMES = f"((clock|n) {_LINK} {_HOUR} {_CLOSED}?|{_HOUR} {_LINK} ({_HOUR}|n) {_CLOSED}?|{_MOMENT}) {_ZONE}?"


@rule(5, "night-to", "in the? N=daypart to the? D=(Twd|Tday|Tdate|Tper)")
def _night_to(m: Match) -> Built | None:
    """Read the night before a day, "in der Nacht zum Sonntag": that day is what it is told of."""
    day = m["D"]
    if m.value("N", "daypart") != "night" or (isinstance(day.node, Unit) and day.node.unit != "day"):
        return None
    return Built(Clock(None, day.node, "night"), next(iter(day.kinds)))


@rule(
    5,
    "time",
    f"D={DAYLIKE} (comma|at|around|from|between|before|after|part)* {_TIMES}",
    f"D={DAYLIKE} at (n|pairdot)",
    f"D={DAYLIKE} comma? before_hour? (n|clock|pairdot) {_LINK} (n|clock|pairdot) {_CLOSED}",
    f"D={DAYLIKE} comma? before_hour? (n|clock|pairdot) ablative? (before_post|after_post)",
    f"D={DAYLIKE} comma? at about* Q=qty",
    f"(n|{_HOUR}) {_ZONE} (on|of|at|in|day_word|comma)* the? D={DAYLIKE}",
    "D=(Twd|Tw) n dash n",
    "n dash n D=(Twd|Tw)",
    f"D={DAYLIKE} (from|between) n (to|dash|and|until) (n|{_HOUR})",
    f"(from|between)? {_TIMES} (on|of|at|in|day_word)* the? D={DAYLIKE}",
    "the? part? daypart (of|in|on)* D=Trange",
)
@rule(5, "time", f"{_HOUR} {_ZONE}", f"n {_ZONE}", "(n|clock|pairdot) sharp_hour")
def _times(m: Match) -> Built | None:
    """Join a day and the time of day beside it."""
    day = m.get("D")
    if has(m.last, "daypart") and has(m.after, "Trange", "Tday", "Tdate"):
        return None
    if day is not None and isinstance(day.node, Unit) and day.node.unit != "day":
        return None
    hour: int | None = None
    minute, zone, part, text = 0, "", None, None
    if m.has("Q"):
        amounts = {unit: count for count, unit in m["Q"].node.amounts}
        if not amounts.keys() <= {"hour", "minute"} or "hour" not in amounts or not 0 <= amounts["hour"] <= MOST_HOURS:
            return None
        hour, minute = int(amounts["hour"]), int(amounts.get("minute", 60 * (amounts["hour"] % 1)))
    shift = None
    sign = ""
    for item in m.items[m.start : m.end]:
        if item is day:
            continue
        if zone and ("plus" in item.kinds or "dash" in item.kinds):
            sign = "+" if "plus" in item.kinds else "-"
            continue
        if sign and "n" in item.kinds:
            zone, sign = f"{sign}{int(item.values['n']) % 15:02d}:00", ""
            continue
        if "clock" in item.kinds and text is None:
            fields = item.values["clock"].split(":")
            hour, minute = int(fields[0]), int(fields[1])
            text = item
        elif "pairdot" in item.kinds and text is None:
            hour, minute = (int(field) for field in item.values["pairdot"])
            text = item
        elif "n" in item.kinds and text is not None and "oclock" in m.items[m.items.index(item, m.start) - 1].kinds:
            minute = int(item.values["n"])
        elif "n" in item.kinds and text is None:
            hour, text = int(item.values["n"]), item
            if item.values.get("digits") == 4:
                hour, minute = divmod(hour, 100)
        elif "am" in item.kinds or "pm" in item.kinds:
            shift = "pm" if "pm" in item.kinds else "am"
        elif "zone" in item.kinds:
            zone = item.values["zone"]
        elif "daypart" in item.kinds:
            part = item.values["daypart"]
    time = None
    if hour is not None:
        if hour > 24:
            return None
        if (shift == "pm" or (shift is None and part in ("afternoon", "evening"))) and hour < 12:
            hour += 12
        if shift == "am" and hour == 12:
            hour = 0
        if hour > 24 or minute > 59:
            return None
        time = f"{hour % 24:02d}:{minute:02d}{'' if zone == 'local' else zone}"
    trimmed = 0
    while trimmed < m.end - m.start - 1 and has(m.items[m.start + trimmed], *OUTSIDE) and not _is_range(m):
        trimmed += 1
    if day is None:
        return Built(Clock(time, None, part), "Tclock") if time is not None else None
    return Built(Clock(time, day.node, part), next(iter(day.kinds)), start=trimmed)


@rule(5, "time", "(n|clock|pairdot) (dash|to|and) (n|clock|pairdot) sharp_hour")
def _first_of_hours(m: Match) -> Built | None:
    """Read the first of two hours, "10-18 Uhr": they are two times."""
    item = m.first
    if "n" in item.kinds and not 0 <= int(item.values["n"]) <= MOST_HOURS:
        return None
    fields = item.values.get("pairdot") or item.values.get("clock", "0:0").split(":")
    hour, minute = (int(item.values["n"]), 0) if "n" in item.kinds else (int(fields[0]), int(fields[1]))
    if hour > MOST_HOURS or minute > MOST_MINUTES:
        return None
    return Built(Clock(f"{hour % 24:02d}:{minute:02d}"), "Tclock", end=m.end - m.start - 1)
