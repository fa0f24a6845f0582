"""States as parties: where the name of a state, or of its capital, acts and is no place."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    if toponym is not None and toponym.role is PlaceRole.ASSOCIATIVE:
        return True
    if toponym is not None and toponym.role is PlaceRole.DEMONYM and not _is_noun(phrase, units, lexicon):
        return False
    attached = _attached(phrase.start, units.text)
    if attached in lexicon.lists.locative:
        return False
    beside = _look_around(phrase.first, phrase.end, units)
    lists = lexicon.lists
    if beside.before == "" and fold(units.text[phrase.start : phrase.end]) in lists.common:
        return False
    if beside.before in lists.locative:
        genitive = beside.before in lists.genitive and beside.earlier not in lists.placed
        return genitive or _is_impersonal(beside.after, lexicon)
    return True


def is_people(phrase: Phrase, units: Units, lexicon: Lexicon) -> bool:
    """Say whether the adjective of a country stands for its people: "two Iraqis", خطفوا أربعة أوروبيين.

    Parameters
    ----------
    phrase
        A phrase that is nothing but an adjective of a country.
    units, lexicon
        The words of the text, and its language.

    Returns
    -------
    bool
        By the form of the word, and where adjectives look the same, by the word before.
    """
    order, lists = lexicon.order, lexicon.lists
    last = phrase.last - 1
    if not order.people or not verb_pattern(order.people).fullmatch(f"{units.keys[last]} {units.word(last)}"):
        return False
    if order.cased and (is_part_of_name(phrase.first, units, lexicon) or fold(units.word(last)) in lists.common):
        return False
    if not order.people_slot or phrase.first == 0 or units.breaks[phrase.first] or not units.joined[phrase.first]:
        return True
    if _attached(phrase.start, units.text):
        return True
    before = units.word(phrase.first - 1)
    folded = fold(before)
    definite = lexicon.words.morphology.definite
    if definite and folded.startswith(definite) and not units.word(phrase.first).startswith(definite):
        return True
    endings = tuple(lists.predicates)
    if endings and units.word(last).endswith(endings) and not before.endswith(endings):
        return True
    return before.isdigit() or folded in lists.stop or folded in lists.speech or folded in lists.agentive


def is_part_of_name(first: int, units: Units, lexicon: Lexicon) -> bool:
    """Say whether a capitalised word that means nothing stands right before, so that both are a name.

    Parameters
    ----------
    first
        A unit: "Indians" in "the Cleveland Indians", "King" in "Martin Luther King".
    units, lexicon
        The words of the text, and its language.

    Returns
    -------
    bool
        Never at the beginning of a sentence, nor where all is in capitals.
    """
    if first == 0 or not units.joined[first] or not units.word(first)[0].isupper():
        return False
    before = units.word(first - 1)
    if not before[0].isupper() or (len(before) > 1 and before.isupper()):
        return False
    return not units.keys[first - 1] and fold(before) not in lexicon.lists.stop


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
    seat_end = -_REACH
    ends = frozenset(toponym.end for toponym in toponyms)
    for toponym in toponyms:
        place = toponym.place
        if place.feature != _CAPITAL or place.country is None or toponym.role is PlaceRole.DEMONYM:
            continue
        state = lexicon.table.state(place.country)
        if state is None:
            continue
        if toponym.role is not PlaceRole.ASSOCIATIVE:
            first = bisect_left(units.starts, toponym.start)
            beside = toponym.start - seat_end == 1
            if (
                first == len(units.starts)
                or units.starts[first] != toponym.start
                or not (beside or _speaks(first, toponym, units, lexicon, ends))
            ):
                continue
        seat_end = toponym.end
        yield toponym, state


def _is_noun(phrase: Phrase, units: Units, lexicon: Lexicon) -> bool:
    """Whether a name that may be an adjective too is none: no noun with the article stands before, وقعت السعودية.

    A name that says "side" is always one.
    """
    if units.text[phrase.start : phrase.end].endswith(tuple(lexicon.lists.sides)):
        return True  # 美方, the American side
    definite = lexicon.words.morphology.definite
    if not definite:
        return False
    if phrase.first == 0 or not units.joined[phrase.first]:
        return True
    before = fold(units.word(phrase.first - 1))
    pattern = lexicon.order.verb_before
    return before in lexicon.lists.speech or (bool(pattern) and verb_pattern(pattern).fullmatch(before) is not None)


@functools.cache
def verb_pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _is_impersonal(word: str, lexicon: Lexicon) -> bool:
    pattern = lexicon.order.impersonal
    return bool(pattern) and word in lexicon.lists.speech and verb_pattern(pattern).fullmatch(word) is not None


def _speaks(first: int, toponym: Toponym, units: Units, lexicon: Lexicon, ends: frozenset[int]) -> bool:
    beside = _look_around(first, toponym.end, units)
    lists, order, before = lexicon.lists, lexicon.order, beside.before
    follows = units.text[toponym.end : toponym.end + 2].strip()[:1]
    if before in lists.sources or f"{beside.earlier} {before}" in lists.sources:
        return True
    if follows and follows in _DATELINES:
        return False
    if before in lists.locative or _attached(toponym.start, units.text) in lists.locative:
        return _is_impersonal(beside.after, lexicon)
    if beside.after in lists.speech:
        return True
    is_word = before != "" and units.ends[first - 1] not in ends and not units.keys[first - 1]
    if order.verb_before and is_word and verb_pattern(order.verb_before).fullmatch(before) and before not in lists.stop:
        return True
    if before in lists.speech:
        return not order.cased
    begins = beside.begins or before in lists.agentive
    if order.verb_after and verb_pattern(order.verb_after).fullmatch(beside.after):
        return begins
    return order.seats == "bare" and begins and beside.after != "" and not toponym.text.isupper()


def _attached(start: int, text: str) -> str:
    """Give the letters written together with a word that are no part of it."""
    first = start
    while first > 0 and text[first - 1].isalpha():
        first -= 1
    return text[first:start]


@dataclass(frozen=True, slots=True)
class _Beside:
    """The folded words around a name, empty at the ends of a sentence; whether a clause begins with it."""

    earlier: str
    before: str
    after: str
    begins: bool


def _look_around(first: int, end: int, units: Units) -> _Beside:
    text = units.text
    earlier = before = gap = ""
    if first > 0:
        gap = text[units.ends[first - 1] : units.starts[first]]
        if not any(mark in gap for mark in _ENDS):
            before = fold(units.word(first - 1))
            earlier = fold(units.word(first - 2)) if first > 1 else ""
    following = TOKEN.search(text, end, end + _REACH)
    after = ""
    if following is not None and not any(mark in text[end : following.start()] for mark in _ENDS):
        after = fold(following.group())
    return _Beside(earlier, before, after, before == "" or "," in gap)
