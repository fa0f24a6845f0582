"""A correction, as it is kept and handed on."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Part(StrEnum):
    """What of an event a correction is about."""

    DATE = "date"
    PLACE = "place"
    ACTORS = "actors"
    TYPE = "type"
    STATUS = "status"
    HIDDEN = "hidden"
    """The event is not shown."""
    SPLIT = "split"
    """The first target is another event than the others."""
    JOIN = "join"
    """All targets are one event."""


FIELDS = (Part.DATE, Part.PLACE, Part.ACTORS, Part.TYPE, Part.STATUS)
"""The parts that give a field another value."""


@dataclass(frozen=True, slots=True)
class Target:
    """The record that is corrected: its id, and what it says, by which it is known again after another reading.

    Attributes
    ----------
    event
        The record's id when it was corrected.
    document
        Its report.
    start, end, quote
        The clause that it was read from.
    type
        Its type as read.
    """

    event: str
    document: str
    start: int
    end: int
    quote: str
    type: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says against a reading.

    Attributes
    ----------
    id
        Unique; the same correction brought in twice is one.
    part
        What it is about.
    targets
        The records; several for ``split`` and ``join``.
    value
        What is right, as `events.corrections.values` writes it.
    before
        What was read, in the same form; none where there was no such record.
    who, made, why
        The person, the moment (UTC), and a note.
    undone, undone_by
        When it was taken back and by whom; none while it stands.
    """

    part: Part
    targets: tuple[Target, ...]
    value: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] | None = None
    who: str = ""
    made: dt.datetime | None = None
    why: str = ""
    undone: dt.datetime | None = None
    undone_by: str = ""
    id: str = field(default_factory=lambda: "c" + uuid.uuid4().hex[:16])

    @property
    def stands(self) -> bool:
        """Whether it has not been taken back."""
        return self.undone is None

    @property
    def order(self) -> tuple[dt.datetime, str]:
        """Sorts corrections from the oldest to the newest."""
        return self.made or dt.datetime.min.replace(tzinfo=dt.UTC), self.id
