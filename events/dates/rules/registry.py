"""The list of rules, and what all of them use."""

from __future__ import annotations

from collections.abc import Callable

from events.dates.calendar import full_year_of
from events.dates.grammar import Build, Match, Rule
from events.dates.items import Item

RULES: list[Rule] = []
NODE_KINDS = (
    "Tday",
    "Tdate",
    "Tmonth",
    "Tmy",
    "Tyear",
    "Twd",
    "Tnum",
    "Tper",
    "Tnumbered",
    "Tseason",
    "Tx",
    "Trange",
    "Topen",
    "Tclock",
    "Tweekend",
    "Tpart",
    "Tnamed",
    "Tw",
    "Tdec",
    "Tnight",
    "qty",
)
"""Classes of the times that rules make, for the rules of later stages.

Day and month (``Tday``), with the year (``Tdate``), month (``Tmonth``), with the year (``Tmy``), year, weekday
(``Twd``), day of an unnamed month (``Tnum``), unit counted from the anchor (``Tper``), numbered unit without its year,
season, last or next weekday (``Tw``), decade or century, and so on. ``Tx`` is any other time; ``qty`` is a quantity,
which is none.
"""
T = "(Tday|Tdate|Tmonth|Tmy|Tyear|Twd|Tnum|Tper|Tnumbered|Tseason|Tx|Tweekend|Tpart|Tnamed|Tw|Tdec|Tnight)"
DAY = "(d|ordd)"
LINK = "(of|dash|slash|dot|comma)?"
YEAR_LINK = "((of|in|comma|dash|slash) (in|of)?|dot)? year_word?"
NUMBER_KINDS = ("n", "ord", "month", "hmonth", "last", "few", "one", "roman")


def rule(stage: int, name: str, *patterns: str) -> Callable[[Build], Build]:
    """Register a function as what builds a time from any of the patterns, in a stage of the grammar."""

    def register(build: Build) -> Build:
        RULES.extend(Rule(name, stage, pattern, build) for pattern in patterns)
        return build

    return register


def has(item: Item | None, *kinds: str) -> bool:
    """Whether there is a piece, and it has any of the classes."""
    return item is not None and not item.kinds.isdisjoint(kinds)


def number_of(m: Match, name: str) -> int | None:
    """Give the number that a captured piece means; none if it was not captured."""
    item = m.get(name)
    if item is None:
        return None
    return next((int(item.values[kind]) for kind in NUMBER_KINDS if kind in item.values), None)


def full_year(item: Item | None, *, short: bool = False) -> int | None:
    """Read a year; of two digits (``short``), the one nearest to our time: ``16`` is 2016, ``87`` is 1987."""
    if item is None:
        return None
    value = int(item.values.get("n", 0))
    if item.values.get("digits") == 2 and short:
        return full_year_of(value)
    return value


def has_own_article(m: Match) -> bool:
    """Whether a match begins with an article that belongs to the span of a unit, "la semana pasada"."""
    return has(m.first, "own_the")


def leads_to_period(m: Match) -> bool:
    """Whether "of" or "in" and a period follow, so that "last" counts within it: "the last Monday of April"."""
    if not has(m.after, "of", "in"):
        return False
    following = [item for item in m.items[m.end + 1 : m.end + 3] if not has(item, "the")]
    return bool(following) and has(following[0], *PERIODS)


PERIODS = (
    *("month", "hmonth", "unit", "rel", "y", "year_word"),
    *("Tmonth", "Tmy", "Tyear", "Tper", "Tday", "Tdate", "Tdec", "Tnumbered"),
)


def is_possessor(m: Match) -> bool:
    """Whether a match is whose something is, "after *Sunday's* attack": what is told of is of that time itself."""
    ending = m.items[m.end + 1] if m.end + 1 < len(m.items) else None
    return m.after is not None and has(m.after, "apos") and m.after.start == m.last.end and has(ending, "decsuffix")


def article(m: Match) -> int:
    """How many pieces at the start of a match are an article that does not belong to the span."""
    return 1 if has(m.first, "the") else 0


COMPANY = (
    "in",
    "of",
    "since",
    "until",
    "by",
    "before",
    "after",
    "rel",
    "from",
    "to",
    "between",
    "part",
    "the",
    "and",
    "month_word",
    "dash",
    "frel",
    "on",
)


def may_stand_alone(m: Match, item: Item) -> bool:
    """Whether a word that is a month or weekday only among others ("may", "sun") has such company."""
    if "capital" in item.kinds and (has(m.before, "rel", "frel") or has(m.after, "day_word", "month_word", "daypart")):
        return True
    if "lowered" in item.kinds:
        return (has(m.after, "to", "dash") and has(m.before, "from", "between")) or has(m.before, "unit")
    return has(m.before, *COMPANY) or has(m.after, "rel", "frel", "to", "dash") or has(m.before, "unit")
