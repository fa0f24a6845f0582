"""Sentences of news and histories by language (``sentences/``), counted from Tuesday 5 September 2023.

A line holds a sentence, and the words and days of every date in it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.events.dates.reading import read

FILES = sorted((Path(__file__).parent / "sentences").glob("*.jsonl"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_date_of_a_sentence_is_read_and_nothing_else(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    wrong = {
        sentence: found
        for sentence, expected in rows
        if (found := read(sentence, path.stem)) != [tuple(date) for date in expected]
    }
    assert wrong == {}
