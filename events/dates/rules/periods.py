"""Decades, centuries, quarters, seasons, weeks by their number."""

from __future__ import annotations

from events.dates.grammar import Built, Match
from events.dates.nodes import Span, Unit
from events.dates.rules.registry import YEAR_LINK, article, full_year, has, number_of, rule

WEEKS_OF_MONTH, WEEKS_OF_YEAR = 5, 53
PRESENT_CENTURY = 21
TENS_OF_DAYS = 31
CENTURY, LAST_HUNDRED = 100, 2000
"""Before it, a hundred with the ending of a decade is the whole century: "the 1800s"."""


@rule(
    1,
    "decade",
    "the? Y=y apos? S=decsuffix",
    "the? apos? Y=(yy|n) apos? S=decsuffix",
    "the? Y=decade",
    "Y=(y|yy) dash S=decsuffix",
    "the? C=w Y=decade",
    "the? unit_decade N=decade",
    "the? Y=(y|yy) dash? S=decsuffix dash? (unit_year|unit_decade|year_word|year_mark)",
    "Y=(y|yy) unit_decade",
    "the? Y=decade (unit_year|year_word|year_mark)",
    "the? decade_word (the|of)? Y=(y|yy|n|decade)",
)
def _decade(m: Match) -> Built | None:
    item = m["Y"] if m.has("Y") else m["N"]
    value = int(item.values.get("n", item.values.get("decade", 0)))
    named = any("decade_word" in piece.kinds for piece in m.items[m.start : m.end])
    if (
        named
        and not has(m.first, "the")
        and not has(m.before, "the", "in", "of", "from", "to", "since", "until", "part", "between", "and")
    ):
        return None
    word = next((piece for piece in m.items[m.start : m.end] if "decade_word" in piece.kinds), None)
    alone = m.after is None or has(m.after, "dot", "comma", "nl", "p", "and", "rpar")
    if has(word, "the") and not (alone and has(m.before, "in", "of", "from", "since", "part")):
        return None
    if has(m.after, "day_numbers") or (m.end - m.start == 3 and has(m.after, "month", "x") and value < TENS_OF_DAYS):
        return None
    if value % 10 or (m.has("S") and m["S"].start - item.end > 2 and not has(m["S"], "dash")):
        return None
    if value < 100:
        if "n" in item.values and item.values.get("digits") != 2 and not named:
            return None
        century = number_of(m, "C")
        value += 100 * century if century in (18, 19, 20) else 1900 if value >= 20 else 2000
    elif value < 1000:
        return None
    if m.has("S") and has(m["S"], "centsuffix") and value % CENTURY == 0 and value < LAST_HUNDRED:
        return Built(Span("century", value // CENTURY + 1), "Tdec")
    return Built(Span("decade", value), "Tdec")


@rule(
    1,
    "century",
    "the? N=(ordd|n|roman|last) dash? unit_century E=era?",
    "the? unit_century the? N=(ordd|roman) E=era?",
    "E=era? N=(ordd|n) unit_century",
)
def _century(m: Match) -> Built | None:
    item = m["N"]
    number = item.values.get("ord", item.values.get("roman", item.values.get("n")))
    if number is None or not 1 <= int(number) <= 22:
        return None
    counted = "ord" not in item.values and "roman" not in item.values and "ordd" not in item.kinds
    if counted and not has(m.last, "era", "numbered_mark"):
        return None
    return Built(Span("century", int(number), bc=m.value("E", "era") == "bc"), "Tdec")


@rule(
    1,
    "quarter",
    f"the? Q=(quarter_letter|half_letter) N=mm ({YEAR_LINK} Y=y)?",
    "Y=y dash? Q=(quarter_letter|half_letter) N=mm",
    f"the? N=(ord|last|roman|mm) dash? Q=(unit_quarter|unit_half) ({YEAR_LINK} Y=y)?",
    f"the? Q=(unit_quarter|unit_half) the? N=(ord|last) ({YEAR_LINK} Y=y)?",
    "Y=y the? Q=(unit_quarter|unit_half) the? N=(ord|last)",
    "Y=y (in|comma)? the? N=(ord|last|mm) dash? Q=(unit_quarter|unit_half)",
)
def _quarter(m: Match) -> Built | None:
    kind, number = m["Q"], number_of(m, "N")
    letter = has(kind, "quarter_letter", "half_letter")
    unit = "half" if has(kind, "half_letter", "unit_half") else "quarter"
    if letter and m["N"].start != kind.end:
        return None
    if (
        not letter
        and "n" in m["N"].values
        and "ord" not in m["N"].values
        and "ordd" not in m["N"].kinds
        and "unit_quarter" not in kind.kinds
    ):
        return None
    halved = ("month", "rel", "frel", "of", "in", "deictic", "y")
    if "weak" in kind.kinds and not m.has("Y") and not has(m.after, *halved):
        return None
    if number is None or number == 0 or number > (2 if unit == "half" else 4):
        return None
    if number < 0:
        number = 2 if unit == "half" else 4
    year = full_year(m.get("Y"))
    return Built(Span(unit, number, year), "Tnumbered" if year is None else "Tx")


@rule(1, "quarter", f"H=numbered ({YEAR_LINK} Y=y)?", "Y=y of? H=numbered")
def _numbered_half(m: Match) -> Built | None:
    unit, number = m.value("H", "numbered")
    year = full_year(m.get("Y"))
    return Built(Span(unit, number, year), "Tnumbered" if year is None else "Tx")


@rule(3, "decade", "C=(Tdec|Tper) of? D=Tdec", "D=Tdec of? the? C=(Tdec|Tper)")
def _decade_of_century(m: Match) -> Built | None:
    century, decade = m["C"].node, m["D"].node
    if not isinstance(decade, Span) or decade.unit != "decade" or decade.bc:
        return None
    if isinstance(century, Span) and century.unit == "century" and not century.bc:
        number = century.number
    elif isinstance(century, Unit) and century.unit == "century":
        number = PRESENT_CENTURY + century.offset
    else:
        return None
    return Built(Span("decade", (number - 1) * CENTURY + decade.number % CENTURY), "Tdec")


@rule(1, "season", f"the? S=season ({YEAR_LINK} Y=(y))", "Y=y S=season", "the? S=season of? apos Y=yy")
def _season_of_year(m: Match) -> Built | None:
    return Built(Span("season", 0, full_year(m["Y"], short=True), season=str(m.value("S", "season"))), "Tx")


@rule(1, "season", "the? S=season")
def _season(m: Match) -> Built | None:
    item = m["S"]
    company = (
        has(m.before, "rel", "in", "of", "part", "deictic", "fdeictic")
        or has(m.after, "rel")
        or has(m.first, "outer_the")
    )
    if "weak" in item.kinds and not company:
        return None
    return Built(Span("season", 0, season=str(m.value("S", "season"))), "Tseason")


@rule(1, "week-number", f"the? unit_week N=n ({YEAR_LINK} Y=y)?", "Y=y unit_week N=n")
def _week_number(m: Match) -> Built | None:
    number = number_of(m, "N")
    if (
        number is None
        or not 1 <= number <= 53
        or "digits" not in m["N"].values
        or has(m.before, "rel", "n", "ord", "last")
        or has(m.after, "month", "slash", "am", "pm", "hmonth")
    ):
        return None
    year = full_year(m.get("Y"))
    return Built(Span("week", number, year), "Tx" if year else "Tnumbered", start=article(m))


@rule(1, "week-number", f"the? N=(ord|ordd) unit_week ({YEAR_LINK} Y=y)?")
def _ordinal_week(m: Match) -> Built | None:
    number = number_of(m, "N")
    if number is None or not WEEKS_OF_MONTH < number <= WEEKS_OF_YEAR:
        return None
    year = full_year(m.get("Y"))
    return Built(Span("week", number, year), "Tx" if year else "Tnumbered", start=article(m))
