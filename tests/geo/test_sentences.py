"""Sentences of world news with the roles of their places, local reports that name no state, and traps."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo import geoparse
from geo.model import PlaceRole
from tests.geo.marked import count_marked, read_lines

HERE = Path(__file__).parent
LANGUAGES = ("ar", "en", "es", "fr", "ko", "ru", "uk", "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_of_world_news_are_found_in_their_roles(language: str) -> None:
    counts = count_marked(HERE / "sentences" / f"roles_{language}.txt")
    assert counts.gold >= 60
    assert counts.f1 > 0.89
    assert counts.recall > 0.95
    assert counts.accuracy > 0.95


def test_local_reports_that_name_no_state_are_placed_by_what_lies_together() -> None:
    counts = count_marked(HERE / "sentences" / "local_en.txt")
    assert counts.gold >= 200
    assert counts.f1 > 0.94
    assert counts.accuracy > 0.94


TRAPS = [(code, line) for code in LANGUAGES for line in read_lines(HERE / "traps" / f"{code}.txt")]


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_persons_firms_papers_and_words_are_no_pins(language: str, text: str) -> None:
    pins = [t.text for t in geoparse(text, language=language) if t.role is PlaceRole.LITERAL]
    assert pins == []
