"""Parts that stand beside the word of an event are surer than those that context gives."""

from __future__ import annotations

import datetime as dt

import pytest

from events.coding.confidence import PARTS, load_weights
from events.model import Document, Event
from events.pipeline import read_report


def events_of(text: str) -> list[Event]:
    return list(read_report(Document("d", text, "en", dt.date(2023, 9, 5))).events)


def test_every_part_has_weights_and_a_start() -> None:
    assert set(load_weights()) == set(PARTS)
    assert all("start" in weights for weights in load_weights().values())


def test_what_only_context_gives_is_less_sure() -> None:
    told, gone_on = (
        event
        for event in events_of(
            "Gunmen attacked a market in Nairobi on Monday and killed 12 people. They also shot three policemen."
        )
        if event.type == "assault"
    )
    assert told.places
    assert gone_on.places
    assert told.places[0].place.id == gone_on.places[0].place.id
    assert (told.confidence.place or 0) > 0.7
    assert (gone_on.confidence.place or 1) <= 0.5
    assert (gone_on.confidence.date or 1) <= 0.5 < (told.confidence.date or 0)


@pytest.mark.parametrize("text", ["Protesters marched in Paris on Monday.", "Putin met Kim in Pyongyang on Monday."])
def test_parts_lie_between_0_and_1_and_missing_parts_are_none(text: str) -> None:
    for event in events_of(text):
        parts = {part: getattr(event.confidence, part) for part in PARTS}
        assert all(value is None or 0 < value < 1 for value in parts.values())
        assert (parts["place"] is None) == (not event.places)
        assert (parts["date"] is None) == (event.date is None)
        assert event.confidence.overall <= min(value for value in parts.values() if value is not None)
