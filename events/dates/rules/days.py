"""Calendar dates, months and years, in words and in digits."""

from __future__ import annotations

from events.dates.grammar import Built, Match
from events.dates.items import Item
from events.dates.nodes import Point, Range
from events.dates.rules.registry import DAY, LINK, YEAR_LINK, article, full_year, has, may_stand_alone, number_of, rule

LEAST_YEAR_IN_WORDS = 100
"""Below it, a number in words after "year" counts something else ("next year a ...")."""
MOST_MONTHS, MOST_DAYS, LONGEST_YEARS = 12, 31, 15
"""No month has more."""


def _is_ordinal_in_month(m: Match) -> bool:
    """Whether a day in words only stands before "in": "for the first time in April"."""
    day, month = m["D"], m["M"]
    if "digits" in day.values or day.start > month.start:
        return False
    between = [item for item in m.items[m.start : m.end] if day.end <= item.start and item.end <= month.start]
    return any(has(item, "in") for item in between)


def _is_ordinal_before_word(m: Match) -> bool:
    """Whether a day in words stands before a word that is a month with a capital only: "the third may die"."""
    day, month = m["D"], m["M"]
    follows = m.items[m.items.index(day, m.start) + 1 : m.end][:1]
    return "lowered" in month.kinds and "digits" not in day.values and follows == [month]


def _date(m: Match) -> Built | None:
    day, year_item = number_of(m, "D"), m.get("Y")
    month_item = m["M"]
    hijri = "month" not in month_item.kinds and "hmonth" in month_item.kinds
    month = month_item.values.get("month", month_item.values.get("hmonth", month_item.values.get("n")))
    if day is not None and not 1 <= day <= 31:
        return None
    year = full_year(year_item, short=True)
    if year == 0 or (hijri and year is None and any(has(piece, "dash") for piece in m.items[m.start : m.end])):
        return None
    if _is_ordinal_in_month(m) or _is_ordinal_before_word(m):
        return None
    era = m.value("E", "era")
    if era == "ah":
        hijri = True
    order = "written-MDY" if month_item.start < m["D"].start else "written-DMY"
    inside = m.items[m.start : m.end]
    if (m.has("W") and ends_sentence(m)) or ends_sentence_before(m["D"], month_item, inside):
        return None
    if year_item is not None and not is_dotted(m["D"], inside) and ends_sentence_after(month_item, inside):
        return None
    if m.last is year_item and year_item.values.get("digits") == 2 and "ord" in year_item.kinds:
        return None
    point = Point(order=order, year=year, month=month, day=day, weekday=m.value("W", "wd"), hijri=hijri, bc=era == "bc")
    if year_item is not None and is_bare_short_year(m, month_item, year_item):
        return None
    if (m.last is m["D"] and has(m["D"], "ord") and has(m.after, "unit")) or (
        "ord" in m["D"].kinds and "wd" in m["D"].kinds
    ):
        return None
    bare = has(m.first, "outer_the") or (m.start + 1 < m.end and has(m.items[m.start + 1], "month", "hmonth", "wd"))
    trimmed = article(m) if bare else 0
    return Built(point, "Tdate" if year is not None else "Tday", start=trimmed)


def ends_sentence(m: Match) -> bool:
    """Whether the dot after a weekday is no mark of an abbreviation: "until Sunday. 7 May was"."""
    return "dot" in m.items[m.start + 1].kinds and "short" not in m.first.values


def ends_sentence_before(day: Item, month: Item, items: list[Item]) -> bool:
    """Whether a dot between a month and a day ends a sentence: "in October. 12 were", "in Sept. Three men"."""
    if month.start > day.start or ("short" in month.values and "digits" in day.values):
        return False
    dot = items[items.index(month) + 1]
    return "dot" in dot.kinds and dot.end < day.start


def is_dotted(day: Item, items: list[Item]) -> bool:
    """Whether a dot follows a day: "16. November. 2016"."""
    at = items.index(day) + 1
    return at < len(items) and "dot" in items[at].kinds


def ends_sentence_after(month: Item, items: list[Item]) -> bool:
    """Whether a dot between a month and a year ends a sentence: "in October. 2024 was"."""
    at = items.index(month) + 1
    if at >= len(items) or "dot" not in items[at].kinds:
        return False
    return "short" not in month.values or items[at].start > month.end


def is_bare_short_year(m: Match, month: Item, year: Item) -> bool:
    """Whether a year of two digits stands right after its month, where it could be another day ("3 May 17")."""
    if year.values.get("digits") != 2 or int(year.values["n"]) > MOST_DAYS:
        return False
    return m.last is year and m.items[m.end - 2] is month


_WD = "(W=wd (comma|dot|in|on|dash|corresponding)* (the|day_word)? )?"
rule(
    1,
    "date",
    f"{_WD} (the)? D={DAY} dot? {LINK} of? the? month_word? of? M=(month|hmonth) ({YEAR_LINK} Y=y)? E=era?",
    f"the? D={DAY} dot? of? M=month ((of|comma)? Y=y)? (comma? W=wd day_word?)",
    f"{_WD} (the)? D={DAY} (dash|slash|dot) M=month (dash|slash|dot) Y=yy",
    f"{_WD} (the)? D={DAY} of? M=month (of|comma|apos)? Y=yy",
    f"{_WD} (the)? M=month (dot|(dash|slash|the)? the?) D={DAY} (comma? (of|in)? year_word? Y=y)? E=era?",
    f"{_WD} M=month the? D={DAY} (comma|apos|comma apos) Y=yy",
    f"{_WD} M=month the? D=ordd Y=yy",
    f"{_WD} M=month (dash|slash) D=d (dash|slash) Y=y",
    f"Y=y (dash|slash|comma|of)? M=month (dash|slash|of)? D={DAY} day_mark? (lpar? W=wd rpar?)?",
    f"(Y=y comma? of?)? M=(mm|month) month_mark? of? D={DAY} day_mark (lpar? W=wd rpar?)?",
    "(Y=y comma? of?)? M=mm month_mark of? D=(d|ordd) day_mark? (lpar? W=wd rpar?)?",
    "M=month dash Y=y dash D=d",
)(_date)


@rule(1, "date", "Y=y A=mm B=d", "B=d A=mm Y=y")
def _spaced_date(m: Match) -> Built | None:
    a, b = m["A"], m["B"]
    least = 1 if m.first is b else 2
    if (
        any(int(item.values.get("digits", 0)) < least for item in (a, b))
        or has(m.before, "n")
        or has(m.after, "n", "unit")
    ):
        return None
    return Built(Point(full_year(m["Y"]), number_of(m, "A"), number_of(m, "B")), "Tdate")


@rule(
    1,
    "month",
    f"(the? month_word of?|the)? M=(month|hmonth) ({YEAR_LINK} Y=y E=era?)",
    "(month_word of?)? M=month (dash|apos|slash|of) Y=yy",
    "M=month comma? apos Y=yy",
    "M=month Y=yy",
    "Y=y slash M=mm",
    "Y=y (dash|slash|comma|of)? the? month_word? M=month (month_mark|month_word)?",
    "Y=y of? M=mm month_mark",
    "M=mm (dash|slash) Y=y",
    "Y=y dash M=mm",
)
def _month_of_year(m: Match) -> Built | None:
    item, year = m["M"], m["Y"]
    if year.values.get("digits") == 2 and m.end - m.start == 2 and int(year.values["n"]) < 32:
        return None
    if ends_sentence_after(item, m.items[m.start : m.end]):
        return None
    era = m.value("E", "era")
    hijri = (("month" not in item.kinds and "hmonth" in item.kinds) and int(year.values["n"]) < 1600) or era == "ah"
    month = item.values.get("month", item.values.get("hmonth", item.values.get("n")))
    if "month" not in item.kinds and "hmonth" in item.kinds and not hijri:
        return Built(Point(full_year(year), month=month, hijri=True, in_gregorian_year=True), "Tmy")
    if "n" in item.values and has(m.after, "dash", "slash", "n", "pair"):
        return None
    start = article(m) if has(m.items[m.start + 1], "month", "hmonth") else 0
    return Built(Point(full_year(year, short=True), month, hijri=hijri, bc=era == "bc"), "Tmy", start=start)


@rule(1, "month", "the? (month_word of?)? M=(month|hmonth) dot?", "M=month (month_mark|month_word)", "M=mm month_mark")
def _month(m: Match) -> Built | None:
    item = m["M"]
    if has(m.before, "n") and not has(m.before, "y"):
        return None
    named = any("month_word" in piece.kinds for piece in m.items[m.start : m.end])
    if "weak" in item.kinds and not named and not may_stand_alone(m, item):
        return None
    end = 1 if has(m.last, "dot") else 0
    if end and has(m.after, "x") is False:
        end = 1
    hijri = "month" not in item.kinds and "hmonth" in item.kinds
    month = item.values.get("month", item.values.get("hmonth", item.values.get("n")))
    return Built(
        Point(month=month, hijri=hijri),
        "Tmonth",
        start=0 if named and not has(m.items[m.start + 1], "month", "hmonth") else article(m),
        end=end,
    )


_FIRST = f"C={DAY} dot?"
_LAST = f"the? D={DAY} dot?"
_MONTH = "the? month_word? M=(month|hmonth)"
_OF_MONTH = "(of|in)? the? month_word? of? M=(month|hmonth)"
_LATER_YEAR = "((comma|of)* Y=y)?"
_TO = "(to|dash|until|from_post)"
_CLOSED = "(until_post|between_post)"


@rule(
    1,
    "month-days",
    f"(from|between)? (the|day_word)* {_FIRST} (to|dash|until) {_LAST} {_OF_MONTH} ({YEAR_LINK} Y=y)?",
    f"(between|from) (the|day_word)* {_FIRST} and {_LAST} {_OF_MONTH} ({YEAR_LINK} Y=y)?",
    f"(from|between)? {_MONTH} (from|between)? the? {_FIRST} (to|dash|until) {_LAST} {_LATER_YEAR} {_CLOSED}?",
    f"{_MONTH} (from|between) the? {_FIRST} and {_LAST} {_LATER_YEAR}",
    f"between {_MONTH} the? {_FIRST} (and|to|dash) {_LAST} {_LATER_YEAR}",
    f"from? (Y=y of?)? M=(month|mm) month_mark? C={DAY} day_mark? {_TO} D={DAY} day_mark until_post?",
    f"(Y=y of?)? M=(month|mm) month_mark? C={DAY} day_mark? and D={DAY} day_mark until_post?",
    f"(Y=y of?)? M=month C={DAY} ablative D={DAY} until_post?",
    f"C={DAY} ablative D={DAY} M=month {_LATER_YEAR} until_post?",
)
def _days_of_month(m: Match) -> Built | None:
    first, last, item = number_of(m, "C"), number_of(m, "D"), m["M"]
    if first is None or last is None or not 1 <= first < last <= 31:
        return None
    hijri = "month" not in item.kinds and "hmonth" in item.kinds
    month = item.values.get("month", item.values.get("hmonth", item.values.get("n")))
    year = full_year(m.get("Y"))
    points = [Point(year, month, day, hijri=hijri) for day in (first, last)]
    return Built(Range(*points), "Trange", start=1 if has(m.first, "outer_the") and not has(m.first, "from") else 0)


SHORTEST_BARE_YEAR = 100
SURELY_BEFORE_YEARS = ("in", "since", "lpar", "part")
BEFORE_YEARS = (*SURELY_BEFORE_YEARS, "of", "from", "between", "until", "by", "before", "after", "to", "on")
"""What stands before a number that may be a year of an older century; a round number needs the surer of them."""


@rule(
    1,
    "year",
    "year_word? Y=y E=era?",
    "year_word Y=n E=era?",
    "E=era_ad Y=n",
    "E=era_bc Y=n (year_word|year_mark|unit_year)? E2=era_bc?",
    "Y=n (year_word|year_mark|unit_year) E2=era_bc?",
    "Y=n E2=era_bc",
    "unit_year of? Y=n E=era?",
    "Y=(y|n) E=era_ah",
    "apos Y=yy",
)
def _year(m: Match) -> Built | None:
    item = m["Y"]
    value = int(item.values.get("n", 0))
    if has(m.first, "decade_word") and value % 10 == 0 and m.end - m.start > 1:
        return None
    if has(m.first, "unit_year") and not has(m.first, "year_word") and value < SHORTEST_BARE_YEAR:
        return None
    digits = item.values.get("digits", 0)
    era = m.value("E", "era") or m.value("E2", "era")
    named = m.end - m.start > 1 or "marked" in item.values
    if has(m.first, "year_word", "unit_year") and not digits and value < LEAST_YEAR_IN_WORDS:
        return None
    if value < 1 or value > 9999 or (digits == 1 and not era) or (m.end - m.start == 1 and "y" not in item.kinds):
        return None
    if has(m.first, "apos"):
        if has(m.after, "decsuffix", "apos") or has(m.before, "x") or m.first.end != item.start:
            return None
        return Built(Point(full_year(item, short=True)), "Tyear")
    if not named:
        if not digits and not has(
            m.before, "in", "of", "since", "from", "to", "between", "until", "by", "on", "and", "year_word"
        ):
            return None
        if (
            digits
            and not 1900 <= value <= 2099
            and not has(m.before, *(BEFORE_YEARS if value % 10 else SURELY_BEFORE_YEARS))
            and not (has(m.before, "dash", "and") and m.start > 1 and has(m.items[m.start - 2], "y"))
            and not has(m.after, "dash", "rpar")
        ):
            return None
    if (
        not named
        and value % 100 == 0
        and (has(m.before, "about") or (has(m.after, "x") and not has(m.before, *BEFORE_YEARS, "and", "comma", "the")))
    ):
        return None
    if digits == 2 and era is None:
        return None
    year = full_year(item, short=digits == 2 and era is None)
    hijri = era == "ah"
    return Built(Point(year, hijri=hijri, bc=era == "bc"), "Tyear")


@rule(1, "years", "A=(n|y) (dash|to|until) B=(n|y) (year_word|year_mark|unit_year)? E=era_bc")
def _years_before_christ(m: Match) -> Built | None:
    first, last = int(m.value("A", "n")), int(m.value("B", "n"))
    return Built(Range(Point(first, bc=True), Point(last, bc=True)), "Trange") if first >= last > 0 else None


@rule(1, "years", "A=y (dash|slash) B=yy")
def _years(m: Match) -> Built | None:
    """Read years of a season or a school, "2023-24"; of what may be a month, nothing."""
    first, last = m["A"], m["B"]
    year = int(last.values["n"]) + int(first.values["n"]) // 100 * 100
    length = year - int(first.values["n"])
    adjacent = last.start == first.end + 1
    if (
        not adjacent
        or int(last.values["n"]) <= MOST_MONTHS
        or not 0 < length <= LONGEST_YEARS
        or has(m.after, "dash", "slash")
    ):
        return None
    return Built(Range(Point(int(first.values["n"])), Point(year)), "Trange")
