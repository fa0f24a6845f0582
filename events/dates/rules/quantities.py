"""Amounts of units: "three weeks", "2 years and a month", "يومين"."""

from __future__ import annotations

from events.dates.grammar import Built, Match
from events.dates.nodes import Quantity
from events.dates.rules.registry import has, rule

AFTER_COUNTED_DAYS = (
    "ago",
    "from_now",
    "later",
    "earlier",
    "relback",
    "relnext",
    "before_post",
    "after_post",
    "within_post",
)


def _quantity(m: Match) -> Built | None:
    if has(m.first, "unit") and has(m.before, "rel", "frel", "the", "n", "of", "ord", "last", "x") is True:
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
            if "numbered_mark" in item.kinds or ("unit_minute" in item.kinds and has(m.before, "oclock")):
                return None
            if "month_mark" in item.kinds and "clockunit" not in item.kinds:
                return None
            if (
                "day_mark" in item.kinds
                and number is not None
                and number <= 31
                and (has(m.before, "month_mark", "month") or not has(m.after, *AFTER_COUNTED_DAYS))
            ):
                return None
            amounts.append((1 if number is None else number, item.values["unit"]))
            number = None
        elif "few" in item.kinds:
            number, vague = item.values["few"], True
            if item is m.last and amounts:
                amounts = [(number, amounts[0][1])]
        elif "ord" in item.kinds:
            return None
        elif "n" in item.kinds:
            number = item.values["n"]
            if "y" in item.kinds and has(m.last, "unit_weekend", "unit_quarter", "unit_half", "unit_decade"):
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


_ONE = "(n|few) and_half? dash? unit and_half?"
_MORE = "((comma? and?) ((n|few|one) unit|dual))"
rule(
    0,
    "quantity",
    f"({_ONE}|few of? unit|one few of? unit|unit_half one unit|one unit and_half?|dual){_MORE}*",
    f"unit (comma? and?) ((n|few|one) unit|dual) {_MORE}*",
    "((n|few|one) unit|dual) ((comma? and?) ((n|few|one) unit|dual|unit))+",
    "manyunit few",
)(_quantity)
