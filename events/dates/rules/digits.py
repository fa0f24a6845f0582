"""Dates in digits, 2016-04-21, 21/4/2016, 4.22: which number is the day is decided by what fits, then by the text."""

from __future__ import annotations

import re

from events.dates.calendar import full_year_of
from events.dates.grammar import Built, Match
from events.dates.nodes import Clock, Node, Point, Range
from events.dates.rules.registry import has, rule

FIELDS = re.compile(r"\d+")
UNDECIDED = "undecided"


def _century(year: int, digits: int) -> int:
    if digits <= 2:
        return full_year_of(year)
    return year


def _orders(a: int, b: int) -> list[tuple[int, int]]:
    """The (month, day) readings of two numbers: first as month before day, then as day before month."""
    found = []
    if 1 <= a <= 12 and 1 <= b <= 31:
        found.append((a, b))
    if 1 <= b <= 12 and 1 <= a <= 31 and a != b:
        found.append((b, a))
    return found


def _shown_order(found: tuple[int, int], numbers: list[int]) -> str | None:
    """What a date with only one reading shows about the order of numbers in its text."""
    if numbers[0] == numbers[1]:
        return None
    return "numeric-MDY" if found == (numbers[0], numbers[1]) else "numeric-DMY"


@rule(1, "numeric-date", "(W=wd (comma|the|corresponding)* )? X=date3")
def _numeric_date(m: Match) -> Built | None:
    """Read three numbers as a date; where two orders fit, both are kept."""
    token: str = m.value("X", "date3")
    fields = FIELDS.findall(token)
    numbers = [int(field) for field in fields[:3]]
    sizes = [len(field) for field in fields[:3]]
    time = None
    if len(fields) > 3:
        hour, minute = int(fields[3][:2]), int(fields[4] if len(fields[3]) == 2 else fields[3][2:])
        zone = token[token.index("T") :] if "T" in token else token[token.index("t") :]
        tail = re.search(r"(Z|z|[+-]\d\d:?\d\d)$", zone)
        if hour < 24 and minute < 60:
            time = f"{hour:02d}:{minute:02d}{tail.group().upper() if tail else ''}"
    if sizes[0] == 4:
        if not (sizes[2] <= 2 and 1 <= numbers[1] <= 12 and 1 <= numbers[2] <= 31 and numbers[0]):
            return None
        point: Node = Point(numbers[0], numbers[1], numbers[2])
        return Built(Clock(time, point) if time else point, "Tdate")
    if sizes[0] == 3 or sizes[2] not in (2, 4) or (numbers[2] == 0 and sizes[2] == 4):
        return None
    year = _century(numbers[2], sizes[2])
    orders = _orders(numbers[0], numbers[1])
    if not orders:
        return None
    if len(orders) == 1:
        return Built(Point(year, *orders[0], order=_shown_order(orders[0], numbers)), "Tdate")
    return Built(Point(year, *orders[0], others=tuple((year, m, d) for m, d in orders[1:])), "Tdate")


@rule(1, "numeric-date", "(W=wd (comma|the|corresponding)* )? X=(pair|pairdot) (comma? Y=(y|yy))? dot?")
def _numeric_pair(m: Match) -> Built | None:
    """Read two numbers, 22/04 or 3/2015, perhaps with a year after them."""
    item = m["X"]
    dotted = "pairdot" in item.kinds
    fields = item.values["pairdot" if dotted else "pair"]
    numbers, sizes = [int(field) for field in fields], [len(field) for field in fields]
    year_item = m.get("Y")
    closing = m.items[m.end - 1]
    drop = 1 if "dot" in closing.kinds else 0
    if 4 in sizes:
        return _month_and_year(numbers, sizes, drop) if year_item is None and not has(m.after, "slash") else None
    orders = _orders(numbers[0], numbers[1]) if max(sizes) <= 2 else []
    if has(item, "dotted"):
        orders = [(month, day) for month, day in orders if (day, month) == (numbers[0], numbers[1])]
    if not orders or (dotted and has(m.after, "sharp_hour")):
        return None
    in_american_way = year_item is not None and any(has(piece, "comma") for piece in m.items[m.start : m.end])
    year: int | None = None
    if year_item is not None:
        digits = int(year_item.values.get("digits", 4))
        if digits == 2 and not in_american_way:
            return None
        year = _century(int(year_item.values["n"]), digits)
    if year is None and m.value("W", "wd") is None and not has(m.before, *BEFORE_DATES):
        ends_text = m.after is None and not drop and sizes[1] == 2 and not has(m.before, "at")
        if dotted and not ends_text and not has(item, "dotted"):
            return None
        if not dotted and max(numbers) <= 12 and sizes == [1, 1] and not has(m.after, "ablative", "since_post"):
            return None
    order = _shown_order(orders[0], numbers) if len(orders) == 1 else None
    if in_american_way:
        orders = orders[:1]
    point = Point(year, *orders[0], order=order, others=tuple((year, month, day) for month, day in orders[1:]))
    keeps_dot = dotted and (has(item, "dotted") or not has(m.before, *BEFORE_DATES))
    return Built(point, "Tday" if year is None else "Tdate", end=0 if keeps_dot else drop)


LONGEST_YEARS = 15
"""2015/32 is no range of years."""
BEFORE_DATES = ("on", "until", "since", "by", "before", "after", "between", "rel", "Twd")


def _month_and_year(numbers: list[int], sizes: list[int], drop: int) -> Built | None:
    if sizes == [4, 4] or 3 in sizes or max(sizes) > 4:
        return None
    if sizes == [4, 2] and max(12, numbers[0] % 100) < numbers[1] <= numbers[0] % 100 + LONGEST_YEARS:
        years = Point(numbers[0]), Point(numbers[0] // 100 * 100 + numbers[1])
        return Built(Range(*years), "Trange", end=drop) if 1900 <= numbers[0] <= 2199 else None
    year, month = numbers if sizes[0] == 4 else reversed(numbers)
    if not (1 <= month <= 12 and 1000 <= year <= 2199):
        return None
    return Built(Point(year, month), "Tmy", end=drop)
