"""Spellings that name the same place, made equal: one fold for each script.

The gazetteer's keys and the words of a text go through the same fold, so a look-up is a comparison of strings. What is
folded (letters that vary, case endings, traditional characters) is data: ``geo/data/scripts/folds.toml``.
"""

from __future__ import annotations

import itertools
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u064b-\u065f\u0670\u0640]+[^\W_]*)*")
"""A word: letters and digits with the marks that may stand on them."""


_CUT = re.compile(f"({WORD.pattern})")
_CUT_PLAIN = re.compile(r"(\w+)")
_UNUSUAL = re.compile("[_\u0300-\u036f\u064b-\u065f\u0670\u0640]")
"""What makes words other than runs of letters and digits."""


class Words(NamedTuple):
    """The words of a text, and where each begins and ends."""

    words: list[str]
    starts: list[int]
    ends: list[int]


def cut_words(text: str) -> Words:
    """Cut a text into words: the matches of :data:`WORD`.

    Examples
    --------
    >>> cut_words("To Kyiv, by_rail")
    Words(words=['To', 'Kyiv', 'by', 'rail'], starts=[0, 3, 9, 12], ends=[2, 7, 11, 16])
    """
    plain = "_" not in text if text.isascii() else not _UNUSUAL.search(text)
    pieces = (_CUT_PLAIN if plain else _CUT).split(text)
    offsets = list(itertools.accumulate(map(len, pieces)))
    return Words(pieces[1::2], offsets[:-1:2], offsets[1::2])


class Script(IntEnum):
    """The writing of a word, as far as matching differs."""

    LATIN = 0
    CYRILLIC = 1
    ARABIC = 2
    HAN = 3
    HANGUL = 4
    OTHER = 5


_RANGES = (
    (0x024F, Script.LATIN),
    (0x03FF, Script.OTHER),
    (0x052F, Script.CYRILLIC),
    (0x05FF, Script.OTHER),
    (0x077F, Script.ARABIC),
    (0x10FF, Script.OTHER),
    (0x11FF, Script.HANGUL),
    (0x1DFF, Script.OTHER),
    (0x1EFF, Script.LATIN),
    (0x2E7F, Script.OTHER),
    (0x312F, Script.HAN),
    (0x318F, Script.HANGUL),
    (0xA4CF, Script.HAN),
    (0xABFF, Script.OTHER),
    (0xD7FF, Script.HANGUL),
    (0xF8FF, Script.OTHER),
    (0xFAFF, Script.HAN),
    (0xFB4F, Script.LATIN),
    (0xFEFF, Script.ARABIC),
    (0x1FFFF, Script.OTHER),
    (0x3FFFF, Script.HAN),
)


@lru_cache(maxsize=10_000)
def script_of(character: str) -> Script:
    """Tell the script of a character (kana count as Han: both are written without spaces)."""
    code = ord(character)
    return next((script for limit, script in _RANGES if code <= limit), Script.OTHER)


class _Folds(NamedTuple):
    latin: Mapping[int, str]
    cyrillic: Mapping[int, str]
    arabic: Mapping[int, str | None]
    han: Mapping[int, str]
    endings: tuple[tuple[str, ...], ...]
    alternations: tuple[tuple[str, str], ...]
    remainder: int
    genitives: tuple[tuple[str, str], ...]
    foreign_g: tuple[str, ...]


@cache
def _folds() -> _Folds:
    data: dict[str, Any] = tomllib.loads(files("geo").joinpath("data/scripts/folds.toml").read_text("utf-8"))
    cyrillic, arabic, han = data["cyrillic"], data["arabic"], data["han"]
    longest = max(map(len, cyrillic["endings"]))
    by_length = tuple(tuple(e for e in cyrillic["endings"] if len(e) == n) for n in range(longest, 0, -1))
    table: dict[int, str | None] = {ord(a): b for a, b in zip(arabic["from"], arabic["to"], strict=True)}
    table.update(dict.fromkeys(map(ord, arabic["drop"])))
    table.update(dict.fromkeys(range(0x064B, 0x0660)))
    table[0x0670] = None
    return _Folds(
        {ord(a): b for a, b in zip(data["latin"]["from"], data["latin"]["to"], strict=True)},
        {ord(a): b for a, b in zip(cyrillic["from"], cyrillic["to"], strict=True)},
        table,
        {ord(a): b for a, b in zip(han["traditional"], han["simplified"], strict=True)},
        by_length,
        tuple((a, b) for a, b in cyrillic["alternations"]),
        cyrillic["remainder"],
        tuple((a, b) for a, b in cyrillic["genitives"]),
        tuple(arabic["foreign_g"]),
    )


def _fold_latin(word: str) -> str:
    if word.isascii():
        return word.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return plain.translate(_folds().latin)


def _even_cyrillic(word: str) -> str:
    word = word.lower()
    if not word.isalpha():
        word = "".join(c for c in word if not unicodedata.combining(c))
    return word.translate(_folds().cyrillic)


def _fold_cyrillic(word: str) -> str:
    folds = _folds()
    word = _even_cyrillic(word)
    for ending, written in folds.alternations:
        if word.endswith(ending):
            return word.removesuffix(ending) + written
    for endings in folds.endings:
        if len(word) - len(endings[0]) >= folds.remainder and word.endswith(endings):
            return word[: -len(endings[0])]
    return word


def _fold_arabic(word: str) -> str:
    if word[0] >= "\ufb50":
        word = unicodedata.normalize("NFKC", word)
    return word.translate(_folds().arabic)


def _fold_han(word: str) -> str:
    return word.translate(_folds().han)


def _fold_other(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def _fold_hangul(word: str) -> str:
    return unicodedata.normalize("NFC", word)


_FOLD = {
    Script.LATIN: _fold_latin,
    Script.CYRILLIC: _fold_cyrillic,
    Script.ARABIC: _fold_arabic,
    Script.HAN: _fold_han,
    Script.HANGUL: _fold_hangul,
    Script.OTHER: _fold_other,
}


@lru_cache(maxsize=100_000)
def fold_word(word: str) -> str:
    """Fold one word: case, marks, variant letters and (Cyrillic) case endings go.

    Examples
    --------
    >>> fold_word("Köln"), fold_word("Москве"), fold_word("أوكرانيا"), fold_word("臺灣")
    ('koln', 'москв', 'اوكرانيا', '台湾')
    """
    return _FOLD[script_of(word[0])](word) if word else ""


@lru_cache(maxsize=10_000)
def fold_name(name: str) -> tuple[str, ...]:
    """Fold a name into the words of its key.

    Names in Han characters are one word whatever stands between them.
    """
    words = [fold_word(word) for word in WORD.findall(name)]
    if words and script_of(name.lstrip()[0]) == Script.HAN:
        return ("".join(words),)
    return tuple(word for word in words if word)


def fold_citation(word: str) -> str:
    """Fold a word as it stands in a dictionary: what looks like a case ending may be none (Иерусалим).

    Its other cases fold to this ("Иерусалиме" -> "иерусалим"), so names are indexed under both.
    """
    return _even_cyrillic(word) if word and script_of(word[0]) == Script.CYRILLIC else fold_word(word)


def fold_genitive(word: str) -> str | None:
    """Fold a word as the genitive of a name, where its ending is also one of adjectives ("Китая"); None for others."""
    if script_of(word[0]) == Script.CYRILLIC:
        even = _even_cyrillic(word)
        for ending, nominative in _folds().genitives:
            if even.endswith(ending):
                return fold_word(even.removesuffix(ending) + nominative)
    return None


def fold_name_variants(name: str) -> list[tuple[str, ...]]:
    """All keys of a name: with what looks like endings cut from its words, or not cut."""
    key = fold_name(name)
    if not key or len(key) > 3 or script_of(key[0][0]) != Script.CYRILLIC:
        return [key]
    words = WORD.findall(name)
    if len(words) != len(key):
        return [key]
    ends = [fold_citation(word) for word in words]
    choices = [(a, b) if a != b and b[-1] in CONSONANTS else (a,) for a, b in zip(key, ends, strict=True)]
    return list(itertools.product(*choices))


CONSONANTS = "бвгджзйклмнпрстфхцчшщь"


def vary_foreign_g(word: str) -> list[str]:
    """Give the Arabic spellings of a folded foreign name that differ in the letter that writes its *g*."""
    letters = _folds().foreign_g
    return [word.replace(a, b) for a in letters[:2] if a in word for b in letters if b != a]
