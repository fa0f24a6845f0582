"""States as parties: where the name of a state, or of its capital, acts and is no place."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from events.actors.lexicon import Lexicon
from events.actors.phrases import Phrase
from events.actors.scan import Units
from events.actors.words import TOKEN, fold
from events.model import Actor, PlaceRole, Toponym

_CAPITAL = "PPLC"
_REACH = 24
"""Letters within which the next word is looked for."""
_ENDS = ".!?\n؟。"
_DATELINES = frozenset(",(:—–-/|")


def is_party(phrase: Phrase, toponym: Toponym | None, units: Units, lexicon: Lexicon) -> bool:
    """Say whether a state acts here.

    Parameters
    ----------
    phrase
        A phrase that is the name of a state.
    toponym
        The same name as a place, if it was read as one.
    units, lexicon
        The words of the text, and its language.

    Returns
    -------
    bool
        By the place's role, else by the word before: "in Russia" is a place.
    """
    if toponym is not None and toponym.role is not PlaceRole.LITERAL:
        return toponym.role is PlaceRole.ASSOCIATIVE
    attached = _attached(phrase.start, units.text)
    if attached in lexicon.lists.locative:
        return False
    word, next_ = _around(phrase.first, phrase.end, units)
    if toponym is None and word == "" and fold(units.text[phrase.start : phrase.end]) in lexicon.lists.common:
        return False
    return word not in lexicon.lists.locative or next_ in lexicon.lists.speech


def find_seats(toponyms: Sequence[Toponym], units: Units, lexicon: Lexicon) -> Iterator[tuple[Toponym, Actor]]:
    """Find capitals that stand for their governments: "Seoul warned".

    Parameters
    ----------
    toponyms
        The place names of the text.
    units, lexicon
        Its words, and its language.

    Yields
    ------
    tuple
        The name of the capital, and the state.
    """
    first_of: dict[int, int] | None = None
    seat_end = -_REACH
    for toponym in toponyms:
        place = toponym.place
        if place.feature != _CAPITAL or place.country is None or toponym.role is PlaceRole.DEMONYM:
            continue
        state = lexicon.table.state(place.country)
        if state is None:
            continue
        if toponym.role is not PlaceRole.ASSOCIATIVE:
            first_of = first_of or {start: number for number, start in enumerate(units.starts)}
            first = first_of.get(toponym.start)
            beside = toponym.start - seat_end == 1
            if first is None or not (beside or _speaks(first, toponym, units, lexicon)):
                continue
            seat_end = toponym.end
        yield toponym, state


@functools.cache
def _verb(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _speaks(first: int, toponym: Toponym, units: Units, lexicon: Lexicon) -> bool:
    before, after = _around(first, toponym.end, units)
    lists = lexicon.lists
    follows = units.text[toponym.end : toponym.end + 2].strip()[:1]
    if follows and follows in _DATELINES:
        return False
    order = lexicon.order
    if after in lists.speech:
        return True
    if before in lists.locative:
        return False
    if order.verb_before and before and _verb(order.verb_before).fullmatch(before) and before not in lists.stop:
        return True
    if before in lists.speech:
        return not order.cased
    if order.verb_after and _verb(order.verb_after).fullmatch(after):
        return before == "" or before in lists.agentive
    bare = lexicon.order.seats == "bare" and after != "" and not toponym.text.isupper()
    return bare and (before == "" or before in lists.agentive)


def _attached(start: int, text: str) -> str:
    """Give the letters written together with a word that are no part of it."""
    first = start
    while first > 0 and text[first - 1].isalpha():
        first -= 1
    return text[first:start]


def _around(first: int, end: int, units: Units) -> tuple[str, str]:
    """Give the folded words before unit ``first`` and after ``end``, empty at the ends of a sentence."""
    before = ""
    if first > 0:
        gap = units.text[units.ends[first - 1] : units.starts[first]]
        before = "" if any(mark in gap for mark in _ENDS) else fold(units.word(first - 1))
    following = TOKEN.search(units.text, end, end + _REACH)
    if following is None or any(mark in units.text[end : following.start()] for mark in _ENDS):
        return before, ""
    return before, fold(following.group())
