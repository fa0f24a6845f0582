"""Times of day beside a day."""

from __future__ import annotations

from events.dates.grammar import Built, Match
from events.dates.rules.registry import rule


def _times(m: Match) -> Built | None:
    from events.dates.clock import build_clock

    return build_clock(m)


DAYLIKE = "(Tday|Tdate|Twd|Tnum|Tper|Tx|Tw|Tnight)"
_HOUR = "(clock (am|pm|oclock)?|(n|pairdot) (am|pm|oclock))"
_MOMENT = f"({_HOUR} ((in|at)? the? daypart)?|(in|at|on)? the? part? daypart ((at|on)? {_HOUR})?)"
_ZONE = "(comma? zone ((plus|dash) n)?|lpar zone ((plus|dash) n)? rpar)"
_TIMES = f"({_MOMENT}|(clock|n) (to|dash|and|until) {_HOUR}|{_HOUR} (to|dash|and|until) ({_HOUR}|n)) {_ZONE}?"
rule(
    5, "time",
    f"D={DAYLIKE} (comma|at|around|from|between|before|after|part)* {_TIMES}",
    f"D={DAYLIKE} at (n|pairdot)",
    "D=(Twd|Tw) n dash n", "n dash n D=(Twd|Tw)",
    f"D={DAYLIKE} (from|between) n (to|dash|and|until) (n|{_HOUR})",
    f"(from|between)? {_TIMES} (on|of|at|in|day_word)* the? D={DAYLIKE}",
    "the? part? daypart (of|in|on)* D=Trange",
)(_times)
rule(5, "time", f"{_HOUR} {_ZONE}", f"n {_ZONE}")(_times)
