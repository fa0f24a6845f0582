"""What the records of one event tell differently."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from events.merge.signature import COARSE
from events.model import Event


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What sources of one event tell differently: the part, and each reading with the records that have it.

    ``part`` is ``date``, ``place``, ``status``, or the kind of a number such as ``killed``.
    """

    part: str
    readings: tuple[tuple[str, tuple[str, ...]], ...]


def disagreements(members: Sequence[Event]) -> list[Disagreement]:
    """Say what the records of one event tell differently ("two reports say 12, one says 13 September").

    Parameters
    ----------
    members
        The records.

    Returns
    -------
    list of Disagreement
        For date (EDTF), place (name), status and numbers; a reading that only is less precise does not disagree.
    """
    found = []
    days = _readings((e.date.edtf, e.id) for e in members if e.date is not None and _is_told_otherwise(e, members))
    towns = _readings((e.place.place.name, e.id) for e in members if e.place and e.place.place.precision not in COARSE)
    statuses = _readings((e.status.value, e.id) for e in members)
    for part, readings in (("date", days), ("place", towns), ("status", statuses), *_numbers(members)):
        if len(readings) > 1:
            found.append(Disagreement(part, readings))
    return found


def _is_told_otherwise(event: Event, members: Sequence[Event]) -> bool:
    """Whether the days are exact, or exclude those of another record."""
    first, last = _ends(event)
    if event.told_date is None or not event.told_date.edtf:
        return False
    if first == last:
        return True
    return any(other_last < first or last < other_first for other_first, other_last in map(_ends, members))


def _ends(event: Event) -> tuple[dt.date, dt.date]:
    date = event.told_date
    return (date and date.earliest) or dt.date.min, (date and date.latest) or dt.date.max


def _numbers(members: Sequence[Event]) -> Iterable[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]]:
    kinds = dict.fromkeys(fact.kind for event in members for fact in event.facts)
    for kind in kinds:
        yield (
            kind,
            _readings(
                (str(fact.lowest), event.id)
                for event in members
                for fact in event.facts
                if fact.kind == kind and fact.lowest is not None and fact.lowest == fact.highest
            ),
        )


def _readings(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Group records by what they say, the reading with most records first."""
    by_value: dict[str, dict[str, None]] = defaultdict(dict)
    for value, event in pairs:
        by_value[value][event] = None
    return tuple(sorted(((v, tuple(ids)) for v, ids in by_value.items()), key=lambda item: (-len(item[1]), item[0])))
