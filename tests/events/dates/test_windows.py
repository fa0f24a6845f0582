"""What the reader leaves out before it looks closer never changes what it finds."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from events.dates import find_dates, tokens
from events.dates.language import list_languages, load_language

FILLERS = ("Zwxq", "zwxqy", "Ωψ", "中銀", "각님", "кщьы", "ضظغ", "q-zw", "zw's", "(zwx),", "zwx.\n\nQzw", "a" * 60)
NUMBERS = (
    "3",
    "12",
    "31.",
    "1998",
    "'98",
    "1,200",
    "5/9",
    "2023-09-04",
    "10:30",
    "21st",
    "4.5",
    "20230904",
    "$40",
    "T-72",
)
TEXTS = 150


def make_texts(code: str) -> list[str]:
    """Make texts of a language's words of time, numbers and words without a meaning, in any order."""
    language = load_language(code)
    assert language is not None
    chance = random.Random(code)
    words = sorted({*language.words, *language.spaced})
    words += [" ".join((first, *rest)) for first, options in language.phrases.items() for rest, _ in options]
    texts = []
    for _ in range(TEXTS):
        pieces = chance.choices((words, FILLERS, NUMBERS), weights=(6, 3, 2), k=chance.randrange(2, 25))
        separator = chance.choice((" ", " ", "")) if language.characters else " "
        texts.append(separator.join(chance.choice(piece) + chance.choice(("", "", ",", ".")) for piece in pieces))
    return texts


@pytest.mark.parametrize("code", sorted(list_languages()))
def test_reads_the_same_as_if_it_looked_at_every_word(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = make_texts(code)
    anchor = dt.date(2024, 4, 24)
    found = [find_dates(text, language=code, anchor=anchor) for text in texts]
    assert sum(map(len, found)) > TEXTS
    monkeypatch.setattr(tokens, "find_windows", lambda folded, language: [(0, len(folded))])
    for text, dates in zip(texts, found, strict=True):
        assert find_dates(text, language=code, anchor=anchor) == dates, text
