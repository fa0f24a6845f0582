"""Corrections put on events: in one place, so that every screen and every file shows the same."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from events.corrections.model import FIELDS, Correction, Part
from events.corrections.values import put
from events.merge.cluster import Hands
from events.model import Event


def standing(corrections: Iterable[Correction]) -> dict[Part, Correction]:
    """Give for each part the correction that counts: the newest that was not taken back."""
    return {c.part: c for c in sorted(corrections, key=lambda c: c.order) if c.stands}


def correct(event: Event, corrections: Iterable[Correction]) -> Event:
    """Give an event as people corrected it.

    Parameters
    ----------
    event
        As it was read, or as the records that tell it were united.
    corrections
        What was corrected, in any order; what was taken back or is not about a field is passed over.

    Returns
    -------
    Event
        With the corrected fields, and in ``corrections`` what they come from.
    """
    counting = standing(corrections)
    fields = [counting[part] for part in FIELDS if part in counting]
    for correction in fields:
        event = put(event, correction.part, correction.value)
    return dataclasses.replace(event, corrections=tuple(fields))


def uncorrect(event: Event) -> Event:
    """Give an event as it was read, from one that bears its corrections."""
    for correction in event.corrections:
        if correction.before is not None:
            event = put(event, correction.part, correction.before)
    return dataclasses.replace(event, corrections=())


def read_hands(corrections: Sequence[tuple[Correction, Sequence[str]]]) -> Hands:
    """Give what people joined and took apart; of two that contradict each other, the newer counts.

    Parameters
    ----------
    corrections
        Each with the ids of the records that it is about now.
    """
    together: list[frozenset[str]] = []
    apart: set[frozenset[str]] = set()
    for correction, ids in sorted(corrections, key=lambda pair: pair[0].order):
        if not correction.stands or len(ids) < 2:
            continue
        if correction.part is Part.JOIN:
            joined = frozenset(ids)
            apart = {pair for pair in apart if not pair <= joined}
            together.insert(0, joined)
        elif correction.part is Part.SPLIT:
            first, *others = ids
            apart |= {frozenset({first, other}) for other in others if other != first}
            torn = frozenset(ids)
            together = [
                joined - {first} if first in joined and joined & torn - {first} else joined for joined in together
            ]
    return Hands(tuple(joined for joined in together if len(joined) > 1), frozenset(apart))
