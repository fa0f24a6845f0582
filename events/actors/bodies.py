"""Organisations that the table does not know, by how their names are made: المجلس الأعلى للدفاع, لجنة أطباء السودان.

A noun of bodies (council, committee, union) with the article, adjectives that bear it too, and what it is for, behind
an attached "for"; or such a noun without the article, then bare nouns, and at last one that is definite.
"""

from __future__ import annotations

from events.actors.lexicon import Lexicon
from events.actors.scan import Units
from events.actors.seats import verb_pattern
from events.actors.words import fold

LONGEST = 7
"""Words of the longest name."""
_LONGEST_ROW = 2
"""Bare nouns in a row that one noun of bodies governs."""


def take_body(units: Units, first: int, lexicon: Lexicon, *, start: int, alone: bool) -> int:
    """Say where the name of an organisation that a noun of bodies begins ends.

    Parameters
    ----------
    units
        The words of the text.
    first
        The unit of the noun.
    lexicon
        The language; one without articles has no such names.
    start
        Where the noun begins in the text, behind what is attached to it.
    alone
        Whether one adjective of rank makes a name: المجلس التنفيذي.

    Returns
    -------
    int
        The unit after the name; ``first`` if none stands there.
    """
    if not lexicon.words.morphology.articles or not lexicon.lists.ranks:
        return first
    if fold(units.text[start : units.ends[first]]).startswith(lexicon.words.morphology.definite):
        return _take_described(units, first, lexicon, alone=alone)
    return _take_governed(units, first, lexicon) if alone else first


def _take_described(units: Units, first: int, lexicon: Lexicon, *, alone: bool) -> int:
    """Take adjectives with the article behind a noun that bears it, and what the body is for."""
    at = first + 1
    ranked = False
    while _goes_on(units, first, at) and _is_adjective(units, at, lexicon):
        ranked = ranked or _is_rank(fold(units.word(at)), lexicon)
        at += 1
    purpose = _take_purpose(units, first, at, lexicon)
    if purpose > at:
        return purpose
    described = at - first - 1
    return at if (ranked and alone) or (ranked and described > 1) else first


def _take_purpose(units: Units, first: int, at: int, lexicon: Lexicon) -> int:
    """Take what a body is for: للدفاع, لحقوق الإنسان, للدفاع عن حقوق الإنسان."""
    start = at
    if not _goes_on(units, first, at):
        return start
    folded, stop = fold(_written(units, at)), lexicon.lists.stop
    definite = folded.startswith(lexicon.words.morphology.definite) and not folded.startswith(
        lexicon.words.morphology.articles
    )
    if definite and at > first:
        at += 1
        while _goes_on(units, first, at) and _is_adjective(units, at, lexicon):
            at += 1
        linked = _goes_on(units, first, at + 2) and fold(units.word(at)) in lexicon.lists.inside
        return at + 3 if linked and _is_definite(units, at + 2, lexicon) else at
    bare = len(folded) > _SHORTEST and folded[0] in _for(lexicon) and folded not in stop
    if bare and _goes_on(units, first, at + 1) and _is_definite(units, at + 1, lexicon):
        at += 2
        while _goes_on(units, first, at) and _is_adjective(units, at, lexicon):
            at += 1
        joined = _goes_on(units, first, at, joining=True) and fold(_written(units, at)).startswith(
            tuple(lexicon.lists.joining)
        )
        return at + 1 if joined else at
    return start


def _written(units: Units, at: int) -> str:
    """A word with what is attached to it."""
    start = units.starts[at]
    while start and units.text[start - 1].isalpha():
        start -= 1
    return units.text[start : units.ends[at]]


def _take_governed(units: Units, first: int, lexicon: Lexicon) -> int:
    """Take bare nouns behind a noun without the article, up to one that is definite: لجنة حقوق *الإنسان*."""
    at = first + 1
    while _goes_on(units, first, at) and at - first <= _LONGEST_ROW and not _is_definite(units, at, lexicon):
        if not _is_noun(units, at, lexicon):
            return first
        at += 1
    row = at - first - 1
    if not 0 < row <= _LONGEST_ROW or not _goes_on(units, first, at) or not _is_definite(units, at, lexicon):
        return first
    at += 1
    while _goes_on(units, first, at) and _is_adjective(units, at, lexicon):
        at += 1
    return at


def _goes_on(units: Units, first: int, at: int, *, joining: bool = False) -> bool:
    if at >= len(units.keys) or not units.joined[at] or at - first >= LONGEST:
        return False
    return (joining or not units.breaks[at]) and units.word(at)[0].isalpha()


def _is_definite(units: Units, at: int, lexicon: Lexicon) -> bool:
    return fold(units.word(at)).startswith(lexicon.words.morphology.articles)


def _is_adjective(units: Units, at: int, lexicon: Lexicon) -> bool:
    word = fold(units.word(at))
    if not word.startswith(lexicon.words.morphology.articles):
        return False
    return _is_rank(word, lexicon) or (
        word not in lexicon.lists.stop and word.endswith(tuple(lexicon.lists.adjectives))
    )


def _is_rank(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.lists.ranks or word[:-1] in lexicon.lists.ranks


def _is_noun(units: Units, at: int, lexicon: Lexicon) -> bool:
    """Whether a bare word may be governed by a noun: no small word, no verb, no name."""
    word, lists = fold(units.word(at)), lexicon.lists
    attached = word[0] in _for(lexicon) and not units.keys[at]
    if attached or len(word) < _SHORTEST or word in lists.particles or word in lists.speech or word in lists.given:
        return False
    return bool(units.keys[at]) or word in lists.nameless or not verb_pattern(lexicon.order.verb_before).fullmatch(word)


def _for(lexicon: Lexicon) -> frozenset[str]:
    """The letters that are attached before an article to say what something is for (ل of لل)."""
    morphology = lexicon.words.morphology
    return frozenset(form[0] for form in morphology.definite if form not in morphology.articles)


_SHORTEST = 2
