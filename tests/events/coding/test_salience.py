"""What bystanders say far down in a report is no record of its own; what officials say there is."""

from __future__ import annotations

import datetime as dt

import pytest

from events.model import Document
from events.pipeline import read_report

FILLING = " ".join(f"The street had {number} lamps and a narrow pavement." for number in range(11, 23))


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        ("Residents said the lamps were dark.", 0),
        ("Two fans praised the lamps.", 0),
        ("Residents said on Monday the lamps were dark.", 1),
        ("Olaf Scholz said the lamps were dark.", 1),
        ("The French foreign ministry said the lamps were dark.", 1),
    ],
)
def test_asides(sentence: str, records: int) -> None:
    published = dt.date(2024, 5, 15)
    assert len(read_report(Document("far", f"{FILLING} {sentence}", "en", published)).events) == records
    assert len(read_report(Document("near", sentence, "en", published)).events) == 1
