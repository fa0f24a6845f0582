"""What times are counted from, and the way from a time to its days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from events.dates.calendar import Days, NoSuchDateError
from events.dates.nodes import Node
from events.model import Anchor, AnchorKind

PAST, FUTURE, UNKNOWN = -1, 1, 0


class NeedsAnchorError(Exception):
    """The time counts from the day of publication, and that is not known."""


@dataclass(slots=True)
class Resolved:
    """The days of a time and how they were found."""

    earliest: dt.date | None
    latest: dt.date | None
    unit: str
    reading: tuple[str, ...] = ()
    anchor: Anchor | None = None
    alternatives: tuple[Days, ...] = ()
    season: str | None = None
    time: str | None = None
    edtf: str | None = None

    @property
    def days(self) -> Days:
        """Both ends; raises :class:`NoSuchDateError` where one is open."""
        if self.earliest is None or self.latest is None:
            raise NoSuchDateError("open end")
        return self.earliest, self.latest


@dataclass(slots=True)
class Focus:
    """The date that the text speaks of at this point."""

    days: Days
    unit: str
    end: int
    explicit: bool


@dataclass(slots=True)
class Context:
    """What times are counted from.

    Attributes
    ----------
    anchor
        Publication or dateline; none if unknown.
    narrative
        The text tells of other years than that of its anchor: what is left out comes from the story.
    tense
        ``PAST``, ``FUTURE`` or ``UNKNOWN`` for the time being resolved; asked for only when it matters.
    """

    anchor: Anchor | None
    narrative: bool = False
    southern: bool = False
    order: str = "DMY"
    order_from: str = "language"
    focus: Focus | None = None
    focus_day: dt.date | None = None
    same_sentence: bool = False
    tense: Callable[[], int] = field(default=lambda: UNKNOWN)

    def day(self) -> dt.date:
        """The anchor's day; raises :class:`NeedsAnchorError`."""
        if self.anchor is None:
            raise NeedsAnchorError
        return self.anchor.day

    def focus_or_anchor(self) -> tuple[Days, str, Anchor | None]:
        """The days in focus, else the anchor's day."""
        if self.focus is not None:
            return self.focus.days, self.focus.unit, Anchor(self.focus.days[0], AnchorKind.CONTEXT)
        day = self.day()
        return (day, day), "day", self.anchor

    @property
    def takes_year_from_focus(self) -> bool:
        """Whether a date without a year belongs to the story's year rather than to the anchor's."""
        if self.focus is None:
            return False
        if self.anchor is None or self.narrative:
            return True
        return (
            self.same_sentence
            and self.focus.explicit
            and self.focus.unit in ("day", "month")
            and abs(self.focus.days[0].year - self.anchor.day.year) > 1
        )


Resolver = Callable[[Any, Context], Resolved]
RESOLVERS: dict[type, Resolver] = {}


def resolves(node_type: type) -> Callable[[Resolver], Resolver]:
    """Register a function as what resolves a kind of time."""

    def register(resolver: Resolver) -> Resolver:
        RESOLVERS[node_type] = resolver
        return resolver

    return register


def resolve(node: Node, context: Context) -> Resolved:
    """Give the days that a time means.

    Raises
    ------
    NeedsAnchorError
        It counts from the day of publication, and that is not known.
    NoSuchDateError
        The calendar has no such day.
    """
    return RESOLVERS[type(node)](node, context)
