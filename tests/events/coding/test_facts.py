"""Numbers told of an act of force."""

from __future__ import annotations

import datetime as dt

import pytest

from events.coding import code_events
from events.model import Document
from events.sentences import split_sentences

CASES = [
    (
        "en",
        "Gunmen killed 12 people and wounded at least 30 in the market.",
        {"killed": (12, 12), "injured": (30, None)},
    ),
    ("en", "An explosion killed up to 1,200 people.", {"killed": (None, 1200)}),
    ("en", "The blast killed five soldiers on 4 September.", {"killed": (5, 5)}),
    ("ar", "قتل 15 شخصا وأصيب 30 آخرون في هجوم.", {"killed": (15, 15), "injured": (30, 30)}),
    ("ar", "قتل ثلاثة جنود في هجوم.", {"killed": (3, 3)}),
    ("ru", "При взрыве погибли 7 человек, ранены 20.", {"killed": (7, 7), "injured": (20, 20)}),
    ("en", "Gunmen attacked the town.", {}),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[c[1][:40] for c in CASES])
def test_numbers_belong_to_the_nearest_word_of_their_kind(
    language: str, text: str, expected: dict[str, tuple[int | None, int | None]]
) -> None:
    document = Document("d", text, language, dt.date(2023, 9, 5))
    events = code_events(document, split_sentences(text, language=language), [], [], [])
    facts = {fact.kind: (fact.lowest, fact.highest) for event in events for fact in event.facts}
    assert facts == expected
    for event in events:
        for fact in event.facts:
            assert text[fact.evidence.start : fact.evidence.end] == fact.evidence.text
