"""Words that marks, attached particles, articles or endings hide: وبالأمس is "and", "in" and "yesterday"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from events.dates.items import Meaning

if TYPE_CHECKING:
    from events.dates.language import Language

POINTS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
"""Marks that a word may be written without."""
MARKS = POINTS + "\u0900-\u0903\u093a-\u094f"
"""Marks within words: those, and the vowels of Devanagari."""
CLEAN = re.compile(rf"[{POINTS}\u0640]+")


@dataclass(frozen=True, slots=True)
class HiddenWord:
    """A way to read a word that marks, attached particles or endings may hide.

    Attributes
    ----------
    outside
        How many characters at its start do not belong to the span.
    joined
        Whether the first of them means "and".
    meaning
        What is left, as a word; none if it only begins phrases.
    phrases
        Phrases that begin with what is left: their other words, and what they mean.
    role
        What its ending means; none for most.
    after
        How many characters at its end do not belong to the span.
    word
        What is left, in the form it is looked up by.
    """

    outside: int
    joined: bool
    meaning: Meaning | None
    phrases: tuple[tuple[tuple[str, ...], Meaning], ...]
    role: Meaning | None
    after: int = 0
    word: str = ""


def read_hidden_word(token: str, language: Language) -> tuple[HiddenWord, ...]:
    """Look a word up with all that may hide it: marks, attached particles, articles, endings."""
    length = len(token)
    if not token.isascii() and CLEAN.search(token):
        token = CLEAN.sub("", token)
    found = []
    for cut, outside, joined in _openings(token, language):
        rest = token[cut:]
        meaning, role, after = language.words.get(rest), None, 0
        phrases = tuple(language.phrases.get(rest, ()))
        if meaning is None and language.suffixes:
            meaning, role, after = _without_suffix(rest, language)
        if meaning is not None or phrases:
            found.append(
                HiddenWord(outside if length == len(token) else 0, joined, meaning, phrases, role, after, rest)
            )
    return tuple(found)


def _openings(token: str, language: Language) -> list[tuple[int, int, bool]]:
    """Give the ways to take attached particles and articles off a word.

    Returns
    -------
    list of tuple
        How many characters are taken off for the look-up, how many of them lie outside the span, and whether the first
        of them is an "and".
    """
    found = [(0, 0, False)]
    if len(token) > 2 and token[0] in language.prefix_initials:
        for prefix in language.prefixes:
            if not token.startswith(prefix):
                continue
            joined = bool(prefix) and prefix[0] in language.and_prefixes
            found += [
                (len(prefix) + len(article), len(prefix), joined)
                for article in language.articles
                if token.startswith(article, len(prefix)) and len(token) > len(prefix) + len(article) + 1
            ]
        for whole in language.whole_prefixes:
            if token.startswith(whole) and len(token) > len(whole) + 1:
                joined = whole[0] in language.and_prefixes
                found.append((len(whole), int(joined), joined))
    return found


def _without_suffix(word: str, language: Language) -> tuple[Meaning | None, Meaning | None, int]:
    """Look a word up without its ending.

    Returns
    -------
    tuple
        Its meaning, that of the ending, if it has one ("from", "until"), and how many characters stay out of the span.
    """
    for suffix in language.suffixes:
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            meaning = language.words.get(word[: -len(suffix)])
            if meaning is not None:
                return (
                    meaning,
                    language.role_suffixes.get(suffix),
                    len(suffix) if suffix in language.outer_suffixes else 0,
                )
    return None, None, 0
