"""Dates in digits: 2016-04-21, 21/4/2016, 4.22; which number is the day is decided by what fits, then by the language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from events.dates.grammar import Built
from events.dates.nodes import Clock, Node, Point

if TYPE_CHECKING:
    from events.dates.grammar import Match

FIELDS = re.compile(r"\d+")
UNDECIDED = "undecided"


def _century(year: int, digits: int) -> int:
    if digits <= 2:
        return 2000 + year if year < 50 else 1900 + year
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


def read_numeric_date(token: str, *, weekday: int | None = None) -> Built | None:
    """Read three numbers as a date; where two orders fit, both are kept."""
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
        point: Node = Point(numbers[0], numbers[1], numbers[2], weekday=None)
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


def read_numeric_pair(m: Match) -> Built | None:
    """Read two numbers, 22/04 or 3/2015, perhaps with a year after them."""
    item = m["X"]
    dotted = "pairdot" in item.kinds
    fields = item.values["pairdot" if dotted else "pair"]
    numbers, sizes = [int(field) for field in fields], [len(field) for field in fields]
    year_item = m.get("Y")
    closing = m.items[m.end - 1]
    drop = 1 if "dot" in closing.kinds else 0
    if 4 in sizes:
        if year_item is not None or 3 in sizes or max(sizes) > 4 or sizes == [4, 4]:
            return None
        year, month = (numbers[0], numbers[1]) if sizes[0] == 4 else (numbers[1], numbers[0])
        if not (1 <= month <= 12 and 1000 <= year <= 2199):
            return None
        return Built(Point(year, month), "Tmy", end=drop)
    if max(sizes) > 2:
        return None
    orders = _orders(*numbers)
    if not orders:
        return None
    year = None
    if year_item is not None:
        year = _century(int(year_item.values["n"]), int(year_item.values.get("digits", 4)))
        if year_item.values.get("digits") == 2 and not _has_comma(m):
            return None
    weekday = m.value("W", "wd")
    company = m.before is not None and bool(m.before.kinds & {"on", "until", "since", "by", "before", "after", "between", "rel", "Twd"})
    ends_clause = m.after is None and not drop and sizes[1] == 2
    if dotted and year is None and m.before is not None and "at" in m.before.kinds:
        return None
    if dotted and year is None and not (weekday or company or ends_clause or "dotted" in item.kinds):
        return None
    if not dotted and year is None and not weekday and not company and max(numbers) <= 12 and sizes == [1, 1]:
        return None
    order = _shown_order(orders[0], numbers) if len(orders) == 1 else None
    if order is None and year is not None and _has_comma(m):
        orders = orders[:1]
    point = Point(year, *orders[0], order=order, others=tuple((year, month, day) for month, day in orders[1:]))
    return Built(point, "Tday" if year is None else "Tdate", end=0 if drop and dotted and company is False else drop)


def _has_comma(m: Match) -> bool:
    return any("comma" in item.kinds for item in m.items[m.start : m.end])
