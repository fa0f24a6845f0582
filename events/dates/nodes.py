"""Times as they are said: the grammar builds them, the resolver turns them into days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(slots=True)
class Point:
    """Fields of a calendar date; what the text leaves out is none."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hijri: bool = False
    in_gregorian_year: bool = False
    """A Hijri month with a year that can only be Gregorian: "Ramadan 2024"."""
    bc: bool = False
    inside: Node | None = None
    """A period that gives the missing fields: "October of *next year*", "the 20th of *this month*"."""
    rel: int | None = None
    """"last" (-1), "this" (0), "next" (1) March or Friday."""
    focus: bool = False
    """"the following Sunday": the one after the day in focus."""
    by_week: bool = False
    """"next Friday" is that of the next week, not the nearest one."""
    others: tuple[tuple[int | None, int, int], ...] = ()
    """Other readings of a numeric date as (year, month, day)."""
    order: str | None = None
    """What its form shows about the order of numbers: ``numeric-MDY``, ``numeric-DMY``, ``written-MDY`` ..."""


@dataclass(slots=True)
class Span:
    """A numbered unit: the third quarter, the 1990s, the 20th century, the second half, a season."""

    unit: str
    number: int
    year: int | None = None
    inside: Node | None = None
    season: str | None = None
    rel: int | None = None
    bc: bool = False


@dataclass(slots=True)
class Unit:
    """A unit counted from the anchor: this week (0), last month (-1), the year after next (2)."""

    unit: str
    offset: int
    focus: bool = False
    """Count from the date in focus in the text ("the following week")."""
    bare: bool = False
    """Said without "this" or "last": "at the weekend", before or after the anchor by tense."""
    either: bool = False
    """A word that is as many units ahead or behind, by tense (Hindi कल: yesterday or tomorrow)."""


@dataclass(slots=True)
class Quantity:
    """Amounts of units, "2 years and 3 months"."""

    amounts: tuple[tuple[float, str], ...]
    vague: bool = False


@dataclass(slots=True)
class Shift:
    """A quantity before (-1) or after (1) the anchor, the focus or another time."""

    quantity: Quantity
    sign: int
    base: Node | None = None
    focus: bool = False
    by_tense: bool = False
    """"After two days": from the date in focus in what is told, from the anchor in what is planned."""
    bare: bool = False
    """Said with "in" only ("in three years"), which after a comparison is a duration."""


@dataclass(slots=True)
class Window:
    """All the days of a quantity up to (-1) or from (1) the anchor: "the past three weeks"."""

    quantity: Quantity
    sign: int
    base: Node | None = None
    inside: Node | None = None


@dataclass(slots=True)
class Nth:
    """The n-th (from the end, if negative) unit or weekday within a period: "the first Monday of May"."""

    index: int
    inside: Node | None
    unit: str | None = None
    weekday: int | None = None


@dataclass(slots=True)
class Part:
    """Early, mid, late in a period, or the rest of it."""

    part: str
    inner: Node
    strong: bool = False


@dataclass(slots=True)
class Around:
    """The week (or weekend) that holds a day: "the week of 30 November"."""

    unit: str
    inner: Node


@dataclass(slots=True)
class Open:
    """An open end: from the time on (``since``), after it, up to it (``until``, ``by``) or before it."""

    side: str
    inner: Node


@dataclass(slots=True)
class Range:
    """From one time to another."""

    first: Node
    last: Node


@dataclass(slots=True)
class Named:
    """A named time of the data file, perhaps with a year or a period."""

    name: str
    year: int | None = None
    inside: Node | None = None
    rel: int | None = None
    weekend: bool = False


@dataclass(slots=True)
class Clock:
    """A time of day, with the day it belongs to (none: the day in focus)."""

    time: str | None
    day: Node | None = None
    part: str | None = None


@dataclass(slots=True)
class Vague:
    """A time without calendar days, such as "recently"."""

    name: str


Node: TypeAlias = Point | Span | Unit | Shift | Window | Nth | Part | Around | Open | Range | Named | Clock | Vague
