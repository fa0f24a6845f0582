"""The lexicons: every file loads, and inflection finds what a reader would."""

from __future__ import annotations

import pytest

from events.coding.lexicon import load_lexicon
from events.coding.plover import codes
from events.model import EventType

LANGUAGES = ["ar", "en", "ru", "uk", "fr", "es", "ko", "zh"]

WORDS = [
    ("en", "visited", "consult"),
    ("en", "struck", "assault"),
    ("en", "denying", "statement"),
    ("ar", "وذكرت", "statement"),
    ("ar", "سيزور", "consult"),
    ("ar", "هاجمت", "assault"),
    ("ar", "بزيارته", "consult"),
    ("ar", "قُتل", "assault"),
    ("ru", "посетил", "consult"),
    ("ru", "визитом", "consult"),
    ("uk", "заявив", "statement"),
    ("fr", "rencontré", "consult"),
    ("fr", "l'attaque", "assault"),
    ("es", "visitaron", "consult"),
    ("es", "reunión", "consult"),
    ("ko", "방문했다", "consult"),
    ("ko", "회담을", "consult"),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_that_a_lexicon_names_exists(language: str) -> None:
    lexicon = load_lexicon(language)
    assert lexicon is not None
    for entry in lexicon.forms.values():
        for meaning in [entry.meaning, *(meaning for _, meaning in entry.phrases)]:
            for sense in (meaning.sense, meaning.name):
                assert sense is None or sense.type in set(EventType)


@pytest.mark.parametrize(("language", "word", "type_"), WORDS, ids=[f"{w[0]}: {w[1]}" for w in WORDS])
def test_inflected_words_are_found(language: str, word: str, type_: str) -> None:
    lexicon = load_lexicon(language)
    assert lexicon is not None
    entry = lexicon.entry(word)
    assert entry is not None
    sense = entry.meaning.sense or entry.meaning.name
    assert sense is not None
    assert sense.type == type_


@pytest.mark.parametrize(
    ("language", "word"), [("en", "table"), ("ar", "كتاب"), ("ar", "هناك"), ("ru", "стол"), ("ko", "사과나무")]
)
def test_other_words_are_no_triggers(language: str, word: str) -> None:
    lexicon = load_lexicon(language)
    assert lexicon is not None
    entry = lexicon.entry(word)
    assert entry is None or (entry.meaning.sense is None and entry.meaning.name is None)


def test_the_article_makes_an_arabic_verb_no_verb() -> None:
    lexicon = load_lexicon("ar")
    assert lexicon is not None
    entry = lexicon.entry("القصف")
    assert entry is not None
    assert entry.meaning.sense is None
    assert entry.meaning.name is not None


def test_every_type_has_its_cameo_code() -> None:
    table = codes()
    assert set(table) == set(EventType)
    assert table[EventType.ASSAULT].cameo == "18"
    assert table[EventType.ASSAULT].quad == 4
